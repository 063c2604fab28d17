"""Where each sign is read: which records are its occasions, and which of them show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from groundswell.core.questions.vitality.course import Course
from groundswell.core.questions.vitality.trace import Occasion, Trace, trace
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import (
    Adaptation,
    Commitment,
    Encounter,
    Evidence,
    Member,
    Pilot,
    Ruling,
    Win,
)
from groundswell.core.terrain.terms import (
    CommitmentState,
    DoubtState,
    EncounterKind,
    Joining,
    PilotState,
    Presence,
    RulingMade,
)
from groundswell.core.terrain.visible import day_of, latest

SETTLED = (CommitmentState.KEPT, CommitmentState.BROKEN)
RESTED = (DoubtState.TESTED_BY, DoubtState.CHANGED_THE_PLAN)
PATIENCE = timedelta(days=30)  # a doubt may wait so long for a test
PULSE = timedelta(days=7)  # a running pilot counts once a week


def dated(records: tuple[Record, ...]) -> list[date]:
    """Return the days records speak of, where they say."""
    return [day for record in records if (day := day_of(record)) is not None]


def talks(course: Course) -> list[tuple[date, Encounter]]:
    """Return conversations with their days."""
    return [(day, e) for e in course.seen.of(Encounter) if (day := day_of(e)) is not None]


def advocacy(course: Course) -> Trace:
    """Somebody spoke up for the work without being asked to."""
    found = [
        Occasion(day, True, (e.by or e.person,))
        for day, e in talks(course)
        if e.kind is EncounterKind.ADVOCACY and e.prompted is False
    ]
    return trace(
        found,
        "Log it when you hear that somebody spoke up for the work, and whether you had asked.",
        kept=dated(course.seen.of(Encounter)),
    )


def evidence_shared(course: Course) -> Trace:
    """Evidence was shown to somebody, or a win was shared."""
    shown = [Occasion(day, True, tuple(e.shown)) for day, e in talks(course) if e.shown]
    shown += [Occasion(w.date, True) for w in course.seen.of(Win) if w.date and w.shared_with]
    kept = dated(course.seen.of(Encounter)) if course.seen.of(Evidence) else []
    return trace(
        shown,
        "Note with a conversation which evidence you showed, and with a win who heard of it.",
        kept=kept + dated(course.seen.of(Win)),
    )


def changes(course: Course) -> Trace:
    """A core meeting changed something."""
    return trace(
        (Occasion(course.held[m.meeting], bool(m.changed), (m.meeting,)) for m in course.meetings),
        "Write down the core meetings, and what each changed.",
    )


def constraints(course: Course) -> Trace:
    """A core meeting brought up a constraint or a chance that nobody had seen."""
    return trace(
        (
            Occasion(course.held[m.meeting], bool(m.new_constraints), (m.meeting,))
            for m in course.meetings
        ),
        "Write down with each core meeting which constraints and chances came up.",
    )


def join_requests(course: Course) -> Trace:
    """Somebody asked to join; each person counts once."""
    asked: dict[str, date] = {}
    for day, e in talks(course):
        if e.kind is EncounterKind.JOIN_REQUEST:
            asked[e.person] = min(day, asked.get(e.person, day))
    for m in course.seen.of(Member):
        if m.how is Joining.ASKED and m.joined_on is not None:
            asked.setdefault(m.person, m.joined_on)
    return trace(
        (Occasion(day, True, (code,)) for code, day in asked.items()),
        "Log it when somebody asks to join, or write it with their place in the coalition.",
        kept=dated(course.seen.of(Encounter)),
    )


def already_knew(course: Course) -> Trace:
    """Whoever was approached knew of the work already."""
    rows = [
        Occasion(day, e.already_knew, (e.person,))
        for day, e in talks(course)
        if e.already_knew is not None
    ]
    return trace(rows, "Ask whom you approach whether they had heard of the work, and tick it.")


def promises_kept(course: Course) -> Trace:
    """A promise that came due was kept."""

    def due() -> Iterator[Occasion]:
        for c in course.seen.of(Commitment):
            day = c.due_on or (day_of(c) if c.state in SETTLED else None)
            settled = c.state in SETTLED or (c.owed and c.due_on is not None)
            if day is not None and settled and day <= course.as_of:
                yield Occasion(day, c.state is CommitmentState.KEPT, (c.person,))

    return trace(due(), "Write down who promised what by when, and what became of it.")


def shared_wins(course: Course) -> Trace:
    """A win was written down."""
    days = dated(course.seen.of(Win))
    return trace(
        (Occasion(day, True) for day in days),
        "Write down wins, small ones too, and tell the coalition.",
        kept=days + (dated(tuple(course.meetings)) if days else []),
    )


def learning(course: Course) -> Trace:
    """A change of the plan rests on evidence."""
    rows = latest(course.seen.of(Adaptation), "adaptation")
    return trace(
        (
            Occasion(day, a.because_of is not None, (a.adaptation,))
            for a in rows
            if (day := day_of(a)) is not None
        ),
        "Write down how the plan changes, and because of which evidence.",
    )


def status_meetings(course: Course) -> Trace:
    """A core meeting changed nothing and had nothing concrete on the table."""
    return trace(
        (
            Occasion(course.held[m.meeting], not (m.changed or m.artifact), (m.meeting,))
            for m in course.meetings
        ),
        "Write down the core meetings: what was on the table, and what changed.",
    )


def decided_elsewhere(course: Course) -> Trace:
    """A ruling was made before or after the meeting."""
    rows = latest(course.seen.of(Ruling), "ruling")
    return trace(
        (
            Occasion(day, r.made is not RulingMade.IN, (r.ruling,))
            for r in rows
            if r.made is not None and (day := day_of(r)) is not None
        ),
        "Write down what is decided, and whether in the meeting, before or after it.",
    )


def untested_debate(course: Course) -> Trace:
    """A doubt, or a change of the plan, rests on nothing that was tested."""

    def debated() -> Iterator[Occasion]:
        for day, e in talks(course):
            waiting = e.doubt_state not in RESTED
            if (e.doubt or e.doubt_state) and (not waiting or day + PATIENCE <= course.as_of):
                yield Occasion(day, waiting, (e.person,))
        for a in latest(course.seen.of(Adaptation), "adaptation"):
            changed = day_of(a)
            if changed is not None:
                yield Occasion(changed, a.because_of is None, (a.adaptation,))

    return trace(
        debated(),
        "Write down doubts and what became of them, and for each change of the plan the evidence.",
    )


def missed(course: Course) -> Trace:
    """Somebody of the inner circle stayed away from a core meeting, or sent a substitute."""
    return trace(
        (
            Occasion(course.held[a.meeting], a.presence is not Presence.PRESENT, (a.person,))
            for a in course.attendance
        ),
        "Write down who of the core came to each core meeting.",
    )


def substitutes(course: Course) -> Trace:
    """Somebody of the inner circle sent a substitute."""
    return trace(
        (
            Occasion(course.held[a.meeting], a.presence is Presence.SUBSTITUTE, (a.person,))
            for a in course.attendance
        ),
        "Write down who came to each core meeting themselves and who sent somebody.",
    )


def testing(course: Course) -> Trace:
    """Something was tested: evidence came out, a doubt was put to a test, or a pilot ran."""
    ledger = latest(course.seen.of(Evidence), "evidence")
    found = [
        Occasion(e.observed_on, True, (e.evidence,)) for e in ledger if e.observed_on is not None
    ]
    for pilot in latest(course.seen.of(Pilot), "pilot"):
        found += [Occasion(day, True, (pilot.pilot,)) for day in _running(pilot, course.as_of)]
    found += [
        Occasion(e.observed_on or day, True, (e.person,))
        for day, e in talks(course)
        if e.doubt_state is DoubtState.TESTED_BY
    ]
    kept = [o.day for o in found] + [day for day, _ in talks(course)] + list(course.held.values())
    return trace(
        found,
        "Write down what was tried and when it came out, null results too.",
        kept=kept,
    )


def _running(pilot: Pilot, as_of: date) -> Iterator[date]:
    """Yield the days on which a running pilot counts; one without an end counts at its start."""
    if pilot.started_on is None or pilot.state is PilotState.PLANNED:
        return
    last = min(pilot.ends_on or pilot.started_on, as_of)
    day = pilot.started_on
    while day <= last:
        yield day
        day += PULSE


def strain(course: Course) -> Trace:
    """A member of the inner circle said what wears them down."""
    return trace(
        (
            Occasion(day, e.strain is not None, (e.person,))
            for day, e in talks(course)
            if alone(course, e)
        ),
        "Hear each member of the core alone once a month, and note what wears them down.",
    )


def alone(course: Course, talk: Encounter) -> bool:
    """Whether somebody of the inner circle was heard outside the meetings."""
    return talk.person in course.inner and talk.kind in (EncounterKind.ONE_TO_ONE, None)


def untimed_evidence(course: Course) -> bool:
    """Whether there is evidence of which nobody wrote down when it came out."""
    return any(e.observed_on is None for e in course.seen.of(Evidence))
