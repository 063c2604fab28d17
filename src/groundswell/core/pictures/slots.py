"""Free times for a talk: where nobody of the two is busy, within working hours, in two weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

WEEKS = 2
STEP = timedelta(minutes=30)  # times begin at the full or the half hour
A_DAY = 2  # one before noon and one after, so that there is a choice of days
MOST = 10
_WORKING = range(5)
_NOON = time(12)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Wish:
    """What sort of time is looked for.

    Parameters
    ----------
    now
        Nothing begins before; with a time zone.
    minutes
        How long the talk is.
    begins, ends
        Working hours in `zone`.
    """

    now: datetime
    minutes: int
    begins: time
    ends: time
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time, in the zone it was asked in."""

    start: datetime
    end: datetime


def horizon(wish: Wish) -> datetime:
    """Return the moment until which times are looked for."""
    return wish.now + timedelta(weeks=WEEKS)


def free(busy: Iterable[Span], wish: Wish) -> tuple[Slot, ...]:
    """Return free times in order, at most one before and one after noon of each working day."""
    taken = [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in busy]
    found: list[Slot] = []
    for day in _days(wish):
        open_ = [slot for slot in _of(day, wish) if not any(_meet(slot, span) for span in taken)]
        morning = [slot for slot in open_ if slot.start.time() < _NOON]
        found += (morning[:1] + [s for s in open_ if s not in morning][:1])[:A_DAY]
    return tuple(found[:MOST])


def _days(wish: Wish) -> Iterator[date]:
    first = wish.now.astimezone(wish.zone).date()
    days = (first + timedelta(days=n) for n in range(7 * WEEKS + 1))
    return (day for day in days if day.weekday() in _WORKING)


def _of(day: date, wish: Wish) -> Iterator[Slot]:
    """Yield the times of a day that begin from now on and end within working hours."""
    start = datetime.combine(day, wish.begins)
    last = datetime.combine(day, wish.ends)
    long = timedelta(minutes=wish.minutes)
    while start + long <= last:
        slot = Slot(start.replace(tzinfo=wish.zone), (start + long).replace(tzinfo=wish.zone))
        # Beyond the horizon nobody has looked, so nothing counts as free there.
        if wish.now <= slot.start.astimezone(UTC) and slot.end.astimezone(UTC) <= horizon(wish):
            yield slot
        start += STEP


def _meet(slot: Slot, span: Span) -> bool:
    return slot.start.astimezone(UTC) < span[1] and span[0] < slot.end.astimezone(UTC)
