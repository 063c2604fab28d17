"""The PDF is set from data: whatever a name holds, it is printed and never executed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from groundswell.core.answer import Estimate
from groundswell.reports.document import curled, page_data, pdf
from groundswell.reports.parts import Bands, Bar, Block, Brief, Entry, Prose, Said, Section, tidied

DAY = date(2026, 6, 1)
HOSTILE = [
    '#panic("x")',
    '#read("/etc/hostname")',
    '#import "@preview/x:1.0.0"',
    "*bold* _it_ $x^2$ `raw` <label> @ref",
    "]]] ))) }}} \\ // /* */",
    "= Heading\n- item",
    "</text><image href='x'/>",
    "W" * 400,
    "عربي 東京 \u200d\u0301",
    "\x1b[31m\u202e",
]


def brief(words: str, *blocks: Block) -> Brief:
    """Return a brief in which every text is the same words."""
    bar = Bar(words, words, Estimate(0.4, 0.2, 0.6))
    chart = Bands(words, words, (bar,))
    section = Section(
        words, blocks or (Prose(words), Entry(words, words), chart, Said(words, words))
    )
    return tidied(Brief(words, words, words, (section,), words, words))


def pages(document: bytes) -> int:
    """Return the number of pages a PDF says it has."""
    found = re.search(rb"/Type\s*/Pages\s*/Count (\d+)", document)
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_a_page_and_nothing_else(words: str) -> None:
    document = pdf(brief(words), DAY)
    assert document.startswith(b"%PDF-")
    assert pages(document) >= 1


def test_words_reach_the_page_as_they_are() -> None:
    data = page_data(brief('#panic("x")', Entry("#eval", "*no*")))
    assert data["sections"][0]["blocks"][0]["lead"] == "#eval"
    assert data["sections"][0]["blocks"][0]["text"] == "*no*"
    assert data["title"] == "#panic(\u201cx\u201d)"


def test_an_endless_word_may_break() -> None:
    assert "\u200b" in page_data(brief("W" * 100, Prose("W" * 100)))["headline"]


def test_a_chart_comes_as_a_picture_with_its_description() -> None:
    (part,) = page_data(brief("x", Bands("Chances", "told", (Bar("a", "5 %", None),))))["sections"][
        0
    ]["blocks"]
    assert part["svg"].startswith("<svg")
    assert part["description"] == "told"


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert pdf(brief("Ama"), DAY) == pdf(brief("Ama"), DAY)


def test_a_short_brief_is_one_page() -> None:
    assert pages(pdf(brief("Ama"), DAY)) == 1


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('say "yes" to it', "say \u201cyes\u201d to it"),
        ("O'Brien's plan", "O\u2019Brien\u2019s plan"),
        ("\"'No', they said\"", "\u201c\u2018No\u2019, they said\u201d"),
    ],
)
def test_quotation_marks_are_those_of_print(typed: str, printed: str) -> None:
    assert curled(typed) == printed
