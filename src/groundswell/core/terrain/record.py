"""What a record is: a frozen dataclass whose fields declare the columns of one sheet.

One declaration serves every reader: the workbook's validation and template, its round trip, the
reference page, and later the tables and forms. A record is a dated fact, never changed in place.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from groundswell.core.terrain.notations import Notation

META_COLUMNS = ("observed_on", "recorded_on", "assessor", "retracted_on")
KEPT_ON = ("recorded_on", "retracted_on")  # when it was written down and taken back
Scalar = str | float | int | bool | date


@dataclass(frozen=True, slots=True)
class Bounds:
    """Declared properties of one column that its type does not say.

    Parameters
    ----------
    text
        What the column means, in words, shown in the template and the reference.
    key
        Whether the column is part of the record's key.
    refers
        Sheet whose key the value must name, or None.
    low, high
        Inclusive bounds of a number, or None.
    above
        Exclusive lower bound of a number, or None.
    plan
        Whether a date may lie in the future.
    notation
        How each entry of a list names codes inside, or None.
    """

    text: str
    key: bool = False
    refers: str | None = None
    low: float | None = None
    high: float | None = None
    above: float | None = None
    plan: bool = False
    notation: Notation | None = None


def column(
    text: str,
    *,
    key: bool = False,
    refers: str | None = None,
    low: float | None = None,
    high: float | None = None,
    above: float | None = None,
    plan: bool = False,
    notation: Notation | None = None,
    required: bool | None = None,
) -> Any:
    """Declare a column; a key column is required unless `required` says otherwise."""
    metadata = {"bounds": Bounds(text, key, refers, low, high, above, plan, notation)}
    needed = key if required is None else required
    if needed:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=None, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Column:
    """One column as every reader sees it.

    Parameters
    ----------
    name
        Attribute of the record; `header` is the same without a trailing underscore.
    kind
        `str`, `float`, `int`, `bool`, `date` or an Enum class; one of `alternatives` where a cell
        may hold more than one kind (a stance is a word or a number).
    many
        Whether the cell holds a list, separated by semicolons or commas.
    required
        Whether an empty cell is an error.
    """

    name: str
    kind: type
    alternatives: tuple[type, ...]
    many: bool
    required: bool
    bounds: Bounds

    @property
    def header(self) -> str:
        """Return the column's heading in the workbook."""
        return self.name.rstrip("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Base of every record: when it was seen, when it became known, by whom, until when it stood.

    `extra` keeps the cells of columns this version does not know, so that nothing is lost.
    """

    SHEET: ClassVar[str] = ""
    ABOUT: ClassVar[str] = ""
    JUDGED: ClassVar[bool] = False  # one row per key *and assessor and date*, not one per key

    observed_on: date | None = column("the day it was true or seen")
    recorded_on: date | None = column("the day it was written down")
    assessor: str | None = column("who observed it")
    retracted_on: date | None = column("the day it was taken back")
    extra: tuple[tuple[str, str], ...] = ()


def _kinds(hint: Any) -> tuple[tuple[type, ...], bool]:
    """Return the cell kinds of a type hint (None left out) and whether it is a list."""
    if get_origin(hint) in (Union, types.UnionType):
        arms = [arm for arm in get_args(hint) if arm is not type(None)]
        found = [_kinds(arm) for arm in arms]
        return tuple(kind for kinds, _ in found for kind in kinds), any(many for _, many in found)
    if get_origin(hint) is tuple:
        return (get_args(hint)[0],), True
    return (hint,), False


def columns(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a record class: its own in order, then the four common ones."""
    return _columns(cast(Any, record))


@cache
def _columns(record: Any) -> tuple[Column, ...]:
    hints = get_type_hints(record)

    def described() -> Iterator[Column]:
        for entry in dataclasses.fields(record):
            if "bounds" not in entry.metadata:
                continue
            kinds, many = _kinds(hints[entry.name])
            needed = (
                entry.default is dataclasses.MISSING
                and entry.default_factory is dataclasses.MISSING
            )
            yield Column(entry.name, kinds[0], kinds, many, needed, entry.metadata["bounds"])

    every = tuple(described())
    own = tuple(c for c in every if c.name not in META_COLUMNS)
    return own + tuple(c for c in every if c.name in META_COLUMNS)


@cache
def key_names(record: type) -> tuple[str, ...]:
    """Return the attributes that make a record unique in its sheet.

    Key columns; for judgements also assessor and date; without key columns, all fields.
    """
    keys = tuple(c.name for c in columns(record) if c.bounds.key)
    if not keys:
        return tuple(c.name for c in columns(record))
    return (*keys, "assessor", "observed_on") if getattr(record, "JUDGED", False) else keys


def key_of(record: Record) -> tuple[Any, ...]:
    """Return what makes a record unique in its sheet: the values of its `key_names`."""
    kind: type = type(record)
    return tuple(_plain(getattr(record, name)) for name in key_names(kind))


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


R = TypeVar("R", bound=Record)


def completed(record: R, former: Record, given: frozenset[str]) -> R:
    """Return a record that says what a former one of its kind said wherever nothing was given.

    Parameters
    ----------
    given
        Attributes, and headings of unknown columns, that were given, empty or not. The days on
        which it was written down and taken back are always its own.
    """
    names = (c.name for c in columns(type(record)))
    rest: Any = {n: getattr(former, n) for n in names if n not in given and n not in KEPT_ON}
    others = (pair for pair in former.extra if pair[0] not in given)
    return dataclasses.replace(record, **rest, extra=tuple(sorted((*record.extra, *others))))


def cells_of(record: Record) -> dict[str, Any]:
    """Return what a record says by heading, without the days on which it was kept."""
    own = {
        c.header: getattr(record, c.name) for c in columns(type(record)) if c.name not in KEPT_ON
    }
    return own | dict(record.extra)
