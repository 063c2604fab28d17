"""A brief as plain text that reads well aloud, at most 100 characters wide.

Signs that the reader's terminal cannot show have plain stand-ins, and bold or colour is used on a
terminal only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.core.answer import Estimate
from groundswell.reports.parts import Bands, Bar, Block, Brief, Entry, Prose, Said, Section
from groundswell.reports.words import sentence

WIDEST = 96  # below 100, with room for a mail's quotation mark
NARROWEST = 44
_SCALE = 26  # signs from end to end of a chart
_SHORTEST = 12  # a shorter one would say nothing
_LABEL = 26  # columns that a label keeps before the chart gives way
_BODY, _DEEP = "  ", "    "
_SAID = 15  # columns of a label in a conversation
_UNIT = re.compile(r"(?<=\d) (?=%)")  # a figure and its unit stay on one line
_BOUND = "\u00a0"


@dataclass(frozen=True, slots=True)
class Signs:
    """What a chart is drawn with."""

    rest: str
    band: str
    unknown: str
    mean: str
    target: str


DRAWN = Signs(rest="\u00b7", band="\u2501", unknown="\u254c", mean="\u25cf", target="\u250a")
TYPED = Signs(rest=".", band="=", unknown="~", mean="o", target="|")


@dataclass(frozen=True, slots=True)
class Page:
    """How wide the page is, whether it is a terminal with bold and colour, and its signs."""

    width: int = WIDEST
    styled: bool = False
    signs: Signs = DRAWN

    @classmethod
    def of(cls, columns: int, styled: bool, encoding: str) -> Page:
        """Return the page for a terminal or file of so many columns and this encoding."""
        drawn = can_write("".join((DRAWN.rest, DRAWN.band, DRAWN.mean, DRAWN.unknown)), encoding)
        width = min(max(columns, NARROWEST), WIDEST)
        return cls(width, styled, DRAWN if drawn else TYPED)

    def strong(self, text: str) -> str:
        """Return text in bold."""
        return f"\x1b[1m{text}\x1b[0m" if self.styled else text

    def accent(self, text: str) -> str:
        """Return text in bold green."""
        return f"\x1b[1;32m{text}\x1b[0m" if self.styled else text

    def quiet(self, text: str) -> str:
        """Return text in a fainter ink."""
        return f"\x1b[2m{text}\x1b[0m" if self.styled else text


def can_write(text: str, encoding: str) -> bool:
    """Return whether an encoding has every sign of a text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes; East Asian signs take two."""
    if text.isascii():
        return len(text)
    return sum(_cell(sign) for sign in text)


def _cell(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def wrap(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Yield a text's lines, the first and the rest after their own indent; long words break."""
    line, taken = first, cells(first)
    empty = True
    for word in _UNIT.sub(_BOUND, text).split(" "):
        for piece in _pieces(word, width - cells(rest)):
            space = 0 if empty else 1
            if not empty and taken + space + cells(piece) > width:
                yield line.replace(_BOUND, " ")
                line, taken, space = rest, cells(rest), 0
            line += " " * space + piece
            taken += space + cells(piece)
            empty = False
    yield line.replace(_BOUND, " ").rstrip()


def _pieces(word: str, most: int) -> Iterator[str]:
    """Yield a word in pieces of at most `most` columns; each sign goes with its combining marks."""
    if cells(word) <= most and len(word) <= most:
        yield word
        return
    piece = ""
    for sign in word:
        if piece and (cells(piece) + _cell(sign) > most or len(piece) >= most):
            yield piece
            piece = ""
        piece += sign
    yield piece


def padded(text: str, width: int) -> str:
    """Return text filled with spaces, or shortened, to exactly this many columns."""
    if cells(text) > width:
        short = ""
        for sign in text:
            if cells(short) + _cell(sign) > width - 3:
                break
            short += sign
        text = f"{short.rstrip()}..."
    return text + " " * (width - cells(text))


def text(brief: Brief, page: Page | None = None) -> str:
    """Return a brief as text."""
    page = page or Page()
    return "\n".join(_lines(brief, page)) + "\n"


