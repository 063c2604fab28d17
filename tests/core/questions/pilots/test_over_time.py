"""Control groups and time series against least squares of statsmodels with robust errors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from groundswell.core.questions.pilots.difference import Cells, apart_before, difference, trend
from groundswell.core.questions.pilots.finding import Span
from groundswell.core.questions.pilots.permutation import Flags
from groundswell.core.questions.pilots.series import autoregressive, interrupted, newey_west
from tests.core.questions.pilots.measured import Values, drawn, numbers

LEVEL = 0.95


def ends(span: Span | None) -> tuple[float, float]:
    assert span is not None and span.low is not None and span.high is not None
    return span.low, span.high


CELLS = Cells(
    control_before=drawn(1, 20, 5, 15),
    control_after=drawn(2, 21, 4, 12),
    trial_before=drawn(3, 20, 6, 13),
    trial_after=drawn(4, 15, 5, 11),
    same=False,
)


def test_four_cells_are_an_interaction_with_hc2_errors() -> None:
    parts = (CELLS.control_before, CELLS.control_after, CELLS.trial_before, CELLS.trial_after)
    trial = np.concatenate([np.full(p.size, float(at > 1)) for at, p in enumerate(parts)])
    late = np.concatenate([np.full(p.size, float(at % 2)) for at, p in enumerate(parts)])
    design = np.column_stack([np.ones(trial.size), trial, late, trial * late])
    theirs = sm.OLS(np.concatenate(parts), design).fit(cov_type="HC2")
    found = difference(CELLS, LEVEL, 0)
    assert found.effect.mean == pytest.approx(theirs.params[3])
    low, high = ends(found.effect)
    assert found.effect.mean - low == pytest.approx(high - found.effect.mean)
    # Their error times a quantile of t between those of 10 and of 47 degrees of freedom.
    assert 2.01 < (high - low) / 2 / theirs.bse[3] < 2.23


def test_the_same_units_are_compared_by_their_changes() -> None:
    rng = np.random.default_rng(5)
    own = rng.normal(20, 6, 50)
    before = own + rng.normal(0, 1, 50)
    after = own + rng.normal(0, 1, 50) - np.where(np.arange(50) < 25, 0, 3)
    cells = Cells(before[:25], after[:25], before[25:], after[25:], True)
    found = difference(cells, LEVEL, 0)
    change = (after - before)[:, None][:, 0]
    design = np.column_stack([np.ones(50), np.arange(50) >= 25])
    theirs = sm.OLS(change, design).fit(cov_type="HC2")
    assert found.effect.mean == pytest.approx(theirs.params[1])
    low, high = ends(found.effect)
    assert (high - low) / 2 == pytest.approx(theirs.bse[1] * 2.0108, rel=0.002)
    apart = difference(replace(cells, same=False), LEVEL, 0)
    assert ends(apart.effect)[0] < low  # what units have in common is noise where they are not told
    few = Cells(before[:6], after[:6], before[25:31], after[25:31], True)
    assert difference(few, LEVEL, 0).exact
    assert found.share is not None and found.share.mean == pytest.approx(
        found.effect.mean / found.base
    )


def test_both_moving_alike_is_no_effect() -> None:
    rng = np.random.default_rng(6)
    told = 0
    for _ in range(200):
        a, b, c, d = (rng.normal(m, 3, 12) for m in (10, 14, 20, 24))
        told += difference(Cells(a, b, c, d, False), LEVEL, 0).shown(LEVEL)
    assert told <= 18  # of 200; 10 expected


def broken_line(size: int, start: int, seed: int = 7) -> tuple[Values, Flags]:
    t = np.arange(size)
    noise = np.random.default_rng(seed).normal(0, 2, size)
    return 50 + 0.5 * t + np.where(t >= start, -8 - 0.6 * (t - start), 0) + noise, t >= start


@pytest.mark.parametrize(("size", "start"), [(26, 14), (60, 40), (9, 5)])
def test_segmented_regression_and_its_robust_errors_are_those_of_statsmodels(
    size: int, start: int
) -> None:
    values, after = broken_line(size, start)
    found = interrupted(values, after, LEVEL)
    assert found is not None
    t = np.arange(size, dtype=float)
    since = np.where(after, t - start, 0)
    design = np.column_stack([np.ones(size), t, after, since])
    theirs = sm.OLS(values, design).fit(
        cov_type="HAC", cov_kwds={"maxlags": found.lags, "use_correction": True}, use_t=True
    )
    inverse = np.linalg.inv(design.T @ design)
    ours = newey_west(design, np.asarray(theirs.resid), inverse, found.lags)
    assert np.allclose(ours, theirs.cov_params(), rtol=1e-6)
    for span, at in ((found.trend_before, 1), (found.level_change, 2), (found.slope_change, 3)):
        assert span.mean == pytest.approx(theirs.params[at], rel=1e-8)
        low, high = ends(span)
        assert high - low >= np.diff(theirs.conf_int()[at])[0] * (1 - 1e-9)  # never narrower
    mean = theirs.t_test(np.array([0, 0, 1, since[after].mean()]))
    assert found.finding.effect.mean == pytest.approx(float(mean.effect[0]), rel=1e-8)
    shape = found.hangs_on ** np.abs(t[:, None] - t[None, :])
    spread = autoregressive(design, np.asarray(theirs.resid), inverse, found.hangs_on)
    middle = inverse @ design.T @ shape @ design @ inverse
    assert np.allclose(spread / spread[0, 0], middle / middle[0, 0])
    if found.hangs_on == 0:
        assert np.allclose(spread, sm.OLS(values, design).fit().cov_params(), rtol=1e-6)


@pytest.mark.parametrize(("hangs", "most"), [(0.0, 0.06), (0.3, 0.10), (0.6, 0.14)])
def test_nothing_happening_is_rarely_told_in_short_series(hangs: float, most: float) -> None:
    """Newey and West alone tell something in 18, 25 and 33 of a hundred such series."""
    rng, late = np.random.default_rng(2), np.arange(30) >= 15
    told = 0
    for _ in range(300):
        noise = rng.normal(0, 1, 30)
        for at in range(1, 30):
            noise[at] = hangs * noise[at - 1] + np.sqrt(1 - hangs**2) * noise[at]
        found = interrupted(10 + noise, late, LEVEL)
        assert found is not None
        told += found.finding.shown(LEVEL)
    assert told <= most * 300


def test_a_trend_that_goes_on_is_no_effect_and_short_series_say_nothing() -> None:
    t = np.arange(30.0)
    line = 10 + 2 * t + np.random.default_rng(9).normal(0, 1, 30)
    found = interrupted(line, t >= 15, LEVEL)
    assert found is not None and not found.finding.shown(LEVEL)
    assert line[15:].mean() - line[:15].mean() > 25  # before and after would have said so
    assert interrupted(line[:6], t[:6] >= 3, LEVEL) is None
    assert interrupted(line[:9], t[:9] >= 7, LEVEL) is None


def test_a_straight_line_without_noise_has_no_range() -> None:
    t = np.arange(12.0)
    found = interrupted(3 + 2 * t, t >= 6, LEVEL)
    assert found is not None and found.finding.effect.mean == pytest.approx(0, abs=1e-9)
    assert not found.finding.shown(LEVEL)


def test_a_trend_before_the_start_is_seen_and_two_that_move_apart() -> None:
    places = np.repeat(np.arange(5.0), 4)
    falling = 30 - 3 * places + np.tile(numbers(-1, 0, 0, 1), 5)
    level = 30 + np.tile(numbers(-1, 0, 0, 1), 5)
    seen = trend(places, falling, LEVEL)
    assert seen is not None and seen.slope.clear and seen.slope.mean == pytest.approx(-3)
    theirs = sm.OLS(falling, sm.add_constant(places)).fit()
    assert ends(seen.slope) == pytest.approx(tuple(theirs.conf_int()[1]), rel=1e-9)
    apart = apart_before((places, level), (places, falling), LEVEL)
    assert apart is not None and apart.slope.clear
    alike = apart_before((places, level), (places, level + 4), LEVEL)
    assert alike is not None and not alike.slope.clear
    assert trend(np.zeros(9), falling[:9], LEVEL) is None


def same_units(control: int, trial: int) -> Cells:
    """Units measured twice, of which the trial's fell by about three."""
    first, second = drawn(11, 20, 5, control), drawn(12, 20, 5, trial)
    fell = second - 3 + drawn(14, 0, 1, trial)
    return Cells(first, first + drawn(13, 0, 1, control), second, fell, True)


