"""What the coalition's meetings did and what changed because of them, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from groundswell.core.pictures.lens import day
from groundswell.core.questions.core_meetings import heard_alone, held, inner, meetings, planned
from groundswell.core.questions.wording import NUMBERS, count
from groundswell.core.terrain.run_records import Attendance, Encounter, Meeting
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import MeetingKind, Presence, Strain
from groundswell.core.terrain.visible import day_of

ENOUGH = 4  # meetings from which change for each meeting says something
OFTEN = 10  # days between weekly meetings that still count as weekly


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting that was held: who came, and what changed because of it."""

    meeting: str
    on: date
    core: bool
    minutes: float | None
    artifact: str
    changed: str
    present: tuple[str, ...]
    substituted: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """An inner member, when somebody last spoke with them alone, and what wore them down then."""

    person: str
    ever: bool
    on: date | None
    strain: Strain | None


@dataclass(frozen=True, slots=True)
class MeetingLog:
    """The meetings.

    Parameters
    ----------
    sittings
        Those held, the newest first.
    coming
        Those planned, the next first.
    rhythm
        How often the core meets, in words; empty before the third meeting.
    change
        How many of the last core meetings changed something, in words; empty before the fourth.
    heard
        The inner members besides the owner: each is heard alone before the group meets.
    """

    headline: str
    population: str
    sittings: tuple[Sitting, ...]
    coming: tuple[Meeting, ...]
    rhythm: str
    change: str
    heard: tuple[Heard, ...]


def meeting_log(snapshot: Snapshot) -> MeetingLog:
    """Return what meetings there were, and what they changed."""
    core, every = held(snapshot), meetings(snapshot)
    return MeetingLog(
        headline=_headline(core),
        population=f"{count(len(every), 'meeting').capitalize()} on record, "
        f"as of {day(snapshot.as_of)}",
        sittings=tuple(_sitting(snapshot, m) for m in reversed(every)),
        coming=planned(snapshot),
        rhythm=_rhythm(core),
        change=_change(core),
        heard=_heard(snapshot),
    )


def _sitting(snapshot: Snapshot, meeting: Meeting) -> Sitting:
    assert meeting.date is not None
    rows = [a for a in snapshot.seen.of(Attendance) if a.meeting == meeting.meeting]

    def who(presence: Presence) -> tuple[str, ...]:
        return tuple(sorted(snapshot.name(a.person) for a in rows if a.presence is presence))

    return Sitting(
        meeting=meeting.meeting,
        on=meeting.date,
        core=meeting.kind is not MeetingKind.CHECK_IN,
        minutes=meeting.minutes,
        artifact=meeting.artifact or "",
        changed=meeting.changed or "",
        present=who(Presence.PRESENT),
        substituted=who(Presence.SUBSTITUTE),
        absent=who(Presence.ABSENT),
    )


def _headline(core: tuple[Meeting, ...]) -> str:
    if not core:
        return "The core has not met yet."
    last = core[-1]
    assert last.date is not None
    on = f"{last.date.day} {last.date:%B}"
    if last.changed:
        return f"Because of the meeting on {on}: {last.changed.rstrip('.')}."
    worked = f"worked on {last.artifact.rstrip('.')} and" if last.artifact else ""
    return f"The meeting on {on} {worked} changed nothing that is on record.".replace("  ", " ")


def _rhythm(core: tuple[Meeting, ...]) -> str:
    days = [m.date for m in core if m.date][-ENOUGH - 1 :]
    if len(days) < 3:
        return ""
    between = sorted((b - a).days for a, b in pairwise(days))
    usual = between[len(between) // 2]
    if usual <= OFTEN:
        return f"The core meets about every {usual} days, so things stay warm between."
    return f"The core meets about every {usual} days. Weekly and short keeps more alive."


def _change(core: tuple[Meeting, ...]) -> str:
    if len(core) < ENOUGH:
        return ""
    last = core[-ENOUGH:]
    changed = sum(bool(m.changed) for m in last)
    number = NUMBERS[changed] if changed else "none"
    return f"{number.capitalize()} of the last four core meetings changed something."


def _heard(snapshot: Snapshot) -> tuple[Heard, ...]:
    alone = heard_alone(snapshot)
    codes = [code for code in inner(snapshot) if code != snapshot.owner]
    return tuple(
        Heard(code, code in alone, alone.get(code), _strain(snapshot, code)) for code in codes
    )


def _strain(snapshot: Snapshot, code: str) -> Strain | None:
    """Return the strain told in the last contact with somebody; an older one may be over."""
    own = [e for e in snapshot.seen.of(Encounter) if e.person == code]
    last = max(own, key=lambda e: (day_of(e) or date.min, repr(e)), default=None)
    return last.strain if last else None
