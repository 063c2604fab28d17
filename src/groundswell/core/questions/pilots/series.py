"""Interrupted time series: what the earlier trend foretold against what came."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from groundswell.core.questions.pilots.finding import Finding, Span, Values

LEAST = 3  # periods needed on each side of the start
SHORT = 12  # periods before or after below which the interval is likely too narrow


@dataclass(frozen=True, slots=True)
class Series:
    """What a segmented regression says.

    Parameters
    ----------
    level_change, slope_change
        Jump at the first period after the start, and change of the slope per period.
    trend_before
        Slope per period before the start.
    fitted, foretold
        The line as fitted in every period, and what the earlier trend foretold after the start.
    hangs_on
        Correlation of one period's deviation with the next one's.
    lags
        How many periods back deviations may hang together in the errors.
    """

    finding: Finding
    level_change: Span
    slope_change: Span
    trend_before: Span
    fitted: Values
    foretold: Values
    hangs_on: float
    lags: int


def interrupted(values: Values, after: NDArray[np.bool_], level: float) -> Series | None:
    """Fit level and slope before and after; None with under three periods on a side.

    Definition: y = a + b t + c [after] + d [after] (t - t0) by least squares, t in periods, t0 the
    first period after. The effect is the mean over the later periods of c + d (t - t0): what came
    less what the earlier trend foretold. Errors are those of Newey & West (1987) with Bartlett
    weights over floor(4 (T / 100)^(2/9)) periods, at least one, times T / (T - 4), under Student's
    t with T - 4 degrees of freedom.
    """
    size, late = values.size, int(after.sum())
    if min(late, size - late) < LEAST or size < 2 * LEAST + 1:
        return None
    t = np.arange(size, dtype=float)
    since = np.where(after, t - t[after][0], 0.0)
    design = np.column_stack([np.ones(size), t, after.astype(float), since])
    inverse = np.linalg.inv(design.T @ design)
    found = inverse @ design.T @ values
    rest = values - design @ found
    lags = max(1, math.floor(4 * (size / 100) ** (2 / 9)))
    cov = newey_west(design, rest, inverse, lags)
    foretold = design[:, :2] @ found[:2]
    mean = np.array([0.0, 0.0, 1.0, float(since[after].mean())])
    read = _Reading(found, cov, size - 4, level)
    finding = _finding(read, mean, float(foretold[after].mean()), (size - late, late))
    units = np.eye(4)
    return Series(
        finding=finding,
        level_change=read.span(units[2]),
        slope_change=read.span(units[3]),
        trend_before=read.span(units[1]),
        fitted=design @ found,
        foretold=foretold,
        hangs_on=_lagged(rest),
        lags=lags,
    )


def newey_west(design: Values, rest: Values, inverse: Values, lags: int) -> Values:
    """Return the covariance of the coefficients, robust to errors that hang together."""
    size, terms = design.shape
    scores = design * rest[:, None]
    middle = scores.T @ scores
    for lag in range(1, min(lags, size - 1) + 1):
        part = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (part + part.T)
    return inverse @ middle @ inverse * (size / (size - terms))


@dataclass(frozen=True, slots=True)
class _Reading:
    found: Values
    cov: Values
    freedom: int
    level: float

    def error(self, weights: Values) -> float:
        return math.sqrt(max(float(weights @ self.cov @ weights), 0.0))

    def span(self, weights: Values) -> Span:
        mean, error = float(weights @ self.found), self.error(weights)
        if error <= 1e-12 * max(1e-300, float(np.abs(self.found).max())):
            return Span(mean, None, None)
        reach = float(stats.t.ppf((1 + self.level) / 2, self.freedom)) * error
        return Span(mean, mean - reach, mean + reach)


def _finding(read: _Reading, mean: Values, base: float, cases: tuple[int, int]) -> Finding:
    span, error = read.span(mean), read.error(mean)
    share = None
    if base > 0:
        ends = (None if end is None else end / base for end in (span.low, span.high))
        share = Span(span.mean / base, *ends)
    p = float(2 * stats.t.sf(abs(span.mean) / error, read.freedom)) if span.bounded else None
    method = "time series, level and slope, errors that may hang together"
    return Finding(method, base, base + span.mean, span, share, p, False, cases)


def _lagged(rest: Values) -> float:
    below = float(rest @ rest)
    return float(rest[1:] @ rest[:-1]) / below if below > 0 else 0.0
