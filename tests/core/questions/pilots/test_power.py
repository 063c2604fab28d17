"""Power is that of the test that will be used, and numbers of cases follow from it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.power import TTestIndPower, TTestPower
from statsmodels.stats.proportion import power_proportions_2indep

from groundswell.core.questions.pilots import power as powers
from groundswell.core.questions.pilots.series import interrupted


@pytest.mark.parametrize(("cases", "effect"), [(24, 4), (60, 4), (128, 4), (12, 9)])
def test_two_groups_are_those_of_statsmodels(cases: int, effect: float) -> None:
    plan = powers.two_groups(8, 0.95)
    theirs = TTestIndPower().power(effect / 8, cases // 2, 0.05)
    assert plan.power(cases, effect) == pytest.approx(theirs, abs=1e-8)
    assert plan.power(cases, -effect) == plan.power(cases, effect)


def test_needed_cases_and_the_smallest_effect_are_those_of_statsmodels() -> None:
    plan = powers.two_groups(8, 0.95)
    assert powers.needed(plan, 4, 0.8) == 128  # 63.8 a group
    assert TTestIndPower().solve_power(0.5, None, 0.05, 0.8) == pytest.approx(63.77, abs=0.01)
    smallest = powers.detectable(plan, 24, 0.8)
    assert smallest == pytest.approx(8 * TTestIndPower().solve_power(None, 12, 0.05, 0.8), rel=1e-4)
    twice = powers.same_units(5, 0.95)
    assert twice.power(12, 4) == pytest.approx(TTestPower().power(0.8, 12, 0.05), abs=1e-8)
    assert powers.needed(twice, 4, 0.8) == 15  # 14.3 units


def test_small_groups_of_yes_and_no_are_counted_in_full() -> None:
    each, base, new = 12, 0.7, 0.3
    by_hand: float = sum(
        float(stats.binom.pmf(i, each, new) * stats.binom.pmf(j, each, base))
        for i in range(each + 1)
        for j in range(each + 1)
        if stats.fisher_exact(np.array([[i, each - i], [j, each - j]]))[1] <= 0.05
    )
    assert powers.two_shares(base, 0.95).power(24, new - base) == pytest.approx(by_hand, abs=1e-10)


def test_large_groups_of_yes_and_no_are_those_of_statsmodels() -> None:
    theirs = power_proportions_2indep(0.1, 0.5, 400, alpha=0.05).power
    assert powers.two_shares(0.5, 0.95).power(800, 0.1) == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("hanging", [0.0, 0.4])
def test_a_series_has_the_power_that_simulated_ones_have(hanging: float) -> None:
    plan, size = powers.time_series(2.0, hanging, 0.95), 30
    rng, late, found = np.random.default_rng(3), np.arange(30) >= 15, []
    for _ in range(300):
        noise = np.empty(size)
        noise[0] = rng.normal(0, 2)
        for at in range(1, size):
            noise[at] = hanging * noise[at - 1] + rng.normal(0, 2 * np.sqrt(1 - hanging**2))
        series = interrupted(noise, late, 0.95)
        assert series is not None
        found.append(series.finding.effect.mean)
    error = float(np.std(found))
    noncentral = 3.0 / error
    edge = stats.t.ppf(0.975, size - 4)
    assert plan.power(size, 3.0) == pytest.approx(
        stats.nct.sf(edge, size - 4, noncentral), abs=0.05
    )


def test_more_cases_and_larger_effects_are_seen_more_surely() -> None:
    for plan in (powers.two_groups(3, 0.95), powers.same_units(3, 0.95)):
        by_cases = [plan.power(n, 2) for n in range(4, 60, 2)]
        by_effect = [plan.power(20, effect) for effect in np.linspace(0, 6, 20)]
        assert by_cases == sorted(by_cases) and by_effect == sorted(by_effect)
        assert by_effect[0] == pytest.approx(0.05)


def test_what_nobody_can_see_is_not_promised() -> None:
    assert powers.needed(powers.two_groups(1000, 0.95), 0.001, 0.8) is None
    assert powers.detectable(powers.two_groups(3, 0.95), 3, 0.8) is None
    shares = powers.two_shares(0.1, 0.95)
    assert powers.detectable(shares, 24, 0.8, falls=True) is None  # even none at all would not show


@pytest.mark.parametrize("effect", [1.5, 2.0, 3.1, 4.0, 7.0])
def test_needed_is_the_fewest_in_equal_halves(effect: float) -> None:
    for plan in (powers.two_groups(8, 0.95), powers.same_units(8, 0.95)):
        found = powers.needed(plan, effect, 0.8)
        assert isinstance(found, int) and found % plan.sides == 0
        assert plan.power(found, effect) >= 0.8 > plan.power(found - plan.sides, effect)


def test_an_odd_case_adds_nothing_to_equal_halves() -> None:
    for plan in (powers.two_groups(8, 0.95), powers.two_shares(0.4, 0.95)):
        assert plan.power(25, 0.4) == plan.power(24, 0.4)


def test_no_chance_is_more_than_certain_and_no_share_more_than_all() -> None:
    assert powers.two_groups(8, 0.95).power(24, 1e6) == 1.0
    shares = powers.two_shares(0.7, 0.95)
    assert shares.power(24, 0.5) == shares.power(24, 0.3)
    assert shares.power(24, -0.9) == shares.power(24, -0.7)


def test_many_who_are_all_alike_are_seen_to_differ_or_not() -> None:
    nobody = powers.two_shares(0.0, 0.95)
    assert nobody.power(800, 1.0) == 1.0 and nobody.power(800, 0.0) == 0.0


@pytest.mark.parametrize("total", [8, 9, 16])
def test_a_series_that_hangs_together_not_at_all_has_the_error_of_least_squares(total: int) -> None:
    """The later half is the longer one where the number is odd."""
    t, start = np.arange(float(total)), total // 2
    since = np.where(t >= start, t - start, 0)
    design = np.column_stack([np.ones(total), t, t >= start, since])
    weights = np.array([0, 0, 1, since[start:].mean()])
    error = 2.0 * np.sqrt(weights @ np.linalg.inv(design.T @ design) @ weights)
    edge = stats.t.ppf(0.975, total - 4)
    theirs = stats.nct.sf(edge, total - 4, 9 / error) + stats.nct.cdf(-edge, total - 4, 9 / error)
    assert powers.time_series(2.0, 0.0, 0.95).power(total, 9.0) == pytest.approx(theirs, abs=1e-9)


def test_where_luck_alone_tells_a_difference_no_effect_is_the_smallest() -> None:
    assert powers.detectable(powers.two_groups(8, 0.15), 24, 0.8) is None
    assert powers.detectable(powers.two_groups(8, 0.25), 24, 0.8) is not None


def test_three_units_are_the_fewest_that_are_planned() -> None:
    plan = powers.same_units(8, 0.95)
    assert powers.detectable(plan, 3, 0.8) is not None
    assert powers.detectable(plan, 2, 0.8) is None
    assert plan.power(2, 80) == pytest.approx(TTestPower().power(10, 2, 0.05), abs=1e-8)


def test_a_chance_of_just_one_less_the_level_is_told() -> None:
    """Three of three against none of three: one of ten, by Fisher."""
    assert powers.two_shares(0.0, 0.9).power(6, 1.0) == 1.0
    assert powers.two_shares(0.0, 0.91).power(6, 1.0) == 0.0


@pytest.mark.parametrize(("each", "level"), [(5, 0.6), (9, 0.8), (31, 0.95), (120, 0.99)])
def test_up_to_a_hundred_and_twenty_of_a_group_every_table_is_counted(
    each: int, level: float
) -> None:
    """Each table's own p: all tables with as many yes in all that are at most as likely."""
    base, new, by_hand = 0.45, 0.6, 0.0
    for yes in range(2 * each + 1):
        first = np.arange(max(0, yes - each), min(yes, each) + 1)
        chance = stats.hypergeom.pmf(first, 2 * each, yes, each)
        p = (chance * (chance <= chance[:, None] * (1 + 1e-7))).sum(axis=1)
        both = stats.binom.pmf(first, each, new) * stats.binom.pmf(yes - first, each, base)
        by_hand += float(both[p <= 1 - level + 1e-9].sum())
    assert powers.two_shares(base, level).power(2 * each, new - base) == pytest.approx(by_hand)
    large = power_proportions_2indep(0.15, base, 121, alpha=0.05).power
    assert powers.two_shares(base, 0.95).power(242, 0.15) == pytest.approx(large, abs=1e-3)


