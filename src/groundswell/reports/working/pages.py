"""The working document as pages to print, made of the parts of a brief."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.document.parts import Document, Section, Written
from groundswell.reports import parts
from groundswell.reports.document import pdf as typeset
from groundswell.reports.parts import Block, Brief, Entry, Prose, tidied
from groundswell.reports.words import day, sentence


def pdf(document: Document) -> bytes:
    """Return the document as PDF; the same document gives the same bytes."""
    return typeset(page(document), document.as_of)


def page(document: Document) -> Brief:
    """Return the document as the parts of a page."""
    return tidied(
        Brief(
            title=document.title,
            dateline=f"Working document as of {day(document.as_of)}.",
            headline=document.headline,
            sections=tuple(_section(section) for section in document.sections),
            next_step="",
            provenance=footer(document),
        )
    )


def footer(document: Document) -> str:
    """Say on what the document rests and what is left out."""
    return f"From the records as of {day(document.as_of)}. {document.left_out}"


def _section(section: Section) -> parts.Section:
    return parts.Section(section.title, tuple(_blocks(section)))


def _blocks(section: Section) -> Iterator[Block]:
    yield Prose(section.lede)
    for written in section.written:
        if len(section.written) > 1:
            yield Prose(byline(written))
        yield from (Prose(text) for text in paragraphs(written))
    for group in section.groups:
        if group.title:
            yield Prose(f"{group.title}:")
        for line in group.lines:
            yield Entry(line.lead.rstrip("."), sentence(line.text))


def byline(written: Written) -> str:
    """Say whose text it is and of when, where two stand side by side."""
    who = f"Written by {written.by}" if written.by else "Written by somebody of the team"
    return f"{who} on {day(written.on)}:" if written.on else f"{who}:"


def paragraphs(written: Written) -> list[str]:
    """Return a text as its paragraphs."""
    return [text.strip() for text in written.text.splitlines() if text.strip()]
