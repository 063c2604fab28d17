"""Signs of life: the six of the pattern, and three of the upkeep a coalition lives on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from groundswell.core.questions.vitality import traces
from groundswell.core.questions.vitality.course import Course
from groundswell.core.questions.vitality.trace import FALLING, Reading, Trace, read
from groundswell.core.questions.vitality.vital import (
    ABSENT,
    LIFE,
    PRESENT,
    UNKNOWN,
    WATCH,
    Verdict,
    Vital,
    vital,
)
from groundswell.core.questions.wording import NUMBERS, count, percent

FEW_OCCASIONS = 4  # from more than so many a share is told beside the numbers
SETTINGS = ("vital_days", "before_days", "trend_sure")


@dataclass(frozen=True, slots=True)
class LifeSign:
    """A sign of life: its name, its trace, and a hit, no hit and an occasion in words."""

    sign: str
    trace: Callable[[Course], Trace]
    hit: tuple[str, str]
    none: str = ""
    occasion: tuple[str, str] | None = None


LIFE_SIGNS = (
    LifeSign(
        "advocacy",
        traces.advocacy,
        ("time somebody spoke up for it unasked", "times somebody spoke up for it unasked"),
        "nobody spoke up for it unasked",
    ),
    LifeSign(
        "evidence_shared",
        traces.evidence_shared,
        ("time evidence or a win was shared", "times evidence or a win was shared"),
        "neither evidence nor a win was shared",
    ),
    LifeSign(
        "change_per_meeting",
        traces.changes,
        ("changed something", "changed something"),
        occasion=("core meeting", "core meetings"),
    ),
    LifeSign(
        "join_requests",
        traces.join_requests,
        ("person asked to join", "people asked to join"),
        "nobody asked to join",
    ),
    LifeSign(
        "already_knew",
        traces.already_knew,
        ("knew of the work already", "knew of the work already"),
        occasion=("person approached", "people approached"),
    ),
    LifeSign(
        "new_constraints",
        traces.constraints,
        ("brought up a new constraint or chance", "brought up new constraints or chances"),
        occasion=("core meeting", "core meetings"),
    ),
    LifeSign(
        "promises_kept",
        traces.promises_kept,
        ("was kept", "were kept"),
        occasion=("promise that came due", "promises that came due"),
    ),
    LifeSign(
        "shared_wins", traces.shared_wins, ("win on record", "wins on record"), "no win on record"
    ),
    LifeSign(
        "learning",
        traces.learning,
        ("rests on evidence", "rest on evidence"),
        occasion=("change of the plan", "changes of the plan"),
    ),
)


def life(course: Course) -> tuple[Vital, ...]:
    """Return every sign of life as of the day of a course."""
    return tuple(_told(course, sign) for sign in LIFE_SIGNS)


def _told(course: Course, sign: LifeSign) -> Vital:
    found = sign.trace(course)
    reading = read(course, found)
    verdict = _verdict(course, sign, reading, found.missing)
    settings = SETTINGS if found.counted else (*SETTINGS, "life_share")
    return vital(sign.sign, LIFE, found.counted, reading, verdict, "", settings)


def _verdict(course: Course, sign: LifeSign, found: Reading, missing: str) -> Verdict:
    if not found.known:
        return Verdict(UNKNOWN, f"Not recorded of late. {missing}")
    weeks = f"In the last {round(course.settings.vital_days / 7)} weeks"
    singular, plural = sign.hit
    if sign.occasion is None:
        shows = found.hits > 0
        told = count(found.hits, singular, plural) if shows else sign.none
        text = f"{weeks}: {told}."
    else:
        of = found.of or 0
        shows = found.hits > 0 and found.hits >= course.settings.life_share * of
        verb = singular if found.hits == 1 else plural
        text = f"{weeks}, of {count(of, *sign.occasion)} {_number(found.hits, of)} {verb}."
    state = PRESENT if shows else ABSENT
    if shows and found.trend == FALLING:
        state, text = WATCH, f"{text} It shows less than before."
    return Verdict(state, text, found.ids)


def _number(hits: int, of: int) -> str:
    """Return how many of all, with a share only where it says more than the numbers."""
    word = NUMBERS[hits] if 0 < hits < len(NUMBERS) else str(hits or "none")
    if hits == of:
        return word
    return f"{word} ({percent(hits / of)})" if of > FEW_OCCASIONS and hits else word
