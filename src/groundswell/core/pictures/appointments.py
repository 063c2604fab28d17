"""What a calendar should remind of: talks that are due, gates, meetings, ends of trials, promises.

Each has a key that stays the same while its day moves, so that a calendar moves its entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.questions.core_meetings import planned
from groundswell.core.questions.tending import tended
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Commitment, Encounter, Gate, Meeting, Member, Pilot
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import PilotState
from groundswell.core.terrain.visible import latest

TALK, GATE, MEETING, PILOT, PROMISE = "talk", "gate", "meeting", "pilot", "promise"
_OPEN_TRIALS = (None, PilotState.PLANNED, PilotState.RUNNING)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar.

    Parameters
    ----------
    kind, key
        What sort of entry; what it is about, the same as long as it is about that.
    on
        The day.
    waited
        Weeks by which that day was moved on, because nothing has happened since.
    person
        With whom, or None.
    title, about
        What it is in full words, for a calendar that may hold them.
    """

    kind: str
    key: tuple[str, ...]
    on: date
    person: str | None
    title: str
    about: str
    waited: int = 0


def appointments(snapshot: Snapshot, mine: str | None, owns: bool) -> tuple[Appointment, ...]:
    """Return what is coming, by day.

    Parameters
    ----------
    mine
        Person code of whose calendar it is, if they are on the map.
    owns
        Whether it is the owner's, who tends every tie and follows every promise.
    """
    found = [*_gates(snapshot), *_meetings(snapshot), *_pilots(snapshot)]
    found += [p for p in _promises(snapshot) if owns or p.person == mine]
    if owns:
        found += _talks(snapshot)
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.key)))


def _talks(snapshot: Snapshot) -> Iterator[Appointment]:
    """Yield the next conversation with each member of the core; one overdue stands in this week."""
    monday = snapshot.as_of - timedelta(days=snapshot.as_of.weekday())
    for tie in tended(snapshot):
        if tie.alone:
            name = snapshot.name(tie.person)
            day = max(tie.due, monday)
            waited = -(-(day - tie.due).days // 7)
            title = f"Talk with {name} alone"
            yield Appointment(TALK, (tie.person,), day, tie.person, title, tie.reason, waited)


def _gates(snapshot: Snapshot) -> Iterator[Appointment]:
    for gate in latest(snapshot.seen.of(Gate), "gate"):
        if gate.due_on and not gate.held_on:
            about = "The best case against comes first; each answers alone before."
            yield Appointment(
                GATE, (gate.gate,), gate.due_on, None, "Should we still do this?", about
            )


def _meetings(snapshot: Snapshot) -> Iterator[Appointment]:
    for meeting in planned(snapshot):
        assert meeting.planned_for is not None
        about = f"On the table: {meeting.artifact}." if meeting.artifact else ""
        yield Appointment(
            MEETING, (meeting.meeting,), meeting.planned_for, None, "Meeting of the core", about
        )


def _pilots(snapshot: Snapshot) -> Iterator[Appointment]:
    for pilot in latest(snapshot.seen.of(Pilot), "pilot"):
        if pilot.ends_on and pilot.state in _OPEN_TRIALS:
            title = f"The trial ends: {pilot.question or pilot.pilot}"
            about = f"It stops early if: {pilot.stop_rule}" if pilot.stop_rule else ""
            yield Appointment(PILOT, (pilot.pilot,), pilot.ends_on, None, title, about)


def _promises(snapshot: Snapshot) -> Iterator[Appointment]:
    for row in snapshot.seen.of(Commitment):
        if row.due_on and row.owed:
            name, what = snapshot.name(row.person), row.text or "what was promised"
            title = f"{name}: {what}"
            yield Appointment(PROMISE, promise_key(row), row.due_on, row.person, title, "")


def promise_key(row: Commitment) -> tuple[str, ...]:
    """Return what makes a promise the same one while its day and its state change."""
    asked = row.asked_on.isoformat() if row.asked_on else ""
    return (row.person, row.text or "", asked)


def behind(appointment: Appointment, record: Record) -> bool:
    """Whether a record is among those that an entry follows from."""
    key = appointment.key
    match record:
        case Encounter():
            return appointment.kind == TALK and key[0] in (record.person, record.by)
        case Member():
            return appointment.kind == TALK and record.person == key[0]
        case Gate():
            return appointment.kind == GATE and record.gate == key[0]
        case Meeting():
            return appointment.kind == MEETING and record.meeting == key[0]
        case Pilot():
            return appointment.kind == PILOT and record.pilot == key[0]
        case Commitment():
            return appointment.kind == PROMISE and promise_key(record) == key
        case _:
            return False
