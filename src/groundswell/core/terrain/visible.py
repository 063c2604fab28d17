"""Which records were true at a date and known at a date; what a later one replaces."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.remembered import Remembered
from groundswell.core.terrain.run_records import (
    Adaptation,
    Adoption,
    Commitment,
    Conflict,
    Encounter,
    Meeting,
    Member,
    Override,
    Ruling,
    Win,
)

R = TypeVar("R", bound=Record)

EVENT_DAY: dict[type[Record], str] = {
    Member: "joined_on",
    Encounter: "date",
    Meeting: "date",
    Commitment: "asked_on",
    Ruling: "date",
    Win: "date",
    Conflict: "opened_on",
    Adaptation: "date",
    Adoption: "date",
    Override: "date",
}


def day_of(record: Record) -> date | None:
    """Return the day a record speaks of: its own event day, else when it was observed."""
    event = EVENT_DAY.get(type(record))
    own: date | None = getattr(record, event) if event else None
    return own or record.observed_on


def visible(observations: Observations, as_of: date, known_at: date) -> Observations:
    """Return the records true by `as_of`, known by `known_at` and not taken back by then.

    A record without dates has always been true and known.
    """
    kept = {sheet: _STANDING(rows, as_of, known_at) for sheet, rows in observations.records.items()}
    return Observations(observations.initiative, kept)


def _standing(rows: tuple[Record, ...], as_of: date, known_at: date) -> tuple[Record, ...]:
    """Return the rows of one sheet that stand; the very same tuple where all do."""
    event = EVENT_DAY.get(type(rows[0])) if rows else None
    kept = tuple(
        record
        for record in rows
        if (record.observed_on is None or record.observed_on <= as_of)
        and (record.retracted_on is None or record.retracted_on > known_at)
        and _known(record, known_at)
        and (event is None or _happened(getattr(record, event), as_of))
    )
    return rows if len(kept) == len(rows) else kept


def _more_standing(
    former: tuple[Record, ...], added: tuple[Record, ...], as_of: date, known_at: date
) -> tuple[Record, ...]:
    return (*former, *_standing(added, as_of, known_at))


_STANDING = Remembered(_standing, _more_standing, size=64)


def _known(record: Record, known_at: date) -> bool:
    known_on = record.recorded_on or record.observed_on
    return known_on is None or known_on <= known_at


def _happened(day: date | None, as_of: date) -> bool:
    return day is None or day <= as_of


def recency(record: Record) -> tuple[Any, ...]:
    """Return a sort key: by day observed, then day recorded; undated first; ties by content."""
    return (*_days(record), repr(record))


def latest(records: Iterable[R], *key: str) -> list[R]:
    """Return the newest record of each key, ordered by key."""
    if isinstance(records, tuple):
        return list(_LATEST(records, *key).records)
    return list(_latest(tuple(records), *key).records)


@dataclass(frozen=True, slots=True)
class _Latest:
    """The newest record of each key, beside the key as it sorts."""

    keys: list[str]
    records: list[Any]


def _latest(rows: tuple[Record, ...], *key: str) -> _Latest:
    best: dict[Any, Record] = {}
    of = attrgetter(*key)
    for record in rows:
        own = of(record)
        rival = best.get(own)
        best[own] = record if rival is None else _newer(rival, record)
    ordered = sorted((repr(own), own) for own in best)
    return _Latest([name for name, _ in ordered], [best[own] for _, own in ordered])


def _later(former: _Latest, added: tuple[Record, ...], *key: str) -> _Latest:
    keys, records, of = former.keys.copy(), former.records.copy(), attrgetter(*key)
    for record in added:
        name = repr(of(record))
        place = bisect_left(keys, name)
        if place < len(keys) and keys[place] == name:
            records[place] = _newer(records[place], record)
        else:
            keys.insert(place, name)
            records.insert(place, record)
    return _Latest(keys, records)


_LATEST = Remembered(_latest, _later, size=64)


def _newer(one: R, other: R) -> R:
    """Return which of two replaces the other; content decides only between equal days."""
    first, second = _days(one), _days(other)
    if first == second:
        return max(one, other, key=repr)
    return one if first > second else other


def _days(record: Record) -> tuple[date, date]:
    first = date.min
    return record.observed_on or first, record.recorded_on or first
