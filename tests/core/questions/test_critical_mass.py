"""Critical mass on maps small enough to know the answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.critical_mass import (
    CriticalMass,
    CriticalMassValue,
    at_critical_mass,
    critical_mass,
    force_samples,
    forces,
)
from tests.core.builders import AS_OF, snapshot, study
from tests.core.questions.figures import figures, shown

ESTIMATE = {"mean", "low", "high"}
ALL_IN: dict[str, Any] = {
    "about": {"owner": "ann", "phase": "critical_mass"},
    "units": ["u"],
    "people": ["ann u", "ben u"],
    "ties": ["ann trusts ben", "ben trusts ann"],
    "decisions": ["d1 owner", "d2 owner"],
    "authority": ["ann decide d1", "ben decide d2"],
    "nodes": ["n1 u .5"],
    "coalition": ["ann core", "ben core"],
}
TORN: dict[str, Any] = {
    **ALL_IN,
    "stances": [f"ben skeptic {who} high" for who in "xyz"],
    "coalition": ["ann core"],
}


def asked(**sheets: Any) -> Answer[CriticalMassValue]:
    return critical_mass(study(scenarios=128, **sheets), CriticalMass(scenarios=128))


def words(answer: Answer[CriticalMassValue]) -> str:
    return " ".join(reason.text for reason in answer.reasons)


def test_field_names_are_the_public_contract() -> None:
    value = asked(**ALL_IN).as_json()["value"]
    assert set(value) == {
        "probability", "at_critical_mass", "p_target", "target", "ceiling", "self_sustaining",
        "weakest_decision", "weakest_node", "phase", "phase_readiness", "decisions", "nodes",
        "support", "resistance", "erosion",
    }  # fmt: skip
    assert set(value["probability"]) == ESTIMATE
    assert set(value["self_sustaining"]) == ESTIMATE
    assert set(value["support"]) == set(value["resistance"]) == ESTIMATE
    assert {frozenset(row) for row in value["phase_readiness"]} == {
        frozenset({"criterion", "met", "text"})
    }
    assert set(value["decisions"][0]) == {
        "decision", "title", "probability", "state", "required", "yours",
    }  # fmt: skip
    assert set(value["nodes"][0]) == {
        "node", "title", "probability", "adoption", "share_needed", "required",
    }  # fmt: skip
    assert set(value["nodes"][0]["adoption"]) == ESTIMATE


def test_everybody_needed_is_committed() -> None:
    """Each owner at +1 says yes with .994; shared weather makes both together likelier than .988.

    Everybody at the node works the new way, so that decisions alone set the figure.
    """
    answer = asked(**ALL_IN)
    value = answer.value
    assert value.probability is not None
    assert 0.987 < value.probability.mean < 0.994
    assert value.probability.mean == pytest.approx(value.ceiling, abs=1e-6)
    assert value.nodes[0].probability.mean == 1
    assert (value.at_critical_mass, value.p_target) == (True, 1.0)
    assert answer.headline.startswith("You are at critical mass")
    assert "weakest" not in answer.headline
    assert value.support is not None and value.resistance is not None
    assert (value.support.mean, value.resistance.mean) == (1.0, 0.0)


def test_a_skeptic_with_a_veto_is_the_weakest_link() -> None:
    answer = asked(**TORN)
    value = answer.value
    assert not value.at_critical_mass
    assert value.weakest_decision == "d2" and value.weakest_node == "n1"
    chances = {d.decision: d.probability for d in value.decisions}
    assert chances["d1"] is not None and chances["d2"] is not None
    assert chances["d1"].mean > 0.99 > 0.3 > chances["d2"].mean
    assert answer.headline.startswith("Not at critical mass yet")
    assert "the weakest link is ‘d2’" in answer.headline


def test_the_weakest_link_may_be_a_place_of_work() -> None:
    rows = {
        **ALL_IN,
        "people": ["ann u", "ben u", "cy v", "dee v"],
        "units": ["u", "v"],
        "stances": [f"{p} opponent {a} high" for p in ("cy", "dee") for a in "xyz"],
        "nodes": [
            {"node": "n1", "unit": "u"},
            {"node": "n2", "unit": "v", "title": "The night shift", "share_needed": 0.9},
            {"node": "n3", "unit": "v", "share_needed": 1.0, "required": False},
        ],
    }
    answer = asked(**rows)
    assert answer.value.weakest_node == "n2"
    assert "the weakest link is ‘The night shift’" in answer.headline
    assert [n.required for n in answer.value.nodes] == [True, True, False]


def test_the_figure_is_the_forecast_of_the_study() -> None:
    shared = study(scenarios=128, **TORN)
    value = critical_mass(shared, CriticalMass()).value
    chance = shared.today.chance
    assert value.probability is not None
    assert value.probability.mean == pytest.approx(chance.mean())
    assert value.p_target == (chance >= 0.6).mean()


def test_a_lower_target_is_reached_more_often() -> None:
    shares = [
        asked(**{**TORN, "about": {"phase": "critical_mass", "target": target}}).value.p_target
        for target in (0.1, 0.3, 0.6)
    ]
    easy, middling, hard = (share or 0.0 for share in shares)
    assert easy > middling > hard


NOTHING: dict[str, Any] = {**ALL_IN, "decisions": [], "authority": [], "nodes": []}


@pytest.mark.parametrize(
    "sheets",
    [
        NOTHING,
        {**NOTHING, "nodes": [{"node": "n1", "unit": "u", "required": False}]},
        {**NOTHING, "decisions": [{"decision": "d1", "required": False}]},
    ],
)
def test_nothing_required_has_no_figure(sheets: dict[str, Any]) -> None:
    answer = asked(**sheets)
    value = answer.value
    assert (value.probability, value.p_target, value.ceiling) == (None, None, None)
    assert value.self_sustaining is None
    assert (value.weakest_decision, value.weakest_node) == (None, None)
    assert not value.at_critical_mass
    assert answer.headline.startswith("There is nothing to measure yet")
    assert "nothing_required" in {g.kind for g in answer.gaps}
    assert value.phase_readiness[-1].met is None


@pytest.mark.parametrize(
    ("sheets", "kind"),
    [
        ({"authority": ALL_IN["authority"][:1]}, "holder_unknown"),
        ({"nodes": [{"node": "n1", "adopted_share": 1}]}, "operators_unknown"),
    ],
)
def test_never_at_critical_mass_while_nobody_knows_who_holds_it(
    sheets: dict[str, Any], kind: str
) -> None:
    """The lowest bar is passed all the same; still nobody knows whom it hangs on."""
    easy: dict[str, Any] = {
        "about": {"phase": "critical_mass", "target": 0.01},
        "settings": [{"constant": "sure_enough", "value": 0.5}],
    }
    assert asked(**{**ALL_IN, **easy}).value.at_critical_mass
    answer = asked(**{**ALL_IN, **easy, **sheets})
    value = answer.value
    assert value.p_target is not None and value.p_target > 0.5
    assert not value.at_critical_mass
    assert kind in {g.kind for g in answer.gaps}
    assert answer.headline.startswith("Not at critical mass yet")


def test_an_anonymous_decider_is_wide_open() -> None:
    value = asked(**{**ALL_IN, "authority": ALL_IN["authority"][:1]}).value
    chance = next(d.probability for d in value.decisions if d.decision == "d2")
    assert chance is not None
    assert chance.low < 0.1 and chance.high > 0.9


def test_a_refused_decision_stops_it_until_reopened() -> None:
    answer = asked(**{**ALL_IN, "decisions": ["d1 owner", "d2 owner - refused"]})
    value = answer.value
    assert value.probability is not None
    assert (value.probability.mean, value.ceiling) == (0, 0)
    assert "‘d2’ was refused; nothing passes until it is reopened." in words(answer)
    assert value.weakest_decision == "d2"


def test_a_passed_decision_is_done() -> None:
    answer = asked(**{**TORN, "decisions": ["d1 owner", "d2 owner - passed"]})
    value = answer.value
    chances = {d.decision: d.probability for d in value.decisions}
    assert chances["d2"] is not None and chances["d2"].low == 1
    assert value.probability is not None and value.probability.mean > 0.5
    assert "‘d2’ has passed." in words(answer)


def test_a_decision_taken_later_was_open_then() -> None:
    later = {"decision": "d2", "rule": "owner", "state": "passed",
             "decided_on": AS_OF.replace(month=7)}  # fmt: skip
    value = asked(**{**TORN, "decisions": ["d1 owner", later]}).value
    assert [d.state for d in value.decisions] == ["open", "open"]


def test_a_target_above_the_ceiling_is_said() -> None:
    out_of_reach = {"phase": "critical_mass", "target": 0.999}
    assert "is out of reach" in words(asked(**{**ALL_IN, "about": out_of_reach}))
    assert "is out of reach" not in words(asked(**ALL_IN))


def test_forces_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ann +.5 and cy -.8 decide d1 as 3 to 1; cy alone d2. Settled and optional ones do not count.

    Support (.75 x .5 + 0) / 2, resistance (.25 x .8 + 1 x .8) / 2.
    """
    stands = np.array([[0.5], [-1.0], [-0.8]])
    monkeypatch.setattr(Study, "opinion_under", lambda self, plan, people: stands[people])
    support, resistance = forces(
        study(
            people=["ann", "ben", "cy"],
            decisions=[
                "d1 majority", "d2 owner", "d3 owner - passed",
                {"decision": "d4", "required": False},
            ],
            authority=["ann decide d1 3", "cy decide d1 1", "cy decide d2", "ben decide d3",
                       "ben decide d4"],
        )
    )  # fmt: skip
    assert support is not None and resistance is not None
    assert support.mean == pytest.approx(0.1875)
    assert resistance.mean == pytest.approx(0.5)


