"""Intervals in closed form: of a ratio of two means, of shares, and of one share."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from scipy import optimize, stats

_EDGE = 1e-9
_FAR = 30.0  # logarithm of a ratio that stands for infinite


@dataclass(frozen=True, slots=True)
class Pair:
    """Two estimates with their variances and covariance."""

    new: float
    base: float
    var_new: float
    var_base: float
    shared: float = 0.0


def fieller(pair: Pair, quantile: float) -> tuple[float, float] | None:
    """Return the interval of new / base; None where `base` cannot be told from nought.

    Definition: all r with (new - r base)^2 <= q^2 (var_new - 2 r shared + r^2 var_base). It holds 1
    exactly where the interval of the difference holds 0. Fieller (1954), J. R. Stat. Soc. B 16.
    """
    square = quantile**2
    a = pair.base**2 - square * pair.var_base
    b = pair.new * pair.base - square * pair.shared
    c = pair.new**2 - square * pair.var_new
    root = b * b - a * c
    if a <= 0:
        return None
    reach = math.sqrt(max(root, 0.0))
    return (b - reach) / a, (b + reach) / a


def exact_share(yes: int, of: int, level: float) -> tuple[float, float]:
    """Return the exact interval of a share (Clopper & Pearson 1934)."""
    tail = (1 - level) / 2
    low = float(stats.beta.ppf(tail, yes, of - yes + 1)) if yes else 0.0
    high = float(stats.beta.ppf(1 - tail, yes + 1, of - yes)) if yes < of else 1.0
    return low, high


@dataclass(frozen=True, slots=True)
class Shares:
    """So many of so many with the change, and without."""

    yes_new: int
    new: int
    yes_base: int
    base: int

    @property
    def p_new(self) -> float:
        """Share with the change."""
        return self.yes_new / self.new

    @property
    def p_base(self) -> float:
        """Share without."""
        return self.yes_base / self.base


def score_difference(shares: Shares, level: float) -> tuple[float, float]:
    """Return the score interval of a difference of shares (Miettinen & Nurminen 1985)."""

    def z(difference: float) -> float:
        p1, p0 = _given_difference(shares, difference)
        return _z(shares, shares.p_new - shares.p_base - difference, p1, p0, 1.0)

    return _inverted(z, shares.p_new - shares.p_base, (-1 + _EDGE, 1 - _EDGE), level)


def score_ratio(shares: Shares, level: float) -> tuple[float, float | None]:
    """Return the score interval of a ratio of shares; without an upper end if the base has none."""

    def z(log_ratio: float) -> float:
        ratio = math.exp(log_ratio)
        p1, p0 = _given_ratio(shares, ratio)
        return _z(shares, shares.p_new - ratio * shares.p_base, p1, p0, ratio)

    middle = _FAR
    if shares.yes_base:
        middle = math.log(shares.p_new / shares.p_base) if shares.yes_new else -_FAR
    low, high = _inverted(z, middle, (-_FAR, _FAR), level)
    return 0.0 if low <= -_FAR else math.exp(low), None if high >= _FAR else math.exp(high)


def _inverted(
    z: Callable[[float], float], middle: float, ends: tuple[float, float], level: float
) -> tuple[float, float]:
    """Return where a falling score passes the quantiles; the end of the scale where it does not."""
    edge = float(stats.norm.ppf((1 + level) / 2))
    first, last = ends
    middle = min(max(middle, first), last)
    low, high = first, last
    if z(first) > edge:
        low = float(optimize.brentq(lambda at: z(at) - edge, first, middle, xtol=1e-12))
    if z(last) < -edge:
        high = float(optimize.brentq(lambda at: z(at) + edge, middle, last, xtol=1e-12))
    return low, high


def _z(shares: Shares, gap: float, p1: float, p0: float, ratio: float) -> float:
    """Return the score under a null hypothesis, with the correction N / (N - 1)."""
    size = shares.new + shares.base
    spread = p1 * (1 - p1) / shares.new + ratio**2 * p0 * (1 - p0) / shares.base
    spread *= size / (size - 1)
    if spread <= 0:
        return 0.0  # nobody said yes, or everybody, and nobody was to
    return gap / math.sqrt(spread)


def _given_difference(shares: Shares, d: float) -> tuple[float, float]:
    """Return the likeliest shares whose difference is d (root of a cubic, in closed form)."""
    n1, n0, x1, x0 = shares.new, shares.base, shares.yes_new, shares.yes_base
    size = n1 + n0
    b3 = size
    b2 = (n1 + 2 * n0) * d - size - (x1 + x0)
    b1 = (n0 * d - size - 2 * x0) * d + (x1 + x0)
    b0 = x0 * d * (1 - d)
    v = (b2 / (3 * b3)) ** 3 - b1 * b2 / (6 * b3**2) + b0 / (2 * b3)
    u = math.copysign(math.sqrt(max((b2 / (3 * b3)) ** 2 - b1 / (3 * b3), 0.0)), v)
    p0 = -b2 / (3 * b3)
    if u:
        p0 += 2 * u * math.cos((math.pi + math.acos(min(1.0, v / u**3))) / 3)
    p0 = min(max(p0, 0.0, -d), 1.0, 1.0 - d)
    return p0 + d, p0


def _given_ratio(shares: Shares, ratio: float) -> tuple[float, float]:
    """Return the likeliest shares whose ratio is given (root of a quadratic)."""
    n1, n0, x1, x0 = shares.new, shares.base, shares.yes_new, shares.yes_base
    a = (n1 + n0) * ratio
    b = -(n1 * ratio + x1 + n0 + x0 * ratio)
    c = x1 + x0
    p0 = 2 * c / (math.sqrt(max(b * b - 4 * a * c, 0.0)) - b)
    return p0 * ratio, p0