@pytest.mark.parametrize(
    ("sizes", "how"),
    [
        ((6, 6), "every way to deal the units counted"),
        ((15, 15), "units dealt anew by lot"),
        ((10, 195), "Welch's t"),
        ((10, 30), "units dealt anew by lot"),
        ((10, 190), "units dealt anew by lot"),
        ((10, 191), "Welch's t"),
        ((20, 20), "Welch's t"),
    ],
)
def test_how_changes_were_compared_is_said(sizes: tuple[int, int], how: str) -> None:
    found = difference(same_units(*sizes), LEVEL, 0)
    assert found.method == f"change of both groups, {how}"
    assert found.exact is how.startswith("every") and found.shown(LEVEL)


def test_two_slopes_apart_are_an_interaction_of_one_regression() -> None:
    """With deviations alike in both groups, errors apart and pooled are the same."""
    places, stray = np.repeat(np.arange(5.0), 4), np.tile(numbers(-1, 0, 0.5, 1), 5)
    control, trial = 30 + 0.5 * places + stray, 30 + 0.8 * places + stray
    found = apart_before((places, control), (places, trial), LEVEL)
    assert found is not None
    group = np.repeat([0.0, 1.0], 20)
    place = np.tile(places, 2)
    design = np.column_stack([np.ones(40), group, place, group * place])
    theirs = sm.OLS(np.concatenate([control, trial]), design).fit()
    assert found.slope.mean == pytest.approx(0.3)
    assert ends(found.slope) == pytest.approx(tuple(theirs.conf_int()[3]), rel=1e-9)
    assert found.p == pytest.approx(theirs.pvalues[3], rel=1e-9)


