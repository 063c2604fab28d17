"""Whom is it time to talk to, and which ties fade?

A conversation alone each month with whoever is in the core, a contact each quarter with the outer
circles: both are conventions that an initiative can set. What is drafted here never counts as
contact; only what was logged does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.core_meetings import INNER, heard_alone
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.run_records import Attendance, Encounter, Meeting, Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import EncounterKind, GapKind, Presence, Ring
from groundswell.core.terrain.visible import day_of

SOON = 7  # days before it is due at which a contact is worth planning
FADES = 0.5  # part of its rhythm past which a tie that is due counts as fading
NO_CONTACT = (EncounterKind.ADVOCACY,)  # somebody spoke for us; nobody spoke with them


class Rhythm(StrEnum):
    """How a tie stands against its rhythm."""

    FADING = "fading"
    DUE = "due"
    SOON = "soon"
    FINE = "fine"


WAITING = (Rhythm.FADING, Rhythm.DUE)


@dataclass(frozen=True, slots=True)
class TendedTie:
    """One tie and when it is due.

    Parameters
    ----------
    every
        Days of its rhythm.
    alone
        Whether only a conversation alone counts.
    last
        The last contact on record, or None.
    due
        The day by which the next one is due.
    """

    person: str
    ring: Ring
    every: int
    alone: bool
    last: date | None
    due: date
    rhythm: Rhythm
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tending(Question):
    """Whom is it time to talk to, and which ties to the coalition's members fade?"""

    SLUG: ClassVar[str] = "tending"
    ASKS: ClassVar[str] = "Whom is it time to talk to, and which ties fade?"
    FEATURE: ClassVar[str] = "R13"


@dataclass(frozen=True, slots=True)
class TendingValue:
    """Value of `tending`: every tie, the longest due first; who waits, and whose tie fades."""

    ties: tuple[TendedTie, ...]
    waiting: tuple[str, ...]
    fading: tuple[str, ...]


def tending(study: Study, question: Tending) -> Answer[TendingValue]:
    """Say when each tie is due: the core alone each month, the outer circles each quarter.

    Both rhythms are constants of the settings. Only what was logged counts as contact.

    Notes
    -----
    Counting only: no draws are used.
    """
    snapshot = study.snapshot
    ties = tended(snapshot)
    value = TendingValue(
        ties=ties,
        waiting=tuple(t.person for t in ties if t.rhythm in WAITING),
        fading=tuple(t.person for t in ties if t.rhythm is Rhythm.FADING),
    )
    reasons = [
        Reason(f"{snapshot.name(t.person)}: {t.reason}", (t.person,))
        for t in ties
        if t.rhythm in WAITING
    ]
    gaps = list(tending_gaps(snapshot, ties))
    return answer(study, question, headline(snapshot, ties), value, reasons, gaps)


def tended(snapshot: Snapshot) -> tuple[TendedTie, ...]:
    """Return every tie of the coalition, the longest due first."""
    found = _ties(snapshot)
    return tuple(sorted(found, key=lambda t: (t.due, snapshot.name(t.person), t.person)))


def _ties(snapshot: Snapshot) -> Iterator[TendedTie]:
    alone, any_ = heard_alone(snapshot), _contacts(snapshot)
    for code, member in snapshot.members.items():
        if code == snapshot.owner:
            continue
        inside = member.ring in INNER
        yield _tie(snapshot, member, (alone if inside else any_).get(code), inside)


def _contacts(snapshot: Snapshot) -> dict[str, date | None]:
    """Return the last contact with each person, of whatever sort."""
    found: dict[str, date | None] = {}
    for talk in snapshot.seen.of(Encounter):
        if talk.kind in NO_CONTACT:
            continue
        other = talk.by if talk.person == snapshot.owner and talk.by else talk.person
        days = [when for when in (found.get(other), day_of(talk)) if when is not None]
        found[other] = max(days, default=None)
    return _met(snapshot, found)


def _met(snapshot: Snapshot, found: dict[str, date | None]) -> dict[str, date | None]:
    """Return the same with the meetings people came to themselves."""
    days = {m.meeting: m.date for m in snapshot.seen.of(Meeting) if m.date is not None}
    for row in snapshot.seen.of(Attendance):
        when = days.get(row.meeting)
        if row.presence is Presence.PRESENT and when is not None:
            found[row.person] = max(found.get(row.person) or when, when)
    return found


def _tie(snapshot: Snapshot, member: Member, last: date | None, inside: bool) -> TendedTie:
    settings = snapshot.settings
    every = round(settings.tend_inner_days if inside else settings.tend_outer_days)
    # Whoever was never spoken with alone is due at once; in the outer circles, a rhythm after.
    first = member.joined_on or snapshot.as_of
    due = last + timedelta(days=every) if last else first + timedelta(days=0 if inside else every)
    late = (snapshot.as_of - due).days
    rhythm = _rhythm(late, every)
    reason = _reason(snapshot, last, due, inside)
    ring = member.ring or Ring.WIDER
    return TendedTie(member.person, ring, every, inside, last, due, rhythm, reason)


def _rhythm(late: int, every: int) -> Rhythm:
    if late > FADES * every:
        return Rhythm.FADING
    if late >= 0:
        return Rhythm.DUE
    return Rhythm.SOON if late >= -SOON else Rhythm.FINE


def _reason(snapshot: Snapshot, last: date | None, due: date, inside: bool) -> str:
    what = "conversation alone" if inside else "contact"
    if last is None:
        return f"No {what} is on record yet."
    days = (snapshot.as_of - last).days
    ago = "today" if not days else f"{count(days, 'day')} ago"
    verb = "was due" if due < snapshot.as_of else "is due"
    return f"Last {what} {ago}; the next {verb} on {due.day} {due:%B %Y}."


def headline(snapshot: Snapshot, ties: Sequence[TendedTie]) -> str:
    """Name who waits, or say that nobody does."""
    number = Counter(tie.rhythm for tie in ties)
    due = [t for t in ties if t.rhythm in WAITING]
    if not ties:
        return "Nobody is in the coalition beside you, so nothing needs tending yet."
    if not due:
        soon = number[Rhythm.SOON]
        later = f"; {count(soon, 'contact')} will be due within a week" if soon else ""
        return f"Nobody waits for you{later}."
    names = listed([snapshot.name(tie.person) for tie in due], 3)
    fading = number[Rhythm.FADING]
    fade = f" {count(fading, 'tie').capitalize()} {'fades' if fading == 1 else 'fade'}."
    return f"It is time to talk to {names}.{fade if fading else ''}"


def tending_gaps(snapshot: Snapshot, ties: Sequence[TendedTie]) -> Iterator[Gap]:
    """Yield what must be written down before it can be said when somebody is due."""
    if not snapshot.members:
        yield gap(
            GapKind.NO_COALITION,
            "Nobody is in the coalition yet, not even you. Add yourself as its nucleus.",
        )
    undated = [
        tie.person
        for tie in ties
        if tie.last is None and snapshot.members[tie.person].joined_on is None
    ]
    if undated:
        who = listed([snapshot.name(code) for code in undated], 3)
        text = f"Neither a contact nor a day of joining is on record for {who}."
        yield gap(GapKind.DATE_UNKNOWN, text, *undated)
