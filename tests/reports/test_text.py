"""Text keeps its width, its columns and its signs, whatever people are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.answer import Estimate
from groundswell.reports.parts import Bands, Bar, Block, Brief, Entry, Prose, Said, Section, tidied
from groundswell.reports.text import DRAWN, TYPED, WIDEST, Page, cells, padded, text, wrap
from groundswell.reports.words import clean

LONG = "Lopado" * 40


def brief(*blocks: Block, title: str = "One front door") -> Brief:
    """Return a brief with one section."""
    section = Section("Where you stand", blocks)
    return Brief(title, "As of 1 June 2026.", "Not yet.", (section,), "Ask Ben.", "From 64.")


def bands(**facts: object) -> Bands:
    """Return a chart with one bar."""
    bar = Bar("Move the money", "44 % (22 to 66)", Estimate(0.44, 0.22, 0.66), **facts)  # type: ignore[arg-type]
    return Bands("Chances", "Move the money: 44 %", (bar,))


def body(*blocks: Block, page: Page | None = None) -> list[str]:
    """Return the lines of a section with these blocks."""
    lines = text(brief(*blocks), page).splitlines()
    start = lines.index("Where you stand")
    return lines[start + 1 : lines.index("", start + 1)]


@pytest.mark.parametrize("width", [44, 60, WIDEST])
@pytest.mark.parametrize("word", [LONG, "東京" * 60, "e\u0301" * 90, "עברית" * 30, "a" * 43])
def test_no_line_is_wider_than_the_page(word: str, width: int) -> None:
    blocks = (Prose(word), Entry(word, word), Said(word, word), bands())
    written = text(tidied(brief(*blocks, title=word)), Page(width=width))
    assert max(map(cells, written.splitlines())) <= width
    assert max(map(len, written.splitlines())) <= 100


@given(st.text(), st.text(), st.integers(44, WIDEST))
def test_any_text_stays_within_the_page(lead: str, said: str, width: int) -> None:
    written = text(tidied(brief(Entry(lead, said), Said(lead, said))), Page(width=width))
    assert max(map(cells, written.splitlines())) <= width
    assert clean(written.replace("\n", " ")) == " ".join(written.split())


@given(st.lists(st.text("ab%1 ", min_size=1), min_size=1), st.integers(20, 60))
def test_wrapping_loses_no_sign(words: list[str], width: int) -> None:
    given_text = " ".join(" ".join(words).split())
    lines = wrap(given_text, width)
    assert "".join("".join(lines).split()) == "".join(given_text.split())


def test_a_figure_and_its_unit_stay_on_one_line() -> None:
    assert list(wrap("a chance of 35 % now", 15)) == ["a chance of", "35 % now"]


def test_what_follows_is_indented_and_aligned() -> None:
    said = body(Said("Open with", "one two three four five six seven"), page=Page(width=44))
    assert said == [
        "  Open with      one two three four five six",
        "                 seven",
    ]


def test_an_entry_without_a_lead_is_just_its_text() -> None:
    assert body(Entry("", "Nobody knows.")) == ["  Nobody knows."]
    assert body(Entry("Ben", "A supporter.")) == ["  Ben. A supporter."]
    assert body(Entry("Who is it?", "Ask.")) == ["  Who is it? Ask."]


def test_the_band_is_drawn_where_it_lies() -> None:
    (line, _) = body(bands())
    drawn = line.split("  ")[-1]
    size = len(drawn)
    assert drawn[int(0.44 * size)] == DRAWN.mean
    assert drawn[int(0.22 * size)] == drawn[int(0.66 * size)] == DRAWN.band
    assert drawn[int(0.22 * size) - 1] == drawn[int(0.66 * size) + 1] == DRAWN.rest


def test_what_rests_on_somebody_unknown_is_drawn_differently_and_explained() -> None:
    line, *legend = body(bands(known=False))
    assert DRAWN.unknown in line
    assert DRAWN.band not in line
    assert "somebody nobody knows" in " ".join(legend)


def test_the_target_is_marked_and_explained() -> None:
    line, legend = body(bands(target=0.9))
    assert DRAWN.target in line
    assert "what you aim for" in legend
    assert DRAWN.target not in "".join(body(bands()))


def test_a_bar_without_a_chance_says_why() -> None:
    chart = Bands("Chances", "", (Bar("One form", "refused", None),))
    assert body(chart) == ["  One form  refused"]


def test_a_chart_that_repeats_words_is_left_to_the_picture() -> None:
    extra = Bands("Chances", "", bands().bars, extra=True)
    assert body(Prose("Told."), extra) == ["  Told."]


def test_a_long_label_is_shortened_and_the_columns_stay_aligned() -> None:
    bars = tuple(Bar(name, "9 %", Estimate(0.1, 0.1, 0.1)) for name in (LONG, "東京", "short"))
    first, second, third, _ = body(Bands("Chances", "", bars))
    assert "..." in first
    places = [cells(line[: line.index("9 %")]) for line in (first, second, third)]
    assert len(set(places)) == 1


def test_a_terminal_without_the_signs_gets_others() -> None:
    page = Page.of(80, False, "ascii")
    assert page.signs is TYPED
    text(brief(bands(target=0.8, known=False)), page).encode("ascii")
    assert Page.of(80, False, "utf-8").signs is DRAWN
    assert Page.of(80, False, "no-such-encoding").signs is TYPED


def test_colour_is_only_for_terminals() -> None:
    plain = text(brief(Entry("Ben", "A supporter."), bands()))
    assert "\x1b" not in plain
    styled = text(brief(Entry("Ben", "A supporter."), bands()), Page(styled=True))
    assert "\x1b[1m" in styled
    assert clean(styled.replace("\n", " ")) == " ".join(plain.split())


def test_a_page_is_neither_too_narrow_nor_too_wide() -> None:
    assert Page.of(10, False, "utf-8").width == 44
    assert Page.of(500, False, "utf-8").width == WIDEST < 100


def test_padding_counts_columns_not_signs() -> None:
    assert padded("東京", 6) == "東京  "
    assert cells(padded("東京東京東京", 7)) == 7
