"""Progress: the phase, the gates, what meetings changed, what was won and how the plan changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from groundswell.core.pictures.document.parts import Line, Section, group, joined
from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import count, percent, quoted
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.run_records import Adaptation, Adoption, Evidence, Gate, Meeting, Win
from groundswell.core.terrain.season_records import Replant
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest
from groundswell.core.terrain.vocabulary import label

T = TypeVar("T", Meeting, Win, Adaptation)


def progress(snapshot: Snapshot) -> Section:
    """Return how far the work is."""
    groups = (
        *group("Gates", list(_gates(snapshot))),
        *group("What meetings changed", list(_meetings(snapshot))),
        *group("Won", list(_wins(snapshot))),
        *group("How the plan changed", list(_adaptations(snapshot))),
        *group("How far the work is done the new way", list(_adoption(snapshot))),
        *group("Rests", list(_rests(snapshot))),
    )
    return Section(DocumentSection.PROGRESS, "Progress", _lede(snapshot), groups)


def _lede(snapshot: Snapshot) -> str:
    about = snapshot.seen.initiative
    stated = "" if about.phase else ", as long as nothing else is said"
    begun = f", begun on {day(about.started_on)}" if about.started_on else ""
    return f"Phase: {label(snapshot.phase).lower()}{stated}{begun}."


def _gates(snapshot: Snapshot) -> Iterator[Line]:
    rows = [g for g in latest(snapshot.seen.of(Gate), "gate") if g.held_on]
    for row in sorted(rows, key=lambda g: (g.held_on or date.min, g.gate), reverse=True):
        assert row.held_on is not None
        outcome = label(row.outcome).lower() if row.outcome else "no outcome written down"
        parts = [f"{outcome}{f': {row.reason}' if row.reason else ''}"]
        if row.best_case_against:
            parts.append(f"the best case against: {row.best_case_against}")
        yield Line(day(row.held_on), joined(*parts), Gate.SHEET, (row.gate,))


def _newest(rows: list[T]) -> list[T]:
    return sorted(rows, key=lambda row: row.date or date.min, reverse=True)


def _when(row: Meeting | Win | Adaptation) -> str:
    return day(row.date) if row.date else "Undated"


def _meetings(snapshot: Snapshot) -> Iterator[Line]:
    held = [m for m in latest(snapshot.seen.of(Meeting), "meeting") if m.date]
    for row in _newest(held):
        if row.changed:
            on = f" On the table: {row.artifact}." if row.artifact else ""
            yield Line(_when(row), f"{row.changed.rstrip('.')}.{on}", Meeting.SHEET, (row.meeting,))
    without = sum(1 for row in held if not row.changed)
    if without:
        meetings = count(without, "meeting").capitalize()
        yield Line("", f"{meetings} changed nothing that was written down.", Meeting.SHEET)


def _wins(snapshot: Snapshot) -> Iterator[Line]:
    for row in _newest(list(snapshot.seen.of(Win))):
        told = ": ".join(t for t in (row.title, row.text) if t)
        yield Line(_when(row), told or "without words", Win.SHEET)


def _adaptations(snapshot: Snapshot) -> Iterator[Line]:
    claims = {e.evidence: e.claim or e.evidence for e in snapshot.seen.of(Evidence)}
    for row in _newest(latest(snapshot.seen.of(Adaptation), "adaptation")):
        cause = claims.get(row.because_of) if row.because_of else None
        because = f", because of {quoted(cause)}" if cause else ""
        text = f"{(row.what or 'without words').rstrip('.')}{because}"
        yield Line(_when(row), text, Adaptation.SHEET, (row.adaptation,))


def _adoption(snapshot: Snapshot) -> Iterator[Line]:
    titles = {node.code: node.title for node in snapshot.nodes}
    newest: dict[str, Adoption] = {}
    for row in sorted(snapshot.seen.of(Adoption), key=lambda a: a.date or date.min):
        newest[row.node] = row
    for code, row in sorted(newest.items()):
        if row.share is None or row.date is None:
            continue
        chosen = row.by_choice_share
        also = f"; {percent(chosen)} would without being told to" if chosen is not None else ""
        text = f"{percent(row.share)} of the people on {day(row.date)}{also}"
        yield Line(titles.get(code, code), text, Adoption.SHEET, (code,))


def _rests(snapshot: Snapshot) -> Iterator[Line]:
    for row in latest(snapshot.seen.of(Replant), "replant"):
        since = day(row.started_on) if row.started_on else "Undated"
        learned = f"learned so far: {row.learned}" if row.learned else "nothing written down"
        yield Line(since, learned, Replant.SHEET, (row.replant,))