@pytest.mark.parametrize("unit", [1e-12, 1e12])
def test_the_unit_of_a_plan_does_not_matter(unit: float) -> None:
    for make in (powers.two_groups, powers.same_units):
        mine, other = make(8, 0.95), make(8 * unit, 0.95)
        assert powers.needed(other, 5 * unit, 0.8) == powers.needed(mine, 5, 0.8)
        here, there = (powers.detectable(plan, 24, 0.8) for plan in (mine, other))
        assert here is not None and there == pytest.approx(here * unit, rel=1e-6, abs=0)


def test_exactly_the_wanted_chance_is_enough() -> None:
    rising = powers.Plan(lambda total, _: total / 100, 2, 4)
    assert powers.needed(rising, 1.0, 0.5) == 50
    always = powers.Plan(lambda *_: 0.8, 2, 4)
    assert powers.detectable(always, 24, 0.8) is None  # luck alone is enough
    straight = powers.Plan(lambda _, effect: abs(effect) / 10, 2, 4)
    assert powers.detectable(straight, 24, 0.8) == pytest.approx(8.0)
    assert powers.detectable(straight, 24, 0.8, falls=True) == pytest.approx(-8.0)


def test_halves_are_equal_and_six_are_the_fewest_of_which_shares_are_planned() -> None:
    for effect in (5.0, 6.0, 7.0, 9.0):
        found = powers.needed(powers.time_series(3.0, 0.1, 0.95), effect, 0.8)
        assert found is not None and found % 2 == 0
    shares = powers.two_shares(0.5, 0.95)
    for effect in (0.25, 0.3, 0.4):
        found = powers.needed(shares, effect, 0.8)
        assert found is not None and found % 2 == 0 and shares.power(found, effect) >= 0.8
    rare = powers.two_shares(0.02, 0.9)  # three of three against none: one of ten by Fisher
    assert powers.detectable(rare, 6, 0.8) is not None
    assert powers.detectable(rare, 5, 0.8) is None


def test_a_large_effect_is_seen_with_a_chance_of_one_and_not_more() -> None:
    for effect in np.linspace(20, 400, 39):
        assert powers.two_groups(8, 0.95).power(4, float(effect)) <= 1 + 1e-9
        assert powers.same_units(8, 0.95).power(24, float(effect)) <= 1 + 1e-9
