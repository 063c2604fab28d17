"""The matrix of decisions: order, days, rules, readings and what is asked, on the small map."""

from __future__ import annotations

from datetime import date
from typing import Any

from groundswell.core.pictures.decisions import DecisionRow, decisions
from tests.core.pictures.worlds import small

TAKEN = date(2026, 5, 4)


def only(told: dict[str, Any], *authority: str, **sheets: Any) -> DecisionRow:
    """Return the one decision of the map."""
    rows = [{"decision": "d1", "rule": "majority", **told}]
    (row,) = decisions(small(decisions=rows, authority=authority, **sheets)).rows
    return row


def test_what_the_change_needs_stands_before_what_it_could_use() -> None:
    told = [{"decision": "a", "required": False}, {"decision": "b"}, {"decision": "c"}]
    assert [row.code for row in decisions(small(decisions=told)).rows] == ["b", "c", "a"]


def test_the_day_of_a_decision_is_told_once_it_was_taken() -> None:
    assert only({"state": "passed", "decided_on": TAKEN}).decided_on == TAKEN
    assert only({"state": "refused", "decided_on": TAKEN}).decided_on == TAKEN
    assert only({"decided_on": TAKEN}).decided_on is None


def test_not_known_on_a_decision_is_no_word_on_it() -> None:
    asked = {"person": "ben", "stance": "unknown", "decision": "d1", "assessor": "ama"}
    (ben,) = only({}, "ben decide d1", stances=[asked]).holders
    assert ben.on_this is None
    (ben,) = only({}, "ben decide d1", stances=[{**asked, "stance": -0.5}]).holders
    assert ben.on_this == "-0.5"


def test_a_rule_in_doubt_is_told_with_the_other_where_its_chance_is_known() -> None:
    two = ("ben decide d1", "cleo decide d1")
    other = {"alt_rule": "unanimity", "alt_chance": 0.3}
    assert only(other, *two).rule == "a majority of 2, or perhaps all 2 must say yes"
    assert only({"alt_rule": "unanimity"}, *two).rule == "a majority of 2"
    assert only({"alt_chance": 0.3}, *two).rule == "a majority of 2"


def test_the_reading_says_who_of_the_holders_is_with_you() -> None:
    assert only({}, "ama decide d1").reading == "Ama Boateng is with you."
    both = only({}, "ama decide d1", "dov decide d1", coalition=["ama core", "dov core"])
    assert both.reading == "Ama Boateng and Dov Lind are with you."


def test_one_seat_among_the_holders_is_a_seat() -> None:
    told = decisions(small(decisions=["d1"], authority=["ama decide d1", "cleo decide d1"]))
    assert told.headline == "You sit in on the one decision still to be won."


def test_of_three_out_of_reach_or_in_doubt_one_is_named() -> None:
    three = ["d1", "d2", "d3"]
    away = [f"cleo decide {code}" for code in three]
    told = decisions(small(decisions=three, authority=away)).headline
    assert told.endswith("; nobody of you reaches ‘d1’ and 2 more.")
    vetoes = ["ama decide d1", *(f"{who} veto d1" for who in ("ben", "cleo", "dov"))]
    against = [f"{who} opponent ama high" for who in ("ben", "cleo", "dov")]
    told = decisions(small(decisions=["d1"], authority=vetoes, stances=against)).headline
    assert told.endswith("; Ben Adeyemi and 2 more, who can stop one, doubt it.")


def test_nothing_is_asked_about_what_is_taken_or_not_needed() -> None:
    def asked(**told: Any) -> bool:
        rows = [{"decision": "d1", **told}]
        return bool(decisions(small(decisions=rows, authority=[], stances=[])).gaps)

    assert asked()
    assert not asked(state="passed")
    assert not asked(required=False)
