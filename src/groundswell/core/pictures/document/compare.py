"""How the document of one day differs from that of another: line by line, then word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from groundswell.core.pictures.document.parts import Document, Section
from groundswell.core.questions.wording import count

_WORDS = re.compile(r"\S+|\s+")
_ALIKE = 0.5  # share of words in common from which a line counts as changed and not as another


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words and what became of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that was added, removed or changed, with its words."""

    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """What differs in one section; nothing where both days say the same."""

    title: str
    lines: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both days, in one sentence and section by section."""

    headline: str
    sections: tuple[SectionDifference, ...]


def compare(before: Document, after: Document) -> Comparison:
    """Return how two documents of the same initiative differ."""
    pairs = zip(before.sections, after.sections, strict=True)
    sections = tuple(
        SectionDifference(new.title, tuple(differences(lines(old), lines(new))))
        for old, new in pairs
    )
    number = sum(len(section.lines) for section in sections)
    headline = (
        f"{count(number, 'line').capitalize()} {'differs' if number == 1 else 'differ'}."
        if number
        else "Both days say the same."
    )
    return Comparison(headline, sections)


def lines(section: Section) -> list[str]:
    """Return a section as the lines that are compared: its own, then the team's paragraphs."""
    told = [section.lede]
    for group in section.groups:
        told += [_line(group.title, line.lead, line.text) for line in group.lines]
    for written in section.written:
        told += [part for part in written.text.splitlines() if part.strip()]
    return told


def _line(*parts: str) -> str:
    return ": ".join(part for part in parts if part)


def differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Yield the lines that differ, in the order in which a reader meets them."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            yield from _replaced(list(old[a:b]), list(new[c:d]))


def _replaced(old: list[str], new: list[str]) -> Iterator[Difference]:
    """Yield a stretch that was replaced; what is alike counts as one line that changed."""
    for text in new:
        near = max(old, key=lambda other: _alike(other, text), default=None)
        if near is not None and _alike(near, text) >= _ALIKE:
            old.remove(near)
            yield Difference(Kind.CHANGED, tuple(words(near, text)))
        else:
            yield Difference(Kind.ADDED, (Piece(Kind.ADDED, text),))
    for text in old:
        yield Difference(Kind.REMOVED, (Piece(Kind.REMOVED, text),))


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def words(old: str, new: str) -> Iterator[Piece]:
    """Yield a changed line word by word."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield Piece(Kind.SAME, "".join(before[a:b]))
            continue
        if b > a:
            yield Piece(Kind.REMOVED, "".join(before[a:b]))
        if d > c:
            yield Piece(Kind.ADDED, "".join(after[c:d]))
