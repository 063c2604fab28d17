"""The working document as a Word document, with headings a reader can find their way by."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

import docx

from groundswell.core.pictures.document.parts import Document, Section
from groundswell.reports.words import clean, day, sentence
from groundswell.reports.working.pages import byline, footer, paragraphs

if TYPE_CHECKING:
    from docx.document import Document as Word

_TITLE, _SECTION, _GROUP = 0, 1, 2


def word(document: Document) -> bytes:
    """Return the document as DOCX."""
    made = docx.Document()
    _describe(made, document)
    made.add_heading(clean(document.title), _TITLE)
    made.add_paragraph(clean(document.headline))
    made.add_paragraph(f"Working document as of {day(document.as_of)}.")
    for section in document.sections:
        _add(made, section)
    made.sections[0].footer.paragraphs[0].text = footer(document)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _describe(made: Word, document: Document) -> None:
    """Say what the file is; nothing in it names a machine or an account."""
    about, stamp = made.core_properties, datetime.combine(document.as_of, time())
    about.title, about.author, about.last_modified_by = clean(document.title), "Groundswell", ""
    about.created = about.modified = stamp
    about.comments = ""


def _add(made: Word, section: Section) -> None:
    made.add_heading(section.title, _SECTION)
    made.add_paragraph(clean(section.lede))
    for written in section.written:
        if len(section.written) > 1:
            made.add_paragraph().add_run(clean(byline(written))).italic = True
        for text in paragraphs(written):
            made.add_paragraph(clean(text))
    for group in section.groups:
        if group.title:
            made.add_heading(clean(group.title), _GROUP)
        for line in group.lines:
            paragraph = made.add_paragraph(style="List Bullet")
            if line.lead:
                paragraph.add_run(f"{clean(line.lead).rstrip('.')}. ").bold = True
            paragraph.add_run(clean(sentence(line.text)))
