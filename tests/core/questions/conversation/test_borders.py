"""What a brief says at the borders: the last day a no is fresh, the words for one and for many."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.questions.conversation.effects import (
    Change,
    change_words,
    effect_words,
    number,
)
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import Move
from tests.core.builders import AS_OF, Row
from tests.core.questions.conversation.briefs import PROBLEM, WORKED, brief, with_result


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def cautions(**sheets: Any) -> str:
    return " ".join(c.text for c in brief(**sheets).value.what_could_go_wrong)


@pytest.mark.parametrize(("days", "soon"), [(90, True), (91, False)])
def test_a_no_is_fresh_for_ninety_days(days: int, soon: bool) -> None:
    row: Row = {"person": "vera", "date": ago(days), "ask": "join", "answer": "no"}
    said = cautions(encounters=[row])
    assert ("asking again so soon spends trust" in said) is soon
    assert ("say first what has changed since" in said) is not soon


def test_after_a_no_the_same_ask_is_named_and_nothing_is_asked_on_it() -> None:
    row: Row = {"person": "vera", "date": ago(30), "ask": "join", "answer": "no"}
    bare = with_result("vera supporter", encounters=[row]).value.ask
    assert (bare.move, bare.authority) == (Move.JOIN, "None.")
    holds: dict[str, Any] = {
        "decisions": [{"decision": f"d{n}", "title": f"Part {n}"} for n in (1, 2)],
        "authority": ["vera decide d1", "vera decide d2"],
    }
    own = with_result("vera supporter", encounters=[row], **holds).value.ask
    assert own.authority == 'None today, not even on "Part 1".'


def test_other_decisions_are_left_for_another_day_where_there_are_any() -> None:
    def authority(number: int) -> str:
        titles = [{"decision": f"d{n}", "title": f"Part {n}"} for n in range(number)]
        held = [f"vera decide d{n}" for n in range(number)]
        return with_result(decisions=titles, authority=held).value.ask.authority

    assert authority(1) == 'Their part in "Part 0".'
    assert authority(2).endswith("They hold other decisions too; leave those for another day.")


@pytest.mark.parametrize(
    "apart",
    [
        {"vera": {"overloaded": True}},
        {"vera": {"level": "senior"}},
        {"decisions": ["d1"], "authority": ["vera decide d1"]},
    ],
)
def test_who_has_no_time_or_decides_is_only_listened_to(apart: dict[str, Any]) -> None:
    assert brief(stances=["vera supporter"]).value.ask.move is Move.JOIN
    assert brief(stances=["vera supporter"], **apart).value.ask.move is None


@pytest.mark.parametrize(
    "high",
    [{"vera": {"level": "executive"}}, {"decisions": ["d1"], "authority": ["vera decide d1"]}],
)
def test_who_decides_or_sits_high_is_asked_how_it_looks_from_there(high: dict[str, Any]) -> None:
    assert "how it looks from where you sit" in brief(**high).value.opening
    assert "how it looks from where you sit" not in brief().value.opening


def test_what_is_known_already_is_not_asked_for() -> None:
    promised = "What have you promised already for the coming months?"
    fixed = "What must not change, whatever else does?"
    asked = brief().value.questions
    assert promised in asked and fixed in asked
    told: list[Row] = [
        {"person": "vera", "kind": kind, "text": "Friday."} for kind in ("commitment", "constraint")
    ]
    known = brief(stakes=told).value.questions
    assert promised not in known and fixed not in known
    assert not any("Roughly where are you today" in q for q in with_result().value.questions)
    other: Row = {**PROBLEM, "topic": "queue", "measure": None, "baseline": None}
    test = "What would we have to test to say anything on queue?"
    assert test in with_result(stakes=[PROBLEM, other]).value.questions
    assert test not in brief(stakes=[PROBLEM, other]).value.questions


def test_what_is_left_unsaid_hangs_on_what_was_tested_and_on_the_phase() -> None:
    def unsaid(*args: Any, **sheets: Any) -> str:
        return " ".join(brief(*args, **sheets).value.not_yet)

    assert "Any promise of what it will bring" in unsaid()
    other = {**WORKED, "topics": "elsewhere"}
    assert "The results, unless they ask" in unsaid(evidence=[other])
    early, late = (
        " ".join(with_result(about={"phase": phase}).value.not_yet)
        for phase in ("evidence", "launch")
    )
    assert "A launch date" in early and "A launch date" not in late


def test_a_weight_nobody_gave_counts_like_full_weight() -> None:
    light: Row = {"person": "vera", "kind": "problem", "text": "Light.", "weight": 0.4}
    plain: Row = {"person": "vera", "kind": "problem", "text": "Plain."}
    heavy: Row = {"person": "vera", "kind": "problem", "text": "A heavy one.", "weight": 1.0}
    assert brief(stakes=[light, plain]).value.problem == "Plain."
    assert brief(stakes=[plain, heavy, light]).value.problem == (
        brief(stakes=[light, heavy, plain]).value.problem
    )


def test_the_figure_of_their_own_comes_before_another_stake() -> None:
    vague: Row = {"person": "vera", "kind": "need", "text": "Time.", "topic": "Backlog"}
    for rows in ([vague, PROBLEM], [PROBLEM, vague]):
        (one,) = with_result(stakes=rows).value.evidence
        assert one.change is not None and one.speaks_to == PROBLEM["text"]
    (bare,) = with_result(stakes=[vague], evidence=[{**WORKED, "measure": None}]).value.evidence
    assert bare.for_them.endswith('It speaks to what matters to them: "Time."')
    nameless: Row = {"person": "vera", "kind": "need", "topic": "Backlog"}
    (least,) = with_result(stakes=[nameless], evidence=[{**WORKED, "effect": None}]).value.evidence
    assert least.for_them.casefold().endswith("it speaks to backlog.")


def test_results_at_their_own_figure_come_before_others() -> None:
    rows = [{**WORKED, "evidence": "a", "measure": "letters", "n": 900}, WORKED]
    assert [a.evidence for a in with_result(evidence=rows).value.evidence] == ["e1", "a"]


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (99.6, "100"),
        (100, "100"),
        (100.6, "100"),
        (146, "150"),
        (5, "5"),
        (4.94, "4.9"),
        (1.26, "1.3"),
        (0.126, "0.13"),
    ],
)
def test_a_change_has_two_digits_at_most(size: float, said: str) -> None:
    change = Change("cases", "week", 400.0, -size, None, None)
    assert change_words(change) == f"about {said} fewer cases a week, how surely is not recorded"


def test_an_effect_that_touches_nought_does_not_go_both_ways() -> None:
    def words(effect: float, low: float | None, high: float | None) -> str:
        return effect_words(Evidence(evidence="e", effect=effect, low=low, high=high))

    assert words(-0.25, -0.35, 0.0) == "down 25 % (0 to 35 %)"
    assert words(0.5, 0.0, 1.0) == "up 50 % (0 to 100 %)"
    assert words(0.0, None, None) == "unchanged"
    assert words(-0.25, -0.35, None) == "down 25 %"
    assert words(-0.25, -0.5, 0.1) == ("down 25 %, though anything from 50 % down to 10 % up fits")
    assert number(1234.5, 0) == "1,235" and number(1250, -2) == "1,300"


def test_the_reasons_say_how_well_the_messenger_stands_with_them() -> None:
    def reasons(*ties: str, **sheets: Any) -> str:
        found = with_result(ties=list(ties), coalition=["ben core"], **sheets)
        return " ".join(reason.text for reason in found.reasons)

    assert "Ben Ito has their ear." in reasons("vera trusts ben")
    assert "Ben Ito has a working tie with them, no more than that." in reasons(
        "vera works_with ben"
    )
    assert "can reach them through others" not in reasons("vera trusts ben")
    chained = reasons("vera trusts ama", "ama trusts ben", about={"owner": "ben"})
    assert "Ben Ito can reach them through others." in chained


def test_the_reasons_name_the_last_talk_and_what_they_hold() -> None:
    talks: list[Row] = [{"person": "vera", "date": date(2026, 5, d)} for d in (4, 20, 11)]

    def reasons(**sheets: Any) -> str:
        return " ".join(reason.text for reason in brief(**sheets).reasons)

    assert "What was said before is on record; you last spoke on 20 May." in reasons(
        encounters=talks
    )
    assert "What was said before is on record." in reasons(encounters=[{"person": "vera"}])
    assert "What was said before" not in reasons()
    holds: dict[str, Any] = {"decisions": ["d1"], "authority": ["vera decide d1"]}
    assert "Vera Lind holds a decision the change needs." in reasons(**holds)
    assert "holds a decision" not in reasons()
    assert "An ask to somebody whose view is unknown is a guess." in reasons()
    assert "is a guess" not in reasons(stances=["vera neutral"])


def test_half_an_hour_to_an_hour_is_what_a_talk_takes() -> None:
    assert brief().value.minutes == (30, 60)


def test_the_two_plain_cautions_come_only_where_nothing_graver_is_said() -> None:
    talk, seen = "You may talk more than you listen", "Being seen with you may start talk"
    plain = cautions()
    assert talk in plain and seen in plain
    refused: Row = {"person": "vera", "answer": "no"}
    assert talk not in cautions(encounters=[refused])
    assert seen not in cautions(vera={"overloaded": True})
    assert all(c.text for c in brief().value.what_could_go_wrong)


def test_only_from_somebody_against_it_words_may_be_turned_around() -> None:
    turned = "They may use what you say against it"
    assert turned in cautions(stances=["vera opponent"])
    for stance in ("skeptic", "neutral", "champion"):
        assert turned not in cautions(stances=[f"vera {stance}"])


def test_the_newest_reason_why_it_is_not_too_early_counts() -> None:
    rows: list[Row] = [
        {"person": "vera", "kind": "too_early", "reason": why, "date": day}
        for why, day in (("Zero", None), ("Newest", ago(3)), ("Older", ago(30)))
    ]
    for given in (rows, rows[::-1]):
        assert "not too early for them: Newest." in cautions(overrides=given)


def test_a_full_weight_and_none_stand_by_their_words() -> None:
    def first(*stakes: tuple[str, float | None]) -> str | None:
        rows = [{"person": "vera", "kind": "problem", "text": t, "weight": w} for t, w in stakes]
        return brief(stakes=rows).value.problem

    assert first(("A", 1.0), ("B", None)) == "A" and first(("A", None), ("B", 1.0)) == "A"


def test_the_first_question_is_about_them_and_with_a_result_about_its_limits() -> None:
    assert brief(vera={"voice": "tenants"}).value.questions[0] == (
        "What do tenants run into that nobody here sees?"
    )
    assert brief().value.questions[0] == "What makes your work harder than it should be?"
    assert with_result().value.questions[0] == "Where would this fail in your work?"
    left = "What was left behind by the last attempt, and what would you keep from it?"
    told: list[Row] = [
        {"person": "vera", "kind": kind, "text": "Friday."} for kind in ("commitment", "constraint")
    ]
    assert left in brief(resistance=["r1 past_failure"], stakes=told).value.questions
    assert left not in brief(resistance=["r1 workload"], stakes=told).value.questions


def test_a_talk_goes_on_from_a_later_and_not_from_a_yes() -> None:
    def opening(**cells: Any) -> str:
        row: Row = {"person": "vera", "date": ago(20), **cells}
        return brief(encounters=[row]).value.opening

    assert "You asked us to come back later" in opening(answer="later")
    assert "come back later" not in opening(answer="yes")
    assert "from you about what it is like today" in brief(vera={"outside": True}).value.opening
    assert "hear it from me first" not in brief({"owner": None}).value.opening


def test_a_door_is_only_opened_to_a_decision_that_is_open_and_nobody_inside_holds() -> None:
    given: dict[str, Any] = {
        "vera": {"overloaded": True},
        "ties": ["ben trusts vera", "ben advice vera"],
        "authority": ["ben decide d1"],
    }
    inside = with_result("vera supporter", **given, decisions=["d1 owner"], coalition=["ben core"])
    assert inside.value.ask.move is Move.SUPPORT
    assert with_result("vera supporter", **given, decisions=["d1 owner"]).value.ask.move is (
        Move.INTRODUCE
    )
    done: Row = {"decision": "d1", "rule": "owner", "state": "passed"}
    assert with_result("vera supporter", **given, decisions=[done]).value.ask.move is Move.SUPPORT


def test_a_range_that_holds_nought_goes_both_ways_and_half_a_range_is_none() -> None:
    both = Change("cases", "week", 40.0, -0.2, -1.0, 0.5)
    assert change_words(both).endswith("though anything from 1 fewer to 0.5 more fits the test")
    five = Change("cases", "week", 40.0, -5.0, -7.4, -2.4)
    assert change_words(five) == "about 5 fewer cases a week (2 to 7)"
    half = {**WORKED, "high": None}
    change = with_result(evidence=[half]).value.evidence[0].change
    assert change is not None and (change.low, change.high) == (None, None)


def test_a_way_to_them_is_only_missed_where_there_is_none() -> None:
    def gaps(**sheets: Any) -> str:
        return " ".join(gap.text for gap in brief(**sheets).gaps)

    assert "No known tie leads from the coalition" in gaps(coalition=["ben core"])
    assert "No known tie" not in gaps(coalition=["ben core"], ties=["vera trusts ben"])
    assert "No known tie" not in gaps(coalition=["ben core", "vera core"])


def test_what_broke_is_answered_by_what_was_changed_because_of_it() -> None:
    broke = {**WORKED, "evidence": "e9", "result": "broke", "claim": "The form failed"}
    rows = [
        {"adaptation": "a1", "because_of": "e9", "what": "Two fields less"},
        {"adaptation": "a2", "because_of": "e1", "what": "Another desk"},
        {"adaptation": "a3", "because_of": "e9"},
    ]
    found = with_result(evidence=[WORKED, broke], adaptations=rows)
    (told,) = [d.response for d in found.value.doubts if d.origin == "evidence"]
    assert told.startswith("It did break. What we changed: Two fields less.")
    assert "Another desk" not in told
