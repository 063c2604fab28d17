"""What the answer hangs on: a planted unknown is found, and noise names nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.blocks import over_blocks
from groundswell.core.questions.information import (
    SHOWN,
    Information,
    InformationValue,
    information,
    relevant,
    uncertain_inputs,
    whom_to_ask,
)
from tests.core.builders import snapshot, study
from tests.core.questions.figures import figures, shown

OTHERS = ["ben", "cy", "dee", "eve", "flo"]
PLANTED: dict[str, Any] = {
    "people": ["ann", *OTHERS, "kai"],
    "ties": ["kai trusts cy", "kai works_with ann .5", *(f"{p} trusts ann" for p in OTHERS)],
    "stances": [f"{p} supporter {a} high" for p in OTHERS for a in "wxyz"],
    "decisions": ["d1 owner"],
    "authority": ["kai decide d1"],
    "coalition": ["ann core"],
}


def answered(scenarios: int = 256, seed: int = 0, **sheets: Any) -> Answer[InformationValue]:
    return information(study(scenarios=scenarios, seed=seed, **sheets), Information())


def test_field_names_are_the_public_contract() -> None:
    value = answered(**PLANTED).as_json()["value"]
    assert set(value) == {"inputs", "chance_bar", "measured_on"}
    assert set(value["inputs"][0]) == {"kind", "id", "share", "ask", "decision"}


def test_the_planted_unknown_is_found_and_whom_to_ask() -> None:
    answer = answered(**PLANTED)
    first = answer.value.inputs[0]
    assert (first.kind, first.id, first.decision) == ("stance", "kai", None)
    assert first.ask == ("ann", "cy")
    assert answer.value.chance_bar is not None
    assert first.share > max(0.6, answer.value.chance_bar)
    assert answer.headline == "Your answer hangs most on where kai really stands; ask ann and cy."
    assert answer.reasons[0].ids == ("kai", "ann", "cy")
    assert figures(answer.reasons[0].text) <= shown(answer.as_json()["value"])


def test_an_answer_known_is_an_unknown_less() -> None:
    known = [*PLANTED["stances"], *(f"kai champion {a} high" for a in "wxyz")]
    before = answered(**PLANTED).value.inputs[0].share
    rows = {**PLANTED, "stances": known, "decisions": ["d1 majority"]}
    rows["authority"] = ["kai decide d1", "gus decide d1", "hal decide d1"]
    rows["people"] = [*PLANTED["people"], "gus", "hal"]
    shares = {u.id: u.share for u in answered(**rows).value.inputs}
    assert set(shares) <= {"gus", "hal"} and shares
    assert max(shares.values()) < before


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_named_where_it_hangs_on_nobody_on_the_map(seed: int) -> None:
    """Whoever decides is not known; the twelve people on the map have no part in it.

    A common climate ties them to the decider, but they are bystanders all the same.
    """
    rows: dict[str, Any] = {"people": [f"p{k}" for k in range(12)], "decisions": ["d1"]}
    answer = answered(seed=seed, **rows)
    assert answer.value.inputs == ()
    assert answer.headline.startswith("No single unknown stands out")
    assert "holder_unknown" in {g.kind for g in answer.gaps}


@pytest.mark.parametrize("sheets", [{}, {"people": ["ann"]}, {"people": ["ann", "ben"]}])
def test_without_a_forecast_nothing_is_unknown_about_it(sheets: dict[str, Any]) -> None:
    answer = answered(scenarios=32, **sheets)
    assert (answer.value.inputs, answer.value.chance_bar) == ((), None)


def test_at_most_three_are_named_the_largest_first() -> None:
    rows: dict[str, Any] = {
        "people": list("abcdefg"),
        "decisions": ["d1 majority"],
        "authority": [f"{p} decide d1" for p in "abcdefg"],
    }
    inputs = answered(scenarios=512, **rows).value.inputs
    assert len(inputs) == SHOWN
    assert [u.share for u in inputs] == sorted((u.share for u in inputs), reverse=True)


def test_a_stance_on_one_decision_is_an_unknown_of_its_own() -> None:
    """Kai is well known on the whole, and hardly known on the decision kai owns."""
    rows: dict[str, Any] = {
        **PLANTED,
        "stances": [
            *PLANTED["stances"],
            *(f"kai neutral {a} high" for a in "wxyz"),
            {"person": "kai", "decision": "d1", "stance": 0, "assessor": "q", "sure": "low"},
        ],
    }
    answer = answered(**rows)
    first = answer.value.inputs[0]
    assert (first.kind, first.id, first.decision) == ("stance_on_decision", "kai", "d1")
    assert "where kai stands on ‘d1’" in answer.headline


def test_where_the_chance_is_too_small_the_objective_is_explained() -> None:
    rows: dict[str, Any] = {
        **PLANTED,
        "decisions": ["d1 owner", "d2 owner"],
        "authority": ["kai decide d1", "ben decide d2"],
        "stances": [
            *(s for s in PLANTED["stances"] if not s.startswith("ben")),
            *(f"ben opponent {a} high" for a in "wxyz"),
        ],
    }
    answer = answered(**rows)
    assert answer.value.measured_on == "how far the change is from passing"
    assert "of what is uncertain about how far the change is from passing" in answer.reasons[0].text
    assert answered(**PLANTED).value.measured_on == "the chance"


def test_inputs_are_what_is_uncertain_and_not_held_of_those_who_matter() -> None:
    """Ann is held; ben is a bystander; dee decides and listens to cy."""
    labels, drawn = uncertain_inputs(
        study(
            people=["ann u", "ben v", "cy u", "dee u"],
            units=["u", "v"],
            ties=["cy trusts ann", "dee trusts cy"],
            stances=["dee neutral x", {"person": "dee", "decision": "d1", "stance": 0.5}],
            decisions=["d1 owner"],
            authority=["dee decide d1"],
            coalition=["ann core", "ben wider critical_friend"],
        )
    )
    assert labels == [
        ("stance", "cy", ""),
        ("stance", "dee", ""),
        ("stance_on_decision", "dee", "d1"),
        ("ties", "cy", ""),
    ]
    assert drawn.shape == (4, 64)


def test_whom_somebody_listens_to_is_one_unknown_as_the_forecast_drew_it() -> None:
    """Ben listens to nobody; cy, whom nobody judged either, trusts ann."""
    shared = study(
        units=["u"],
        people=["ann u", "ben u", "cy u"],
        ties=["cy trusts ann"],
        decisions=["d1 majority"],
        authority=["ben decide d1", "cy decide d1"],
        coalition=["ann core"],
    )
    labels, drawn = uncertain_inputs(shared)
    assert [label for label in labels if label[0] == "ties"] == [("ties", "cy", "")]
    blocks = over_blocks(shared.draws, lambda block: block.unseen[2])
    assert drawn[-1].tolist() == np.concatenate(list(blocks)).tolist()


def test_whoever_would_gain_something_by_full_support_is_examined_be_they_won_or_not() -> None:
    """Cy stands further than a member is asked to; their full support would still help."""
    shared = study(
        people=["ben", "cy", "dee"],
        ties=["ben trusts cy", "ben trusts dee"],
        settings=[{"constant": "commitment_asked", "value": 0}],
        stances=[
            *(f"cy supporter {a} high" for a in "uvwxyz"),
            *(f"dee opponent {a} high" for a in "uvwxyz"),
        ],
        decisions=["d1 owner"],
        authority=["ben decide d1"],
    )
    assert relevant(shared) == [0, 1, 2]


def test_of_too_many_those_who_would_gain_most_are_examined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shared = study(
        people=["ben", "cy", "dee", "eve"],
        ties=["ben trusts cy .2", "ben trusts dee .9", "ben trusts eve .3"],
        decisions=["d1 owner"],
        authority=["ben decide d1"],
        coalition=["ben core critical_friend"],
    )
    monkeypatch.setattr("groundswell.core.questions.information.MOST_INPUTS", 2)
    assert relevant(shared) == [0, 2]


def test_each_stance_on_a_decision_is_one_input() -> None:
    labels, drawn = uncertain_inputs(
        study(
            people=["dee", "ann"],
            coalition=["ann core"],
            stances=[
                "dee neutral x",
                {"person": "ann", "decision": "d1", "stance": 0.5},
                {"person": "dee", "decision": "d1", "stance": 0.5},
                {"person": "dee", "decision": "d2", "stance": -0.5},
            ],
            decisions=["d1 owner", "d2 owner"],
            authority=["dee decide d1", "dee decide d2"],
        )
    )
    named = [label[2] for label in labels]
    assert sorted(named) == ["", "d1", "d2"] and drawn.shape == (3, 64)
    assert drawn[named.index("d1")].mean() > 0.2 > -0.2 > drawn[named.index("d2")].mean()


def test_holders_are_examined_and_whoever_they_listen_to() -> None:
    codes = [f"p{k:03d}" for k in range(40)]
    chosen = relevant(
        study(
            scenarios=16,
            people=codes,
            ties=["p037 trusts p035"],
            decisions=["d1 majority"],
            authority=["p037 decide d1", "p038 veto d1", "p039 consult d1"],
        )
    )
    assert chosen == [35, 37, 38, 39]


def test_members_are_asked_first_then_the_closest_and_no_more_than_three() -> None:
    """Working together counts for both."""
    folded = snapshot(
        people=["ann", "ben", "cy", "dee", "eve", "flo", "kai"],
        ties=[
            "kai trusts ben .4",
            "cy trusts kai .9",
            "kai works_with dee .42",
            "ann advice kai .1",
            "kai conflict flo",
        ],
        coalition=["ann core"],
    )
    assert whom_to_ask(folded, "kai") == ("ann", "cy", "dee")
    assert whom_to_ask(folded, "flo") == ()
    assert whom_to_ask(folded, "eve") == ()


def test_where_little_is_to_be_gained_those_who_gain_a_part_of_it_are_examined() -> None:
    """Ben decides and is nearly sure; cy and dee have his ear, and eve sits elsewhere."""
    shared = study(
        units=["u", "w"],
        people=["ann w", "ben u", "cy u", "dee u", "eve w"],
        ties=["ben trusts cy 1", "ben advice dee .05"],
        stances=[
            *(f"ben champion {a} high" for a in "uvwxyz"),
            *(f"{p} neutral {a} high" for p in ("cy", "dee", "eve") for a in "xyz"),
        ],
        decisions=["d1 owner"],
        authority=["ben decide d1"],
    )
    gain = shared.screening.gain[0]
    assert 0 < gain[2] < 0.02 < gain[2] / gain[1]
    assert gain[4] == 0
    assert {1, 2} <= set(relevant(shared)) and 4 not in relevant(shared)
