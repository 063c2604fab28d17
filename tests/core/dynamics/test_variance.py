"""Shares of variance: against a plain computation, and silence where there is only noise."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from groundswell.core.dynamics.variance import BINS, PERMUTATIONS, bins_of, first_order_shares

Inputs = NDArray[np.float32]
Floats = NDArray[np.float64]


def noise(seed: int, inputs: int = 20, scenarios: int = 300) -> tuple[Inputs, Floats]:
    rng = np.random.default_rng(seed)
    drawn = rng.normal(size=(inputs, scenarios)).astype(np.float32)
    return drawn, rng.normal(size=scenarios)


def plain_shares(inputs: Inputs, outcome: Floats) -> Floats:
    """Return Var(E[outcome | tenth]) / Var(outcome), written out."""
    shares = []
    for row in inputs:
        tenths = np.array_split(np.argsort(row, kind="stable"), BINS)
        between = sum(t.size * (outcome[t].mean() - outcome.mean()) ** 2 for t in tenths)
        shares.append(between / (outcome.size * outcome.var()))
    return np.array(shares)


def test_shares_equal_the_plain_computation_minus_what_chance_gives() -> None:
    """Under permutation nine degrees of freedom of R - 1 lie between ten bins."""
    inputs, outcome = noise(1)
    outcome = outcome + inputs[3] + 0.5 * inputs[7]
    found = first_order_shares(inputs, outcome, 0)
    by_chance = (BINS - 1) / (outcome.size - 1)
    error = 5 * by_chance / np.sqrt(PERMUTATIONS)
    np.testing.assert_allclose(found.share, plain_shares(inputs, outcome) - by_chance, atol=error)


def test_the_bar_is_what_the_luckiest_input_reaches_in_99_of_100_permutations() -> None:
    inputs, outcome = noise(2)
    rng = np.random.default_rng(0)
    lucky = [plain_shares(inputs, rng.permutation(outcome)) for _ in range(400)]
    expected = np.quantile((lucky - np.mean(lucky, axis=0)).max(axis=1), 0.99)
    assert first_order_shares(inputs, outcome, 0).bar == pytest.approx(expected, rel=0.2)


def test_a_planted_input_stands_out_alone_with_its_share() -> None:
    """Half the variance is the input's; ten bins keep nearly all of a straight line."""
    inputs, outcome = noise(3, scenarios=1000)
    found = first_order_shares(inputs, outcome + inputs[5], 0)
    assert np.flatnonzero(found.share > found.bar).tolist() == [5]
    assert found.share[5] == pytest.approx(0.5, abs=0.08)


def test_noise_alone_names_nothing() -> None:
    false_alarms = 0
    for seed in range(40):
        found = first_order_shares(*noise(100 + seed, scenarios=128), seed)
        false_alarms += bool((found.share > found.bar).any())
    assert false_alarms <= 2


def test_only_the_order_of_an_input_and_the_shape_of_the_outcome_count() -> None:
    inputs, outcome = noise(4)
    one = first_order_shares(inputs, outcome, 0)
    other = first_order_shares(np.exp(inputs), 3 * outcome + 7, 0)
    np.testing.assert_allclose(one.share, other.share, atol=1e-12)
    assert one.bar == pytest.approx(other.bar)


def test_the_size_of_the_outcome_does_not_count_where_tenths_are_uneven() -> None:
    inputs, outcome = noise(6, scenarios=125)
    one, other = (first_order_shares(inputs, size * outcome, 0) for size in (1.0, 1e-4))
    np.testing.assert_allclose(one.share, other.share, atol=1e-12)


def test_by_chance_every_scenario_comes_to_stand_anywhere_equally_often() -> None:
    """Eleven scenarios, of which two share a tenth: neighbours, another pair for each input."""
    rows = np.array([np.roll(np.arange(11), k) for k in range(11)], dtype=np.float32)
    for one in (0, 5, 10):
        outcome = np.eye(11)[one]
        plain = plain_shares(rows, outcome)
        chance = np.mean([plain - first_order_shares(rows, outcome, s).share for s in range(15)], 0)
        np.testing.assert_allclose(chance, (BINS - 1) / 10, atol=0.02)


def test_nothing_to_explain_and_nothing_to_explain_it_with() -> None:
    inputs, outcome = noise(5)
    still = first_order_shares(inputs, np.full(outcome.size, 0.7), 0)
    assert not still.share.any() and still.bar == np.inf
    rounding = np.full(outcome.size, 1e9 / 3)
    rounding[::2] = np.nextafter(rounding[::2], np.inf)
    assert first_order_shares(inputs, rounding, 0).bar == np.inf
    empty = first_order_shares(inputs[:0], outcome, 0)
    assert empty.share.size == 0 and empty.bar == np.inf


def test_fewer_scenarios_than_tenths_explain_nothing() -> None:
    inputs, outcome = noise(7, scenarios=5)
    found = first_order_shares(inputs, outcome, 0)
    np.testing.assert_allclose(found.share, 0, atol=1e-12)


def test_bins_are_equal_and_equal_draws_go_by_scenario() -> None:
    drawn = np.array([np.arange(20)[::-1], np.zeros(20)], dtype=np.float32)
    backwards, in_order = bins_of(drawn)
    assert backwards.tolist() == [9 - k // 2 for k in range(20)]
    assert in_order.tolist() == [k // 2 for k in range(20)]
