"""Draws: their distributions, and that each is addressed by what it is for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from groundswell.core.terrain import noise
from groundswell.core.terrain.draws import (
    Draws,
    beta_table,
    evidence_effect,
    quantile_table,
    tie_weights,
)
from tests.core.builders import snapshot
from tests.core.worlds import random_snapshot


def test_uniform_noise_is_uniform_and_never_the_ends() -> None:
    u = noise.uniforms(1, "test", noise.code_hashes(tuple("abcdefgh")), 20_000)
    assert u.min() > 0 and u.max() < 1
    assert stats.kstest(u.ravel()[::7], "uniform").pvalue > 1e-3
    assert abs(float(np.atleast_2d(np.corrcoef(u))[0, 1])) < 0.03


def test_noise_belongs_to_the_code_not_to_the_place() -> None:
    both = noise.uniforms(1, "test", noise.code_hashes(("ann", "ben")), 9)
    other = noise.uniforms(1, "test", noise.code_hashes(("ben", "cy", "ann")), 9)
    assert np.array_equal(both[0], other[2]) and np.array_equal(both[1], other[0])
    assert not np.array_equal(both, noise.uniforms(2, "test", noise.code_hashes(("ann", "ben")), 9))


def test_scenarios_do_not_depend_on_how_many_there_are_or_on_blocks() -> None:
    folded = random_snapshot(3)
    few, many = Draws.of(folded, 5, 40), Draws.of(folded, 5, 90)
    assert np.array_equal(few.stance, many.stance[:, :40])
    whole, part = many.block(0), many.block(16, 20)
    for name in ("stance", "susceptibility", "unseen", "weights"):
        assert np.array_equal(getattr(whole, name)[:, 16:36], getattr(part, name)), name


def test_somebody_new_on_the_map_leaves_other_draws_alone() -> None:
    small = snapshot(people=["ann", "cy"], ties=["ann trusts cy"])
    large = snapshot(people=["ann", "ben", "cy"], ties=["ann trusts cy"])
    one, two = (Draws.of(s, 0, 32) for s in (small, large))
    assert np.array_equal(one.stance, two.stance[[0, 2]])
    assert np.array_equal(one.block(0).susceptibility, two.block(0).susceptibility[[0, 2]])


@pytest.mark.parametrize(
    ("mean", "stance"), [(0.75, 0.1), (0.75, -0.25), (0.15, 1.0), (0.45, 0.625)]
)
def test_susceptibility_falls_with_the_strength_of_the_stance(mean: float, stance: float) -> None:
    folded = snapshot(people=["ann", "ben"], ties=["ann trusts ben"])
    draws = Draws.of(folded, 0, 4000)
    draws.stance[:] = stance
    drawn = draws.block(0, 4000).susceptibility[0]
    assert drawn.mean() == pytest.approx(mean, abs=0.01)
    expected = stats.beta(8 * mean, 8 * (1 - mean)).std()
    assert drawn.std() == pytest.approx(expected, abs=0.01)
    assert drawn.max() < 1


def test_stated_susceptibility_and_those_who_do_not_move() -> None:
    folded = snapshot(
        people=["ann", {"person": "ben", "susceptibility": 0.3}, "cy", "dee"],
        ties=["ann trusts ben", "ben trusts ann", "cy trusts ann"],
        stances=[{"person": "ann", "stance": "opponent", "fixed": True}],
        coalition=["cy core"],
    )
    drawn = Draws.of(folded, 0, 2000).block(0, 2000).susceptibility
    assert drawn[1].mean() == pytest.approx(0.3, abs=0.01)
    assert not drawn[[0, 2, 3]].any()  # sworn, a member, and somebody without ties


def test_weights_are_gamma_draws_normalised_by_row() -> None:
    folded = snapshot(people=["ann", "ben", "cy"], ties=["ann trusts ben", "ann advice cy"])
    arcs, s = folded.listening, folded.settings
    drawn = tie_weights(arcs, 0, 0, 20_000, s.tie_shape, s.tie_shape_inferred)
    np.testing.assert_allclose(drawn.sum(axis=0), 1, atol=1e-6)
    rng = np.random.default_rng(0)
    gamma = rng.gamma(4, 1 / 4, (2, 200_000)) * arcs.weight[:, None].astype(float)
    share = gamma[0] / gamma.sum(axis=0)
    assert drawn[0].mean() == pytest.approx(share.mean(), abs=0.005)
    assert drawn[0].std() == pytest.approx(share.std(), abs=0.005)


def test_of_three_the_share_is_that_of_gamma_draws_in_every_row() -> None:
    ties = [f"{a} trusts {b}" for a in ("ann", "ben") for b in ("cy", "dee", "eli")]
    folded = snapshot(people=["ann", "ben", "cy", "dee", "eli"], ties=[*ties, "ann advice dee"])
    arcs, s = folded.listening, folded.settings
    drawn = tie_weights(arcs, 0, 0, 20_000, s.tie_shape, s.tie_shape_inferred)
    rng = np.random.default_rng(0)
    for row in range(2):
        own = drawn[arcs.starts[row] : arcs.starts[row + 1]]
        weight = arcs.weight[arcs.starts[row] : arcs.starts[row + 1], None].astype(float)
        np.testing.assert_allclose(own.sum(axis=0), 1, atol=1e-6)
        gamma = rng.gamma(4, 1 / 4, (3, 200_000)) * weight
        share = gamma / gamma.sum(axis=0)
        assert own.mean(axis=1) == pytest.approx(share.mean(axis=1), abs=0.005)
        assert own.std(axis=1) == pytest.approx(share.std(axis=1), abs=0.005)
        skew = stats.skew(share, axis=1)
        assert stats.skew(own, axis=1) == pytest.approx(skew, abs=0.06)


def test_the_beta_table_holds_its_means() -> None:
    table = beta_table(8.0)
    np.testing.assert_allclose(table.mean(axis=1), np.linspace(0.01, 0.99, len(table)), atol=0.004)


def test_stances_stay_on_the_scale_and_reach_its_ends() -> None:
    folded = snapshot(people=["ann", "ben"], stances=["ann champion", "ben opponent"])
    stance = Draws.of(folded, 0, 4000).stance
    assert (stance.min(), stance.max()) == (-1, 1)


def test_a_successor_is_drawn_as_somebody_nobody_knows() -> None:
    draws = Draws.of(snapshot(people=["ann", "ben"], stances=["ann champion"]), 0, 20_000)
    stance = draws.prior_stance(np.array([0, 1]))
    s = draws.snapshot.settings
    sd = np.sqrt(s.stance_spread**2 + s.unit_spread**2 + s.climate_spread**2)
    low, high = np.quantile(stance, stats.norm.cdf([-1, 1]), axis=1)
    assert low == pytest.approx([-sd] * 2, abs=0.02)
    assert high == pytest.approx([sd] * 2, abs=0.02)
    assert (stance.min(), stance.max()) == (-1, 1)


def test_the_last_block_ends_with_the_last_scenario() -> None:
    block = Draws.of(random_snapshot(3), 5, 90).block(64)
    assert (block.first, block.width, block.stance.shape[1]) == (64, 26, 26)


@pytest.mark.parametrize(
    ("stated", "mean"), [(0.0, 0.0), (0.005, 0.01), (0.014, 0.014), (0.5, 0.5), (1.0, 0.985)]
)
def test_a_stated_susceptibility_is_kept_between_nothing_and_nearly_all(
    stated: float, mean: float
) -> None:
    folded = snapshot(
        people=[{"person": "ann", "susceptibility": stated}, "ben"], ties=["ann trusts ben"]
    )
    drawn = Draws.of(folded, 0, 8000).block(0, 8000).susceptibility[0]
    assert drawn.mean() == pytest.approx(mean, abs=0.004)
    assert drawn.max() <= 0.995
    assert drawn.any() == (stated > 0)


def test_the_unseen_share_is_small_where_somebody_reported_anything_else_and_none_alone() -> None:
    folded = snapshot(
        units=["u1", "u2"],
        people=["ann u1", "ben u1", "cy u2"],
        ties=["ann trusts ben"],
    )
    ann, ben, cy = Draws.of(folded, 0, 8000).block(0, 8000).unseen
    assert stats.kstest(ann, stats.beta(2, 8).cdf).pvalue > 1e-3
    assert stats.kstest(ben, "uniform").pvalue > 1e-3
    assert not cy.any()


def test_quantiles_stand_in_the_middle_of_equal_slices() -> None:
    middle = (np.arange(4096) + 0.5) / 4096
    gamma, beta = quantile_table("gamma", 4, 1), quantile_table("beta", 2, 8)
    np.testing.assert_allclose(gamma, stats.gamma(4, scale=1 / 4).ppf(middle), rtol=1e-5)
    np.testing.assert_allclose(beta, stats.beta(2, 8).ppf(middle), rtol=1e-5)


def test_what_several_pieces_of_evidence_move_has_a_limit() -> None:
    shown: dict[str, Any] = {
        "stakes": ["ann gain speed", "ben gain speed"],
        "evidence": [
            {"evidence": f"e{k}", "result": "worked", "topics": ("speed",)} for k in range(6)
        ],
        "encounters": [
            {"person": "ann", "shown": ("e0",)},
            {"person": "ben", "shown": tuple(f"e{k}" for k in range(6))},
        ],
    }
    folded = snapshot(people=["ann", "ben"], **shown)
    one, many = evidence_effect(folded, 0, 8000)
    s = folded.settings
    free = np.abs(one) < s.evidence_limit
    inside = stats.truncnorm(-3, 1, s.evidence_shift, s.evidence_shift_sd)
    assert one[free].mean() == pytest.approx(inside.mean(), abs=0.006)
    assert one[free].std() == pytest.approx(inside.std(), abs=0.006)
    assert np.abs(many).max() == np.float32(s.evidence_limit)
    assert np.median(many) == np.float32(s.evidence_limit)
    plain = snapshot(people=["ann", "ben"], stakes=shown["stakes"])
    moved = Draws.of(folded, 0, 8000).stance - Draws.of(plain, 0, 8000).stance
    assert (moved.mean(axis=1) > [0.1, 0.2]).all()
