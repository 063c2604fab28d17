"""Write into the working document: of two who write at once, neither text is lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Done, deed
from groundswell.app.do.records import keep
from groundswell.app.policy import Act
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.store import append
from groundswell.store.load import Kept

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """What became of a text; `beside` says that another was written meanwhile and stands too."""

    done: Done
    beside: bool


def write_text(
    actor: Actor, code: str, section: DocumentSection, text: str, base: Collection[int]
) -> Text:
    """Write a text into a section in place of those it was made from.

    Parameters
    ----------
    base
        Numbers of the texts its writer saw. Of those, the ones that still stand are taken back;
        any other stays beside the new one until somebody puts them together.

    Raises
    ------
    Absent, Refused
        As policy says.
    """
    about = {"sheets": [DocumentText.SHEET], "ids": [section.value], "count": 1}
    with deed(actor, code, Act.EDIT, "record", about, (append.RUN,)) as made:
        standing = [k for k in made.before.of(DocumentText.SHEET) if _stands(k, section)]
        replaced = [(DocumentText.SHEET, k.id) for k in standing if k.id in base]
        told = text.strip()[:LONGEST]
        record = DocumentText(section=section, text=told, assessor=made.standing.assessor)
        done = keep(made, [record] if told else [], replaced)
        return Text(done, bool(told) and any(k.id not in base for k in standing))


def _stands(kept: Kept, section: DocumentSection) -> bool:
    record = kept.record
    return (
        isinstance(record, DocumentText)
        and record.section is section
        and record.retracted_on is None
        and bool(record.text)
    )
