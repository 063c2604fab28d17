"""Is the coalition alive?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from groundswell.core.answer import Answer, Estimate, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.vitality import traces
from groundswell.core.questions.vitality.alarms import Alarm, dated_alarms
from groundswell.core.questions.vitality.course import Course
from groundswell.core.questions.vitality.decay import Drift, Strained, decay, drifts, strained
from groundswell.core.questions.vitality.life import life
from groundswell.core.questions.vitality.rates import share_of
from groundswell.core.questions.vitality.vital import PRESENT, UNKNOWN, WATCH, Vital
from groundswell.core.questions.vitality.words import ALARM_NAMES, DECAY_NAMES, LIFE_NAMES
from groundswell.core.questions.wording import NUMBERS, listed, sentence
from groundswell.core.terrain.run_records import Gate
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind
from groundswell.core.terrain.visible import latest

ALIVE, WARNED, QUIET, UNTOLD, RESTING, NOBODY = (
    "alive", "warned", "quiet", "unknown", "resting", "nobody",
)  # fmt: skip
TOLD_AFTER = 4  # core meetings from which change per meeting and drift are stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitality(Question):
    """Is the coalition alive: signs of life and decay over time, and what warns early?"""

    SLUG: ClassVar[str] = "vitality"
    ASKS: ClassVar[str] = "Is the coalition alive, and what warns that it is not?"
    FEATURE: ClassVar[str] = "R12"


@dataclass(frozen=True, slots=True)
class VitalityValue:
    """Value of `vitality`.

    Parameters
    ----------
    verdict
        alive, warned, quiet, unknown, resting, or nobody in it.
    life, decay
        Every sign, with its figures over time.
    alarms
        Signs of decay and pathologies that are there, each with its first day.
    meetings, change_per_meeting
        Core meetings of late, and the share of them that changed something; stated after four.
    drift
        What each of the inner circle missed of the last core meetings, the most first.
    strained, heard
        Who spoke of strain when last heard alone, and how many were heard of late.
    next_gate
        The next day on which the coalition asks whether to go on; None where none is planned.
    """

    verdict: str
    life: tuple[Vital, ...]
    decay: tuple[Vital, ...]
    alarms: tuple[Alarm, ...]
    meetings: int
    change_per_meeting: Estimate | None
    drift: tuple[Drift, ...]
    strained: tuple[Strained, ...]
    heard: int
    next_gate: date | None


def vitality(study: Study, question: Vitality) -> Answer[VitalityValue]:
    """Read signs of life and decay from dated records, and date what is alarming.

    Notes
    -----
    Exact posteriors of shares and rates; no draws are used.
    """
    snapshot = study.snapshot
    value = value_of(snapshot)
    told = [Reason(f"{_named(a)}: {a.text} {a.advice}", a.ids) for a in value.alarms]
    signs = (*value.decay, *value.life)
    told += [Reason(v.text, v.ids) for v in signs if v.state == WATCH]
    told += [Reason(v.text, v.ids) for v in value.life if v.state == PRESENT]
    return answer(study, question, headline(value), value, told, _gaps(value))


def value_of(snapshot: Snapshot) -> VitalityValue:
    """Return every figure of the answer."""
    course = Course.of(snapshot)
    signs, ills = life(course), decay(course)
    alarms = dated_alarms(snapshot)
    worn, heard = strained(course)
    late = traces.changes(course).between(course.ago(course.settings.recent_days), course.as_of)
    told = len(course.meetings) >= TOLD_AFTER and bool(late)
    return VitalityValue(
        verdict=_verdict(course, signs, ills, alarms),
        life=signs,
        decay=ills,
        alarms=alarms,
        meetings=len(late),
        change_per_meeting=share_of(sum(o.hit for o in late), len(late)) if told else None,
        drift=drifts(course) if told else (),
        strained=worn,
        heard=heard,
        next_gate=_next_gate(snapshot),
    )


def _verdict(
    course: Course,
    signs: tuple[Vital, ...],
    ills: tuple[Vital, ...],
    alarms: tuple[Alarm, ...],
) -> str:
    if not course.snapshot.members:
        return NOBODY
    if course.resting:
        return RESTING
    if alarms:
        return WARNED
    if all(v.state == UNKNOWN for v in (*signs, *ills)):
        return UNTOLD
    return ALIVE if any(v.state in (PRESENT, WATCH) for v in signs) else QUIET


def _next_gate(snapshot: Snapshot) -> date | None:
    rows = latest(snapshot.seen.of(Gate), "gate")
    ahead = (g.due_on for g in rows if g.held_on is None or g.held_on > snapshot.as_of)
    return min((day for day in ahead if day is not None), default=None)


def headline(value: VitalityValue) -> str:
    """Say in one line whether the coalition is alive."""
    shown = [v for v in value.life if v.state in (PRESENT, WATCH)]
    known = [v for v in value.life if v.state != UNKNOWN]
    of_known = f"{NUMBERS[len(shown)]} of {NUMBERS[len(known)]} signs of life show"
    if value.verdict == NOBODY:
        return "There is no coalition yet, so there is nothing to keep alive."
    if value.verdict == RESTING:
        return "The work rests, so silence is no sign of decay."
    if value.verdict == UNTOLD:
        return "Nobody can tell whether the coalition is alive: nothing of late is on record."
    if value.verdict == WARNED:
        names = listed([ALARM_NAMES[a.alarm] for a in value.alarms], 3)
        alive = "The coalition is alive" if shown else "The coalition shows no sign of life"
        joint = ", but" if shown else ", and"
        return f"{alive}{joint} {names}."
    if value.verdict == QUIET:
        return "The coalition is quiet: nothing warns, and no sign of life is on record of late."
    return f"The coalition is alive: {of_known}, and nothing warns."


def _named(alarm: Alarm) -> str:
    name = sentence(ALARM_NAMES[alarm.alarm])
    if alarm.since is None:
        return name
    since = f"{alarm.since.day} {alarm.since:%B %Y}"
    return f"{name}, since {since}{' or before' if alarm.at_least else ''}"


def _gaps(value: VitalityValue) -> list[Gap]:
    if value.verdict == NOBODY:
        text = "Nobody is in the coalition yet, not even you. Add yourself as its nucleus."
        return [gap(GapKind.NO_COALITION, text)]
    names = {**LIFE_NAMES, **DECAY_NAMES}
    blank = [v for v in (*value.life, *value.decay) if v.state == UNKNOWN]
    told = dict.fromkeys(f"Whether {names[v.sign]}: {_lower(v.text)}" for v in blank)
    found = [gap(GapKind.MAP_INCOMPLETE, text) for text in told]
    if value.next_gate is None and value.verdict != RESTING:
        found.append(
            gap(GapKind.DATE_UNKNOWN, "No gate is planned. Set a day to ask: should we still?")
        )
    return found


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
