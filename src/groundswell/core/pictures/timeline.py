"""Everything dated about one person, on one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from groundswell.core.pictures.lens import titled
from groundswell.core.questions.doubts import doubt_of
from groundswell.core.questions.wording import listed, quoted
from groundswell.core.terrain.map_records import Authority, Judgement, Stake
from groundswell.core.terrain.run_records import (
    Attendance,
    Commitment,
    Conflict,
    Encounter,
    Meeting,
    Member,
    Override,
    Right,
    Ruling,
)
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import CommitmentState, DoubtState, Presence, Stance
from groundswell.core.terrain.visible import latest

_SOLD = {
    CommitmentState.ASKED: "was asked for",
    CommitmentState.PROMISED: "promised",
    CommitmentState.KEPT: "kept",
    CommitmentState.BROKEN: "broke",
    CommitmentState.WITHDRAWN: "withdrew",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something dated about a person; `sheet` names the kind of record it stands in."""

    on: date | None
    sheet: str
    text: str


def timeline(snapshot: Snapshot, person: str) -> tuple[Moment, ...]:
    """Return what is dated about a person, the newest first; what has no date comes last."""
    found = [
        *_judged(snapshot, person),
        *_met(snapshot, person),
        *_promised(snapshot, person),
        *_joined(snapshot, person),
        *_attended(snapshot, person),
        *_decided(snapshot, person),
        *_known(snapshot, person),
    ]
    found.sort(key=lambda m: (m.sheet, m.text))
    found.sort(key=lambda m: m.on or date.min, reverse=True)
    return tuple(found)


def stance_text(judgement: Judgement) -> str:
    """Return what a judgement says, in words."""
    if isinstance(judgement.stance, Stance):
        return judgement.stance.value
    return f"{judgement.stance:+g} on the scale from -1 to 1"


def _judged(snapshot: Snapshot, person: str) -> Iterator[Moment]:
    titles = {point.code: point.title for point in snapshot.decisions}
    for j in snapshot.seen.of(Judgement):
        if j.person == person:
            by = f" by {snapshot.name(j.assessor)}" if j.assessor else ""
            on = f" on {quoted(titles.get(j.decision, j.decision))}" if j.decision else ""
            said = f"Seen as {stance_text(j)}"
            if j.stance is Stance.UNKNOWN:
                said = "Not known well enough to say where they stand"
            yield Moment(j.observed_on, Judgement.SHEET, f"{said}{on}{by}.")


def _met(snapshot: Snapshot, person: str) -> Iterator[Moment]:
    for e in snapshot.seen.of(Encounter):
        on = e.date or e.observed_on
        if e.person == person:
            kind = titled(e.kind.value) if e.kind else "contact"
            parts = [f"{kind[:1].upper()}{kind[1:]}"]
            parts[0] += f" with {snapshot.name(e.by)}" if e.by else ""
            if e.ask:
                answered = f", answered {e.answer.value}" if e.answer else ""
                parts.append(f"asked to {titled(e.ask.value)}{answered}")
            parts += _told(e)
            yield Moment(on, Encounter.SHEET, f"{'; '.join(parts)}.")
        elif e.by == person:
            text = f"Spoke with {snapshot.name(e.person)} about the change."
            yield Moment(on, Encounter.SHEET, text)


def _told(e: Encounter) -> Iterator[str]:
    """Yield what a contact told besides what was asked: doubt, outcome, strain, what was shown."""
    if e.doubt:
        doubt = doubt_of(e)
        came = {
            DoubtState.TESTED_BY: f" (tested by {doubt.evidence or 'evidence'})",
            DoubtState.CHANGED_THE_PLAN: " (it changed the plan)",
        }
        yield f"doubt: {e.doubt.rstrip('.')}{came.get(DoubtState(doubt.state), '')}"
    if e.outcome:
        yield e.outcome.rstrip(".")
    if e.strain:
        yield f"strain: {titled(e.strain.value)}"
    if e.shown:
        yield f"was shown {listed(e.shown)}"
    if e.at_risk:
        yield "at a risk"


