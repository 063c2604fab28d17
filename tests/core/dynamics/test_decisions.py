"""Decisions together: shared luck, its quadrature, doubtful rules, settled decisions, slopes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from groundswell.core.dynamics.decisions import (
    Decision,
    Doubtful,
    Floats,
    Settled,
    joint_chance,
    log_slopes,
    weather_for,
)
from groundswell.core.dynamics.negotiated import Negotiation
from groundswell.core.dynamics.voting import Ballot
from groundswell.core.dynamics.weather import Weather
from groundswell.core.terrain.terms import Rule


def dense(decisions: list[Decision]) -> Weather:
    """Return luck on 1,201 by 121 points out to six standard deviations."""
    z, g = np.linspace(-6, 6, 1201), np.linspace(-6, 6, 121)
    z_weight, g_weight = np.exp(-0.5 * z**2), np.exp(-0.5 * g**2)
    if all(isinstance(decision, Ballot) for decision in decisions):
        g, g_weight = np.zeros(1), np.ones(1)
    return Weather(0.2 * z, z_weight / z_weight.sum(), 0.4 * g, g_weight / g_weight.sum())


def some_decision(rng: np.random.Generator) -> Decision:
    size = int(rng.choice([1, 3, 5, 9, 25, 60]))
    weights = rng.integers(1, 5, size)
    vetoes = rng.choice(9, rng.integers(0, 3), replace=False) + 100
    rule = (Rule.MAJORITY, Rule.QUOTA, Rule.UNANIMITY)[rng.integers(3)]
    by_rule = Ballot.build(rule, range(size), weights, vetoes, rng.uniform(0.3, 0.9))
    negotiated = Negotiation.build(range(size), weights, np.ones(size), vetoes)
    forms: list[Decision] = [by_rule, negotiated, Doubtful.build(by_rule, negotiated, 0.3)]
    return forms[rng.integers(3)]


def some_opinions(
    decisions: list[Decision], rng: np.random.Generator, samples: int
) -> list[Floats]:
    """Draw opinions, in some cases alike for all, where the chance is steepest."""
    middle, spread = rng.uniform(-0.5, 1.0), rng.choice([0.0, 0.1, 0.4])
    return [
        np.clip(middle + spread * rng.normal(size=(d.people.size, samples)), -1, 1)
        for d in decisions
    ]


@pytest.mark.parametrize("case", range(25))
def test_quadrature_of_luck_is_within_a_thousandth(case: int) -> None:
    rng = np.random.default_rng(case)
    decisions = [some_decision(rng) for _ in range(rng.integers(1, 7))]
    opinions = some_opinions(decisions, rng, 5)
    weather = weather_for(decisions)
    ours = joint_chance(decisions, opinions, weather, 5)
    right = joint_chance(decisions, opinions, dense(decisions), 5)
    assert ours.together == pytest.approx(right.together, abs=1e-3)
    assert ours.each == pytest.approx(right.each, abs=1e-3)


def test_one_vote_over_the_weather_has_a_closed_form() -> None:
    owner = Ballot.build(Rule.OWNER, [0], [1])
    x = np.linspace(-1, 1, 41)[None, :]
    chance = joint_chance([owner], [x], weather_for([owner]), 41).each[0]
    assert chance == pytest.approx(ndtr((x[0] - 0.2) / np.hypot(0.25, 0.2)), abs=1e-3)
    # The reading of the hurdle: a supporter says yes five times in six, a neutral one in four.
    assert chance[30] == pytest.approx(5 / 6, abs=0.02)
    assert chance[20] == pytest.approx(1 / 4, abs=0.02)


def test_a_negotiation_keeps_its_own_luck_beside_a_vote() -> None:
    # Own error .4, common .4 and weather .2 make .6, whatever else is decided.
    owner, talks = Ballot.build(Rule.OWNER, [0], [1]), Negotiation.build([0], [1], [1])
    forms: list[Decision] = [owner, talks, Doubtful.build(owner, talks, 0.5)]
    assert forms[2].common_width == talks.common_width
    assert forms[2].width == min(owner.width, talks.width)
    x = np.array([[-0.4, 0.1, 0.7]])
    vote, talk = ndtr((x[0] - 0.2) / np.hypot(0.25, 0.2)), ndtr(x[0] / 0.6)
    for some in (forms[:2], forms[::-1]):
        found = joint_chance(some, [x] * len(some), weather_for(some), 3)
        expected = {owner: vote, talks: talk, forms[2]: (vote + talk) / 2}
        for form, each in zip(some, found.each, strict=True):
            assert each == pytest.approx(expected[form], abs=1e-3)


def test_the_steepest_of_several_negotiations_sets_the_points() -> None:
    wide, steep = (Negotiation.build([0], [1], [1], scale=scale) for scale in (0.4, 0.1))
    points = weather_for([wide, steep])
    assert points.g.size == weather_for([steep]).g.size > weather_for([wide]).g.size


def test_decisions_that_share_luck_pass_together_more_often_than_apart() -> None:
    kinds: list[Decision] = [
        Ballot.build(Rule.MAJORITY, range(3), [1, 1, 1]),
        Negotiation.build(range(3), [1, 1, 1], [1, 1, 1]),
        Negotiation.build(range(3), [3, 1, 1], [1, 1, 1]),
    ]
    opinions = some_opinions(kinds, np.random.default_rng(5), 7)
    both = joint_chance(kinds, opinions, weather_for(kinds), 7)
    assert np.all(both.together > both.each.prod(axis=0))
    assert np.all(both.together <= both.each.min(axis=0) + 1e-12)


def test_settled_decisions_keep_their_chance() -> None:
    owner = Ballot.build(Rule.OWNER, [0], [1])
    forms: list[Decision] = [Settled(0.9), owner, Settled(1.0)]
    nobody, x = np.zeros((0, 3)), np.array([[0.1, 0.5, 0.9]])
    weather = weather_for(forms)
    chance = joint_chance(forms, [nobody, x, nobody], weather, 3)
    assert chance.together == pytest.approx(0.9 * chance.each[1])
    refused = joint_chance([Settled(0.0), owner], [nobody, x], weather, 3)
    assert not refused.together.any()
    assert log_slopes(Settled(1.0), nobody, weather)[1].shape == (0, 3)


def test_certain_decisions_are_no_more_than_certain() -> None:
    everybody = [Ballot.build(Rule.UNANIMITY, range(m), np.ones(m), scale=0.01) for m in (1, 2, 9)]
    sure = [np.full((form.people.size, 2), 1.0) for form in everybody]
    for sd in (0.01, 0.05, 0.1):
        chance = joint_chance(everybody, sure, weather_for(everybody, sd), 2)
        assert np.all(chance.together <= 1.0)
        assert chance.together == pytest.approx(1.0)


def test_luck_that_sums_to_a_rounding_above_one_makes_nothing_surer_than_sure() -> None:
    above = np.array([0.5, 0.5 + 2**-52])
    assert above.sum() > 1
    weather = Weather(np.zeros(2), above, np.zeros(1), np.ones(1))
    nobody = np.zeros((0, 3))
    chance = joint_chance([Settled(1.0)] * 2, [nobody] * 2, weather, 3)
    assert np.array_equal(chance.together, np.ones(3))
    assert np.array_equal(chance.each, np.ones((2, 3)))


def test_nothing_required_always_passes() -> None:
    empty = joint_chance([], [], weather_for([]), 4)
    assert np.array_equal(empty.together, np.ones(4))
    assert empty.each.shape == (0, 4)


def test_a_doubtful_rule_is_a_mixture() -> None:
    majority = Ballot.build(Rule.MAJORITY, [4, 2, 9], [1, 1, 1])
    owner = Ballot.build(Rule.OWNER, [2], [1], [7])
    doubtful = Doubtful.build(majority, owner, 0.25)
    assert list(doubtful.people) == [2, 4, 7, 9]
    opinion = {2: 0.1, 4: 0.5, 7: 0.9, 9: -0.3}
    weather = weather_for([doubtful])

    def chance(form: Decision) -> float:
        x = np.array([opinion[int(i)] for i in form.people])[:, None]
        return float(joint_chance([form], [x], weather, 1).together[0])

    assert chance(doubtful) == pytest.approx(0.75 * chance(majority) + 0.25 * chance(owner))
    for sure, form in ((0.0, majority), (1.0, owner)):
        assert chance(Doubtful.build(majority, owner, sure)) == pytest.approx(chance(form))
    with pytest.raises(ValueError, match=r"^alt_chance: "):
        Doubtful.build(majority, owner, 1.5)


def test_log_slopes_equal_finite_differences_even_where_hopeless() -> None:
    board = Ballot.build(Rule.QUOTA, range(4), [1, 2, 3, 4], [1], 0.7)
    form = Doubtful.build(board, Negotiation.build([0, 5], [1, 1], [1, 1]), 0.2)
    hopeless = Ballot.build(Rule.UNANIMITY, range(4), [1, 1, 1, 1])
    rng = np.random.default_rng(6)
    cases: list[tuple[Decision, float]] = [(form, 0.2), (hopeless, -0.9)]
    for decision, middle in cases:
        weather = weather_for([decision])
        x = rng.normal(middle, 0.1, (decision.people.size, 3))
        _, slope = log_slopes(decision, x, weather)
        assert np.all(np.isfinite(slope))
        for i in range(x.shape[0]):
            up, down = x.copy(), x.copy()
            up[i] += 1e-5
            down[i] -= 1e-5
            higher, lower = (log_slopes(decision, side, weather)[0] for side in (up, down))
            assert slope[i] == pytest.approx((higher - lower) / 2e-5, rel=1e-3, abs=1e-4)


def test_samples_beyond_a_block_agree_with_themselves_alone() -> None:
    forms: list[Decision] = [
        Ballot.build(Rule.MAJORITY, range(3), [1, 1, 1]),
        Negotiation.build([0], [1], [1]),
    ]
    weather = weather_for(forms)
    opinions = some_opinions(forms, np.random.default_rng(7), 2500)
    whole = joint_chance(forms, opinions, weather, 2500)
    for part in (slice(0, 7), slice(1020, 1030), slice(2490, 2500)):
        cut = [x[:, part] for x in opinions]
        alone = joint_chance(forms, cut, weather, part.stop - part.start)
        assert whole.together[part] == pytest.approx(alone.together, abs=1e-14)


def test_without_luck_one_point_is_enough() -> None:
    owner = Ballot.build(Rule.OWNER, [0], [1])
    weather = weather_for([owner], sd=0.0)
    assert weather.z.size == weather.g.size == 1
    assert joint_chance([owner], [[[0.45]]], weather, 1).together[0] == pytest.approx(ndtr(1.0))
