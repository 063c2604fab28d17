"""Decisions in computable form: rules by state, stances on single decisions, what is required."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from groundswell.core.dynamics.decisions import Doubtful, Settled
from groundswell.core.dynamics.negotiated import Negotiation
from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.stage import Stage, decision_form
from groundswell.core.dynamics.voting import Ballot
from groundswell.core.terrain.draws import Draws
from groundswell.core.terrain.snapshot import Single
from tests.core.builders import snapshot

ALONE = np.hypot(0.25, 0.2)  # one vote and the weather of all decisions


def staged(scenarios: int = 16, **sheets: Any) -> tuple[Stage, Draws]:
    draws = Draws.of(snapshot(**sheets), 0, scenarios)
    return Stage.of(draws), draws


def opinion(*levels: float, width: int = 3) -> Single:
    return np.repeat(np.array(levels, dtype=np.float32)[:, None], width, axis=1)


def forms(**row: Any) -> Any:
    folded = snapshot(
        people=["ann", "ben"],
        decisions=[{"decision": "d1", **row}],
        authority=["ann decide d1", "ben decide d1"],
    )
    return decision_form(folded.decisions[0], folded.settings)


def test_the_form_follows_state_and_rule() -> None:
    assert isinstance(forms(rule="majority"), Ballot)
    assert isinstance(forms(rule="negotiated"), Negotiation)
    assert isinstance(forms(rule="majority", alt_rule="unanimity", alt_chance=0.3), Doubtful)
    assert isinstance(forms(rule="majority", alt_rule="unanimity", alt_chance=0.0), Ballot)
    assert isinstance(forms(state="deferred"), Ballot)
    assert isinstance(forms(state="passed"), Settled)
    assert isinstance(forms(state="refused"), Settled)


def test_a_rule_that_does_not_fit_names_its_decision() -> None:
    with pytest.raises(ValueError, match="decision d1"):
        forms(rule="quota")


def chance(levels: tuple[float, ...], harder: float = 0.0, **sheets: Any) -> NDArray[np.float64]:
    stage, draws = staged(people=["ann", "ben"], **sheets)
    together, _ = stage.chances(opinion(*levels), draws.block(0, 3), draws, Plan(harder=harder))
    return together


OWNER: dict[str, Any] = {"decisions": ["d1 owner"], "authority": ["ann decide d1"]}


@pytest.mark.parametrize("level", [-1.0, -0.3, 0.0, 0.2, 0.5, 1.0])
def test_an_owner_alone_by_hand(level: float) -> None:
    """Phi((x - .2) / sqrt(.25^2 + .2^2)), the weather integrated out."""
    expected = norm.cdf((level - 0.2) / ALONE)
    assert chance((level, 0), **OWNER)[0] == pytest.approx(expected, abs=2e-3)


def test_harder_times_ask_for_more_goodwill() -> None:
    assert chance((0.8, 0), harder=0.3, **OWNER) == pytest.approx(chance((0.5, 0), **OWNER))


def test_a_doubtful_rule_mixes_its_two_chances() -> None:
    both = ["ann decide d1", "ben decide d1"]
    one = chance((0.5, 0.1), decisions=["d1 majority"], authority=both)
    other = chance((0.5, 0.1), decisions=["d1 unanimity"], authority=both)
    mixed = {"decision": "d1", "rule": "majority", "alt_rule": "unanimity", "alt_chance": 0.3}
    found = chance((0.5, 0.1), decisions=[mixed], authority=both)
    assert found == pytest.approx(0.7 * one + 0.3 * other, abs=1e-6)


@pytest.mark.parametrize(("state", "expected"), [("passed", 1.0), ("refused", 0.0)])
def test_what_is_settled_needs_no_opinion(state: str, expected: float) -> None:
    rows = {**OWNER, "decisions": [f"d1 owner - {state}"]}
    assert (chance((-1, -1), **rows) == expected).all()
    both = {**OWNER, "decisions": ["d1 owner", f"d2 owner - {state}"]}
    assert chance((0.3, 0), **both) == pytest.approx(expected * chance((0.3, 0), **OWNER))


def test_only_required_decisions_make_up_the_chance() -> None:
    rows: dict[str, Any] = {
        "decisions": [{"decision": "d0", "rule": "owner", "required": False}, "d1 owner"],
        "authority": ["ben decide d0", "ann decide d1"],
    }
    stage, draws = staged(people=["ann", "ben"], **rows)
    assert [held.point.code for held in stage.decisions] == ["d1", "d0"]
    assert stage.required == 1
    together, each = stage.chances(opinion(0.5, -1), draws.block(0, 3), draws)
    assert together == pytest.approx(chance((0.5, -1), **OWNER))
    assert each[0] == pytest.approx(together)
    assert (each[1] < 0.01).all()


def test_a_decision_nobody_needs_and_nobody_holds_is_left_out() -> None:
    stage, _ = staged(people=["ann"], decisions=[{"decision": "d1", "required": False}])
    assert stage.decisions == ()
    required, _ = staged(people=["ann"], decisions=["d1"])
    assert required.decisions[0].form.people.tolist() == [1]  # the stand-in


def test_shared_weather_ties_decisions_together() -> None:
    """Two owners of the same mind agree more often than two strangers would by luck."""
    rows: dict[str, Any] = {
        "decisions": ["d1 owner", "d2 owner"],
        "authority": ["ann decide d1", "ben decide d2"],
    }
    alone = norm.cdf(0.0)
    both = chance((0.2, 0.2), **rows)
    assert (both > alone**2 + 0.02).all() and (both < alone).all()


def test_a_stance_on_one_decision_moves_only_that_decision() -> None:
    apart = [
        {"person": "ann", "stance": -1, "decision": "d2", "assessor": a, "sure": "high"}
        for a in "xyz"
    ]
    stage, draws = staged(
        scenarios=256,
        people=["ann"],
        stances=[*(f"ann champion {a} high" for a in "xyz"), *apart],
        decisions=["d1 owner", "d2 owner"],
        authority=["ann decide d1", "ann decide d2"],
    )
    x = draws.stance
    d1, d2 = stage.opinions(x[:, :64].copy(), draws.block(0), draws)
    assert np.array_equal(d1, x[:1, :64])
    assert np.allclose(d2, np.clip(x[:1, :64] + draws.shift[:, :64], -1, 1))
    assert d1.mean() > 0.4 and d2.mean() < -0.2


def test_what_somebody_is_supposed_to_say_on_one_decision_stands_there_alone() -> None:
    stage, draws = staged(
        people=["ann", "ben"],
        decisions=["d1 majority", "d2 majority"],
        authority=[f"{p} decide {d}" for p in ("ann", "ben") for d in ("d1", "d2")],
        stances=["ann champion x", {"person": "ann", "decision": "d1", "stance": 1}],
    )
    block = draws.block(0, 3)
    plan = Plan(said=((0, "d1", -0.5),), harder=0.25)
    now = stage.opinions(block.stance.copy(), block, draws)
    then = stage.opinions(block.stance.copy(), block, draws, plan)
    assert np.array_equal(then[0][0], np.full(3, -0.75))
    assert np.allclose(then[0][1], now[0][1] - 0.25)
    assert np.allclose(then[1], now[1] - 0.25)


@pytest.mark.parametrize("end", [1.0, -1.0])
def test_a_stance_apart_stays_within_full_support_and_opposition(end: float) -> None:
    stage, draws = staged(
        scenarios=64,
        people=["ann"],
        stances=[f"ann neutral {a} high" for a in "xyz"]
        + [{"person": "ann", "stance": end, "decision": "d1", "sure": "high"}],
        decisions=["d1 owner"],
        authority=["ann decide d1"],
    )
    x = opinion(0.95 * end, width=64)
    (own,) = stage.opinions(x, draws.block(0), draws)
    assert (np.abs(own) <= 1).all()
    assert (own == end).any()
