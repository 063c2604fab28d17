"""The stance posterior against the same Gaussian written out in full."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.terrain.noise import code_hashes
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.stances import Readings, StancePosterior, posterior

PEOPLE, UNITS, ASSESSORS, DECISIONS = 6, 2, 2, 2
S = Settings()
UNIT = np.array([0, 0, 1, 1, -1, 0])
MEMBER = np.array([False, True, False, False, False, False])

Reading = tuple[int, int, int, float, float]


def folded(readings: list[Reading]) -> StancePosterior:
    person, assessor, decision, value, variance = (
        np.array([r[k] for r in readings]) for k in range(5)
    )
    told = Readings(
        person.astype(int),
        assessor.astype(int),
        decision.astype(int),
        value.astype(float),
        variance.astype(float),
    )
    return posterior(told, PEOPLE, UNIT, ("u", "v"), ("a", "b"), MEMBER, S)


class Dense:
    """The joint precision of every variable, built factor by factor."""

    def __init__(self, readings: list[Reading]) -> None:
        pairs = sorted({(p, d) for p, _, d, _, _ in readings if d >= 0})
        self.stance = 1 + UNITS + ASSESSORS
        self.shift = {pair: self.stance + PEOPLE + k for k, pair in enumerate(pairs)}
        size = self.stance + PEOPLE + len(pairs)
        self.precision, self.linear = np.zeros((size, size)), np.zeros(size)
        self.factor({0: 1.0}, S.climate_spread**2)
        for u in range(UNITS):
            self.factor({1 + u: 1.0, 0: -1.0}, S.unit_spread**2)
        for a in range(ASSESSORS):
            self.factor({1 + UNITS + a: 1.0}, S.assessor_bias**2)
        near, apart = S.stance_spread**2, S.unit_spread**2
        for i in range(PEOPLE):
            at = self.stance + i
            if MEMBER[i]:
                self.factor({at: 1.0}, near + apart + S.climate_spread**2)
            elif UNIT[i] < 0:
                self.factor({at: 1.0, 0: -1.0}, near + apart)
            else:
                self.factor({at: 1.0, 1 + int(UNIT[i]): -1.0}, near)
        for (person, _), at in self.shift.items():
            self.factor({at: 1.0, self.stance + person: -1.0}, S.decision_spread**2)
        for person, assessor, decision, value, variance in readings:
            at = self.stance + person if decision < 0 else self.shift[person, decision]
            self.factor({at: 1.0, 1 + UNITS + assessor: 1.0}, variance, value)
        self.covariance = np.linalg.inv(self.precision)
        self.mean = self.covariance @ self.linear
        self.sd = np.sqrt(np.diag(self.covariance))

    def factor(self, terms: dict[int, float], variance: float, value: float = 0.0) -> None:
        row = np.zeros(self.linear.size)
        for at, weight in terms.items():
            row[at] = weight
        self.precision += np.outer(row, row) / variance
        self.linear += row * value / variance


reading = st.tuples(
    st.integers(0, PEOPLE - 1),
    st.integers(0, ASSESSORS - 1),
    st.integers(-1, DECISIONS - 1),
    st.floats(-1, 1),
    st.floats(0.05, 0.5),
)
told = st.lists(reading, max_size=12, unique_by=lambda r: r[:3])


@given(told)
@settings(max_examples=60)
def test_posterior_equals_the_full_gaussian(readings: list[Reading]) -> None:
    post, dense = folded(readings), Dense(readings)
    stances = slice(dense.stance, dense.stance + PEOPLE)
    biases = slice(1 + UNITS, 1 + UNITS + ASSESSORS)
    np.testing.assert_allclose(post.mean, dense.mean[stances], atol=1e-9)
    np.testing.assert_allclose(post.sd, dense.sd[stances], atol=1e-9)
    np.testing.assert_allclose(post.bias_mean, dense.mean[biases], atol=1e-9)
    np.testing.assert_allclose(post.bias_sd, dense.sd[biases], atol=1e-9)


@given(told)
@settings(max_examples=30)
def test_a_bias_beside_the_others_is_a_contrast_of_the_full_gaussian(
    readings: list[Reading],
) -> None:
    post, dense = folded(readings), Dense(readings)
    contrast = np.zeros((ASSESSORS, dense.mean.size))
    first = 1 + UNITS
    contrast[0, first], contrast[0, first + 1] = 1, -1
    contrast[1] = -contrast[0]
    mean, sd = post.bias_beside_others()
    np.testing.assert_allclose(mean, contrast @ dense.mean, atol=1e-9)
    by_hand = np.sqrt(np.diag(contrast @ dense.covariance @ contrast.T))
    np.testing.assert_allclose(sd, by_hand, atol=1e-9)


@given(told.filter(bool), st.data())
@settings(max_examples=60)
def test_removing_a_judgement_never_lowers_the_sd(
    readings: list[Reading], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(readings) - 1))
    rest = readings[:gone] + readings[gone + 1 :]
    person = readings[gone][0]
    assert folded(rest).sd[person] >= folded(readings).sd[person] - 1e-12


def test_draws_have_the_posterior_moments() -> None:
    readings = [
        (0, 0, -1, 0.5, 0.12),
        (0, 1, -1, -0.2, 0.12),
        (2, 0, -1, -0.8, 0.25),
        (3, 0, 0, 0.9, 0.12),
        (3, 1, 1, -0.4, 0.12),
    ]
    post, dense = folded(readings), Dense(readings)
    hashes = code_hashes(tuple("abcdef"))
    stance, shift = post.draw(3, hashes, code_hashes(("x", "y")), 20_000)
    np.testing.assert_allclose(stance.mean(axis=1), post.mean, atol=0.02)
    np.testing.assert_allclose(stance.std(axis=1), post.sd, atol=0.02)
    there = stance[post.shift_person] + shift
    rows = list(dense.shift.values())
    np.testing.assert_allclose(there.mean(axis=1), dense.mean[rows], atol=0.02)
    np.testing.assert_allclose(there.std(axis=1), dense.sd[rows], atol=0.02)
    together = np.cov(np.concatenate([stance, there]))
    order = [*range(dense.stance, dense.stance + PEOPLE), *rows]
    np.testing.assert_allclose(together, dense.covariance[np.ix_(order, order)], atol=0.02)


def test_nobody_judged_is_wide_and_says_so() -> None:
    post = folded([])
    wide = np.sqrt(S.stance_spread**2 + S.unit_spread**2 + S.climate_spread**2)
    np.testing.assert_allclose(post.sd, wide)
    assert not post.judged.any()


def test_two_fresh_assessors_by_hand() -> None:
    """One person without unit, two assessors: precision-weighted mean with correlated biases."""
    readings: list[Reading] = [(4, 0, -1, 0.5, S.judgement_error**2)]
    prior = S.stance_spread**2 + S.unit_spread**2 + S.climate_spread**2
    error = S.judgement_error**2 + S.assessor_bias**2
    assert folded(readings).mean[4] == pytest.approx(0.5 * prior / (prior + error))


def test_each_of_three_is_compared_with_the_average_of_the_other_two() -> None:
    rows = [(0, 0, 0.8), (0, 1, 0.1), (0, 2, -0.4), (1, 0, 0.5), (1, 2, -0.2), (2, 1, 0.3)]
    person, assessor = (np.array([row[k] for row in rows]) for k in (0, 1))
    value = np.array([row[2] for row in rows])
    readings = Readings(person, assessor, np.full(6, -1), value, np.full(6, 0.12))
    nobody = np.zeros(3, dtype=bool)
    post = posterior(readings, 3, np.full(3, -1), (), ("a", "b", "c"), nobody, S)
    mean, sd = post.bias_beside_others()
    own = post.bias_mean
    others = np.array([own[[1, 2]].mean(), own[[0, 2]].mean(), own[[0, 1]].mean()])
    np.testing.assert_allclose(mean, own - others)
    # What all share is left out of the comparison, so that it is surer than each against nothing.
    prior = S.assessor_bias * np.sqrt(1.5)
    assert (sd < prior).all()
    _, shift = post.draw(0, code_hashes(("x", "y", "z")), code_hashes(()), 5)
    assert shift.shape == (0, 5)
