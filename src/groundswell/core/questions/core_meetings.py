"""The core's meetings in order, the next one, and whom nobody has heard alone before it."""

from __future__ import annotations

from datetime import date, timedelta

from groundswell.core.terrain.run_records import Encounter, Meeting
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import EncounterKind, MeetingKind, Ring
from groundswell.core.terrain.visible import day_of, latest

MINUTES = 45
WEEK = timedelta(days=7)  # between two meetings of a core
INNER = (Ring.NUCLEUS, Ring.CORE)
_ALONE = (None, EncounterKind.ONE_TO_ONE, EncounterKind.APPROACH)


def meetings(snapshot: Snapshot) -> tuple[Meeting, ...]:
    """Return every meeting that was held, the oldest first."""
    held = [m for m in latest(snapshot.seen.of(Meeting), "meeting") if m.date is not None]
    return tuple(sorted(held, key=lambda m: (m.date or date.min, m.meeting)))


def held(snapshot: Snapshot) -> tuple[Meeting, ...]:
    """Return the core's own meetings that were held, the oldest first."""
    return tuple(m for m in meetings(snapshot) if m.kind is not MeetingKind.CHECK_IN)


def planned(snapshot: Snapshot) -> tuple[Meeting, ...]:
    """Return the meetings that are to be, the next first; a day that has passed is still to be."""
    coming = [
        m
        for m in latest(snapshot.seen.of(Meeting), "meeting")
        if m.date is None and m.planned_for is not None
    ]
    return tuple(sorted(coming, key=lambda m: (m.planned_for or date.max, m.meeting)))


def inner(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the members of the nucleus and the core, by name."""
    codes = [code for code, member in snapshot.members.items() if member.ring in INNER]
    return tuple(sorted(codes, key=lambda code: (snapshot.name(code), code)))


def heard_alone(snapshot: Snapshot) -> dict[str, date | None]:
    """Return whom somebody of us spoke with alone, and the last day; None where no day is told."""
    found: dict[str, date | None] = {}
    for talk in snapshot.seen.of(Encounter):
        if talk.kind not in _ALONE:
            continue
        other = talk.by if talk.person == snapshot.owner and talk.by else talk.person
        days = [day for day in (found.get(other), day_of(talk)) if day is not None]
        found[other] = max(days, default=None)
    return found


def unheard(snapshot: Snapshot) -> tuple[str, ...]:
    """Return members of the inner rings, the owner apart, whom nobody has heard alone."""
    heard = heard_alone(snapshot)
    return tuple(c for c in inner(snapshot) if c != snapshot.owner and c not in heard)


def first_to_hear(snapshot: Snapshot) -> str | None:
    """Return whom to hear alone before the first meeting of the core, which has a day already."""
    if held(snapshot) or not planned(snapshot):
        return None
    return next(iter(unheard(snapshot)), None)
