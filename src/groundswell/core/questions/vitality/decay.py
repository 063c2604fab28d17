"""Signs of decay, each with the line from which it is called one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from groundswell.core.questions.vitality import traces
from groundswell.core.questions.vitality.course import Course
from groundswell.core.questions.vitality.trace import RISING, Occasion, Trace, read
from groundswell.core.questions.vitality.vital import (
    ABSENT,
    DECAY,
    PRESENT,
    UNKNOWN,
    WATCH,
    Verdict,
    Vital,
    vital,
)
from groundswell.core.questions.wording import NUMBERS, count, sentence
from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.terms import Presence

FEW_ROWS, ENOUGH = 4, 0.75  # the last few are judged from so many, and so much of them
STATUS = "changed nothing and had nothing concrete on the table, as far as is on record"
RESTS = ("rests on nothing tested", "rest on nothing tested")
TWO = 2  # of the inner circle, from which drift is called fragmenting


@dataclass(frozen=True, slots=True)
class DecaySign:
    """A sign of decay: its trace, its line, the settings that draw it, and what to do."""

    sign: str
    trace: Callable[[Course], Trace]
    line: Callable[[Course, Trace], Verdict]
    settings: tuple[str, ...]
    advice: str


def decay(course: Course) -> tuple[Vital, ...]:
    """Return every sign of decay as of the day of a course."""
    return tuple(_told(course, sign) for sign in DECAY_SIGNS)


def _told(course: Course, sign: DecaySign) -> Vital:
    found = sign.trace(course)
    reading, verdict = read(course, found), sign.line(course, found)
    if verdict.state == ABSENT and reading.trend == RISING and not found.counted:
        verdict = Verdict(WATCH, f"{verdict.text} It has become more than before.", reading.ids)
    return vital(sign.sign, DECAY, found.counted, reading, verdict, sign.advice, sign.settings)


def standing_decay(course: Course) -> dict[str, Verdict]:
    """Return only what the lines say, without figures: for asking about many days."""
    return {sign.sign: sign.line(course, sign.trace(course)) for sign in DECAY_SIGNS}


def _unknown(found: Trace, course: Course) -> Verdict | None:
    """Return that nothing of late could have told it, where that is so."""
    after = course.ago(course.settings.recent_days)
    if any(after < day <= course.as_of for day in found.kept):
        return None
    return Verdict(UNKNOWN, f"Not recorded of late. {found.missing}")


def _number(n: int) -> str:
    return NUMBERS[n] if 0 < n < len(NUMBERS) else ("none" if n == 0 else str(n))


def _last(
    course: Course,
    found: Trace,
    most: float,
    share: float,
    noun: tuple[str, str],
    said: tuple[str, str],
) -> Verdict:
    """Judge the last few occasions by the share of them that show it."""
    unknown = _unknown(found, course)
    if unknown is not None:
        return unknown
    rows = found.between(course.ago(course.settings.before_days), course.as_of)[-int(most) :]
    if len(rows) < max(FEW_ROWS, ENOUGH * most):
        some = count(len(rows), *noun)
        return Verdict(UNKNOWN, f"Too few to tell: {some} of late. {found.missing}")
    hits = [o for o in rows if o.hit]
    text = f"Of the last {count(len(rows), *noun)} {_number(len(hits))} {said[len(hits) != 1]}."
    return Verdict(PRESENT if len(hits) >= share * len(rows) else ABSENT, text, _ids(hits))


def _ids(rows: list[Occasion]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for o in reversed(rows) for code in o.ids))


def _status(course: Course, found: Trace) -> Verdict:
    s = course.settings
    return _last(
        course, found, s.meetings_stated, s.status_share, ("core meeting", "core meetings"),
        (STATUS, STATUS),
    )  # fmt: skip


def _elsewhere(course: Course, found: Trace) -> Verdict:
    s = course.settings
    return _last(
        course, found, s.rulings_counted, s.elsewhere_share, ("ruling", "rulings"),
        ("was made before or after the meeting", "were made before or after the meeting"),
    )  # fmt: skip


def _debate(course: Course, found: Trace) -> Verdict:
    s = course.settings
    noun = ("doubt or change of the plan", "doubts and changes of the plan")
    return _last(course, found, s.debate_counted, s.debate_share, noun, RESTS)


def _substituted(course: Course, found: Trace) -> Verdict:
    s = course.settings
    noun = ("place at the last core meetings", "places at the last core meetings")
    return _last(
        course, found, s.meetings_counted * len(course.inner), s.substitute_share, noun,
        ("was taken by a substitute", "were taken by a substitute"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drift:
    """How many of the last core meetings somebody of the inner circle missed."""

    person: str
    missed: int
    of: int
    drifting: bool


def drifts(course: Course) -> tuple[Drift, ...]:
    """Return each of the inner circle with what they missed, the most first."""
    s = course.settings
    after = course.ago(s.before_days)
    rows: defaultdict[str, list[bool]] = defaultdict(list)
    for a in course.attendance:
        if course.held[a.meeting] > after:
            rows[a.person].append(a.presence is not Presence.PRESENT)
    found = []
    for person, gone in rows.items():
        last = gone[-int(s.meetings_stated) :]
        past_line = len(last) >= FEW_ROWS and sum(last) >= s.drift_share * len(last)
        found.append(Drift(person, sum(last), len(last), past_line))
    return tuple(sorted(found, key=lambda d: (-d.missed / d.of, d.person)))


def _drifting(course: Course, found: Trace) -> Verdict:
    unknown = _unknown(found, course)
    if unknown is not None:
        return unknown
    away = [d for d in drifts(course) if d.drifting]
    if not away:
        return Verdict(ABSENT, "Nobody of the inner circle has missed most of the last meetings.")
    verb = "are" if len(away) > 1 or away[0].person == course.snapshot.owner else "is"
    each = "; ".join(
        f"{course.named([d.person])} missed {d.missed} of the last {d.of} core meetings"
        for d in away
    )
    text = f"{sentence(course.named(d.person for d in away))} {verb} drifting away: {each}."
    ids = tuple(d.person for d in away)
    if len(away) < TWO:
        return Verdict(WATCH, f"{text} With a second, the coalition would be fragmenting.", ids)
    return Verdict(PRESENT, f"{text} With more than one, the coalition is fragmenting.", ids)


def _dry(course: Course, found: Trace) -> Verdict:
    """Judge how long nothing has been tested; undated evidence tells nothing."""
    unknown = _unknown(found, course)
    if unknown is not None:
        return unknown
    s = course.settings
    if found.occasions:
        last = found.occasions[-1]
        days = (course.as_of - last.day).days
        text = "Something was tested or came out today."
        if days:
            text = f"{sentence(count(days, 'day'))} since anything was tested or came out."
        near = WATCH if days > s.dry_days / 2 else ABSENT
        return Verdict(PRESENT if days > s.dry_days else near, text, last.ids)
    if traces.untimed_evidence(course):
        return Verdict(UNKNOWN, f"No evidence has a date. {found.missing}")
    first = course.snapshot.seen.initiative.started_on or found.kept[0]
    days = max(0, (course.as_of - first).days)  # a map may be read as of a day before the start
    begun = f"in the {count(days, 'day')} since" if days else "since"
    text = f"Nothing has been tested {begun} the start."
    return Verdict(PRESENT if days > s.first_test_days else ABSENT, text)


@dataclass(frozen=True, slots=True)
class Strained:
    """What wore somebody down when they were last heard alone."""

    person: str
    strain: str
    on: date


def strained(course: Course) -> tuple[tuple[Strained, ...], int]:
    """Return who was strained when last heard, and how many of the inner circle were heard."""
    last: dict[str, tuple[date, Encounter]] = {}
    for day, e in sorted(traces.talks(course), key=lambda row: (row[0], repr(row[1]))):
        if traces.alone(course, e) and day > course.ago(course.settings.recent_days):
            last[e.person] = (day, e)
    found = [
        Strained(code, e.strain.value, day) for code, (day, e) in sorted(last.items()) if e.strain
    ]
    return tuple(found), len(last)


def _worn(course: Course, found: Trace) -> Verdict:
    """Tell who is strained; it is data about what is hard, to be listened to, and no alarm."""
    unknown = _unknown(found, course)
    if unknown is not None:
        return unknown
    rows, heard = strained(course)
    if not rows:
        return Verdict(ABSENT, f"None of the {heard} heard alone of late spoke of strain.")
    who = tuple(row.person for row in rows)
    named = sentence(course.named(who))
    text = f"{named} spoke of strain when last heard alone, of {heard} heard of late."
    return Verdict(WATCH, text, who)


DECAY_SIGNS = (
    DecaySign(
        "drift", traces.missed, _drifting, ("meetings_stated", "drift_share"),
        "Hear each of them alone this week: what changed for them, and what would make it worth "
        "their time? Make room for them to leave well.",
    ),
    DecaySign(
        "substitutes", traces.substitutes, _substituted, ("meetings_counted", "substitute_share"),
        "Ask whoever sends a substitute what they would come for themselves.",
    ),
    DecaySign(
        "status_meetings", traces.status_meetings, _status, ("meetings_stated", "status_share"),
        "Bring one concrete thing to the next meeting and leave with one change to it.",
    ),
    DecaySign(
        "decided_elsewhere", traces.decided_elsewhere, _elsewhere,
        ("rulings_counted", "elsewhere_share"),
        "Put the next open decision on the table of the meeting and take it there.",
    ),
    DecaySign(
        "untested_debate", traces.untested_debate, _debate, ("debate_counted", "debate_share"),
        "Take the doubt you hear most and test it on something small.",
    ),
    DecaySign(
        "no_evidence", traces.testing, _dry, ("dry_days", "first_test_days"),
        "Try one small thing with real users this month; what today costs can be counted without "
        "anybody’s permission.",
    ),
    DecaySign(
        "strain", traces.strain, _worn, ("recent_days",),
        "Take something off their plates before the next meeting, and say so.",
    ),
)  # fmt: skip
