"""The one type of every answer: value, reasons, gaps and provenance.

A face renders an `Answer`; it never computes. Every figure in prose must stand in the answer.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

BAND_LOW = 0.10
BAND_HIGH = 0.90


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 10-90 % band.

    Parameters
    ----------
    mean, low, high
        Mean, 10 % and 90 % quantile over the scenarios, in the unit of the figure.
    """

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, sample: NDArray[Any]) -> Estimate:
        """Summarise a sample of one figure over scenarios (1-d, at least one value)."""
        low, high = np.quantile(sample, [BAND_LOW, BAND_HIGH])
        return cls(float(np.mean(sample)), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer says what it says, and the codes of the records behind it."""

    text: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known or not there, whom or what it concerns, and the next step."""

    kind: str
    ids: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which knowledge and which method an answer rests on."""

    as_of: date
    known_at: date
    seed: int
    scenarios: int
    method: str
    population: str


Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Answer(Generic[Value]):
    """What every question returns.

    Parameters
    ----------
    question
        Slug of the question.
    headline
        The answer in one plain sentence; every figure in it stands in `value`.
    value
        A frozen dataclass particular to the question.
    reasons, gaps, provenance
        Why, what is not known, and on what it rests.
    """

    question: str
    headline: str
    value: Value
    reasons: tuple[Reason, ...]
    gaps: tuple[Gap, ...]
    provenance: Provenance

    def as_json(self) -> dict[str, Any]:
        """Return the public JSON form: only dicts, lists, strings, numbers, booleans and None."""
        plain = to_plain(self)
        assert isinstance(plain, dict)
        return plain


def to_plain(thing: Any) -> Any:
    """Turn frozen dataclasses, enums, dates and arrays into JSON values; NaN becomes None."""
    if thing is None or (isinstance(thing, bool | str) and not isinstance(thing, Enum)):
        return thing
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, int | np.integer):
        return int(thing)
    if isinstance(thing, float | np.floating):
        return float(thing) if math.isfinite(thing) else None
    if isinstance(thing, date):
        return thing.isoformat()
    if dataclasses.is_dataclass(thing):
        return {f.name: to_plain(getattr(thing, f.name)) for f in dataclasses.fields(thing)}
    if isinstance(thing, Mapping):
        return {str(to_plain(k)): to_plain(v) for k, v in thing.items()}
    if isinstance(thing, Sequence | np.ndarray | frozenset):
        return [to_plain(v) for v in thing]
    raise TypeError(f"no JSON form for {type(thing).__name__}")
