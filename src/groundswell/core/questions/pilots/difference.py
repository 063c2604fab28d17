"""Difference in differences: the change with the pilot, less the change without it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from groundswell.core.questions.pilots.finding import Finding, Span, Values
from groundswell.core.questions.pilots.intervals import Pair
from groundswell.core.questions.pilots.means import (
    by_t,
    few,
    of_mean,
    satterthwaite,
    shared,
    t_of_cells,
)
from groundswell.core.questions.pilots.permutation import two_groups


@dataclass(frozen=True, slots=True)
class Cells:
    """Values of the two groups before and after; with `same` the units are the same, in order."""

    control_before: Values
    control_after: Values
    trial_before: Values
    trial_after: Values
    same: bool


def difference(cells: Cells, level: float, seed: int) -> Finding:
    """Return the difference in differences.

    Definition: (trial after - trial before) - (control after - control before). As a share it is
    taken of trial before + control after - control before, which is what would have been expected
    had both moved alike. Where the same units were measured twice their changes are compared, by
    permutation if they are few; otherwise the four cells count as separate.
    """
    if not cells.same:
        return t_of_cells(
            "change of both groups, four separate cells",
            cells.trial_after,
            ((1.0, cells.trial_before), (1.0, cells.control_after), (-1.0, cells.control_before)),
            level,
            _cases(cells),
        )
    control = cells.control_after - cells.control_before
    trial = cells.trial_after - cells.trial_before
    found = _of_changes(cells, control, trial, level)
    if not few((control.size, trial.size)):
        return found
    dealt = two_groups(control, trial, level, seed)
    how = "every way to deal the units counted" if dealt.exact else "units dealt anew by lot"
    share = found.share
    if share is not None:
        span = dealt.effect
        ends = (None if end is None else end / found.base for end in (span.low, span.high))
        share = Span(share.mean, *ends)
    method = f"change of both groups, {how}"
    return replace(
        found, method=method, effect=dealt.effect, share=share, p=dealt.p, exact=dealt.exact
    )


def _of_changes(cells: Cells, control: Values, trial: Values, level: float) -> Finding:
    """Compare the changes of both groups under Welch's t."""
    before, after = cells.trial_before, cells.trial_after
    var_control = of_mean(control)
    pair = Pair(
        new=float(after.mean()),
        base=float(before.mean() + control.mean()),
        var_new=of_mean(after),
        var_base=of_mean(before) + var_control,
        shared=shared(before, after),
    )
    freedom = satterthwaite(((of_mean(trial), trial.size - 1), (var_control, control.size - 1)))
    return by_t("change of both groups, Welch's t", pair, freedom, level, _cases(cells))


def _cases(cells: Cells) -> tuple[int, int]:
    if cells.same:
        return cells.control_after.size, cells.trial_after.size
    control = cells.control_before.size + cells.control_after.size
    return control, cells.trial_before.size + cells.trial_after.size


@dataclass(frozen=True, slots=True)
class Trend:
    """How a figure moved from period to period: the slope, its interval and p value."""

    slope: Span
    p: float


def trend(places: Values, values: Values, level: float) -> Trend | None:
    """Return the slope of values over periods; None under three periods or without spread."""
    if np.unique(places).size < 3 or values.size < 4:
        return None
    line = stats.linregress(places, values)
    if not line.stderr > 0:
        return None
    reach = float(stats.t.ppf((1 + level) / 2, values.size - 2)) * float(line.stderr)
    slope = float(line.slope)
    return Trend(Span(slope, slope - reach, slope + reach), float(line.pvalue))


def apart_before(
    control: tuple[Values, Values], trial: tuple[Values, Values], level: float
) -> Trend | None:
    """Return the difference of the two groups' slopes before the start (places, values each)."""
    mine, theirs = trend(*trial, level), trend(*control, level)
    if mine is None or theirs is None:
        return None
    errors = [_error(*group) for group in (trial, control)]
    freedom = trial[1].size + control[1].size - 4
    gap, error = mine.slope.mean - theirs.slope.mean, math.hypot(*errors)
    reach = float(stats.t.ppf((1 + level) / 2, freedom)) * error
    p = float(2 * stats.t.sf(abs(gap) / error, freedom))
    return Trend(Span(gap, gap - reach, gap + reach), p)


def _error(places: Values, values: Values) -> float:
    return float(stats.linregress(places, values).stderr)
