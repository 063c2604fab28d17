"""Any answer as a page: the parts of its report, so that a new question has a page at once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.registry import QUESTIONS
from groundswell.faces.web.screens import bands
from groundswell.reports.parts import Bands, Block, Brief, Section, tidied
from groundswell.reports.sections.conversation import Depth, conversation
from groundswell.reports.single import leaf


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of a report, as the page draws it."""

    chart: bands.Chart
    part: str = "chart"


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a report whose charts are drawn by the page."""

    title: str
    blocks: tuple[Block | Drawing, ...]


def page_of(at: View, answer: Answer[Any]) -> Brief:
    """Return an answer as a report of its own."""
    return leaf(answer, at.snapshot, QUESTIONS[answer.question].options.ASKS)


def in_hand(at: View, answer: Answer[Any]) -> Brief:
    """Return the brief of a conversation cut to one page, without why and what is not known."""
    whole = page_of(at, answer)
    talk = conversation(answer, at.snapshot, _ONE_PAGE)
    return dataclasses.replace(whole, sections=tidied((talk,)))


def sections_of(brief: Brief) -> list[Shown]:
    """Return the sections of a report; why and what is not known have parts of their own."""
    return [_shown(section) for section in brief.sections if section.title not in _APART]


_ONE_PAGE = Depth(questions=5, evidence=2, doubts=3, cautions=3)
_APART = ("Why", "What nobody knows yet")


def _shown(section: Section) -> Shown:
    return Shown(section.title, tuple(_block(block) for block in section.blocks))


def _block(block: Block) -> Block | Drawing:
    return Drawing(bands.chart(block)) if isinstance(block, Bands) else block
