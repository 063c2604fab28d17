"""Whom to believe: recovers made-up assessors, beats the mean, stays level without data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import rankdata

from groundswell.core.terrain.reliability import fuse_ties
from groundswell.core.terrain.reliability import reliability as weigh

Floats = NDArray[np.float64]


def auc(truth: NDArray[np.bool_], score: Floats) -> float:
    ranks, count = rankdata(score), truth.sum()
    return float((ranks[truth].sum() - count * (count + 1) / 2) / (count * (truth.size - count)))


def made_up(
    sees: list[float], spares: list[float], people: int = 40, seed: int = 0
) -> tuple[NDArray[np.bool_], Floats]:
    """Return true ties, and reports of assessors with known chances of being right."""
    rng = np.random.default_rng(seed)
    truth = rng.random((people, people)) < 0.25
    np.fill_diagonal(truth, val=False)
    right = np.where(truth, np.array(sees)[:, None, None], np.array(spares)[:, None, None])
    told = np.where(rng.random(right.shape) < right, truth, ~truth)
    return truth, told.astype(float)


def test_fusion_recovers_how_good_each_assessor_is() -> None:
    sees, spares = [0.9, 0.7, 0.5, 0.8], [0.95, 0.9, 0.8, 0.6]
    _, reports = made_up(sees, spares)
    belief = fuse_ties(reports)
    assert belief.sensitivity == pytest.approx(sees, abs=0.08)
    assert belief.specificity == pytest.approx(spares, abs=0.05)


def test_fusion_beats_the_plain_mean_where_assessors_differ() -> None:
    truth, reports = made_up([0.9, 0.55, 0.55], [0.95, 0.6, 0.6])
    off = ~np.eye(len(truth), dtype=bool)
    ours = auc(truth[off], fuse_ties(reports).log_odds[off])
    assert ours > auc(truth[off], reports.mean(axis=0)[off]) + 0.05


def test_one_assessor_alone_orders_ties_by_what_they_say_of_both_people() -> None:
    told = np.zeros((1, 6, 6))
    told[0, 0, 1:5] = 1
    told[0, 3, 1] = 1
    odds = fuse_ties(told).log_odds
    assert odds[0, 1] > odds[0, 4]
    assert odds[0, 5] > odds[2, 5]
    assert odds[3, 1] > odds[3, 2]


def test_probabilities_are_calibrated_when_the_model_is_true() -> None:
    truth, reports = made_up([0.8, 0.7, 0.6, 0.8, 0.7], [0.9, 0.85, 0.8, 0.9, 0.9], 60)
    off = ~np.eye(60, dtype=bool)
    chance = fuse_ties(reports).probability[off]
    for fifth in np.array_split(np.argsort(chance, kind="stable"), 5):
        assert chance[fifth].mean() == pytest.approx(truth[off][fifth].mean(), abs=0.05)


def test_what_nobody_reported_rests_on_the_people_alone() -> None:
    _, reports = made_up([0.9, 0.9, 0.9], [0.95, 0.95, 0.95], people=12)
    reports[:, 4, 7] = np.nan
    reports[1] = np.nan
    belief = fuse_ties(reports)
    assert 0.02 < belief.probability[4, 7] < 0.8
    assert belief.sensitivity[1] == pytest.approx(0.6)
    assert belief.specificity[1] == pytest.approx(0.8)


def test_the_order_of_assessors_and_people_does_not_matter() -> None:
    _, reports = made_up([0.9, 0.6, 0.7], [0.9, 0.8, 0.7], people=10)
    odds = fuse_ties(reports).log_odds
    turned = fuse_ties(reports[::-1, ::-1, ::-1])
    off = ~np.eye(10, dtype=bool)
    assert turned.log_odds[::-1, ::-1][off] == pytest.approx(odds[off])
    assert np.isneginf(turned.log_odds[~off]).all()


@pytest.mark.parametrize("shape", [(0, 3, 3), (2, 1, 1), (2, 2, 2), (2, 3, 3)])
def test_no_report_at_all_leaves_an_even_chance(shape: tuple[int, int, int]) -> None:
    belief = fuse_ties(np.full(shape, np.nan))
    off = ~np.eye(shape[1], dtype=bool)
    assert belief.probability[off] == pytest.approx(0.5)
    assert not belief.probability[~off].any()


@pytest.mark.parametrize(
    ("reports", "word"), [(np.full((1, 2, 2), 0.5), "0, 1"), (np.zeros((1, 2, 3)), "shape")]
)
def test_what_is_no_report_of_a_tie_is_refused(reports: Floats, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        fuse_ties(reports)


def noisy(sd: list[float], things: int = 80, seed: int = 0) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=things)
    return truth, truth[:, None] + rng.normal(size=(things, len(sd))) * np.array(sd)


def reliability(reports: Floats, *, remove_bias: bool = False) -> Floats:
    """Weigh the assessors of a full table, NaN = nothing said."""
    thing, assessor = np.nonzero(np.isfinite(reports))
    value = reports[thing, assessor]
    return weigh(thing, assessor, value, reports.shape[1], remove_bias=remove_bias)


def test_the_careful_weigh_more_and_their_average_is_nearer() -> None:
    truth, reports = noisy([0.2, 0.6, 0.6, 1.2])
    weight = reliability(reports)
    assert weight[0] > weight[1] > weight[3]
    assert weight.mean() == pytest.approx(1)
    ours = np.average(reports, axis=1, weights=weight)
    assert np.mean((ours - truth) ** 2) < 0.7 * np.mean((reports.mean(axis=1) - truth) ** 2)


def test_few_things_in_common_leave_the_weights_near_one() -> None:
    _, reports = noisy([0.1, 0.5, 2.0])
    few, many = reliability(reports[:3]), reliability(reports)
    assert np.abs(few - 1).max() < np.abs(many - 1).max()


def test_a_steady_lean_counts_against_an_assessor_unless_it_is_taken_out() -> None:
    _, reports = noisy([0.4, 0.4, 0.4])
    reports[:, 2] += 1
    assert reliability(reports)[2] < 0.6
    assert reliability(reports, remove_bias=True)[2] > 0.85


@pytest.mark.parametrize(
    "reports",
    [
        np.empty((0, 3)),
        np.array([[1.0, np.nan, np.nan], [np.nan, 0.2, np.nan]]),
        np.full((4, 3), 0.5),
        np.full((2, 3), np.nan),
    ],
)
def test_nothing_to_compare_weighs_everybody_alike(reports: Floats) -> None:
    assert reliability(reports).tolist() == [1.0, 1.0, 1.0]


def test_two_who_disagree_cannot_be_told_apart() -> None:
    _, reports = noisy([0.1, 1.0])
    assert reliability(reports) == pytest.approx([1, 1])


@given(st.integers(0, 10_000), st.integers(2, 5), st.floats(0.1, 10))
def test_weights_are_positive_level_on_average_and_free_of_scale(
    seed: int, assessors: int, scale: float
) -> None:
    rng = np.random.default_rng(seed)
    reports = rng.normal(size=(12, assessors)) * rng.uniform(0.1, 2, assessors)
    reports[rng.random(reports.shape) < 0.4] = np.nan
    weight = reliability(reports)
    assert np.all(weight > 0)
    assert weight.mean() == pytest.approx(1)
    assert reliability(reports * scale + 3) == pytest.approx(weight, rel=1e-3)


def plain_weights(reports: Floats, remove_bias: bool) -> Floats:
    """Weigh assessors by the stated scheme, thing by thing and assessor by assessor."""
    things = [row for row in reports if np.isfinite(row).sum() > 1]
    told = np.array(things)
    apart = told - np.nanmean(told, axis=1, keepdims=True)
    number = np.isfinite(told).sum(axis=0)
    if remove_bias:
        told = told - np.nansum(apart, axis=0) / (number + 10)
        apart = told - np.nanmean(told, axis=1, keepdims=True)
    common = np.nansum(apart**2) / (np.isfinite(told).sum() - len(told))
    variance = np.full(told.shape[1], common)
    for _ in range(5000):
        error = np.zeros(told.shape[1])
        for row in told:
            there = np.isfinite(row)
            known = (1 / variance[there]).sum()
            truth = (row[there] / variance[there]).sum() / known
            error[there] += (row[there] - truth) ** 2 + 1 / known
        before, variance = variance, (error + 10 * common) / (number + 10)
        if np.abs(variance / before - 1).max() < 1e-9:
            break
    weight = np.clip(common / variance, 1 / 4, 4)
    return np.asarray(weight / weight.mean())


@pytest.mark.parametrize("remove_bias", [False, True])
@pytest.mark.parametrize(
    ("sd", "things"), [([0.3, 0.5, 0.9], 80), ([0.05, 1.0, 1.0, 1.0, 1.0, 4.0], 400)]
)
def test_weights_are_those_of_the_stated_scheme(
    sd: list[float], things: int, remove_bias: bool
) -> None:
    _, reports = noisy(sd, things)
    reports[:, -1] += 0.5
    rng = np.random.default_rng(3)
    reports[rng.random(reports.shape) < 0.3] = np.nan
    found = reliability(reports, remove_bias=remove_bias)
    assert found == pytest.approx(plain_weights(reports, remove_bias), rel=2e-4)


def test_two_on_each_thing_are_enough_to_tell_the_careless_of_three() -> None:
    _, reports = noisy([0.1, 0.5, 1.5])
    for thing in range(len(reports)):
        reports[thing, thing % 3] = np.nan
    weight = reliability(reports)
    assert weight[:2].min() > 1.5 * weight[2]
