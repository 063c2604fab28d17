"""What the working document is made of: sections of lines, each with the records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.terrain.document_records import DocumentSection


@dataclass(frozen=True, slots=True)
class Line:
    """One line that follows from the records.

    Parameters
    ----------
    lead
        What it is about, in a few words; may be empty.
    text
        What there is to say.
    sheet, ids
        The records behind it.
    """

    lead: str
    text: str
    sheet: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind under a heading of their own; an empty title continues the section."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody of the team wrote into a section, and when."""

    text: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Parameters
    ----------
    section
        Which one.
    title, lede
        Its heading, and what the records say in one sentence.
    groups
        What fills itself.
    written
        What the team wrote: one text, or several that were written at the same time.
    """

    section: DocumentSection
    title: str
    lede: str
    groups: tuple[Group, ...]
    written: tuple[Written, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it but its heading."""
        return not self.written and not any(group.lines for group in self.groups)


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document as of a day.

    Parameters
    ----------
    title
        The change in a few words.
    headline
        What it says, in one or two sentences.
    as_of
        The day it describes.
    left_out
        What is left out of it, in words, for whoever shows it to others.
    """

    title: str
    headline: str
    as_of: date
    sections: tuple[Section, ...]
    left_out: str


def joined(*parts: str | None) -> str:
    """Return what there is of some phrases as one: 'first; second'."""
    return "; ".join(part.strip().rstrip(".") for part in parts if part)


def group(title: str, lines: list[Line] | tuple[Line, ...]) -> tuple[Group, ...]:
    """Return lines as a group, or nothing where there are none."""
    return (Group(title, tuple(lines)),) if lines else ()
