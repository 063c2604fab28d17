"""Interrupted time series: what the earlier trend foretold against what came."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from groundswell.core.questions.pilots.finding import Finding, Span, Values

LEAST = 3  # periods needed on each side of the start
MOST = 1_000  # periods beyond which nothing is fitted
LONG = 200  # periods from which deviations show well enough how they hang together
_GRID = np.linspace(0.0, 0.95, 39)


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
        How one period's deviation hangs on the one before, put right for a short series.
    lags
        How many periods back deviations may hang together in the robust errors.
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
    less what the earlier trend foretold.

    Every error is the larger of two. That of Newey & West (1987), Bartlett weights over
    floor(4 (T / 100)^(2/9)) periods, times T / (T - 4): robust, and far too small in
    short series. And that of least squares when deviations follow a first-order autoregression r,
    where r is the one whose expected autocorrelation of residuals is the observed one, and their
    spread is put right alike. Student's t has (T - 4)(1 - r) / (1 + r) degrees of freedom, two at
    least.
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
    lags = math.floor(4 * (size / 100) ** (2 / 9))
    hangs = hanging(design, inverse, rest, float(np.abs(values).max()))
    covs = (
        newey_west(design, rest, inverse, lags),
        autoregressive(design, rest, inverse, hangs),
    )
    foretold = design[:, :2] @ found[:2]
    mean = np.array([0.0, 0.0, 1.0, float(since[after].mean())])
    freedom = max(2.0, (size - 4) * (1 - hangs) / (1 + hangs))
    read = _Reading(found, covs, freedom, level)
    units = np.eye(4)
    return Series(
        finding=_finding(read, mean, float(foretold[after].mean()), (size - late, late)),
        level_change=read.span(units[2]),
        slope_change=read.span(units[3]),
        trend_before=read.span(units[1]),
        fitted=design @ found,
        foretold=foretold,
        hangs_on=hangs,
        lags=lags,
    )


def newey_west(design: Values, rest: Values, inverse: Values, lags: int) -> Values:
    """Return the covariance of the coefficients, robust to errors that hang together."""
    size, terms = design.shape
    scores = design * rest[:, None]
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        part = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (part + part.T)
    found: Values = inverse @ middle @ inverse * (size / (size - terms))
    return found


def autoregressive(design: Values, rest: Values, inverse: Values, hangs: float) -> Values:
    """Return the covariance of the coefficients under a first-order autoregression."""
    shape = _shape(rest.size, hangs)
    maker = np.eye(rest.size) - design @ inverse @ design.T
    spread = float(rest @ rest) / float((maker * shape).sum())
    found: Values = spread * (inverse @ design.T @ shape @ design @ inverse)
    return found


def hanging(design: Values, inverse: Values, rest: Values, scale: float) -> float:
    """Return how deviations hang together: residuals of a short series look less so than they are.

    Definition: the r in [0, .95] for which E[sum e_t e_(t-1)] / E[sum e_t^2] of the residuals is
    the observed ratio, from their exact covariance. Residuals that are nothing but rounding beside
    `scale`, the largest value, do not hang together.
    """
    below = float(rest @ rest)
    if below <= rest.size * (1e-12 * scale) ** 2:
        return 0.0
    seen = float(rest[1:] @ rest[:-1]) / below
    if rest.size > LONG:
        return min(max(seen, 0.0), float(_GRID[-1]))
    maker = np.eye(rest.size) - design @ inverse @ design.T
    expected = [_expected(maker, float(r)) for r in _GRID]
    return float(np.interp(seen, np.maximum.accumulate(expected), _GRID))


def _expected(maker: Values, hangs: float) -> float:
    cov = maker @ _shape(len(maker), hangs) @ maker
    return float(np.trace(cov, offset=1) / np.trace(cov))


def _shape(size: int, hangs: float) -> Values:
    t = np.arange(size)
    shape: Values = hangs ** np.abs(t[:, None] - t[None, :]).astype(float)
    return shape


@dataclass(frozen=True, slots=True)
class _Reading:
    found: Values
    covs: tuple[Values, ...]
    freedom: float
    level: float

    def error(self, weights: Values) -> float:
        return math.sqrt(max(0.0, *(float(weights @ cov @ weights) for cov in self.covs)))

    def span(self, weights: Values) -> Span:
        mean, error = float(weights @ self.found), self.error(weights)
        if error <= 1e-12 * float(np.abs(self.found).max()):
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
