"""Open issues: what is undecided, due, disputed or missing; doubts and conflicts as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from groundswell.core.pictures.document.charter import STATES
from groundswell.core.pictures.document.parts import Line, Section, group
from groundswell.core.pictures.lens import day
from groundswell.core.questions.doubts import doubts
from groundswell.core.questions.voices import missing_voices
from groundswell.core.questions.wording import count
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.run_records import (
    Commitment,
    Conflict,
    Encounter,
    Evidence,
    Gate,
    Meeting,
)
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import ConflictState, DoubtState
from groundswell.core.terrain.visible import latest

_RECENT = 4  # meetings whose new constraints still count as open


def open_issues(snapshot: Snapshot, private: bool) -> Section:
    """Return what is open.

    Parameters
    ----------
    private
        Whether the snapshot holds contacts, promises and conflicts, of which numbers alone are
        said.
    """
    undecided = list(_undecided(snapshot))
    dues = [*_gates(snapshot), *_disputed(snapshot), *_voices(snapshot), *_constraints(snapshot)]
    numbers = list(_numbers(snapshot)) if private else []
    total = len(undecided) + len(dues)
    lede = (
        f"{count(total, 'issue').capitalize()} {'is' if total == 1 else 'are'} open."
        if total
        else "Nothing is open on record."
    )
    groups = (
        *group("Undecided", undecided),
        *group("To be settled", dues),
        *group("In numbers", numbers),
    )
    return Section(DocumentSection.OPEN_ISSUES, "Open issues", lede, groups)


def _undecided(snapshot: Snapshot) -> Iterator[Line]:
    for point in snapshot.decisions:
        if point.required and point.open:
            who = "; nobody is known to decide it" if point.anonymous else ""
            yield Line(point.title, f"{STATES[point.state]}{who}", "decisions", (point.code,))


def _gates(snapshot: Snapshot) -> Iterator[Line]:
    rows = [g for g in latest(snapshot.seen.of(Gate), "gate") if g.due_on and not g.held_on]
    for row in sorted(rows, key=lambda g: (g.due_on, g.gate)):
        assert row.due_on is not None
        when = "was due" if row.due_on < snapshot.as_of else "is due"
        yield Line(
            "Should we still do this?", f"{when} on {day(row.due_on)}", Gate.SHEET, (row.gate,)
        )


def _disputed(snapshot: Snapshot) -> Iterator[Line]:
    for row in latest(snapshot.seen.of(Evidence), "evidence"):
        if row.contested:
            yield Line(
                "Disputed evidence", row.claim or row.evidence, Evidence.SHEET, (row.evidence,)
            )


def _voices(snapshot: Snapshot) -> Iterator[Line]:
    for missing in missing_voices(snapshot):
        if missing.kind == "affected":
            text = f"nobody in the coalition speaks for {missing.voice}"
            yield Line("A voice is missing", text, "people")


def _constraints(snapshot: Snapshot) -> Iterator[Line]:
    rows = [m for m in latest(snapshot.seen.of(Meeting), "meeting") if m.date]
    rows.sort(key=lambda m: (m.date, m.meeting))
    for row in rows[-_RECENT:]:
        if row.new_constraints:
            yield Line("Came up", row.new_constraints, Meeting.SHEET, (row.meeting,))


def _numbers(snapshot: Snapshot) -> Iterator[Line]:
    states = Counter(doubt.state for doubt in doubts(snapshot))
    if states:
        told = count(states.total(), "doubt").capitalize()
        tested = states[DoubtState.TESTED_BY], states[DoubtState.CHANGED_THE_PLAN]
        text = f"{told} heard; {tested[0]} tested by evidence, {tested[1]} changed the plan"
        yield Line("Doubts", text, Encounter.SHEET)
    promises = [c for c in snapshot.seen.of(Commitment) if c.owed]
    if promises:
        late = sum(1 for c in promises if c.due_on and c.due_on < snapshot.as_of)
        text = f"{count(len(promises), 'promise').capitalize()} open, {late} past their day"
        yield Line("Promises", text, Commitment.SHEET)
    rows = latest(snapshot.seen.of(Conflict), "conflict")
    disagreeing = sum(1 for c in rows if c.state is not ConflictState.RESOLVED)
    if disagreeing:
        text = f"{count(disagreeing, 'disagreement').capitalize()} inside the coalition open"
        yield Line("Disagreements", text, Conflict.SHEET)
