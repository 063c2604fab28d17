"""The document of a day: every section filled from the records, with what the team wrote."""

from __future__ import annotations

import dataclasses

from groundswell.core.pictures.document.charter import charter
from groundswell.core.pictures.document.decisions import decisions
from groundswell.core.pictures.document.evidence import evidence
from groundswell.core.pictures.document.governance import governance
from groundswell.core.pictures.document.issues import open_issues
from groundswell.core.pictures.document.launch import launch
from groundswell.core.pictures.document.parts import Document, Section, Written
from groundswell.core.pictures.document.progress import progress
from groundswell.core.questions.wording import listed
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.core.terrain.snapshot import Snapshot

LEFT_OUT = (
    "Left out on purpose: where anybody stands, whose doubt or strain it is, who is at odds with "
    "whom, what single people promised, and every note."
)


def document(snapshot: Snapshot, private: bool = True) -> Document:
    """Return the working document of a day.

    Parameters
    ----------
    private
        Whether the snapshot holds what a presentable view leaves out; numbers are said of it.
    """
    filled = (
        charter(snapshot),
        evidence(snapshot),
        decisions(snapshot),
        open_issues(snapshot, private),
        progress(snapshot),
        governance(snapshot),
        launch(snapshot, private),
    )
    written = texts(snapshot)
    sections = tuple(dataclasses.replace(s, written=written.get(s.section, ())) for s in filled)
    return Document(
        title=snapshot.seen.initiative.title or "A change without a title",
        headline=_headline(sections),
        as_of=snapshot.as_of,
        sections=sections,
        left_out=LEFT_OUT,
    )


def texts(snapshot: Snapshot) -> dict[DocumentSection, tuple[Written, ...]]:
    """Return what the team wrote, by section, the oldest first."""
    found: dict[DocumentSection, list[Written]] = {}
    rows = [row for row in snapshot.seen.of(DocumentText) if row.text]
    for row in sorted(rows, key=lambda r: (str(r.recorded_on or ""), r.assessor or "", r.text)):
        who = snapshot.name(row.assessor) if row.assessor else ""
        told = Written(row.text or "", who, row.recorded_on)
        found.setdefault(row.section, []).append(told)
    return {section: tuple(rows) for section, rows in found.items()}


def _headline(sections: tuple[Section, ...]) -> str:
    empty = [s.title.lower() for s in sections if s.empty]
    if len(empty) == len(sections):
        return "Nothing is on record yet, so there is nothing to show."
    told = " ".join(s.lede for s in sections if s.section is DocumentSection.PROGRESS)
    if empty:
        return f"{told} Still empty: {listed(empty)}."
    return told
