"""Governance: the form the coalition has taken, its seats, and to whom it answers."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.document.parts import Line, Section, group, joined
from groundswell.core.pictures.lens import day
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.season_records import Governance, Seat
from groundswell.core.terrain.season_terms import Season
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest
from groundswell.core.terrain.vocabulary import label

_MONTH = 30


def governance(snapshot: Snapshot) -> Section:
    """Return the form, and who fills which role."""
    rows = [
        row
        for row in latest(snapshot.seen.of(Governance), "governance")
        if row.ended_on is None or row.ended_on > snapshot.as_of
    ]
    seats = latest(snapshot.seen.of(Seat), "seat")
    later = [s for s in seats if s.season is Season.BUSINESS_AS_USUAL]
    now = [s for s in seats if s.season is not Season.BUSINESS_AS_USUAL]
    groups = (
        *group("", [line for row in rows for line in _form(row)]),
        *group("Roles", [_seat(snapshot, row) for row in now]),
        *group("Roles once it is business as usual", [_seat(snapshot, row) for row in later]),
    )
    lede = (
        f"{label(rows[-1].form)}." if rows and rows[-1].form else "No form has been agreed on yet."
    )
    return Section(DocumentSection.GOVERNANCE, "Governance", lede, groups)


def _form(row: Governance) -> Iterator[Line]:
    told = (
        ("What it is for", row.text),
        ("Backed by", row.backed_by),
        ("Answers to", row.accountable_to),
        ("Checks in", f"every {row.check_in_days or _MONTH} days"),
        ("Since", day(row.started_on) if row.started_on else None),
    )
    for lead, text in told:
        if text:
            yield Line(lead, text, Governance.SHEET, (row.governance,))


def _seat(snapshot: Snapshot, row: Seat) -> Line:
    who = snapshot.name(row.person) if row.person else "nobody yet"
    return Line(row.title or row.seat, joined(who, row.text), Seat.SHEET, (row.seat,))
