"""The brief answers first, names people and not codes, and says no figure that no answer holds."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from groundswell.core.answer import to_plain
from groundswell.core.questions.wording import hour_figure
from groundswell.core.terrain.fold import fold
from groundswell.reports.brief import Wish, answers_of, compose
from groundswell.reports.parts import Bands, Block, Brief, Said, Section
from groundswell.reports.single import leaf
from groundswell.reports.text import text
from tests.core.builders import AS_OF, DEGENERATE, initiative, reordered, snapshot
from tests.reports.story import CODES, LITTLE, STORY, asked, story

FIGURE = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def made() -> Brief:
    """Return the brief of the story."""
    of = story()
    return compose(of, asked(of))


def blocks(brief: Brief) -> Iterator[Block]:
    """Yield every block of a brief."""
    for section in brief.sections:
        yield from section.blocks


def read(brief: Brief) -> str:
    """Return a brief as one line, as it is read aloud."""
    return " ".join(text(brief).split())


def titles(brief: Brief) -> list[str]:
    """Return the headings."""
    return [section.title for section in brief.sections]


def section(brief: Brief, start: str) -> Section:
    """Return the section whose heading begins so."""
    return next(s for s in brief.sections if s.title.startswith(start))


def test_the_first_sentence_is_the_answer(made: Brief) -> None:
    of = story()
    answer = asked(of).critical_mass
    lines = text(made).splitlines()
    assert made.headline.startswith(answer.headline)
    assert lines[0] == "One front door"
    assert " ".join(lines[2:6]).startswith(answer.headline[:80])


def test_the_headline_names_whom_to_talk_to_and_through_whom(made: Brief) -> None:
    assert "Talk to Cleo Marsh next, through Ben Adeyemi." in made.headline
    assert "Cleo Marsh" in made.next_step
    assert any(title == "The conversation with Cleo Marsh" for title in titles(made))


def test_no_line_is_over_a_hundred_signs(made: Brief) -> None:
    assert max(map(len, text(made).splitlines())) <= 100


def test_people_and_decisions_have_names_never_codes(made: Brief) -> None:
    written = json.dumps(to_plain(made))
    assert [code for code in CODES if code in written] == []


def test_every_chance_has_its_band_and_the_brief_its_date(made: Brief) -> None:
    charts = [b for b in blocks(made) if isinstance(b, Bands)]
    drawn = [(bar.figure, bar.estimate) for chart in charts for bar in chart.bars]
    assert drawn
    for figure, estimate in drawn:
        assert estimate is not None
        assert "to" in figure or estimate.high - estimate.low < 0.01
    assert made.dateline.startswith("As of 1 June 2026.")
    assert "1 June 2026" in made.provenance


def numbers(thing: Any) -> Iterator[str]:
    """Yield every figure an answer holds, as it may be worded: itself, in per cent, as a count."""
    if isinstance(thing, bool) or thing is None:
        return
    if isinstance(thing, str):
        yield from FIGURE.findall(thing)
    elif isinstance(thing, int | float):
        yield from (f"{abs(thing):g}", f"{abs(100 * thing):.0f}", f"{abs(thing):.0f}")
        yield hour_figure(abs(thing)).removeprefix("under ").replace(",", "")
    elif isinstance(thing, dict):
        yield from (figure for item in thing.values() for figure in numbers(item))
    else:
        yield str(len(thing))
        yield from (figure for item in thing for figure in numbers(item))


@pytest.mark.parametrize("phase", ["nucleus", "evidence", "critical_mass", "rollout"])
def test_every_figure_stands_in_an_answer(phase: str) -> None:
    of = story({"phase": phase})
    answers = asked(of)
    brief = compose(of, answers)
    known = {float(figure) for a in answers.by_slug().values() for figure in numbers(a.as_json())}
    known |= {1.0, 99.0}  # 'under 1 %' and 'over 99 %'
    said = {float(figure) for figure in FIGURE.findall(text(brief))}
    assert said - known - {0.0, 100.0} == set()


def test_early_phases_begin_with_what_the_phase_needs() -> None:
    for phase in ("nucleus", "evidence"):
        of = story({"phase": phase})
        early = titles(compose(of, asked(of)))
        assert "phase still needs" in early[0]
        assert early.index("The longer road") > early.index("Whom to approach next")


def test_later_phases_begin_with_the_chance(made: Brief) -> None:
    assert titles(made)[0] == "Where you stand"
    (chart, *_) = [b for b in made.sections[0].blocks if isinstance(b, Bands)]
    assert chart.bars[0].label == "Everything together"
    assert chart.bars[0].target == 0.6
    assert "One form for all" not in [bar.label for bar in chart.bars]
    assert "Passed already: ‘One form for all’." in read(made)


def test_a_refused_decision_and_an_unknown_holder_are_told_apart() -> None:
    decisions = [
        {"decision": "xd1", "title": "Move the money", "state": "refused"},
        {"decision": "xd2", "title": "Drop the targets"},
    ]
    of = story(decisions=decisions, authority=["zq3 decide xd1"])
    (chart, *_) = [b for b in blocks(compose(of, asked(of))) if isinstance(b, Bands)]
    bars = {bar.label: bar for bar in chart.bars}
    assert bars["Move the money"].figure == "refused"
    assert bars["Move the money"].estimate is None
    assert not bars["Drop the targets"].known


def test_the_conversation_has_opening_words_and_an_ask(made: Brief) -> None:
    talk = section(made, "The conversation")
    labels = [block.label for block in talk.blocks if isinstance(block, Said)]
    assert labels[0] == "Open with"
    assert {"The ask", "Take care"} <= set(labels)


def test_somebody_nobody_judged_has_no_stance() -> None:
    of = story(stances=[])
    written = read(compose(of, asked(of)))
    assert "Nobody has judged where they stand" in written
    assert not re.search(r"A (skeptic|supporter|champion)\.|An opponent\.|Neutral so far", written)


def test_somebody_within_reach_comes_before_somebody_out_of_reach() -> None:
    authority = ["zq3 decide xd1", "zq5 decide xd1", "zq5 decide xd2", "zq4 decide xd3"]
    of = story(ties=["zq5 trusts zq1"], authority=authority, coalition=["zq1 nucleus"])
    brief = compose(of, asked(of))
    assert "Talk to Eve Ito next" in brief.headline
    assert "Out of reach for now" in read(brief)


def test_people_whose_stake_no_evidence_fits_are_quoted() -> None:
    stakes = [
        {"person": "zq4", "kind": "fear", "text": "Appeals will drown us", "topic": "appeals"}
    ]
    of = story(stakes=[*STORY["stakes"], *stakes])
    written = read(compose(of, asked(of)))
    assert 'No evidence fits yet what matters to Dov Lind ("Appeals will drown us")' in written
    assert "matters to Cleo Marsh" not in written


def test_hours_that_buy_nothing_still_name_somebody() -> None:
    of = story()
    brief = compose(of, answers_of(of, Wish(hours=0.5, scenarios=32)))
    assert "Nothing fits into" in read(brief)
    assert "Talk to " in brief.headline


@pytest.mark.parametrize("name", DEGENERATE)
def test_hardly_anything_known_still_reads_well(name: str) -> None:
    of = snapshot(**DEGENERATE[name])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        brief = compose(of, asked(of))
    written = text(brief)
    assert brief.headline
    assert brief.next_step
    assert max(map(len, written.splitlines())) <= 100
    assert not re.search(r"\bnan\b|\bNone\b|  \.|\.\.$|\?\.", written)


def test_an_owner_alone_is_not_sent_to_themselves() -> None:
    of = snapshot(about={"owner": "ama"}, people=["ama"])
    brief = compose(of, asked(of))
    assert "ama" not in brief.next_step
    assert not [title for title in titles(brief) if "conversation" in title]


def test_the_same_file_in_another_order_gives_the_same_brief() -> None:
    given = initiative(**STORY)
    first, second = fold(given, AS_OF), fold(reordered(given), AS_OF)
    assert text(compose(first, asked(first))) == text(compose(second, asked(second)))


def test_hostile_names_are_only_words() -> None:
    bad = "\x1b[31mCleo\u202e\n#panic()\x07"
    people = [{**p, "name": bad if p["person"] == "zq3" else p["name"]} for p in STORY["people"]]
    of = story({"title": "One\r\nfront\x1b[2J door"}, people=people)
    brief = compose(of, asked(of))
    written = text(brief)
    assert brief.title == "One front door"
    assert "Cleo #panic()" in written
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", written)


def test_a_step_is_told_before_each_question() -> None:
    told: list[str] = []
    answers = answers_of(story(), LITTLE, told.append)
    assert len(told) == len(answers.by_slug())


def test_one_answer_has_its_reasons_and_gaps() -> None:
    of = story()
    answer = asked(of).resilience
    page = leaf(answer, of, "What is lost?")
    assert page.title == "What is lost?"
    assert page.headline.startswith(answer.headline)
    assert titles(page) == ["Why", "What nobody knows yet"]
    assert "Next:" not in text(page)


def test_a_conversation_on_its_own_is_told_in_full() -> None:
    of = story()
    answer = asked(of).persuasion
    assert answer is not None
    written = read(leaf(answer, of, "How?"))
    assert all(question in written for question in answer.value.questions)
    assert all(caution.text in written for caution in answer.value.what_could_go_wrong)