def _lines(brief: Brief, page: Page) -> Iterator[str]:
    yield from map(page.accent, wrap(brief.title, page.width))
    yield ""
    yield from map(page.strong, wrap(brief.headline, page.width))
    yield ""
    yield from map(page.quiet, wrap(brief.dateline, page.width))
    for section in brief.sections:
        yield from section_lines(section, page)
    if brief.next_step:
        yield ""
        yield from map(page.strong, wrap(brief.next_step, page.width, "Next: ", "      "))
    yield ""
    yield from map(page.quiet, wrap(brief.provenance, page.width))


def section_lines(section: Section, page: Page) -> Iterator[str]:
    """Yield a section after an empty line: its heading, then its blocks."""
    yield ""
    yield from map(page.accent, wrap(section.title, page.width))
    before: Block | None = None
    for block in filter(_in_text, section.blocks):
        if before is not None and apart(before, block):
            yield ""
        yield from block_lines(block, page)
        before = block


def _in_text(block: Block) -> bool:
    return not (isinstance(block, Bands) and block.extra)


def apart(one: Block, other: Block) -> bool:
    """Return whether an empty line stands between two blocks: around charts and conversations."""
    if isinstance(one, Bands) or isinstance(other, Bands):
        return True
    return isinstance(one, Said) != isinstance(other, Said)


def block_lines(block: Block, page: Page) -> Iterator[str]:
    """Yield the lines of one block."""
    match block:
        case Prose():
            yield from wrap(block.text, page.width, _BODY, _BODY)
        case Entry():
            yield from entry_lines(block, page)
        case Said():
            yield from said_lines(block, page)
        case Bands():
            yield from bands_lines(block, page)


def entry_lines(entry: Entry, page: Page) -> Iterator[str]:
    """Yield an entry: whom it is about in bold, if anybody, and what there is to say."""
    lead = sentence(entry.lead)
    first, *more = wrap(f"{lead} {entry.text}".strip(), page.width, _BODY, _DEEP)
    start = _BODY + lead
    if lead and first.startswith(start):
        first = page.strong(start) + first[len(start) :]
    yield first
    yield from more


def said_lines(said: Said, page: Page) -> Iterator[str]:
    """Yield what to say or do beside its label."""
    label = f"{_BODY}{padded(said.label, _SAID)}"
    first, *more = wrap(said.text, page.width, label, " " * cells(label))
    yield page.accent(label) + first[len(label) :]
    yield from more


def bands_lines(chart: Bands, page: Page) -> Iterator[str]:
    """Yield a chart: label, figure with its band, and the band drawn on the scale."""
    wide = max((cells(bar.figure) for bar in chart.bars), default=0)
    drawn = min(_SCALE, page.width - wide - _LABEL)
    drawn = drawn if drawn >= _SHORTEST else 0
    room = page.width - wide - drawn - 6
    label = min(max((cells(bar.label) for bar in chart.bars), default=0), room)
    for bar in chart.bars:
        line = f"  {padded(bar.label, label)}  {padded(bar.figure, wide)}"
        if drawn and bar.estimate is not None:
            line += f"  {strip(bar, bar.estimate, chart, drawn, page.signs)}"
        yield line.rstrip()
    if drawn and any(bar.estimate is not None for bar in chart.bars):
        yield from map(page.quiet, wrap(legend(chart, page.signs), page.width, _BODY, _BODY))


def legend(chart: Bands, signs: Signs) -> str:
    """Say what the signs of a chart mean."""
    said = [f"{signs.band} holds eight of ten scenarios", f"{signs.mean} is their mean"]
    if any(bar.target is not None for bar in chart.bars):
        said.append(f"{signs.target} is what you aim for")
    if not all(bar.known for bar in chart.bars):
        said.append(f"{signs.unknown} rests on somebody nobody knows")
    return f"0 to 100 %: {', '.join(said)}."


def strip(bar: Bar, estimate: Estimate, chart: Bands, width: int, signs: Signs) -> str:
    """Return a band drawn on the scale of its chart, `width` signs long."""

    def place(value: float) -> int:
        along = (value - chart.low) / (chart.high - chart.low)
        return min(max(int(along * width), 0), width - 1)

    line = [signs.rest] * width
    body = signs.band if bar.known else signs.unknown
    for at in range(place(estimate.low), place(estimate.high) + 1):
        line[at] = body
    if bar.target is not None:
        line[place(bar.target)] = signs.target
    line[place(estimate.mean)] = signs.mean
    return "".join(line)
