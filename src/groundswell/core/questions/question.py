"""What every question shares: its options, where it answers from, and how an answer is made."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from groundswell.core.answer import Answer, Gap, Provenance, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.terrain.terms import GapKind

METHOD = "model 1"

Value = TypeVar("Value")


def option(
    default: Any,
    text: str,
    *,
    low: float | None = None,
    high: float | None = None,
    person: bool = False,
    required: bool = False,
) -> Any:
    """Declare an option of a question: its default, meaning and bounds.

    `person` marks the code of somebody on the map; `required` that it must be given.
    """
    facts = {"text": text, "low": low, "high": high, "person": person, "required": required}
    return dataclasses.field(default=default, metadata=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Base of every question; the class attributes say it in words.

    SLUG is its name in every face, ASKS the question itself, FEATURE the feature's id. OVERALL says
    that its figures are about the whole; any other question has rows about people, which hold
    nothing that the reader may not see of each of them.
    """

    SLUG: ClassVar[str] = ""
    ASKS: ClassVar[str] = ""
    FEATURE: ClassVar[str] = ""
    OVERALL: ClassVar[bool] = False

    seed: int = option(0, "seed of the draws; the same seed gives the same bytes", low=0)
    scenarios: int = option(500, "number of draws of what is not known", low=16, high=100_000)


class UnfitOptionError(ValueError):
    """An option does not fit this map: which one, what is wrong with it, and how to mend it."""

    def __init__(self, field: str, what: str, mend: str) -> None:
        super().__init__(f"{field}: {what}. {mend}")
        self.field = field
        self.what = what
        self.mend = mend


class UnknownPersonError(UnfitOptionError):
    """The person an option names is not on the map."""

    def __init__(self, what: str) -> None:
        super().__init__("person", what, "Use the code of somebody on the map.")

    def __str__(self) -> str:
        """Return what is wrong; it names the person itself."""
        return self.what


def person_index(study: Study, code: str | None) -> int:
    """Return the index of a person named in an option.

    Raises
    ------
    UnknownPersonError
        If no such person is visible at the date of the snapshot; nearby codes are named.
    """
    index = study.snapshot.index
    if code is None:
        raise UnknownPersonError("say which person: --person CODE")
    if code not in index:
        known = ", ".join(list(index)[:5]) + (" and more" if len(index) > 5 else "")
        what = f"there is nobody with the code {code!r}; the map has {known or 'nobody'}"
        raise UnknownPersonError(what)
    return index[code]


def gap(kind: GapKind, text: str, *ids: str) -> Gap:
    """Return a gap; at most 50 codes are listed."""
    return Gap(kind.value, tuple(ids[:50]), text)


def answer(
    study: Study,
    question: Question,
    headline: str,
    value: Value,
    reasons: list[Reason] | tuple[Reason, ...] = (),
    gaps: list[Gap] | tuple[Gap, ...] = (),
) -> Answer[Value]:
    """Make the answer to a question, with its provenance."""
    snapshot = study.snapshot
    return Answer(
        question=question.SLUG,
        headline=headline,
        value=value,
        reasons=tuple(reasons),
        gaps=tuple(gaps),
        provenance=Provenance(
            as_of=snapshot.as_of,
            known_at=snapshot.known_at,
            seed=study.seed,
            scenarios=study.scenarios,
            method=METHOD,
            population=snapshot.population,
        ),
    )
