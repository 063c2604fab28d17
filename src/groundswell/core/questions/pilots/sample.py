"""A pilot's measured values, sorted into groups and times; what is missing or unread is counted."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.core.questions.pilots.finding import Values
from groundswell.core.questions.pilots.labels import (
    AFTER,
    BEFORE,
    CONTROL,
    TRIAL,
    before_start,
    meaning,
    ordered,
)
from groundswell.core.terrain.run_records import Pilot, PilotDatum

LARGEST = 1e60  # beyond it a value is no measurement, and neither is what it divides


@dataclass(frozen=True, slots=True)
class Datum:
    """One value, with its group (control or trial) and time (before or after) where known."""

    value: float
    group: str | None
    time: str | None
    unit: str
    period: str
    place: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured.

    Parameters
    ----------
    data
        Every value that was read, in an order that does not depend on how rows came.
    rows
        Rows in all; `missing` of them hold no value.
    unread
        Labels nobody could place, with how many rows have each.
    """

    data: tuple[Datum, ...]
    rows: int
    missing: int
    unread: tuple[tuple[str, int], ...]

    @property
    def groups(self) -> frozenset[str]:
        """Groups that occur."""
        return frozenset(d.group for d in self.data if d.group)

    @property
    def times(self) -> frozenset[str]:
        """Times that occur."""
        return frozenset(d.time for d in self.data if d.time)

    def of(self, group: str | None = None, time: str | None = None) -> tuple[Datum, ...]:
        """Return the values of a group at a time; what is None does not matter."""
        return tuple(
            d
            for d in self.data
            if (group is None or d.group == group) and (time is None or d.time == time)
        )


def sample_of(pilot: Pilot, rows: Iterable[PilotDatum], base: str | None = None) -> Sample:
    """Sort a pilot's rows.

    Parameters
    ----------
    base
        Label of the arm the others are compared with, where its own words do not say so.
    """
    every = [row for row in rows if row.pilot == pilot.pilot]
    told = [r for r in every if r.value is not None and abs(r.value) <= LARGEST]
    places = ordered(row.period or "" for row in told)
    unread: Counter[str] = Counter()
    data = []
    for row in told:
        group, time = _sides(pilot, row, base)
        if row.arm and group is None and time is None:
            unread[row.arm.strip()] += 1
        data.append(
            Datum(
                value=_plain(row.value or 0.0),
                group=group,
                time=time,
                unit=(row.unit or "").strip(),
                period=(row.period or "").strip(),
                place=places[row.period or ""],
            )
        )
    data.sort(key=lambda d: (d.place, d.unit, d.group or "", d.time or "", d.value))
    return Sample(tuple(data), len(every), len(every) - len(told), tuple(sorted(unread.items())))


def _plain(value: float) -> float:
    """Return a value; what is as good as nought is nought, so that no ratio runs away."""
    return float(value) if abs(value) >= 1 / LARGEST else 0.0


def _sides(pilot: Pilot, row: PilotDatum, base: str | None) -> tuple[str | None, str | None]:
    """Return group and time of a row, from its arm, then its period, then its day."""
    arm, period = row.arm or "", row.period or ""
    if base is not None and arm:
        same = arm.strip().casefold() == base.strip().casefold()
        return (CONTROL if same else TRIAL), _time(pilot, frozenset(), period)
    said = meaning(arm)
    group = CONTROL if CONTROL in said else TRIAL if TRIAL in said else None
    return group, _time(pilot, said, period)


def _time(pilot: Pilot, said: frozenset[str], period: str) -> str | None:
    both = said | meaning(period)
    if BEFORE in both:
        return BEFORE
    if AFTER in both:
        return AFTER
    early = before_start(period, pilot.started_on)
    return None if early is None else BEFORE if early else AFTER


def values(data: Sequence[Datum]) -> Values:
    """Return the values alone."""
    return np.array([d.value for d in data], dtype=float)


def by_unit(data: Iterable[Datum]) -> dict[str, float]:
    """Return the mean of each named unit; rows without a unit are left out."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for datum in data:
        if datum.unit:
            found[datum.unit].append(datum.value)
    return {unit: math.fsum(seen) / len(seen) for unit, seen in sorted(found.items())}


def paired(first: Sequence[Datum], second: Sequence[Datum]) -> tuple[Values, Values, int] | None:
    """Return values of units seen both times and how many were seen only once; None if too few.

    Units count as the same where at least three, and more than half of all, were seen both times.
    """
    early, late = by_unit(first), by_unit(second)
    both = sorted(early.keys() & late.keys())
    every = len(early.keys() | late.keys())
    nameless = sum(not d.unit for d in (*first, *second))
    if len(both) < 3 or 2 * len(both) <= every + nameless:
        return None
    pair = (np.array([side[unit] for unit in both], dtype=float) for side in (early, late))
    before, after = pair
    return before, after, every - len(both) + nameless


def unrepeated(data: Sequence[Datum]) -> Values:
    """Return one value for each unit, its mean; rows without a unit count each for itself."""
    nameless = [d.value for d in data if not d.unit]
    return np.array([*by_unit(data).values(), *nameless], dtype=float)
