"""What the answer says of a proposed core, of those near to one, and of what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.core_team import CoreTeam, CoreTeamValue, core_team
from groundswell.core.terrain.terms import GapKind
from tests.core.builders import Row, study

ABLE = {"lived_experience": "yes", "gives_permission": "yes", "capacity_hours": 3}


def able(code: str, **more: Any) -> Row:
    """Return somebody who meets all three criteria."""
    return {"person": code, **ABLE, **more}


def asked(**sheets: Any) -> Answer[CoreTeamValue]:
    return core_team(study(**sheets), CoreTeam())


def test_the_core_of_today_is_its_inner_rings_without_the_owner() -> None:
    rings: list[Row] = ["o nucleus", "a core", "b nucleus", "c wider", "d"]
    present = asked(about={"owner": "o"}, people=[*"oabcd"], coalition=rings).value.present
    assert [member.person for member in present] == ["a", "b"]


def test_nobody_who_lacks_two_of_three_is_near() -> None:
    people = [
        able("a", lived_experience="no", gives_permission="no"),
        able("b", lived_experience="no"),
    ]
    assert [c.person for c in asked(people=people).value.candidates] == ["b"]


def test_among_many_who_come_equally_near_whoever_is_asked_most_is_not_overlooked() -> None:
    crowd = [able(f"p{k:03d}", capacity_hours=None) for k in range(120)]
    people = [*crowd, {"person": "u", "affected": "yes"}]
    near = asked(people=people, ties=["u trusts p119"]).value.candidates
    assert near[0].person == "p119"
    assert [c.person for c in near[1:3]] == ["p000", "p001"]


@pytest.mark.parametrize(
    ("functions", "end"),
    [
        (("policy", "Policy"), "all three criteria."),
        ((None, "policy"), "all three criteria."),
        (("policy", "finance"), "all three criteria, and together they bring finance and policy."),
    ],
)
def test_only_different_functions_are_brought_together(
    functions: tuple[str | None, ...], end: str
) -> None:
    people = [able(code, function=name) for code, name in zip("ab", functions, strict=True)]
    assert asked(people=people).headline.endswith(f"a and b: both meet {end}")


@pytest.mark.parametrize(
    ("rings", "told"),
    [
        ([], []),
        (["c core"], []),
        (["a core"], ["a is in the core already."]),
        (["a core", "b nucleus", "c core"], ["a and b are in the core already."]),
    ],
)
def test_whoever_of_the_proposed_is_in_the_core_already_is_named(
    rings: list[Row], told: list[str]
) -> None:
    said = asked(people=[able("a"), able("b"), "c"], coalition=rings)
    assert said.value.sets[0].people == ("a", "b")
    assert [r.text for r in said.reasons if "already" in r.text] == told


def test_the_reasons_are_those_of_the_first_set_and_each_other_set_is_named_once() -> None:
    people = [able(code) for code in "abcd"]
    said = asked(people=people, ties=["a trusts b", "b trusts c", "b trusts d"])
    first, second, third = said.value.sets
    texts = [reason.text for reason in said.reasons]
    assert set(first.reasons) <= set(texts)
    assert second.reasons[0] not in texts
    others = [text for text in texts if text.startswith("If it cannot be")]
    assert len(others) == 2
    assert others[0] == f"If it cannot be b: {' and '.join(second.people)}."
    assert others[1].endswith(f": {' and '.join(third.people)}.")


def test_one_unknown_alone_is_a_question_to_ask_and_hours_are_one_of_their_own_kind() -> None:
    people = [
        able("a", capacity_hours=None),
        able("b", lived_experience=None),
        able("c", lived_experience=None, capacity_hours=None),
        able("d", gives_permission="no", capacity_hours=None),
    ]
    gaps = [(g.kind, g.ids) for g in asked(people=people).gaps if g.text.startswith("One unknown")]
    assert gaps == [
        (GapKind.CRITERION_UNKNOWN, ("b",)),
        (GapKind.CAPACITY_UNKNOWN, ("a",)),
    ]


@pytest.mark.parametrize(
    ("judged", "told"),
    [
        ((), ["Nobody has judged where a and b stand. Listen before you propose anything."]),
        (("a",), ["Nobody has judged where b stands. Listen before you propose anything."]),
        (("a", "b"), []),
    ],
)
def test_listen_first_to_those_of_the_set_whom_nobody_has_judged(
    judged: tuple[str, ...], told: list[str]
) -> None:
    said = asked(people=[able("a"), able("b"), "c"], stances=[f"{c} neutral x" for c in judged])
    found = [g for g in said.gaps if g.kind == GapKind.STANCE_UNKNOWN]
    assert [g.text for g in found] == told
    assert [code for g in found for code in g.ids] == [c for c in "ab" if c not in judged]


@pytest.mark.parametrize("number", [2, 3, 30])
def test_a_core_of_nobody_but_doubters_is_none(number: int) -> None:
    codes = [f"p{k:02d}" for k in range(number)]
    said = asked(people=[able(c) for c in codes], stances=[f"{c} skeptic x high" for c in codes])
    assert said.value.sets == ()
    assert said.headline == (
        "No core can be proposed yet: everybody known to meet all three criteria doubts the "
        "change, and a core bears only one who doubts."
    )


def test_many_doubters_who_decide_do_not_hide_the_two_who_do_not_doubt() -> None:
    doubters = [f"p{k:02d}" for k in range(40)]
    said = asked(
        people=[able(code) for code in (*doubters, "y", "z")],
        stances=[f"{code} skeptic x high" for code in doubters],
        decisions=["d1"],
        authority=[f"{code} decide d1" for code in doubters],
    )
    for proposal in said.value.sets:
        assert {"y", "z"} & set(proposal.people)
        assert len(set(doubters) & set(proposal.people)) <= 1
    assert len(said.value.sets) == 3
