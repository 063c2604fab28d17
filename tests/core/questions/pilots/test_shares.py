"""Shares: score intervals as published, tests as in other libraries, pairs included."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from groundswell.core.questions.pilots import shares
from groundswell.core.questions.pilots.intervals import (
    Pair,
    Shares,
    _given_difference,
    exact_share,
    fieller,
    score_difference,
    score_ratio,
)
from tests.core.questions.pilots.measured import Values, numbers

# R. G. Newcombe (1998), Statistics in Medicine 17, table II, method of Miettinen and Nurminen.
NEWCOMBE = {
    (56, 70, 48, 80): (0.0528, 0.3382),
    (9, 10, 3, 10): (0.1700, 0.8406),
    (6, 7, 2, 7): (0.0342, 0.8534),
    (5, 56, 0, 29): (-0.0326, 0.1933),
    (0, 10, 0, 20): (-0.1658, 0.2844),
    (0, 10, 0, 10): (-0.2879, 0.2879),
    (10, 10, 0, 20): (0.7156, 1.0),
    (10, 10, 0, 10): (0.6636, 1.0),
}
TABLES = [(24, 62, 39, 66), (11, 14, 7, 15), (1, 3, 2, 3), (6, 62, 7, 66), (3, 40, 9, 12)]


def yes(number: int, of: int) -> Values:
    return np.array([1.0] * number + [0.0] * (of - number))


@pytest.mark.parametrize(("table", "published"), NEWCOMBE.items(), ids=str)
def test_a_difference_of_shares_has_the_published_range(
    table: tuple[int, int, int, int], published: tuple[float, float]
) -> None:
    assert score_difference(Shares(*table), 0.95) == pytest.approx(published, abs=6e-5)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_ratio_of_shares_has_the_range_of_statsmodels(table: tuple[int, int, int, int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = confint_proportions_2indep(*table, compare="ratio", method="score")
    assert score_ratio(Shares(*table), 0.95) == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize("table", TABLES, ids=str)
@pytest.mark.parametrize("difference", [-0.3, -0.05, 0.2])
def test_the_likeliest_shares_are_those_of_a_numerical_search(
    table: tuple[int, int, int, int], difference: float
) -> None:
    seen = Shares(*table)

    def unlikely(base: float) -> float:
        pairs = ((seen.yes_new, seen.new, base + difference), (seen.yes_base, seen.base, base))
        return -sum(stats.binom.logpmf(x, n, min(max(p, 1e-12), 1 - 1e-12)) for x, n, p in pairs)

    room = max(0.0, -difference), min(1.0, 1 - difference)
    theirs = optimize.minimize_scalar(
        unlikely, bounds=room, method="bounded", options={"xatol": 1e-10}
    )
    assert _given_difference(seen, difference)[1] == pytest.approx(theirs.x, abs=1e-4)


@pytest.mark.parametrize("table", [*TABLES, (0, 12, 3, 12), (5, 5, 7, 7), (0, 1, 0, 1)], ids=str)
def test_fisher_is_that_of_scipy(table: tuple[int, int, int, int]) -> None:
    a, n, b, m = table
    theirs = stats.fisher_exact(np.array([[a, n - a], [b, m - b]]))[1]
    assert shares.fisher(Shares(*table)) == pytest.approx(theirs, rel=1e-9)


def test_pairs_are_tested_as_mcnemar_did() -> None:
    before = numbers(1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1)
    after = numbers(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1)
    found = shares.pairs(before, after, 0.95)
    table = [[int(((before == i) & (after == j)).sum()) for j in (1, 0)] for i in (1, 0)]
    assert found.p == pytest.approx(float(mcnemar(table, exact=True).pvalue))
    assert found.paired and found.effect.low is not None and found.effect.low < found.effect.mean
    same = shares.pairs(before, before, 0.95)
    assert same.p == 1.0 and same.effect.mean == 0


def test_one_share_is_that_of_clopper_and_pearson() -> None:
    for count, of in ((9, 24), (0, 12), (12, 12), (1, 3)):
        theirs = proportion_confint(count, of, method="beta")
        assert exact_share(count, of, 0.95) == pytest.approx(theirs, abs=1e-9)
    found = shares.alone(yes(9, 24), 0.6, 0.95)
    assert found.p == pytest.approx(float(stats.binomtest(9, 24, 0.6).pvalue))


@settings(max_examples=60)
@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_both_ranges_tell_a_difference_or_neither(n: int, m: int, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    low, high = score_difference(Shares(a, n, b, m), 0.95)
    assert -1 <= low <= a / n - b / m + 1e-6 and a / n - b / m - 1e-6 <= high <= 1
    if b:
        least, most = score_ratio(Shares(a, n, b, m), 0.95)
        assert (low > 1e-6) == (least > 1 + 1e-5) or abs(low) < 1e-4
        assert most is None or (high < -1e-6) == (most < 1 - 1e-5) or abs(high) < 1e-4


def test_fieller_holds_one_where_the_difference_holds_nought() -> None:
    for new in (6.0, 7.9, 8.1, 9.5):
        pair = Pair(new, 10.0, 0.5, 0.6, 0.05)
        found = fieller(pair, 2.0)
        assert found is not None
        reach = 2.0 * math.sqrt(0.5 + 0.6 - 2 * 0.05)
        assert (found[0] <= 1 <= found[1]) == (abs(new - 10) <= reach)
    assert fieller(Pair(1.0, 0.5, 0.1, 0.4), 2.0) is None


def test_pairs_have_the_range_of_agresti_and_min() -> None:
    """Seven lost and one gained of twelve: half a unit in each cell makes 7.5 and 1.5 of 14."""
    before = numbers(*[1] * 7, 0, 1, 1, 0, 0)
    after = numbers(*[0] * 7, 1, 1, 1, 0, 0)
    found = shares.pairs(before, after, 0.95)
    middle, error = -6 / 14, math.sqrt(9 - 36 / 14) / 14
    low, high = middle - 1.959964 * error, middle + 1.959964 * error
    assert (found.effect.low, found.effect.high) == pytest.approx((low, high), abs=1e-6)
    assert found.share is not None and found.share.low == -1.0  # nobody loses more than all
    assert found.share.high == pytest.approx(high / 0.75, abs=1e-6)


def test_where_nobody_said_yes_the_ratio_begins_at_nought() -> None:
    low, high = score_ratio(Shares(0, 12, 5, 12), 0.95)
    assert low == 0.0 and high is not None and 0 < high < 1
    assert score_ratio(Shares(5, 12, 0, 12), 0.95)[1] is None


def test_a_change_of_a_share_is_its_ratio_less_one() -> None:
    found = shares.apart(yes(39, 66), yes(24, 62), 0.95)
    low, high = score_ratio(Shares(24, 62, 39, 66), 0.95)
    assert found.share is not None and high is not None
    assert (found.share.low, found.share.high) == pytest.approx((low - 1, high - 1))
    one = shares.alone(yes(9, 24), 0.6, 0.95)
    least, most = exact_share(9, 24, 0.95)
    assert one.share is not None
    assert (one.share.low, one.share.high) == pytest.approx((least / 0.6 - 1, most / 0.6 - 1))


def test_a_ratio_of_small_figures_ends_where_its_error_reaches() -> None:
    pair = Pair(0.6, 0.5, 0.0004, 0.0009, 0.0001)
    found = fieller(pair, 2.0)
    assert found is not None and found[0] < 1.2 < found[1]
    for ratio in found:
        var = pair.var_new - 2 * ratio * pair.shared + ratio**2 * pair.var_base
        assert abs(pair.new - ratio * pair.base) == pytest.approx(2.0 * math.sqrt(var))


def test_no_share_grows_by_more_than_all_and_a_stated_figure_has_no_cases() -> None:
    every = shares.pairs(yes(0, 12), yes(12, 12), 0.95)
    assert every.effect.high == 1.0 and every.effect.mean == 1.0
    assert shares.alone(yes(9, 24), 0.6, 0.95).cases == (0, 24)
    none = shares.pairs(yes(12, 12), yes(0, 12), 0.95)
    assert none.effect.low == -1.0 and none.effect.mean == -1.0


def mirrored(table: tuple[int, int, int, int]) -> Shares:
    """Return the same cases with yes and no exchanged."""
    x1, n1, x0, n0 = table
    return Shares(n1 - x1, n1, n0 - x0, n0)


@pytest.mark.parametrize("table", [*NEWCOMBE, *TABLES, (12, 12, 12, 12), (3, 3, 0, 900)], ids=str)
def test_a_difference_of_noes_is_that_of_yeses_turned(table: tuple[int, int, int, int]) -> None:
    x1, n1, x0, n0 = table
    low, high = score_difference(Shares(*table), 0.95)
    assert score_difference(mirrored(table), 0.95) == pytest.approx((-high, -low), abs=1e-7)
    assert score_difference(Shares(x0, n0, x1, n1), 0.95) == pytest.approx((-high, -low), abs=1e-7)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_ratio_is_turned_where_the_groups_are(table: tuple[int, int, int, int]) -> None:
    x1, n1, x0, n0 = table
    low, high = score_ratio(Shares(*table), 0.95)
    least, most = score_ratio(Shares(x0, n0, x1, n1), 0.95)
    assert high is not None and most is not None
    assert (low * most, high * least) == pytest.approx((1.0, 1.0), rel=1e-6)


@pytest.mark.parametrize("level", [0.1, 0.5, 0.95, 0.999])
@pytest.mark.parametrize(("new", "base"), [(5, 7), (12, 12), (40, 9)])
def test_where_everybody_says_yes_the_ratio_has_a_closed_form(
    level: float, new: int, base: int
) -> None:
    """The likeliest shares are 1 and 1 / r, so that r ends at 1 + q^2 N / (n (N - 1))."""
    size = new + base
    square = float(stats.norm.ppf((1 + level) / 2)) ** 2 * size / (size - 1)
    low, high = score_ratio(Shares(new, new, base, base), level)
    assert high == pytest.approx(1 + square / base, rel=1e-6)
    assert low == pytest.approx(1 / (1 + square / new), rel=1e-6)


@pytest.mark.parametrize("level", [0.3, 0.5, 0.95])
def test_where_nobody_says_yes_any_ratio_fits(level: float) -> None:
    assert score_ratio(Shares(0, 12, 0, 9), level) == (0.0, None)
    assert score_ratio(Shares(0, 12, 5, 9), level)[0] == 0.0
    assert score_ratio(Shares(5, 12, 0, 9), level)[1] is None


def test_a_base_exactly_as_large_as_its_error_reaches_has_no_ratio() -> None:
    assert fieller(Pair(3.0, 2.0, 0.5, 1.0), 2.0) is None
    assert fieller(Pair(3.0, 0.0, 0.5, 1.0), 2.0) is None
    assert fieller(Pair(3.0, 2.0, 0.5, 0.99), 2.0) is not None


def test_no_chance_is_more_than_one() -> None:
    for new in range(1, 14):
        for base in range(1, 14):
            for at in range(new + 1):
                seen = Shares(at, new, round(at / new * base), base)
                assert 0 < shares.fisher(seen) <= 1


def test_one_share_is_set_against_the_stated_one() -> None:
    found = shares.alone(yes(9, 24), 0.6, 0.95)
    low, high = exact_share(9, 24, 0.95)
    assert (found.base, found.new) == (0.6, 0.375)
    assert found.effect.mean == pytest.approx(-0.225)
    assert (found.effect.low, found.effect.high) == pytest.approx((low - 0.6, high - 0.6))


def test_shares_are_counted_exactly_and_units_seen_twice_are_pairs() -> None:
    two = shares.apart(yes(39, 66), yes(24, 62), 0.95)
    twice, one = shares.pairs(yes(9, 12), yes(3, 12), 0.95), shares.alone(yes(9, 24), 0.6, 0.95)
    assert two.exact and twice.exact and one.exact
    assert (two.paired, twice.paired, one.paired) == (False, True, False)
