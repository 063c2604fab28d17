"""The working document as Markdown that opens anywhere; what people wrote is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from groundswell.core.pictures.document.parts import Document, Section
from groundswell.reports.words import clean, day, sentence
from groundswell.reports.working.pages import byline, footer, paragraphs

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])")


def markdown(document: Document) -> str:
    """Return the document as Markdown."""
    return "\n".join(_lines(document)) + "\n"


def plain(text: str) -> str:
    """Return what somebody wrote so that no sign of it is read as markup."""
    escaped = _MARKS.sub(r"\\\1", clean(text).replace("&", "&amp;"))
    return _STARTS.sub(_shown, escaped)


def _shown(start: re.Match[str]) -> str:
    mark = start[2]
    return f"{start[1]}\\{mark}" if len(mark) == 1 else f"{start[1]}{mark[:-1]}\\{mark[-1]}"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {plain(document.title)}"
    yield ""
    yield plain(document.headline)
    yield ""
    yield f"*Working document as of {day(document.as_of)}.*"
    for section in document.sections:
        yield from _section(section)
    yield ""
    yield "---"
    yield ""
    yield plain(footer(document))


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {section.title}", "", plain(section.lede))
    for written in section.written:
        if len(section.written) > 1:
            yield from ("", f"*{plain(byline(written))}*")
        for text in paragraphs(written):
            yield from ("", plain(text))
    for group in section.groups:
        if group.title:
            yield from ("", f"### {plain(group.title)}")
        yield ""
        for line in group.lines:
            lead = f"**{plain(line.lead)}.** " if line.lead else ""
            yield f"- {lead}{plain(sentence(line.text))}"
