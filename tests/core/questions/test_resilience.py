"""What is lost with a member, or when the institution is shaken."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.losses import _worse
from groundswell.core.questions.resilience import (
    SCREENED,
    Resilience,
    ResilienceValue,
    _departures,
    _screened,
    mandates,
    resilience,
)
from groundswell.core.questions.upheavals import CRISIS_HURDLE, shocks
from tests.core.builders import Row, snapshot, study
from tests.core.questions.figures import figures, shown
from tests.core.worlds import random_snapshot

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
    assert set(value) == {
        "members", "upheavals", "owner_first", "mandates",
        "pairs", "frail_ties", "carrier", "strengthenings",
    }  # fmt: skip
    assert set(value["members"][0]) == {
        "person", "lost", "units_without_voice", "change", "change_log", "owner",
    }  # fmt: skip
    assert set(value["members"][0]["change"]) == {"mean", "low", "high"}
    assert set(value["upheavals"][0]) == {
        "upheaval", "change", "change_log", "convention", "severity", "lost",
    }  # fmt: skip


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


def test_against_a_loss_those_who_hold_what_is_lost_are_tried_first() -> None:
    """Flo alone decides d2, and would move most; with cy it is d1 that goes."""
    rows = {
        **OWNED,
        "units": [*OWNED["units"], "x"],
        "people": [*OWNED["people"], "flo", "gil x"],
        "authority": [*OWNED["authority"][:4], "flo decide d2"],
    }
    shared = study(scenarios=128, **rows)
    members = resilience(shared, Resilience()).value.members
    under = {member.person: shared.today for member in members}
    found = {loss.id: loss.helpers for loss in _departures(shared, members, under)}
    place = shared.snapshot.index
    assert _screened(shared)[0] == place["flo"] and place["gil"] not in _screened(shared)
    assert found["cy"] == (place["dee"], place["eve"], place["flo"])


def test_all_four_upheavals_are_tried() -> None:
    value = answered(**OWNED).value
    assert {u.severity for u in value.upheavals} == {1.0}
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
    plans = {shock.upheaval.value: shock.plan for shock in shocks(folded)}
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


def test_of_many_decisions_lost_the_first_are_named_and_the_rest_counted() -> None:
    for number, words in (
        (3, "‘d1’, ‘d2’ and ‘d3’"),
        (4, "‘d1’, ‘d2’ and 2 more"),
    ):
        rows = {
            "people": ["ann", "cy"],
            "decisions": [f"d{k + 1} owner" for k in range(number)],
            "authority": [f"cy decide d{k + 1}" for k in range(number)],
            "coalition": ["cy core"],
        }
        assert answered(**rows).headline.startswith(
            f"If cy moved on, you would lose ground on {words}:"
        )


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


# Three decide by majority; dee is sure to be with you, ben and cy are members.
COVERED: dict[str, Any] = {
    "units": [{"unit": "u", "name": "Ward"}],
    "people": ["ann", "ben u", "cy u", "dee"],
    "stances": [f"dee champion {a} high" for a in "xyz"],
    "decisions": ["d1 majority"],
    "authority": [f"{p} decide d1" for p in ("ben", "cy", "dee")],
    "coalition": ["ann core", "ben core", "cy core"],
}


def test_two_who_cover_for_each_other_cost_more_together_than_apart() -> None:
    """Each alone leaves two sure votes of three; both together leave one."""
    answer = answered(**COVERED)
    (pair,) = answer.value.pairs
    apart = sum(m.change.mean for m in answer.value.members if m.person in pair.people)
    assert pair.people == ("ben", "cy")
    assert pair.beyond.mean == pytest.approx(pair.change.mean - apart)
    assert pair.beyond.mean < -0.1
    logs = sum(m.change_log for m in answer.value.members if m.person in pair.people)
    assert pair.beyond_log == pytest.approx(pair.change_log - logs)
    assert pair.units_without_voice == ("u",)
    assert "Without both ben and cy the chance changes by" in words(answer)


def test_two_who_each_hold_a_decision_alone_are_no_pair() -> None:
    """Losing the second veto as well cannot cost more than what is left of the chance."""
    rows = {**COVERED, "decisions": ["d1 unanimity"], "authority": COVERED["authority"][:2]}
    assert answered(**rows).value.pairs == ()


def asked(sheets: dict[str, Any], **severities: Any) -> ResilienceValue:
    return resilience(study(scenarios=128, **sheets), Resilience(**severities)).value


def change_of(value: ResilienceValue, name: str) -> float:
    return next(u.change.mean for u in value.upheavals if u.upheaval == name)


@pytest.mark.parametrize("name", UPHEAVALS)
def test_the_severer_the_upheaval_the_more_is_lost(name: str) -> None:
    rows = {
        **OWNED,
        "people": [
            "ann u",
            "ben u",
            {"person": "cy", "unit": "v", "level": "executive", "gives_permission": True},
            "dee w",
            "eve w",
        ],
        "stances": [f"dee skeptic {a} high" for a in "xyz"],
        "authority": [*OWNED["authority"][:4], "cy decide d2"],
    }
    none, half, full = (asked(rows, **{name: s}) for s in (0.0, 0.5, 1.0))
    assert change_of(none, name) == 0
    assert change_of(full, name) <= change_of(half, name) <= 0
    assert change_of(full, name) < 0
    assert [u.severity for u in half.upheavals if u.upheaval == name] == [0.5]
    others = [u for u in UPHEAVALS if u != name]
    assert [change_of(half, o) for o in others] == [change_of(full, o) for o in others]


def test_half_of_the_executives_are_those_who_hold_most() -> None:
    folded = snapshot(
        people=[{"person": p, "level": "executive", "gives_permission": True} for p in "abc"],
        decisions=["d1", "d2"],
        authority=["b decide d1", "c decide d1", "c veto d2"],
    )
    first, _, third, _ = shocks(folded, leadership_change=0.6, merger=0.3)
    assert first.plan.replaced == (1, 2)
    assert first.convention == "two executives were replaced by people nobody knows"
    assert third.plan.replaced == (2,) and third.plan.harder == pytest.approx(0.09)
    assert third.convention.startswith("1 of 3 people who give permission")


def test_resistance_moves_people_part_of_the_way() -> None:
    folded = snapshot(people=["a", "b"], stances=["a skeptic x high", "b supporter x"])
    mean = folded.stances.mean[0]
    ((person, level),) = shocks(folded, organised_resistance=0.5)[3].plan.held
    assert person == 0 and level == pytest.approx((mean - 1) / 2, abs=1e-5)
    assert shocks(folded, organised_resistance=0)[3].plan.held == ()
    neutral = snapshot(people=["a"], stances=["a neutral x high"])
    assert neutral.stances.mean[0] == 0 and shocks(neutral)[3].plan.held == ()


def test_the_only_tie_to_somebody_who_decides_is_named() -> None:
    rows = {
        **OWNED,
        "ties": ["dee trusts ben", "eve works_with ben", "eve advice cy", "dee conflict cy"],
    }
    answer = answered(**rows)
    assert [(t.holder, t.member, t.decisions) for t in answer.value.frail_ties] == [
        ("dee", "ben", ("d1", "d2"))
    ]
    assert "Only ben has the ear of dee, on whom ‘d1’ and ‘d2’ hang." in words(answer)
    mine = answered(**{**rows, "about": {"owner": "ben"}})
    assert "Only you have the ear of dee" in words(mine)


def test_carrier_is_in_the_value() -> None:
    outside = [f"x{k}" for k in range(5)]
    rows = {
        **OWNED,
        "people": [*OWNED["people"], *outside],
        "ties": [*(f"{x} trusts cy" for x in outside[:4]), "x4 advice ben"],
    }
    found = answered(**rows).value.carrier
    assert found is not None and (found.person, found.ties, found.of) == ("cy", 4, 5)
    assert answered(**OWNED).value.carrier is None


def test_a_pair_must_be_worse_beyond_the_luck_of_the_draws() -> None:
    steady = np.full(64, -0.03)
    assert _worse(steady, 0.02) and not _worse(steady, 0.04)
    wild = steady + np.tile([-0.5, 0.5], 32)
    assert not _worse(wild, 0.02)


def test_those_who_would_move_most_are_looked_at_first() -> None:
    shared = Study(random_snapshot(2, people=30), 0, 64)
    gain = shared.screening.gain[1]
    found = _screened(shared)
    outside = [i for i in range(30) if not shared.snapshot.member[i] and gain[i] > 0]
    assert len(found) == SCREENED < len(outside)
    assert min(gain[found]) >= max(gain[i] for i in outside if i not in found)
    assert list(gain[found]) == sorted(gain[found], reverse=True)


def test_only_what_falls_is_lost_even_to_whoever_holds_it() -> None:
    """Ben sits in d1 with no weight: without him it passes as before."""
    rows = {**COVERED, "authority": ["ben decide d1 0", "cy decide d1", "dee decide d1"]}
    lost = {m.person: m.lost for m in answered(**rows).value.members}
    assert lost == {"ann": (), "ben": (), "cy": ("d1",)}


def test_where_everybody_carries_as_much_nobody_is_named() -> None:
    rows = {
        "people": ["a", "b", "c", "d", *(f"x{k}" for k in range(4))],
        "coalition": [f"{p} core" for p in "abcd"],
        "ties": [f"x{k} trusts {p}" for k, p in enumerate("abcd")],
    }
    assert answered(**rows).value.carrier is None


def test_the_owner_is_always_among_those_whose_pairs_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("groundswell.core.questions.losses.PAIRED", 2)
    assert [p.people for p in answered(**COVERED).value.pairs] == [("ben", "cy")]
    assert answered(**COVERED, about={"owner": "ann"}).value.pairs == ()
