"""Plans: who moves how far, and who is asked in vain."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.core.dynamics.floor import Floor
from groundswell.core.dynamics.gain import today_of
from groundswell.core.dynamics.plan import Hoped, Plan
from groundswell.core.terrain.draws import Draws
from tests.core.builders import Row, snapshot


def three(settings: tuple[Row, ...] = ()) -> Draws:
    folded = snapshot(
        people=["ann", "ben", "cy"],
        stances=[f"{who} neutral x high" for who in ("ann", "ben", "cy")],
        nodes=["n1 - .5"],
        operators=["ann n1", "ben n1", "cy n1"],
        settings=settings,
    )
    return Draws.of(folded, 1, 200)


def moved(plan: Plan, draws: Draws) -> tuple[np.ndarray, np.ndarray]:
    """Return where everybody stands today, and where those the plan moves are put."""
    block = draws.block(0, 200)
    x = today_of(draws, block)
    return x, x[plan.people] + plan.change(x, block, draws)


def test_whoever_is_brought_by_somebody_who_refuses_is_never_asked() -> None:
    draws = three()
    chain = (Hoped(0, 1.0, 0.5), Hoped(1, 1.0, 1.0, via=0), Hoped(2, 1.0, 1.0, via=1))
    x, put = moved(Plan(hoped=chain), draws)
    yes = put[0] > 1 - 1e-6
    assert 0.35 < yes.mean() < 0.65
    for row, person in enumerate((0, 1, 2)):
        assert put[row] == pytest.approx(np.where(yes, 1, x[person]), abs=1e-6)
    never = (Hoped(0, 1.0, 0.0), Hoped(1, 1.0, 1.0, via=0))
    x, put = moved(Plan(hoped=never), draws)
    assert put == pytest.approx(x[:2], abs=1e-6)


def test_two_plans_get_the_same_answer_from_whoever_they_both_ask() -> None:
    draws = three()
    _, alone = moved(Plan(hoped=(Hoped(1, 1.0, 0.5),)), draws)
    _, both = moved(Plan(hoped=(Hoped(0, 1.0, 0.3), Hoped(1, 1.0, 0.5))), draws)
    _, again = moved(Plan(hoped=(Hoped(1, 1.0, 0.5),), answers=1), draws)
    assert np.array_equal(alone[0], both[1])
    assert not np.array_equal(alone, again)


def test_each_kind_of_change_is_put_in_its_place() -> None:
    draws = three()
    plan = Plan(raised=((0, 0.9),), held=((1, -0.5),), replaced=(2,))
    x, put = moved(plan, draws)
    assert put[0] == pytest.approx(np.maximum(x[0], 0.9), abs=1e-6)
    assert put[1] == pytest.approx(np.full(200, -0.5))
    assert put[2] == pytest.approx(draws.prior_stance(np.array([2]))[0], abs=1e-6)


@pytest.mark.parametrize(("switch", "by_threshold"), [(0.0, False), (0.49, False), (0.5, True)])
def test_the_form_of_adoption_switches_at_a_half(switch: float, by_threshold: bool) -> None:
    draws = three(({"constant": "threshold_form", "value": switch},))
    cast = Floor.of(draws).cast(draws.block(0), 1)
    cast.put(0, np.zeros((3, cast.block.width), dtype=np.float32))
    assert bool(cast.opinions) == by_threshold


def test_practising_and_refusing_begin_beyond_their_settings_not_at_them() -> None:
    draws = three()
    cast = Floor.of(draws).cast(draws.block(0), 1)
    level = np.array([0.6, -0.6, 0.61], dtype=np.float32)
    cast.put(0, np.repeat(level[:, None], cast.block.width, axis=1))
    assert cast.committed.any(axis=(0, 2)).tolist() == [False, False, True]
    assert not cast.refusing.any()
    cast.put(0, np.repeat(level[:, None] - np.float32(0.02), cast.block.width, axis=1))
    assert cast.refusing.any(axis=(0, 2)).tolist() == [False, True, False]