def test_three_periods_on_a_side_are_enough_and_a_hundred_hang_over_four() -> None:
    values, after = broken_line(9, 6)
    short = interrupted(values, after, LEVEL)
    assert short is not None and short.lags == 2 and short.finding.cases == (6, 3)
    assert not short.finding.exact  # errors are estimated, nothing is counted
    long = interrupted(*broken_line(100, 50), LEVEL)
    assert long is not None and long.lags == 4  # 4 (100 / 100)^(2/9)


def test_the_unit_of_a_series_does_not_matter() -> None:
    values, after = broken_line(26, 14)
    mine, small = (interrupted(values * unit, after, LEVEL) for unit in (1.0, 1e-13))
    assert mine is not None and small is not None
    assert small.hangs_on == pytest.approx(mine.hangs_on) and mine.hangs_on > 0.1
    assert ends(small.finding.effect) == pytest.approx(
        tuple(1e-13 * end for end in ends(mine.finding.effect)), rel=1e-6, abs=0
    )
    assert small.finding.p == pytest.approx(mine.finding.p)


def test_a_series_of_noughts_has_no_share_of_nought() -> None:
    found = interrupted(np.zeros(12), np.arange(12) >= 6, LEVEL)
    assert found is not None and found.finding.share is None
    assert found.finding.effect == Span(0.0, None, None)


