"""Why a set would make a core: what is said of its decisions, trust, doubts, reach and strain."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.core_reasons import set_reasons
from tests.core.builders import Row, snapshot

THREE: list[Row] = ["a", "b", "c"]


def said(*chosen: str, **sheets: Any) -> tuple[str, ...]:
    return set_reasons(snapshot(**{"people": THREE, **sheets}), chosen, ())


def test_what_they_decide_is_told_apart_from_what_they_are_only_heard_on() -> None:
    found = said(
        "a",
        "b",
        decisions=["d1", "d2", "d3", "d4 - - passed", {"decision": "d5", "required": "no"}],
        authority=["a decide d1", "b veto d2", "c decide d3", "a decide d4", "a decide d5"],
        ties=["c advice b"],
    )
    assert found[:2] == (
        "They sit in on two decisions still to be won: ‘d1’ and ‘d2’.",
        "They have the ear of somebody who decides on ‘d3’.",
    )


def test_whoever_decides_is_not_said_to_have_the_ear_of_those_who_decide_too() -> None:
    ties = ["c trusts a"]
    found = said("a", "b", decisions=["d1"], authority=["a decide d1", "c decide d1"], ties=ties)
    assert found[0] == "They sit in on one decision still to be won: ‘d1’."
    assert "have the ear" not in " ".join(found)


@pytest.mark.parametrize("ties", [[], ["a trusts c"], ["c works_with a"]])
def test_nothing_is_said_of_decisions_that_nobody_lets_them_into(ties: list[Row]) -> None:
    found = " ".join(said("a", "b", decisions=["d1"], authority=["c decide d1"], ties=ties))
    assert "sit in on" not in found
    assert "have the ear" not in found


@pytest.mark.parametrize(
    ("functions", "text"),
    [
        ((None, None), None),
        (("policy", None), "They share one function, policy: look for another view."),
        (("policy", "Policy "), "They share one function, policy: look for another view."),
        (("policy", "finance"), "They come from two functions: finance and policy."),
    ],
)
def test_functions_are_counted_without_regard_to_case(
    functions: tuple[str | None, ...], text: str | None
) -> None:
    people = [{"person": c, "function": f} for c, f in zip("ab", functions, strict=True)]
    told = [t for t in said("a", "b", people=people) if "function" in t]
    assert told == ([text] if text else [])


UNTIED = "let them meet before they must agree."


@pytest.mark.parametrize(
    ("chosen", "ties", "told"),
    [
        ("ab", ["a trusts b"], ["They trust or ask each other."]),
        ("ab", ["b advice a"], ["They trust or ask each other."]),
        ("ab", ["a works_with b"], [f"No such tie is known of a with b: {UNTIED}"]),
        (
            "abc",
            ["a trusts b", "c trusts b", "c advice a"],
            ["Every two of them are linked by trust or advice."],
        ),
        (
            "abc",
            ["b trusts a"],
            [
                "Trust or advice links a with b.",
                f"No such tie is known of a with c and b with c: {UNTIED}",
            ],
        ),
    ],
)
def test_trust_or_advice_either_way_ties_two_people(
    chosen: str, ties: list[Row], told: list[str]
) -> None:
    found = said(*chosen, ties=ties)
    assert [text for text in found if "tie" in text or "trust" in text.casefold()] == told


@pytest.mark.parametrize("ties", [["a conflict b"], ["b conflict a"]])
def test_only_those_in_conflict_are_said_to_be(ties: list[Row]) -> None:
    conflicts = [text for text in said("a", "b", "c", ties=ties) if "conflict" in text]
    assert conflicts == ["a and b are in conflict: that would have to be settled first."]


def test_doubt_and_silence_are_said_and_support_is_not() -> None:
    found = said("a", "b", "c", stances=["a skeptic x high", "b supporter x high"])
    assert [text for text in found if "doubts" in text or "stands" in text] == [
        "a doubts the change, and one who doubts makes a core better.",
        "Where c stands is unknown.",
    ]


@pytest.mark.parametrize(
    ("ties", "told"),
    [
        (["a trusts b"], []),
        (["c works_with a"], []),
        (["b trusts c"], []),
        (["c trusts a", "b advice a"], ["One other person trusts or asks one of them."]),
        (
            ["c trusts a", "c advice b", "d trusts b .1"],
            ["Two other people trust or ask one of them."],
        ),
    ],
)
def test_reach_counts_others_once_and_not_themselves(ties: list[Row], told: list[str]) -> None:
    found = said("a", "b", people=[*THREE, "d"], ties=ties)
    assert [text for text in found if text.endswith("one of them.")] == told


def test_stand_ins_for_unknown_deciders_are_no_people_who_listen() -> None:
    nobody = said("a", "b", decisions=["d1"])
    assert not [text for text in nobody if text.endswith("one of them.")]


def test_who_spoke_of_too_much_on_their_desk_is_asked_for_time_first() -> None:
    talks: list[Row] = [
        {"person": "a", "strain": "overcommitment"},
        {"person": "b", "strain": "loss_of_faith"},
    ]
    tired = [text for text in said("a", "b", "c", encounters=talks) if "desk" in text]
    assert tired == ["a has spoken of too much on their desk: ask for time first."]
