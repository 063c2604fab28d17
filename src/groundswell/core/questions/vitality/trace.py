"""Dated occasions of one sign, and what they say: how much now, how much before, and the trend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.answer import Estimate
from groundswell.core.questions.vitality.course import Course
from groundswell.core.questions.vitality.rates import rate_fell, rate_of, share_fell, share_of

RISING, FALLING, STEADY, UNTOLD = "rising", "falling", "no clear change", "too little to tell"
WEEK = timedelta(days=7)
PERIOD = timedelta(days=28)
PERIODS = 13  # of four weeks: a year
FEW = 3  # occasions on either side below which no trend is told


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which a sign could show, whether it did, and the records behind it."""

    day: date
    hit: bool
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """All occasions of a sign up to a day.

    Parameters
    ----------
    occasions
        By day.
    counted
        Whether hits are counted over time, rather than as a share of the occasions.
    kept
        Days of all records that could have told it: without one of late nothing is known.
    missing
        What to write down so that it can be told.
    """

    occasions: tuple[Occasion, ...]
    counted: bool
    kept: tuple[date, ...]
    missing: str

    def between(self, after: date, until: date) -> list[Occasion]:
        """Return the occasions after a day, up to and including another."""
        return [o for o in self.occasions if after < o.day <= until]


def trace(
    occasions: Iterable[Occasion],
    missing: str,
    *,
    kept: Iterable[date | None] | None = None,
) -> Trace:
    """Return a trace; hits are counted where the days of all records of the kind are given."""
    rows = tuple(sorted(occasions, key=lambda o: (o.day, o.ids)))
    if kept is None:
        return Trace(rows, False, tuple(o.day for o in rows), missing)
    return Trace(rows, True, tuple(sorted(day for day in kept if day is not None)), missing)


@dataclass(frozen=True, slots=True)
class Period:
    """Four weeks of a sign: how often it showed, and of how many occasions where it is a share."""

    start: date
    end: date
    count: int
    of: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a trace says as of a day.

    Parameters
    ----------
    known
        Whether anything of late could have told it.
    hits, of
        Of late; `of` None where hits are counted.
    now, before
        Share, or count per four weeks; None where nothing could have told it.
    trend
        rising, falling, no clear change, or too little to tell.
    fell
        Chance that it is lower now than before; None where too little is on record.
    """

    known: bool
    hits: int
    of: int | None
    now: Estimate | None
    before: Estimate | None
    trend: str
    fell: float | None
    periods: tuple[Period, ...]
    ids: tuple[str, ...]


def read(course: Course, found: Trace) -> Reading:
    """Read a trace as of the day of a course."""
    settings = course.settings
    turn, past = (
        course.ago(settings.vital_days),
        course.ago(settings.vital_days + settings.before_days),
    )
    late, early = found.between(turn, course.as_of), found.between(past, turn)
    known = any(turn < day <= course.as_of for day in found.kept)
    hits = [o for o in late if o.hit]
    ids = tuple(dict.fromkeys(code for o in reversed(hits) for code in o.ids))
    measure = _rates if found.counted else _shares
    now, before, fell = measure(found, late, early, (past, turn, course.as_of))
    return Reading(
        known=known,
        hits=len(hits),
        of=None if found.counted else len(late),
        now=now if known else None,
        before=before,
        trend=_word(fell if known else None, settings.trend_sure),
        fell=fell if known else None,
        periods=_periods(course, found),
        ids=ids,
    )


Figures = tuple[Estimate | None, Estimate | None, float | None]


def _shares(
    found: Trace, late: list[Occasion], early: list[Occasion], days: tuple[date, date, date]
) -> Figures:
    now = (sum(o.hit for o in late), len(late))
    before = (sum(o.hit for o in early), len(early))
    enough = min(len(late), len(early)) >= FEW
    return (
        share_of(*now) if late else None,
        share_of(*before) if early else None,
        share_fell(now, before) if enough else None,
    )


def _rates(
    found: Trace, late: list[Occasion], early: list[Occasion], days: tuple[date, date, date]
) -> Figures:
    """Compare counts over the weeks in which records were kept."""
    past, turn, until = days
    if not found.kept:
        return None, None, None
    first = found.kept[0] - timedelta(days=1)
    weeks = (until - max(turn, first)) / WEEK
    earlier = (turn - max(past, first)) / WEEK
    now, before = sum(o.hit for o in late), sum(o.hit for o in early)
    enough = earlier >= FEW and now + before >= FEW
    return (
        rate_of(now, weeks),
        rate_of(before, earlier) if earlier > 0 else None,
        rate_fell((now, weeks), (before, earlier)) if enough else None,
    )


def _word(fell: float | None, sure: float) -> str:
    if fell is None:
        return UNTOLD
    if fell >= sure:
        return FALLING
    return RISING if fell <= 1 - sure else STEADY


def _periods(course: Course, found: Trace) -> tuple[Period, ...]:
    """Return the last year in stretches of four weeks, from the first record on."""
    if not found.kept:
        return ()
    rows: list[Period] = []
    end = course.as_of
    while len(rows) < PERIODS and end >= found.kept[0]:
        inside = found.between(end - PERIOD, end)
        of = None if found.counted else len(inside)
        start = end - PERIOD + timedelta(days=1)
        rows.append(Period(start, end, sum(o.hit for o in inside), of))
        end -= PERIOD
    return tuple(reversed(rows))
