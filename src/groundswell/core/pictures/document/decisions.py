"""Decisions of the coalition about its own work, and who may decide what."""

from __future__ import annotations

from datetime import date

from groundswell.core.pictures.document.parts import Line, Section, group, joined
from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.run_records import Right, Ruling
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest


def decisions(snapshot: Snapshot) -> Section:
    """Return the rulings, newest first, and the decision rights."""
    rulings = list(latest(snapshot.seen.of(Ruling), "ruling"))
    rulings.sort(key=lambda r: r.date or date.min, reverse=True)
    rights = latest(snapshot.seen.of(Right), "right")
    groups = (
        *group("", [_ruling(snapshot, row) for row in rulings]),
        *group("Who decides what", [_right(snapshot, row) for row in rights]),
    )
    lede = "The coalition has not decided anything on record yet."
    if rulings:
        owned = sum(1 for row in rulings if row.owner)
        told = count(len(rulings), "decision").capitalize()
        lede = f"{told} on record, {owned} with somebody who answers for it."
    return Section(DocumentSection.DECISIONS, "Decisions", lede, groups)


def _ruling(snapshot: Snapshot, row: Ruling) -> Line:
    parts = [row.text] if row.text and row.text != row.title else []
    parts.append(f"answers for it: {snapshot.name(row.owner) if row.owner else 'nobody yet'}")
    if row.date:
        parts.append(day(row.date))
    if row.disagree_and_commit:
        # How many, not who: whoever disagreed and committed did so among the others.
        parts.append(f"{count(len(row.disagree_and_commit), 'person', 'people')} disagreed and "
                     "committed")  # fmt: skip
    return Line(row.title or "Without a title", joined(*parts), Ruling.SHEET, (row.ruling,))


def _right(snapshot: Snapshot, row: Right) -> Line:
    who = snapshot.name(row.owner) if row.owner else "nobody yet"
    asked = listed([snapshot.name(code) for code in row.consulted or ()], 6)
    text = f"{who} decides" + (f"; {asked} asked first" if asked else "")
    return Line(row.matter or row.right, text, Right.SHEET, (row.right,))
