"""The minutes of a meeting, from what was recorded of it; nobody has to write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.pictures.lens import day, titled
from groundswell.core.questions.wording import listed, quoted
from groundswell.core.terrain.run_records import (
    Adaptation,
    Attendance,
    Commitment,
    Meeting,
    Ruling,
    Win,
)
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import MeetingKind, Presence, RulingMade
from groundswell.core.terrain.visible import latest

_MADE = {RulingMade.BEFORE: " (made before the meeting)", RulingMade.AFTER: " (made after it)"}


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the minutes and what stands under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting.

    Parameters
    ----------
    meeting
        Its code.
    title, on
        What it was, and when.
    headline
        What changed because of it, in one sentence; said plainly where nothing did.
    parts
        Only those under which something stands.
    """

    meeting: str
    title: str
    on: date | None
    headline: str
    parts: tuple[Part, ...]

    def text(self) -> str:
        """Return the minutes as plain text."""
        blocks = [f"{self.title}\n{self.headline}"]
        blocks += [f"{p.title}\n" + "\n".join(f"- {line}" for line in p.lines) for p in self.parts]
        return "\n\n".join(blocks) + "\n"


def minutes(snapshot: Snapshot, meeting: str) -> Minutes:
    """Return the minutes of a meeting.

    Parameters
    ----------
    meeting
        Its code.

    Raises
    ------
    KeyError
        If no such meeting is visible.
    """
    record = meeting_of(snapshot, meeting)
    kind = "Check-in" if record.kind is MeetingKind.CHECK_IN else "Core meeting"
    on = record.date or record.planned_for
    parts = (
        Part("Who came", _came(snapshot, record)),
        Part("On the table", _table(record)),
        Part("What changed", _changed(snapshot, record)),
        Part("Decided", _decided(snapshot, record)),
        Part("Promised", _promised(snapshot, record)),
        Part("New limits and chances", (record.new_constraints,) if record.new_constraints else ()),
        Part("Worth celebrating", _won(snapshot, record)),
    )
    return Minutes(
        meeting=record.meeting,
        title=f"{kind} on {day(on)}" if on else kind,
        on=on,
        headline=_headline(record),
        parts=tuple(part for part in parts if part.lines),
    )


def meeting_of(snapshot: Snapshot, meeting: str) -> Meeting:
    """Return the record of a meeting; KeyError if none is visible."""
    for record in latest(snapshot.seen.of(Meeting), "meeting"):
        if record.meeting == meeting:
            return record
    raise KeyError(meeting)


def belonging(record: Meeting, row: Ruling | Commitment | Adaptation) -> bool:
    """Whether a row came out of a meeting: it says so, or says none and bears its day."""
    if row.meeting is not None:
        return row.meeting == record.meeting
    own = row.promised_on or row.asked_on if isinstance(row, Commitment) else row.date
    return record.date is not None and own == record.date


def _headline(record: Meeting) -> str:
    if record.date is None:
        return "It has not been held yet."
    if record.changed:
        return f"Because of it: {record.changed.rstrip('.')}."
    return "Nothing is on record that changed because of it."


def _came(snapshot: Snapshot, record: Meeting) -> tuple[str, ...]:
    words = {
        Presence.PRESENT: "Present",
        Presence.SUBSTITUTE: "Sent a substitute",
        Presence.ABSENT: "Absent",
    }
    rows = [a for a in snapshot.seen.of(Attendance) if a.meeting == record.meeting]
    found = []
    for presence, word in words.items():
        names = sorted(snapshot.name(a.person) for a in rows if a.presence is presence)
        if names:
            found.append(f"{word}: {listed(names, 20)}")
    return tuple(found)


def _table(record: Meeting) -> tuple[str, ...]:
    if not record.artifact:
        return ()
    kind = f" ({record.artifact_kind})" if record.artifact_kind else ""
    return (f"{record.artifact}{kind}",)


def _changed(snapshot: Snapshot, record: Meeting) -> tuple[str, ...]:
    rows = latest(snapshot.seen.of(Adaptation), "adaptation")
    plan = [
        f"The plan: {a.what}" + (f" (because of {a.because_of})" if a.because_of else "")
        for a in rows
        if a.what and belonging(record, a)
    ]
    return (*((record.changed,) if record.changed else ()), *plan)


def _decided(snapshot: Snapshot, record: Meeting) -> tuple[str, ...]:
    return tuple(
        _ruling(snapshot, row)
        for row in latest(snapshot.seen.of(Ruling), "ruling")
        if belonging(record, row)
    )


def _ruling(snapshot: Snapshot, row: Ruling) -> str:
    owner = snapshot.name(row.owner) if row.owner else "nobody yet"
    said = row.title or row.text or row.ruling
    text = f"{said.rstrip('.')}. Owner: {owner}"
    if row.made in _MADE:
        text += _MADE[row.made]
    if row.disagree_and_commit:
        text += f". Disagreed and committed: {snapshot.names(tuple(row.disagree_and_commit))}"
    return text


def _promised(snapshot: Snapshot, record: Meeting) -> tuple[str, ...]:
    return tuple(
        promise_words(snapshot, row)
        for row in snapshot.seen.of(Commitment)
        if belonging(record, row)
    )


def promise_words(snapshot: Snapshot, row: Commitment) -> str:
    """Return a commitment as a line: whose, what, by when, and how it stands."""
    what = row.text or (titled(row.kind.value) if row.kind else "something")
    due = f", by {day(row.due_on)}" if row.due_on else ""
    return f"{snapshot.name(row.person)}: {what.rstrip('.')}{due} ({row.standing.value})"


def _won(snapshot: Snapshot, record: Meeting) -> tuple[str, ...]:
    return tuple(
        quoted(w.title) if w.title else (w.text or "")
        for w in snapshot.seen.of(Win)
        if record.date is not None and w.date == record.date and (w.title or w.text)
    )
