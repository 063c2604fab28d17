"""Short series compared exactly: shares by Beta-binomial, counts by Gamma-Poisson posteriors.

A coalition leaves a handful of records a month. A straight line or a normal approximation through
so few says more than they hold; the posterior of a share or a rate is right for any number, none
included, has a band by itself, and compares two stretches of time in closed form.
"""

from __future__ import annotations

from math import exp

from scipy.special import betaln
from scipy.stats import beta, gamma

from groundswell.core.answer import BAND_HIGH, BAND_LOW, Estimate

PER_WEEKS = 4.0  # counts are told per four weeks
EVEN = 1.0  # Beta(1, 1): before any record every share is as likely as another
HALF = 0.5  # Gamma(1/2, 0): the reference prior of a Poisson rate


def share_of(hits: int, of: int) -> Estimate:
    """Return the posterior of a share after so many hits of so many occasions."""
    curve = beta(hits + EVEN, of - hits + EVEN)
    return Estimate(float(curve.mean()), float(curve.ppf(BAND_LOW)), float(curve.ppf(BAND_HIGH)))


def rate_of(events: int, weeks: float) -> Estimate:
    """Return the posterior of a count per four weeks, after so many in so many weeks."""
    curve = gamma(events + HALF, scale=PER_WEEKS / weeks)
    return Estimate(float(curve.mean()), float(curve.ppf(BAND_LOW)), float(curve.ppf(BAND_HIGH)))


def share_fell(now: tuple[int, int], before: tuple[int, int]) -> float:
    """Return the chance that a share is lower now than before; each is (hits, occasions).

    Notes
    -----
    Exact for whole counts: P(X < Y) for independent Beta(a, b) and Beta(c, d) is a finite sum over
    Y's first parameter.
    """
    a, b = now[0] + EVEN, now[1] - now[0] + EVEN
    c, d = before[0] + EVEN, before[1] - before[0] + EVEN
    total = 0.0
    for i in range(int(c)):
        log = betaln(a + i, b + d) - betaln(1 + i, d) - betaln(a, b)
        total += exp(float(log)) / (d + i)
    return min(1.0, total)


def rate_fell(now: tuple[int, float], before: tuple[int, float]) -> float:
    """Return the chance that a rate is lower now than before; each is (events, weeks).

    Notes
    -----
    The ratio of two Gamma variables is a Beta variable, so the chance is one value of its curve.
    """
    a, s = now[0] + HALF, now[1]
    c, t = before[0] + HALF, before[1]
    return float(beta(a, c).cdf(s / (s + t)))
