"""How the answer about critical mass is put, and the borders at which it turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.plan import TODAY
from groundswell.core.questions.critical_mass import (
    CriticalMass,
    CriticalMassValue,
    critical_mass,
    force_samples,
    forces,
    reasons,
)
from groundswell.core.questions.wording import band
from tests.core.builders import AS_OF, snapshot, study

PAIR: dict[str, Any] = {
    "about": {"owner": "ann", "phase": "critical_mass"},
    "units": ["u"],
    "people": ["ann u", "ben u", "cy"],
    "decisions": ["d1 owner"],
    "authority": ["ann decide d1"],
    "coalition": ["ann core", "ben core"],
}


def asked(**sheets: Any) -> Answer[CriticalMassValue]:
    return critical_mass(study(scenarios=64, **{**PAIR, **sheets}), CriticalMass(scenarios=64))


def words(answer: Answer[CriticalMassValue]) -> list[str]:
    return [reason.text for reason in answer.reasons]


def test_only_the_parts_of_a_weight_in_all_weights_count() -> None:
    def found(one: float, other: float) -> list[float]:
        rows: dict[str, Any] = {"people": ["ann", "ben"], "decisions": ["d1 majority"]}
        held = [f"ann decide d1 {one}", f"ben decide d1 {other}"]
        stances = ["ann champion x high", "ben opponent x high"]
        return [e.mean for e in forces(study(**rows, stances=stances, authority=held)) if e]

    assert found(0.6, 0.2) == pytest.approx(found(3, 1))
    assert found(0.6, 0.2) != pytest.approx(found(1, 1))


@pytest.mark.parametrize(("word", "force"), [("champion", 0), ("opponent", 1)])
def test_nobody_is_more_than_fully_for_or_against_a_decision(word: str, force: int) -> None:
    """Ann stands there on the whole, and further out on the decision by all who judged her."""
    rows = [
        {"person": "ann", "stance": word, "decision": d, "assessor": a, "sure": "high"}
        for a in "uvwxyz"
        for d in ("d1", None)
    ]
    shared = study(
        scenarios=256,
        people=["ann"],
        decisions=["d1 owner"],
        authority=["ann decide d1"],
        stances=rows,
    )
    found = force_samples(shared, TODAY)
    assert found is not None
    assert 0.9 < np.max(found[force]) <= 1


def test_of_many_needs_two_are_named_and_the_rest_counted() -> None:
    early = asked(about={"owner": "ann", "phase": "nucleus"})
    open_ones = [c for c in early.value.phase_readiness if not c.met]
    assert len(open_ones) == 6
    assert early.headline.endswith(" and 4 more.")


def test_three_signs_of_decay_are_part_of_the_first_sentence() -> None:
    gone = {"person": "cy", "ring": "core", "left_on": AS_OF - timedelta(20)}
    stuck = {"conflict": "c1", "opened_on": AS_OF - timedelta(40), "between": ("ann", "ben")}
    dry = {"evidence": "e1", "observed_on": AS_OF - timedelta(122)}
    two: dict[str, Any] = {"coalition": [*PAIR["coalition"], gone], "conflicts": [stuck]}
    worn = asked(**two, evidence=[dry])
    assert len(worn.value.erosion) == 3
    assert worn.headline.endswith("you aim for 60 %, and the coalition is wearing down.")
    assert len(asked(**two).value.erosion) == 2
    assert "wearing down" not in asked(**two).headline


def test_where_a_decision_and_a_place_are_as_weak_the_decision_is_named() -> None:
    """It was refused, and at the desk everybody would have to adopt where all are against it."""
    answer = asked(
        decisions=["d1 owner - refused"],
        nodes=["n1 u 1"],
        coalition=[],
        stances=[f"{p} opponent {a} high" for p in ("ann", "ben") for a in "vwxyz"],
    )
    assert answer.value.nodes[0].probability.mean == 0
    assert answer.headline.endswith("the weakest link is ‘d1’.")


def test_a_target_just_at_the_ceiling_is_within_reach() -> None:
    sure = asked(about={"phase": "critical_mass", "target": 1}, decisions=["d1 owner - passed"])
    assert sure.value.ceiling == sure.value.target == 1
    assert not any("out of reach" in text for text in words(sure))


def test_a_decision_says_whether_it_is_needed_and_by_whose_judgements() -> None:
    optional = {"decision": "d2", "rule": "owner", "required": False}
    answer = asked(
        decisions=[*PAIR["decisions"], optional], authority=["ann decide d1", "ben decide d2"]
    )
    one, two = answer.value.decisions
    assert one.probability is not None and two.probability is not None
    needed = f"‘d1’ passes with a chance of {band(one.probability)}."
    spare = f"‘d2’ (not required) passes with a chance of {band(two.probability)}."
    assert words(answer)[1:3] == [needed, spare]
    yours = replace(answer.value, decisions=(replace(one, yours=True),))
    own = needed.replace("‘d1’", "‘d1’, by your own judgements alone,")
    assert [r.text for r in reasons(yours, snapshot(**PAIR))][1] == own