def _promised(snapshot: Snapshot, person: str) -> Iterator[Moment]:
    for c in snapshot.seen.of(Commitment):
        if c.person == person:
            what = c.text or (titled(c.kind.value) if c.kind else "something")
            verb = _SOLD[c.standing]
            due = c.due_on if c.state in (CommitmentState.KEPT, CommitmentState.BROKEN) else None
            on = due or c.promised_on or c.asked_on or c.observed_on
            yield Moment(on, Commitment.SHEET, f"{verb[:1].upper()}{verb[1:]}: {what.rstrip('.')}.")


def _joined(snapshot: Snapshot, person: str) -> Iterator[Moment]:
    for m in latest(snapshot.seen.of(Member), "person"):
        if m.person != person:
            continue
        if m.joined_on or m.observed_on:
            ring = f", {m.ring.value} ring" if m.ring else ""
            text = f"Joined the coalition{ring}."
            yield Moment(m.joined_on or m.observed_on, Member.SHEET, text)
        if m.left_on and m.left_on <= snapshot.as_of:
            yield Moment(m.left_on, Member.SHEET, "Left the coalition.")


def _attended(snapshot: Snapshot, person: str) -> Iterator[Moment]:
    meetings = {m.meeting: m for m in latest(snapshot.seen.of(Meeting), "meeting")}
    words = {
        Presence.PRESENT: "Came to",
        Presence.SUBSTITUTE: "Sent a substitute to",
        Presence.ABSENT: "Stayed away from",
    }
    for a in snapshot.seen.of(Attendance):
        meeting = meetings.get(a.meeting)
        if a.person == person and a.presence and meeting:
            about = f" on {quoted(meeting.artifact)}" if meeting.artifact else ""
            text = f"{words[a.presence]} the meeting{about}."
            yield Moment(meeting.date or a.observed_on, Attendance.SHEET, text)


def _decided(snapshot: Snapshot, person: str) -> Iterator[Moment]:
    for r in snapshot.seen.of(Ruling):
        title = quoted(r.title or r.ruling)
        if r.owner == person:
            yield Moment(r.date or r.observed_on, Ruling.SHEET, f"Answers for {title}.")
        if person in (r.disagree_and_commit or ()):
            text = f"Disagreed with {title} and committed to it."
            yield Moment(r.date or r.observed_on, Ruling.SHEET, text)
    for right in snapshot.seen.of(Right):
        if right.owner == person:
            text = f"Decides within the coalition on {quoted(right.matter or right.right)}."
            yield Moment(right.observed_on, Right.SHEET, text)
    for c in snapshot.seen.of(Conflict):
        if person in (c.between or ()):
            others = [snapshot.name(p) for p in c.between or () if p != person]
            about = f" about {c.text.rstrip('.')}" if c.text else ""
            text = f"In conflict with {', '.join(others)}{about}."
            yield Moment(c.opened_on or c.observed_on, Conflict.SHEET, text)
            if c.resolved_on:
                end = f": {c.resolution.rstrip('.')}" if c.resolution else ""
                yield Moment(c.resolved_on, Conflict.SHEET, f"The conflict ended{end}.")


def _known(snapshot: Snapshot, person: str) -> Iterator[Moment]:
    titles = {point.code: point.title for point in snapshot.decisions}
    for a in snapshot.seen.of(Authority):
        if a.person == person and a.observed_on:
            what = quoted(titles.get(a.decision, a.decision))
            yield Moment(a.observed_on, Authority.SHEET, f"Known to {a.role.value} on {what}.")
    for s in snapshot.seen.of(Stake):
        if s.person == person and s.observed_on:
            kind = s.kind.value if s.kind else "stake"
            what = f": {s.text.rstrip('.')}" if s.text else ""
            yield Moment(s.observed_on, Stake.SHEET, f"A {kind} of theirs was noted{what}.")
    for o in snapshot.seen.of(Override):
        if o.person == person:
            why = f": {o.reason.rstrip('.')}" if o.reason else ""
            yield Moment(
                o.date or o.observed_on, Override.SHEET, f"A suggestion was overruled{why}."
            )