@pytest.mark.parametrize("seed", [7, 8])
def test_the_range_of_a_series_is_the_larger_error_times_t_with_what_is_left_of_its_periods(
    seed: int,
) -> None:
    values, after = broken_line(26, 14, seed)
    found = interrupted(values, after, LEVEL)
    assert found is not None
    t = np.arange(26.0)
    design = np.column_stack([np.ones(26), t, after, np.where(after, t - 14, 0)])
    inverse, rest = np.linalg.inv(design.T @ design), values - found.fitted
    covs = (
        newey_west(design, rest, inverse, found.lags),
        autoregressive(design, rest, inverse, found.hangs_on),
    )
    error = np.sqrt(max(cov[2, 2] for cov in covs))
    freedom = 22 * (1 - found.hangs_on) / (1 + found.hangs_on)
    low, high = ends(found.level_change)
    assert (high - low) / 2 == pytest.approx(stats.t.ppf(0.975, freedom) * error, rel=1e-6)
    finding = found.finding
    assert finding.base == pytest.approx(found.foretold[after].mean())
    own = (ends(finding.effect)[1] - finding.effect.mean) / stats.t.ppf(0.975, freedom)
    assert finding.p == pytest.approx(2 * stats.t.sf(abs(finding.effect.mean) / own, freedom))
    assert finding.new == pytest.approx(found.fitted[after].mean())
    assert ends(finding.share) == pytest.approx(
        tuple(end / finding.base for end in ends(finding.effect))
    )


def test_a_long_series_hangs_together_as_its_deviations_do() -> None:
    rng, late = np.random.default_rng(4), np.arange(240) >= 120
    noise = rng.normal(0, 1, 240)
    for at in range(1, 240):
        noise[at] += 0.6 * noise[at - 1]
    found = interrupted(50 + noise, late, LEVEL)
    assert found is not None and found.hangs_on == pytest.approx(0.6, abs=0.12)
    turned = interrupted(50 + np.where(np.arange(240) % 2, 1.0, -1.0), late, LEVEL)
    assert turned is not None and turned.hangs_on == 0.0


def test_seven_periods_are_enough_and_three_show_a_trend() -> None:
    values, after = broken_line(7, 4)
    assert interrupted(values, after, LEVEL) is not None
    three = trend(numbers(0, 0, 1, 1, 2, 2), numbers(1, 2, 2, 3, 3, 4), LEVEL)
    assert three is not None
    assert trend(numbers(0, 0, 1, 1), numbers(1, 2, 2, 3), LEVEL) is None
    t = np.arange(12.0)
    line = interrupted(3 + 2 * t, t >= 6, LEVEL)
    assert line is not None and not line.finding.effect.bounded and line.finding.p is None


def test_changes_of_many_units_go_by_welch() -> None:
    cells = same_units(24, 31)
    found = difference(cells, LEVEL, 0)
    mine, other = (
        DescrStatsW(after - before)
        for before, after in (
            (cells.trial_before, cells.trial_after),
            (cells.control_before, cells.control_after),
        )
    )
    theirs = CompareMeans(mine, other)
    assert ends(found.effect) == pytest.approx(theirs.tconfint_diff(usevar="unequal"), rel=1e-9)
    assert found.p == pytest.approx(theirs.ttest_ind(usevar="unequal")[1], rel=1e-9)


def test_four_cells_have_the_freedom_of_satterthwaite() -> None:
    found = difference(CELLS, LEVEL, 0)
    parts = (CELLS.control_before, CELLS.control_after, CELLS.trial_before, CELLS.trial_after)
    each = [(part.var(ddof=1) / part.size, part.size - 1) for part in parts]
    error = np.sqrt(sum(var for var, _ in each))
    freedom = sum(var for var, _ in each) ** 2 / sum(var**2 / free for var, free in each)
    low, high = ends(found.effect)
    assert (high - low) / 2 == pytest.approx(stats.t.ppf(0.975, freedom) * error, rel=1e-9)
    assert found.cases == (27, 24)


def test_few_changes_as_a_share_are_taken_of_what_was_expected() -> None:
    found = difference(same_units(6, 6), LEVEL, 0)
    assert found.exact and found.share is not None
    assert found.share.mean == pytest.approx(found.effect.mean / found.base)
    assert ends(found.share) == pytest.approx(tuple(e / found.base for e in ends(found.effect)))


