"""What is alarming now, and since when the records show it.

Signs of decay are read again as of earlier weeks from the records alone. A pathology hangs on the
whole map, so the map is folded again for each week back, until it was not yet there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.questions.pathologies import SIGNS
from groundswell.core.questions.pathology import PRESENT as ILL
from groundswell.core.questions.pathology import Pathology
from groundswell.core.questions.represented import View
from groundswell.core.questions.vitality.course import Course
from groundswell.core.questions.vitality.decay import DECAY_SIGNS, standing_decay
from groundswell.core.questions.vitality.vital import PRESENT, Verdict
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.snapshot import Snapshot, once

WEEK = timedelta(days=7)
SIGN, PATHOLOGY = "sign", "pathology"
ADVICE = {sign.sign: sign.advice for sign in DECAY_SIGNS}
LINES = {sign.sign: sign.settings for sign in DECAY_SIGNS}
# What hangs on who is in the coalition, and does not come and go from week to week.
STRUCTURAL = frozenset({"single_sponsor", "pure_enthusiasts", "insiders_only"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sign of decay or a pathology that is there.

    Parameters
    ----------
    alarm, source
        Its name, and whether it is a sign of decay or a pathology.
    since
        First day of the unbroken run of weeks in which what is known now shows it; None before it
        has been looked for.
    at_least
        Whether it was there already on the first day looked at.
    text, advice, ids, settings
        Why, what to do, the records behind it, and the constants that draw its line.
    """

    alarm: str
    source: str
    text: str
    advice: str
    ids: tuple[str, ...]
    settings: tuple[str, ...]
    since: date | None = None
    at_least: bool = False


def standing_alarms(snapshot: Snapshot) -> tuple[Alarm, ...]:
    """Return what is alarming as of the day of a snapshot, without looking back.

    A work that was put down on purpose, or has no coalition, raises nothing.
    """
    course = Course.of(snapshot)
    if course.resting or not snapshot.members:
        return ()
    return (*_decaying(course), *_ill(snapshot))


def _decaying(course: Course) -> Iterator[Alarm]:
    for sign, verdict in standing_decay(course).items():
        if verdict.state == PRESENT:
            yield _of_sign(sign, verdict)


def _of_sign(sign: str, verdict: Verdict) -> Alarm:
    return Alarm(sign, SIGN, verdict.text, ADVICE[sign], verdict.ids, LINES[sign])


def _ill(snapshot: Snapshot) -> Iterator[Alarm]:
    for found in _pathologies(snapshot):
        yield Alarm(found.pathology, PATHOLOGY, found.text, found.advice, found.ids, found.settings)


@once
def _pathologies(snapshot: Snapshot) -> tuple[Pathology, ...]:
    view = View(snapshot)
    return tuple(found for sign in SIGNS if (found := sign(view)).state == ILL)


def dated_alarms(snapshot: Snapshot) -> tuple[Alarm, ...]:
    """Return what is alarming, each with the day from which the records show it."""
    now = standing_alarms(snapshot)
    signs = _since(
        {a.alarm for a in now if a.source == SIGN}, snapshot, _signs_of(Course.of(snapshot))
    )
    ills = _since({a.alarm for a in now if a.source == PATHOLOGY}, snapshot, _ills_of(snapshot))
    return tuple(_with(alarm, *(signs | ills)[alarm.alarm]) for alarm in now)


def settled_alarms(snapshot: Snapshot) -> tuple[Alarm, ...]:
    """Return what has stood at every weekly look for `settle_weeks`, not only today.

    Of the warnings that stand in healthy years most go by themselves within two weeks. What hangs
    on who is in the coalition rather than on weeks needs no second look.
    """
    now = standing_alarms(snapshot)
    looks = (
        (SIGN, _signs_of(Course.of(snapshot))),
        (PATHOLOGY, _ills_of(snapshot)),
    )
    kept = {alarm.alarm for alarm in now} & STRUCTURAL
    for source, look in looks:
        names = {a.alarm for a in now if a.source == source} - STRUCTURAL
        for weeks in range(1, int(snapshot.settings.settle_weeks)):
            if names:
                names &= look(snapshot.as_of - weeks * WEEK)
        kept |= names
    return tuple(alarm for alarm in now if alarm.alarm in kept)


def _with(alarm: Alarm, since: date, at_least: bool) -> Alarm:
    return Alarm(
        alarm.alarm, alarm.source, alarm.text, alarm.advice, alarm.ids, alarm.settings,
        since, at_least,
    )  # fmt: skip


Look = Callable[[date], set[str]]


def _since(names: set[str], snapshot: Snapshot, look: Look) -> dict[str, tuple[date, bool]]:
    """Go back week by week until each name was not yet there, a year at most."""
    first = dict.fromkeys(names, snapshot.as_of)
    open_names, weeks = set(names), 0
    while open_names and weeks < snapshot.settings.weeks_back:
        weeks += 1
        day = snapshot.as_of - weeks * WEEK
        open_names &= look(day)
        first |= dict.fromkeys(open_names, day)
    return {name: (day, name in open_names) for name, day in first.items()}


def _signs_of(course: Course) -> Look:
    began = course.snapshot.seen.initiative.started_on

    def look(day: date) -> set[str]:
        if began is not None and day < began:
            return set()  # what had not begun could not decay
        return {alarm.alarm for alarm in _decaying(course.on(day))}

    return look


def _ills_of(snapshot: Snapshot) -> Look:
    """Return how to look for pathologies on earlier days with what is known now."""

    def look(day: date) -> set[str]:
        early = fold(snapshot.seen, day, snapshot.known_at, snapshot)
        return {found.pathology for found in _pathologies(early)} if early.members else set()

    return look