def test_certainty_of_just_what_is_asked_is_enough() -> None:
    folded = snapshot(people=["ann"], decisions=["d1 owner"], authority=["ann decide d1"])
    assert folded.settings.sure_enough == 0.8
    chance = np.array([0.9] * 8 + [0.1] * 2)
    assert at_critical_mass(folded, chance)
    assert not at_critical_mass(folded, np.array([0.9] * 7 + [0.1] * 3))
    assert at_critical_mass(folded, np.full(10, folded.settings.target))


def test_the_weakest_is_one_that_is_needed() -> None:
    value = asked(
        people=["ann", "ben"],
        stances=[f"{who} {word} {a} high" for who, word in (("ann", "supporter"),
                 ("ben", "opponent")) for a in "xyz"],
        decisions=["d1 owner", {"decision": "d2", "rule": "owner", "required": False}],
        authority=["ann decide d1", "ben decide d2"],
    ).value  # fmt: skip
    assert value.weakest_decision == "d1"


def test_a_target_is_reached_by_a_chance_of_just_that() -> None:
    sure = asked(about={"target": 1}, people=["ann"], decisions=["d1 owner - passed"])
    assert (sure.value.p_target, sure.value.target) == (1, 1)


def test_what_is_supposed_of_one_decision_moves_no_other() -> None:
    rows: dict[str, Any] = {
        "people": ["ann", "ben"],
        "decisions": ["d1 owner", "d2 majority"],
        "authority": ["ann decide d1", "ann decide d2", "ben decide d2"],
    }
    shared = study(**rows)
    own = shared.opinion_under(TODAY, np.array([0, 1]))
    found = force_samples(shared, Plan(said=((0, "d1", -1.0),)))
    assert found is not None
    for force, sign in zip(found, (1, -1), strict=True):
        d2 = np.maximum(sign * own, 0).mean(axis=0)
        assert force == pytest.approx((d2 + (sign < 0)) / 2)


