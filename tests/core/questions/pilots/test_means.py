"""Means are compared as other libraries do, small and awkward data included."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from groundswell.core.questions.pilots.finding import Finding, Span
from groundswell.core.questions.pilots.means import alone, apart, paired_t, pairs, welch
from groundswell.core.questions.pilots.permutation import signs, two_groups
from tests.core.questions.pilots.measured import (
    LARGE,
    PAIRS,
    TWO_GROUPS,
    Values,
    drawn,
    numbers,
)

LEVEL = 0.95
ALL = 100_000  # more ways than there are, so that scipy counts each


def ends(span: Span | None) -> tuple[float, float]:
    assert span is not None and span.low is not None and span.high is not None
    return span.low, span.high


@pytest.mark.parametrize("name", [*LARGE, "sleep", "five and four"])
def test_welch_is_that_of_statsmodels(name: str) -> None:
    base, new = (LARGE | TWO_GROUPS)[name]
    found = welch(base, new, LEVEL)
    theirs = CompareMeans(DescrStatsW(new), DescrStatsW(base))
    assert ends(found.effect) == pytest.approx(theirs.tconfint_diff(usevar="unequal"), rel=1e-9)
    assert found.p == pytest.approx(theirs.ttest_ind(usevar="unequal")[1], rel=1e-9)


@pytest.mark.parametrize("name", ["seven cases", "sleep", "three cases"])
def test_pairs_by_t_are_those_of_statsmodels(name: str) -> None:
    before, after = PAIRS[name]
    found, theirs = paired_t(before, after, LEVEL), DescrStatsW(after - before)
    assert ends(found.effect) == pytest.approx(theirs.tconfint_mean(), rel=1e-9)
    assert found.p == pytest.approx(theirs.ttest_mean(0)[1], rel=1e-9)


def by_scipy(first: Values, second: Values) -> float:
    """Return the p value of a test that deals the values anew, as scipy counts it."""

    def gap(a: Any, b: Any, axis: int) -> Any:
        return np.mean(a, axis=axis) - np.mean(b, axis=axis)

    found = stats.permutation_test(
        (second, first), gap, n_resamples=ALL, vectorized=True, alternative="two-sided"
    )
    return float(found.pvalue)


@pytest.mark.parametrize("name", TWO_GROUPS)
def test_few_cases_are_dealt_anew_as_scipy_does(name: str) -> None:
    base, new = TWO_GROUPS[name]
    if min(base.size, new.size) == 1:  # scipy asks for two; one case has ten places to be dealt to
        assert apart(base, new, LEVEL, 0).p == pytest.approx(0.2)
        return
    if math.comb(base.size + new.size, base.size) > 20_000:
        base, new = base[:6], new[:6]
    found = apart(base, new, LEVEL, 0)
    assert found.exact and found.p == pytest.approx(by_scipy(base, new), abs=1e-12)


@pytest.mark.parametrize("name", ["five and four", "ties", "one side constant"])
def test_an_end_of_the_range_is_where_shifted_data_become_extreme(name: str) -> None:
    """The closed form against brute force: the test is done again on both sides of each end."""
    base, new = TWO_GROUPS[name]
    found = apart(base, new, LEVEL, 0)
    for end, outwards in zip(ends(found.effect), (-1, 1), strict=True):
        assert by_scipy(base, new - (end + outwards * 1e-6)) <= 0.05 + 1e-9
        assert by_scipy(base, new - (end - outwards * 1e-6)) > 0.05
    for end, outwards in zip(ends(found.share), (-1, 1), strict=True):
        assert by_scipy(base, new / (end + 1 + outwards * 1e-6)) <= 0.05 + 1e-9
        assert by_scipy(base, new / (end + 1 - outwards * 1e-6)) > 0.05


@pytest.mark.parametrize("name", PAIRS)
def test_few_pairs_have_their_signs_turned_as_scipy_does(name: str) -> None:
    before, after = PAIRS[name]
    found = pairs(before, after, LEVEL, 0)
    theirs = stats.permutation_test(
        (after - before,),
        lambda change, axis: np.mean(change, axis=axis),
        permutation_type="samples",
        n_resamples=ALL,
        vectorized=True,
    )
    assert found.exact and found.paired
    assert found.p == pytest.approx(float(theirs.pvalue), abs=1e-12)


def test_three_cases_on_a_side_bound_nothing() -> None:
    base, new = TWO_GROUPS["three and three"]
    found = apart(base, new, LEVEL, 0)
    assert found.p == pytest.approx(0.1)  # 2 of 20 ways
    assert (found.effect.low, found.effect.high) == (None, None)
    assert not found.shown(LEVEL)
    assert apart(base, new, 0.9, 0).effect.bounded  # 1 in 20 on either side is enough for 90 %


def test_values_without_spread_give_no_range_by_t_and_no_crash() -> None:
    same = np.full(30, 4.0)
    found = welch(same, same, LEVEL)
    assert found.effect == Span(0.0, None, None) and found.p is None
    assert not welch(same, same + 1, LEVEL).shown(LEVEL)
    none = pairs(*PAIRS["no change at all"], LEVEL, 0)
    assert none.p == 1.0 and none.effect.mean == 0


def test_a_figure_that_is_nought_or_negative_has_no_share() -> None:
    assert apart(numbers(0, 0, 0, 0), numbers(1, 2, 3, 4), LEVEL, 0).share is None
    assert pairs(numbers(0, 0, 0, 0), numbers(1, 2, 3, 4), LEVEL, 0).share is None
    assert welch(numbers(-3, -4, -5), numbers(1, 2, 3), LEVEL).share is None
    assert pairs(numbers(-1, -2, -3, -4, -5, -6), numbers(1, 2, 3, 4, 5, 6), LEVEL, 0).share is None


def test_against_a_stated_figure_as_scipy_does() -> None:
    many = drawn(9, 27, 5, 40)
    found = alone(many, 30.0, LEVEL, 0)
    assert found.p == pytest.approx(float(stats.ttest_1samp(many, 30.0).pvalue), rel=1e-9)
    few = alone(numbers(22, 25, 27, 21, 24, 26), 30.0, LEVEL, 0)
    assert few.p == pytest.approx(2 / 64) and few.share is not None
    assert few.share.mean == pytest.approx(few.effect.mean / 30)


LISTS = st.lists(st.integers(0, 40).map(float), min_size=2, max_size=6)


@settings(max_examples=40)
@given(LISTS, LISTS, st.integers(1, 9))
def test_units_do_not_matter_and_swapping_the_sides_turns_the_sign(
    first: list[float], second: list[float], scale: int
) -> None:
    base, new = np.array(first), np.array(second)
    one, other = apart(base, new, LEVEL, 0), apart(new, base, LEVEL, 0)
    scaled = apart(base * scale, new * scale, LEVEL, 0)
    assert one.p == pytest.approx(other.p) == pytest.approx(scaled.p)
    assert one.effect.mean == pytest.approx(-other.effect.mean, abs=1e-9)
    for mine, turned, large in zip(
        (one.effect.low, one.effect.high),
        (other.effect.high, other.effect.low),
        (scaled.effect.low, scaled.effect.high),
        strict=True,
    ):
        assert (mine is None) == (turned is None) == (large is None)
        if mine is not None and turned is not None and large is not None:
            assert mine == pytest.approx(-turned, abs=1e-9)
            assert scale * mine == pytest.approx(large, abs=1e-9)


@settings(max_examples=40)
@given(LISTS, LISTS)
def test_range_and_test_agree_and_hold_what_was_seen(
    first: list[float], second: list[float]
) -> None:
    found = apart(np.array(first), np.array(second), LEVEL, 0)
    assert found.p is not None and 0 < found.p <= 1
    if found.effect.low is not None and found.effect.high is not None:
        low, high = found.effect.low, found.effect.high
        assert low - 1e-9 <= found.effect.mean <= high + 1e-9
        if min(abs(low), abs(high)) > 1e-9:
            assert (low > 0 or high < 0) == (found.p <= 0.05 + 1e-12)
    if found.share is not None and found.share.bounded and found.effect.bounded:
        assert found.share.clear == found.effect.clear


def told(findings: list[Finding]) -> int:
    return sum(found.shown(LEVEL) for found in findings)


def test_where_nothing_happened_something_is_told_in_one_of_twenty() -> None:
    rng = np.random.default_rng(11)
    pilots = [apart(rng.exponential(10, 9), rng.exponential(10, 8), LEVEL, 0) for _ in range(200)]
    assert told(pilots) <= 16  # of 200; 10 expected
    many = [welch(rng.normal(0, 1, 25), rng.normal(0, 3, 40), LEVEL) for _ in range(400)]
    assert told(many) <= 31


def test_draws_beyond_what_can_be_counted_follow_from_the_seed() -> None:
    base, new = drawn(1, 10, 3, 15), drawn(2, 8, 3, 15)
    first, again, other = (two_groups(base, new, LEVEL, seed) for seed in (1, 1, 2))
    assert first == again and not first.exact
    assert first.p == pytest.approx(other.p, abs=0.02)
    turned = signs(base, new, LEVEL, 3)
    assert not turned.exact and turned == signs(base, new, LEVEL, 3)


@pytest.mark.parametrize(
    ("of_each", "two", "twice"),
    [
        (19, "two groups, cases dealt anew by lot", "pairs, signs turned by lot"),
        (20, "two groups, Welch's t", "pairs, t of their differences"),
    ],
)
def test_from_twenty_cases_on_means_go_by_t(of_each: int, two: str, twice: str) -> None:
    base, new = drawn(1, 10, 3, of_each), drawn(2, 8, 3, of_each)
    assert apart(base, new, LEVEL, 0).method == two
    assert pairs(base, new, LEVEL, 0).method == twice


def test_how_one_group_was_compared_with_a_stated_figure_is_said() -> None:
    ways = {6: "every turn of signs counted", 16: "signs turned by lot", 20: "t"}
    for size, how in ways.items():
        found = alone(drawn(1, 10, 3, size), 12.0, LEVEL, 0)
        assert found.method.endswith(f"a stated figure, {how}")
        assert found.exact is (size == 6)


@pytest.mark.parametrize("unit", [1e-12, 1e12])
def test_the_unit_of_a_measure_does_not_matter(unit: float) -> None:
    for test, data in ((signs, PAIRS["seven cases"]), (two_groups, TWO_GROUPS["five and four"])):
        mine, other = test(*data, LEVEL, 0), test(data[0] * unit, data[1] * unit, LEVEL, 0)
        assert other.p == mine.p
        assert ends(other.effect) == pytest.approx(tuple(unit * e for e in ends(mine.effect)))


def test_a_ratio_by_t_ends_where_its_error_reaches() -> None:
    """Fieller: at either end r, new less r times base is as far from nought as t lets it be."""
    base, new = LARGE["alike spreads"]
    found = welch(base, new, LEVEL)
    var_base, var_new = (side.var(ddof=1) / side.size for side in (base, new))
    reach = (ends(found.effect)[1] - found.effect.mean) / math.sqrt(var_base + var_new)
    for ratio in (1 + end for end in ends(found.share)):
        gap = abs(new.mean() - ratio * base.mean())
        assert gap == pytest.approx(reach * math.sqrt(var_new + ratio**2 * var_base))


def test_shares_of_small_figures_and_cases_are_those_of_the_data() -> None:
    low = pairs(numbers(0.5, 0.6, 0.4, 0.5, 0.7), numbers(0.9, 0.8, 0.9, 1.0, 0.7), LEVEL, 0)
    assert low.share is not None
    assert low.share.mean == pytest.approx(low.effect.mean / low.base)
    assert welch(numbers(0.2, 0.4), numbers(0.5, 0.9), LEVEL).share is not None
    assert alone(numbers(22, 25, 27), 30.0, LEVEL, 0).cases == (0, 3)
    assert not welch(np.full(30, 4.0), np.full(30, 4.0), LEVEL).exact


def test_two_values_a_side_vary_enough_for_t() -> None:
    base, new = numbers(1, 2), numbers(5, 9)
    theirs = CompareMeans(DescrStatsW(new), DescrStatsW(base)).tconfint_diff(usevar="unequal")
    assert ends(welch(base, new, LEVEL).effect) == pytest.approx(theirs, rel=1e-9)


def test_figures_below_nought_have_no_ratio_and_fractions_have_one() -> None:
    below, above = numbers(-1, 5, 6, 7, 8), numbers(1, 2, 3, 4, 5)
    for test in (two_groups, signs):
        assert test(below, above, LEVEL, 0).ratio is None
        assert test(above, below, LEVEL, 0).ratio is None
        part = test(above / 10, above / 9, LEVEL, 0).ratio
        assert part is not None and part.mean == pytest.approx(10 / 9)


def test_where_ways_are_drawn_the_data_as_they_are_count_as_one_of_twenty_thousand() -> None:
    low = np.arange(16.0)
    assert two_groups(low, low + 100, LEVEL, 0).p == pytest.approx(2 / 20_000)
    assert signs(low, low + 100 + low % 3, LEVEL, 0).p == pytest.approx(2 / 20_000)
    before = drawn(1, 10, 3, 16)
    after = before + drawn(2, 0.1, 1, 16)
    theirs = float(stats.ttest_rel(after, before).pvalue)
    assert signs(before, after, LEVEL, 0).p == pytest.approx(theirs, abs=0.05)


def test_what_differs_by_rounding_alone_is_the_same() -> None:
    base = np.full(5, 0.3)
    assert signs(base, np.full(5, 0.1 + 0.2), LEVEL, 0).p == 1.0
    assert not Span(1.0, 0.5, None).bounded and not Span(1.0, None, 2.0).bounded


@pytest.mark.parametrize(
    ("sizes", "t"), [((10, 30), False), ((10, 190), False), ((10, 191), True), ((30, 10), False)]
)
def test_a_small_group_is_dealt_anew_up_to_two_hundred_cases_in_all(
    sizes: tuple[int, int], t: bool
) -> None:
    found = apart(drawn(1, 10, 3, sizes[0]), drawn(2, 8, 3, sizes[1]), LEVEL, 0)
    assert found.method.endswith("Welch's t") is t


@pytest.mark.parametrize("name", ["seven cases", "sleep"])
def test_an_end_of_the_range_of_pairs_is_where_shifted_changes_become_extreme(name: str) -> None:
    before, after = PAIRS[name]
    found = pairs(before, after, LEVEL, 0)

    def p(shifted: Values) -> float:
        turned = stats.permutation_test(
            (shifted - before,),
            lambda change, axis: np.mean(change, axis=axis),
            permutation_type="samples",
            n_resamples=ALL,
            vectorized=True,
        )
        return float(turned.pvalue)

    for end, outwards in zip(ends(found.effect), (-1, 1), strict=True):
        assert p(after - (end + outwards * 1e-6)) <= 0.05 + 1e-9
        assert p(after - (end - outwards * 1e-6)) > 0.05


def test_one_group_is_compared_as_pairs_with_the_stated_figure_would_be() -> None:
    values = numbers(22, 25, 27, 21, 24, 26, 33)
    found, twice = alone(values, 30.0, LEVEL, 0), pairs(np.full(7, 30.0), values, LEVEL, 0)
    assert (found.effect, found.p, found.exact) == (twice.effect, twice.p, True)
    assert found.effect.mean == pytest.approx(values.mean() - 30)
    assert ends(found.share) == pytest.approx(tuple(end / 30 for end in ends(found.effect)))
    many = alone(drawn(9, 27, 5, 40), 30.0, LEVEL, 0)
    assert many.cases == (0, 40) and many.base == 30.0


@pytest.mark.parametrize("unit", [1e-13, 1e13])
def test_the_unit_of_means_by_t_does_not_matter(unit: float) -> None:
    base, new = LARGE["alike spreads"]
    for test, data in ((welch, (base, new)), (paired_t, (base[:33], new))):
        mine, other = test(*data, LEVEL), test(data[0] * unit, data[1] * unit, LEVEL)
        assert other.p == pytest.approx(mine.p)
        assert ends(other.effect) == pytest.approx(
            tuple(unit * end for end in ends(mine.effect)), rel=1e-9, abs=0
        )
        assert ends(other.share) == pytest.approx(ends(mine.share))


@pytest.mark.parametrize("base", [0.0, 0.3, 700.0])
def test_values_that_vary_by_rounding_alone_have_no_range(base: float) -> None:
    rounding = np.where(np.arange(30) % 2, 0.1 + 0.2, 0.3) * 1000
    found = welch(np.full(30, base), rounding, LEVEL)
    assert found.effect.mean == pytest.approx(300 - base)
    assert not found.effect.bounded and found.p is None


def test_pairs_by_t_are_pairs_and_their_ratio_lies_between_its_ends() -> None:
    before, after = drawn(1, 30, 8, 24), drawn(2, 26, 8, 24)
    found = paired_t(before, after, LEVEL)
    assert found.paired and found.cases == (24, 24) and found.share is not None
    low, high = ends(found.share)
    assert low < found.share.mean < high
    nothing = paired_t(np.zeros(24), np.zeros(24), LEVEL)
    assert nothing.effect == Span(0.0, None, None) and nothing.p is None


def test_nought_among_the_values_leaves_their_ratio() -> None:
    base, new = numbers(0, 2, 3, 4, 5, 7), numbers(1, 2, 5, 0, 4, 3)
    for test in (two_groups, signs):
        found = test(base, new, LEVEL, 0).ratio
        assert found is not None and found.mean == pytest.approx(15 / 21)


def test_where_ways_are_drawn_p_and_range_are_near_those_of_t() -> None:
    base, new = drawn(5, 10, 3, 14), drawn(6, 11, 3, 19)
    found, theirs = two_groups(base, new, LEVEL, 0), welch(base, new, LEVEL)
    assert not found.exact and found.p == pytest.approx(theirs.p, abs=0.02)
    assert ends(found.effect) == pytest.approx(ends(theirs.effect), abs=0.25)
