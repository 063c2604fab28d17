"""What is lost with a member, or when the institution is shaken."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.resilience import (
    CRISIS_HURDLE,
    Resilience,
    ResilienceValue,
    mandates,
    resilience,
    upheaval_plans,
)
from tests.core.builders import Row, snapshot, study
from tests.core.questions.figures import figures, shown

OWNED: dict[str, Any] = {
    "about": {"owner": "ann"},
    "units": [{"unit": "u", "name": "Ward"}, {"unit": "v", "name": "Pharmacy"}, "w"],
    "people": ["ann u", "ben u", "cy v", "dee w", "eve w"],
    "stances": [f"{p} champion {a} high" for p in ("dee", "eve") for a in "xyz"],
    "decisions": ["d1 majority", "d2 owner"],
    "authority": [
        *(f"{p} decide d1" for p in ("ben", "dee", "eve")),
        "cy veto d1",
        "dee decide d2",
    ],
    "coalition": ["ann core", "ben core", "cy core"],
}
UPHEAVALS = ["leadership_change", "budget_crisis", "merger", "organised_resistance"]


def answered(**sheets: Any) -> Answer[ResilienceValue]:
    return resilience(study(scenarios=128, **sheets), Resilience())


def words(answer: Answer[ResilienceValue]) -> str:
    return " ".join(reason.text for reason in answer.reasons)


def test_field_names_are_the_public_contract() -> None:
    value = answered(**OWNED).as_json()["value"]
    assert set(value) == {"members", "upheavals", "owner_first", "mandates"}
    assert set(value["members"][0]) == {
        "person", "lost", "units_without_voice", "change", "change_log", "owner",
    }  # fmt: skip
    assert set(value["members"][0]["change"]) == {"mean", "low", "high"}
    assert set(value["upheavals"][0]) == {"upheaval", "change", "change_log", "convention"}


def test_the_owner_comes_first_then_whoever_costs_most() -> None:
    """Ann holds nothing; cy can stop d1; ben is one of three who vote there."""
    value = answered(**OWNED).value
    assert [m.person for m in value.members] == ["ann", "cy", "ben"]
    assert value.owner_first
    assert [m.owner for m in value.members] == [True, False, False]
    assert value.members[0].change.mean == 0
    assert value.members[1].change.mean < value.members[2].change.mean < 0


def test_without_an_owner_in_the_coalition_nobody_is_put_first() -> None:
    value = answered(**{**OWNED, "about": {}}).value
    assert [m.person for m in value.members] == ["cy", "ben", "ann"]
    assert not value.owner_first


def test_the_champion_with_the_only_veto_takes_the_decision_along() -> None:
    answer = answered(**OWNED)
    loss = next(m for m in answer.value.members if m.person == "cy")
    assert loss.lost == ("d1",)
    assert loss.change.mean < -0.1
    assert answer.headline == (
        "If cy moved on, you would lose ground on ‘d1’: no other departure costs more."
    )
    assert "Without cy the chance changes by" in words(answer)


def test_a_successor_is_nobody_known_rather_than_the_person_uncommitted() -> None:
    """Four people call cy a champion; whoever follows stands anywhere all the same."""
    sworn = [*OWNED["stances"], *(f"cy champion {a} high" for a in "wxyz")]
    before = answered(**OWNED).value
    after = answered(**{**OWNED, "stances": sworn}).value
    losses = [next(m for m in v.members if m.person == "cy").change.mean for v in (before, after)]
    assert losses[1] == pytest.approx(losses[0], abs=0.05)
    assert losses[1] < -0.1


def test_whoever_is_the_only_one_of_a_unit_takes_its_voice() -> None:
    answer = answered(**OWNED)
    silenced = {m.person: m.units_without_voice for m in answer.value.members}
    assert silenced == {"ann": (), "ben": (), "cy": ("v",)}
    assert "leaves Pharmacy unheard" in words(answer)


def test_all_four_upheavals_are_tried() -> None:
    value = answered(**OWNED).value
    assert [u.upheaval for u in value.upheavals] == UPHEAVALS
    change = {u.upheaval: u.change.mean for u in value.upheavals}
    assert change["budget_crisis"] < -0.05
    assert change["leadership_change"] == change["organised_resistance"] == 0


SHAKEN: list[Row] = [
    "ann u",
    {"person": "ben", "level": "executive"},
    {"person": "cy", "gives_permission": True},
    "dee v",
    "eve v",
]


def test_upheavals_as_plans() -> None:
    folded = snapshot(
        people=SHAKEN,
        stances=["dee skeptic x", "eve supporter x", "ben opponent x"],
        coalition=["ben core"],
    )
    plans = {name.value: plan for name, plan, _ in upheaval_plans(folded)}
    assert list(plans) == UPHEAVALS
    assert plans["leadership_change"].replaced == (1,)
    assert plans["budget_crisis"].harder == CRISIS_HURDLE
    assert plans["merger"].replaced == (2,) and plans["merger"].harder == CRISIS_HURDLE
    assert plans["organised_resistance"].held == ((3, -1.0),)


def test_upheavals_that_can_hit_nobody_say_so() -> None:
    text = words(answered(**OWNED))
    assert "if executives were replaced, but none is on the map." in text
    assert "stood up against it, but none is known." in text
    shaken = {**OWNED, "people": SHAKEN, "stances": ["eve opponent x"]}
    text = words(answered(**shaken))
    assert "if one executive was replaced by people nobody knows." in text
    assert "if one person below neutral stood up against it openly." in text


def test_a_hit_on_those_who_hold_it_costs_something() -> None:
    rows = {**OWNED, "people": ["ann u", "ben u", "cy v executive", "dee w", "eve w"]}
    change = {u.upheaval: u.change.mean for u in answered(**rows).value.upheavals}
    assert change["leadership_change"] < -0.1
    against = {**OWNED, "stances": [f"dee skeptic {a} high" for a in "xyz"]}
    losses = {u.upheaval: u.change_log for u in answered(**against).value.upheavals}
    assert losses["organised_resistance"] < -1


def test_without_a_coalition_there_is_nothing_to_lose() -> None:
    answer = answered(**{**OWNED, "coalition": []})
    assert answer.value.members == () and not answer.value.owner_first
    assert answer.headline == "There is no coalition yet, so there is nothing to lose."
    assert len(answer.value.upheavals) == 4
    assert "no_coalition" in {g.kind for g in answer.gaps}


def test_members_on_whom_nothing_hangs_cost_little() -> None:
    answer = answered(**{**OWNED, "coalition": ["ann core"]})
    assert answer.headline == "No single departure would cost you much."


def test_the_owner_is_spoken_to() -> None:
    rows = {**OWNED, "about": {"owner": "cy"}}
    answer = answered(**rows)
    assert answer.headline.startswith("If you moved on, you would lose ground on ‘d1’")
    assert answer.reasons[0].text.startswith("Without you")


def test_mandates_that_stand() -> None:
    folded = snapshot(
        people=["ann", "ben", "cy", "dee"],
        commitments=[
            "ben mandate kept",
            "ann mandate promised",
            "cy mandate broken",
            "dee time kept",
            "zed mandate kept",
        ],
    )
    assert mandates(folded) == ("ann", "ben")
    assert "nobody's mandate" in words(answered(**OWNED))
    one = answered(**{**OWNED, "commitments": ["ben mandate kept"]})
    assert "written into one person's mandate." in words(one)


def test_whoever_carries_the_ties_to_the_outside_is_named() -> None:
    outside = [f"x{k}" for k in range(5)]
    rows = {
        **OWNED,
        "people": [*OWNED["people"], *outside],
        "ties": [*(f"{x} trusts cy" for x in outside[:4]), "x4 advice ben"],
    }
    assert "cy carries 4 of the 5 ties of trust and advice" in words(answered(**rows))
    assert "carries" not in words(answered(**OWNED))


def test_the_headline_has_no_figure_the_value_lacks() -> None:
    answer = answered(**OWNED)
    assert figures(answer.headline) <= shown(answer.as_json()["value"])
