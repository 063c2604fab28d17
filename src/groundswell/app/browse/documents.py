"""The working document as an actor may see it, its versions, and the same as a file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from groundswell.app import codenames
from groundswell.app.actor import Actor
from groundswell.app.browse.exports import Export
from groundswell.app.browse.taking import taken
from groundswell.app.browse.views import View, view
from groundswell.core.pictures.document.filling import document
from groundswell.core.pictures.document.parts import Document, Written
from groundswell.core.pictures.document.renaming import renamed, spellings
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.reports.working.markdown import markdown
from groundswell.reports.working.pages import pdf
from groundswell.reports.working.word import word
from groundswell.store.load import Kept
from groundswell.store.models import Account, Change


class Form(StrEnum):
    """How the document is put into a file."""

    PDF = "pdf"
    DOCX = "docx"
    MD = "md"


MEDIA: Mapping[Form, str] = MappingProxyType(
    {
        Form.PDF: "application/pdf",
        Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Form.MD: "text/markdown; charset=utf-8",
    }
)
_MAKE: Mapping[Form, Callable[[Document], bytes]] = MappingProxyType(
    {Form.PDF: pdf, Form.DOCX: word, Form.MD: lambda made: markdown(made).encode()}
)


def document_of(at: View) -> Document:
    """Return the document of the day a view speaks of."""
    return document(at.snapshot, private=not at.standing.presentable)


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a section: whose it is, when it was written, and whether it stands.

    Parameters
    ----------
    id
        Number of the fact.
    """

    id: int
    text: str
    who: str
    at: datetime
    stands: bool


def versions(at: View, section: DocumentSection) -> tuple[Version, ...]:
    """Return every text a section ever had and that was not undone, the newest first."""
    rows = [k for k in at.sight.kept.get(DocumentText.SHEET, ()) if _section(k) is section]
    changes = Change.objects.within(at.standing.scope)
    by = {c.pk: c for c in changes.filter(pk__in=[k.change for k in rows])}
    names = {a.pk: str(a) for a in Account.objects.using("reading").filter(
        pk__in={k.account for k in rows if k.account})}  # fmt: skip
    return tuple(
        Version(
            k.id,
            getattr(k.record, "text", None) or "",
            names.get(k.account or 0, ""),
            by[k.change].at,
            k.record.retracted_on is None,
        )
        for k in sorted(rows, key=lambda k: k.id, reverse=True)
    )


def _section(kept: Kept) -> DocumentSection:
    assert isinstance(kept.record, DocumentText)
    return kept.record.section


def taken_along(
    actor: Actor, code: str, form: Form, as_of: date | None = None, key: bytes | None = None
) -> Export:
    """Return the document as a file.

    Parameters
    ----------
    key
        With it people stand under codenames, in what the team wrote as well; it is random for each
        file, so that two files cannot be laid side by side.
    """
    told = "document" if key is None else "document under codenames"
    taken(actor, code, told, about_people=False)
    at = view(actor, code, as_of)
    made, name = document_of(at), f"{code}-document"
    if key is not None:
        made, name = _disguised(at, made, key), "codenamed-document"
    return Export(f"{name}-{at.as_of.isoformat()}.{form}", MEDIA[form], _MAKE[form](made))


def _disguised(at: View, made: Document, key: bytes) -> Document:
    _, who = codenames.hide(at.observations, key)
    spelled = spellings(at.snapshot, {code: name for name, code in who.items()})
    nameless = [
        dataclasses.replace(s, written=tuple(Written(w.text, "", w.on) for w in s.written))
        for s in made.sections
    ]
    return renamed(dataclasses.replace(made, sections=tuple(nameless)), spelled)
