"""Which records were true at a date and known at a date; what a later one replaces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Record
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

    def standing(kind: type[Record], rows: tuple[Record, ...]) -> tuple[Record, ...]:
        event = EVENT_DAY.get(kind)
        return tuple(
            record
            for record in rows
            if (record.observed_on is None or record.observed_on <= as_of)
            and (record.retracted_on is None or record.retracted_on > known_at)
            and _known(record, known_at)
            and (event is None or _happened(getattr(record, event), as_of))
        )

    kept = {sheet: standing(SHEETS[sheet], rows) for sheet, rows in observations.records.items()}
    return Observations(observations.initiative, kept)


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
    rivals: dict[Any, list[R]] = {}
    of = attrgetter(*key)
    for record in records:
        rivals.setdefault(of(record), []).append(record)
    # Nearly every key has one record; only rivals need an order.
    return [
        found[0] if len(found) == 1 else _newest(found)
        for _, found in sorted(rivals.items(), key=lambda item: repr(item[0]))
    ]


def _newest(rivals: list[R]) -> R:
    """Return the record that replaces its rivals; their content decides only between equal days."""
    last = max(map(_days, rivals))
    latest_ones = [record for record in rivals if _days(record) == last]
    return latest_ones[0] if len(latest_ones) == 1 else max(latest_ones, key=repr)


def _days(record: Record) -> tuple[date, date]:
    first = date.min
    return record.observed_on or first, record.recorded_on or first