def test_where_no_weight_counts_everybody_counts_alike() -> None:
    rows: dict[str, Any] = {
        "people": ["ann", "ben"],
        "stances": [*(f"ann champion {a}" for a in "xyz"), *(f"ben opponent {a}" for a in "xyz")],
        "decisions": ["d1 majority"],
    }
    found = [
        forces(study(**rows, authority=[f"ann decide d1 {w}", f"ben decide d1 {w}"]))
        for w in (0, 1)
    ]
    assert found[0] == found[1]
    assert None not in found[0]


def test_forces_say_which_side_is_stronger() -> None:
    assert "support is stronger than resistance" in words(asked(**ALL_IN))
    against = {**TORN, "decisions": ["d2 owner"], "authority": ["ben decide d2"]}
    assert "support is weaker than resistance" in words(asked(**against))
    assert forces(study(people=["ann"])) == (None, None)


@pytest.mark.parametrize(
    ("phase", "sheets", "headline"),
    [
        ("nucleus", {}, "You are in the nucleus phase, and before the next it still needs"),
        ("evidence", {}, "You are in the evidence phase, and before the next it still needs"),
        (
            "evidence",
            {
                "people": ["ann u", "ben u", "cy u"],
                "coalition": ["ann core", "ben core", "cy core"],
                "commitments": ["ben time kept", "cy time kept"],
                "evidence": [{"evidence": "e1", "kind": "pilot", "result": "null"}],
            },
            "The evidence phase has done its work: you are ready for the next.",
        ),
    ],
)
def test_early_on_the_phase_comes_before_the_figure(
    phase: str, sheets: dict[str, Any], headline: str
) -> None:
    answer = asked(**{**ALL_IN, "about": {"owner": "ann", "phase": phase}, **sheets})
    assert answer.headline.startswith(headline)
    assert "The chance that everything needed happens, as things stand, is" in words(answer)


@pytest.mark.parametrize("rows", [ALL_IN, TORN, {**TORN, "authority": []}])
def test_figures_of_the_headline_stand_in_the_value(rows: dict[str, Any]) -> None:
    answer = asked(**rows)
    assert figures(answer.headline)
    assert figures(answer.headline) <= shown(answer.as_json()["value"])


def test_signs_of_decay_are_part_of_the_answer() -> None:
    broken = {"person": "ben", "state": "broken", "due_on": AS_OF}
    answer = asked(**{**ALL_IN, "commitments": [broken]})
    assert [reason.ids for reason in answer.value.erosion] == [("ben",)]
    assert answer.value.erosion[0] in answer.reasons
    whole, worn = asked(**ALL_IN).value.probability, answer.value.probability
    assert whole is not None and worn is not None and worn.mean < whole.mean


def test_forces_read_the_stance_on_the_decision_itself() -> None:
    """Ann is for the change and against this decision."""
    rows: dict[str, Any] = {
        "people": ["ann"],
        "decisions": ["d1 owner"],
        "authority": ["ann decide d1"],
        "stances": [{"person": "ann", "stance": "champion", "sure": "high"}],
    }
    against = {"person": "ann", "decision": "d1", "stance": "opponent", "sure": "high"}
    support, resistance = forces(study(**rows))
    assert support and resistance and support.mean > resistance.mean
    rows["stances"] = [*rows["stances"], *({**against, "assessor": who} for who in "xyz")]
    support, resistance = forces(study(**rows))
    assert support and resistance and support.mean < resistance.mean
