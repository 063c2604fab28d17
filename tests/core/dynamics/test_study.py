"""A study: what is shared between questions, and how many scenarios plans are tried on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.study import FEWER_SCENARIOS, SCENARIOS, SMALL, Study
from tests.core.builders import snapshot, study
from tests.core.worlds import random_snapshot

OWNED: dict[str, Any] = {
    "people": ["ann", "ben"],
    "ties": ["ben trusts ann"],
    "stances": ["ben opponent x high"],
    "decisions": ["d1 owner"],
    "authority": ["ben decide d1"],
    "coalition": [{"person": "ann", "ring": "core", "commitment": 0.8}],
}


def test_shared_results_are_made_once() -> None:
    shared = study(**OWNED)
    assert shared.draws is shared.draws
    assert shared.today is shared.today
    assert shared.stage is shared.stage


def test_today_looks_beyond_the_horizon_and_plans_do_not() -> None:
    shared = Study(random_snapshot(1), 0, 32)
    assert shared.today.lasting is not None
    plans = shared.tried([Plan()])
    assert [outlook.lasting for outlook in plans] == [None, None]
    # Plans are tried on one inner run, in which a node reaches what it needs or does not.
    assert all(set(np.unique(outlook.nodes)) <= {0, 1} for outlook in plans)
    assert not set(np.unique(shared.today.nodes)) <= {0, 1}


@pytest.mark.parametrize(
    ("asked", "tried"), [(64, 64), (300, SCENARIOS), (4 * SCENARIOS + 40, SCENARIOS + 10)]
)
def test_plans_are_tried_on_the_first_scenarios(asked: int, tried: int) -> None:
    """A quarter of all, at least 256."""
    shared = study(scenarios=asked, **OWNED)
    today, moved = shared.tried([Plan(raised=((1, 1.0),))])
    assert today.chance.size == moved.chance.size == tried
    assert np.allclose(today.passing, shared.today.passing[:tried])
    assert shared.today.chance.size == asked
    assert (moved.chance >= today.chance).all()


def test_large_organisations_are_tried_on_fewer() -> None:
    folded = snapshot(people=[f"p{k}" for k in range(SMALL + 1)])
    assert Study(folded, 0, 200).tried([])[0].chance.size == FEWER_SCENARIOS
    just = snapshot(people=[f"p{k}" for k in range(SMALL)])
    assert Study(just, 0, 300).compared == SCENARIOS


def test_a_plan_that_moves_nobody_changes_nothing() -> None:
    shared = Study(random_snapshot(2), 0, 64)
    today, same = shared.tried([Plan()])
    assert np.array_equal(today.chance, same.chance)
    assert np.array_equal(today.objective, same.objective)


def test_members_are_seen_at_their_commitment_and_the_observed_at_their_stance() -> None:
    shared = study(scenarios=100, **OWNED)
    ann, ben = shared.opinion_under(TODAY, np.array([0, 1]))
    assert ann == pytest.approx(np.full(100, 0.8))
    assert np.array_equal(ben, shared.draws.stance[1])


def test_the_ceiling_is_what_luck_leaves_with_everybody_behind_it() -> None:
    assert study(**OWNED).ceiling == pytest.approx(norm.cdf(0.8 / np.hypot(0.25, 0.2)), abs=2e-3)
    assert study(**{**OWNED, "decisions": ["d1 owner - refused"]}).ceiling == 0
    assert study(**{**OWNED, "decisions": ["d1 owner - passed"]}).ceiling == 1
    assert study(people=["ann"]).ceiling == 1


def test_the_ceiling_is_never_below_today() -> None:
    for seed in range(5):
        shared = Study(random_snapshot(seed), 0, 64)
        assert shared.today.chance.max() <= shared.ceiling + 1e-6


def test_one_seed_one_result() -> None:
    first, again, other = (study(seed=s, **OWNED).today.chance for s in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
