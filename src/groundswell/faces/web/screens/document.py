"""The working document on a screen: sections with their texts, versions, and two days compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from groundswell.app.actor import Actor
from groundswell.app.browse.documents import Version, document_of, versions
from groundswell.app.browse.views import View, view
from groundswell.core.pictures.document.compare import Piece, compare, words
from groundswell.core.pictures.document.parts import Document
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.season_records import Visibility
from groundswell.core.terrain.visible import latest
from groundswell.faces.web.page import day_of
from groundswell.reports.words import day

FORMS = (
    ("pdf", "PDF", "To read and to print."),
    ("docx", "Word document", "To go on writing elsewhere; what changes there does not come back."),
    ("md", "Markdown", "For a wiki or a repository."),
)
_BACK = timedelta(days=30)


def page_of(at: View) -> dict[str, Any]:
    """Return what the page of the document shows."""
    made = document_of(at)
    shown = latest(at.snapshot.seen.of(Visibility), "audience")
    return {
        "document": made,
        "forms": FORMS,
        "may_see": [(row.audience, row.may_see) for row in shown if row.may_see],
    }


def editing(at: View, section: DocumentSection) -> dict[str, Any]:
    """Return what the page shows on which a section is written."""
    made = next(s for s in document_of(at).sections if s.section is section)
    every = versions(at, section)
    standing = [v for v in reversed(every) if v.stands and v.text]
    return {
        "section": made,
        "standing": standing,
        "text": "\n\n".join(v.text for v in standing),
        "base": ",".join(str(v.id) for v in standing),
        "versions": [(v, _since(v, before)) for v, before in _pairs(every)],
    }


def _pairs(every: tuple[Version, ...]) -> list[tuple[Version, Version | None]]:
    return [(v, every[i + 1] if i + 1 < len(every) else None) for i, v in enumerate(every)]


def _since(version: Version, before: Version | None) -> list[Piece]:
    """Return how a version differs from the one written before it."""
    return list(words(before.text if before else "", version.text))


def compared(actor: Actor, at: View, asked: QueryDict) -> Mapping[str, Any]:
    """Return two days of the document side by side, the later one today unless asked otherwise."""
    to = min(day_of(asked, "to") or at.as_of, actor.today)
    since = min(day_of(asked, "from") or to - _BACK, to)
    found = compare(_on(actor, at, since), _on(actor, at, to))
    return {
        "comparison": found,
        "from_iso": since.isoformat(),
        "to_iso": to.isoformat(),
        "days": f"{day(since)} and {day(to)}",
    }


def _on(actor: Actor, at: View, when: date) -> Document:
    return document_of(view(actor, at.code, when))


def numbers(told: str) -> frozenset[int]:
    """Return the texts a writer had before them; what is no number counts for nothing."""
    return frozenset(int(part) for part in told.split(",")[:50] if part.isdecimal())