def test_a_series_of_small_figures_has_a_share_and_a_slow_wave_hangs_together_most() -> None:
    values, after = broken_line(26, 14)
    small = interrupted(values / 200, after, LEVEL)
    assert small is not None and 0 < small.finding.base < 1 and small.finding.share is not None
    assert small.finding.share.mean == pytest.approx(small.finding.effect.mean / small.finding.base)
    t = np.arange(240)
    slow = interrupted(50 + np.sin(t / 6), t >= 120, LEVEL)
    assert slow is not None and slow.hangs_on == 0.95


def test_a_cell_of_one_value_says_nothing_of_how_much_it_varies() -> None:
    one = replace(CELLS, trial_after=numbers(15.0))
    found = difference(one, LEVEL, 0)
    assert found.effect.low is None and found.effect.high is None and found.p is None
    assert not found.shown(LEVEL)


def test_spread_and_four_values_are_what_a_trend_needs() -> None:
    assert trend(numbers(0, 1, 2, 2), numbers(1, 2, 2, 4), LEVEL) is not None
    assert trend(numbers(0, 1, 2), numbers(1, 2, 2), LEVEL) is None
    assert trend(numbers(0, 1, 2, 3, 4), np.full(5, 7.0), LEVEL) is None
    assert trend(numbers(0, 1, 2, 3, 4), numbers(1, 3, 5, 7, 9), LEVEL) is None
    good, bad = (numbers(0, 1, 2, 2), numbers(1, 2, 2, 4)), (np.zeros(4), numbers(1, 2, 2, 4))
    assert apart_before(good, good, LEVEL) is not None
    assert apart_before(good, bad, LEVEL) is None and apart_before(bad, good, LEVEL) is None


def test_two_periods_on_a_side_are_too_few() -> None:
    values, _ = broken_line(9, 5)
    for start in (2, 7):
        assert interrupted(values, np.arange(9) >= start, LEVEL) is None
    for start in (3, 6):
        assert interrupted(values, np.arange(9) >= start, LEVEL) is not None


def test_twenty_six_periods_hang_over_two() -> None:
    found = interrupted(*broken_line(26, 14), LEVEL)
    assert found is not None and found.lags == 2  # 4 (26 / 100)^(2/9) is 2.97


def wave(size: int) -> Values:
    """Return deviations of which each hangs on the one before."""
    noise = np.random.default_rng(4).normal(0, 1, size)
    for at in range(1, size):
        noise[at] += 0.6 * noise[at - 1]
    return noise


def test_up_to_two_hundred_periods_are_put_right_for_their_number() -> None:
    for size, right in ((200, True), (201, False)):
        values, after = 50 + wave(size), np.arange(size) >= 100
        found = interrupted(values, after, LEVEL)
        assert found is not None
        rest = values - found.fitted
        seen = float(rest[1:] @ rest[:-1]) / float(rest @ rest)
        assert (found.hangs_on > seen + 0.005) is right
        assert right or found.hangs_on == pytest.approx(seen)


@pytest.mark.parametrize("slope", [0.1, 0.3, 0.7, 2.0, 1000.1])
def test_what_is_left_by_rounding_does_not_hang_together(slope: float) -> None:
    t = np.arange(40.0)
    found = interrupted(0.3 + slope * t, t >= 20, LEVEL)
    assert found is not None and found.hangs_on == 0.0 and not found.finding.effect.bounded


def test_a_short_wave_keeps_two_degrees_of_freedom() -> None:
    t = np.arange(12.0)
    values = 50 + 3 * np.sin(t / 1.6)
    found = interrupted(values, t >= 6, LEVEL)
    assert found is not None and 8 * (1 - found.hangs_on) / (1 + found.hangs_on) < 2
    effect, p = found.finding.effect, found.finding.p
    low, high = ends(effect)
    error = (high - low) / 2 / stats.t.ppf(0.975, 2)
    assert p == pytest.approx(2 * stats.t.sf(abs(effect.mean) / error, 2))
