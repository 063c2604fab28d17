"""How many cases it takes to see an effect, and which effect so many cases would show.

Power is the chance that the comparison tells a difference that is there. Every formula is that of
the test the analysis uses, or of the t test that stands near it; nothing is assumed about how much
a measure varies: that is asked for.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import optimize, special, stats

from groundswell.core.questions.pilots.finding import Values

LARGEST = 100_000  # cases in all, beyond which nothing is planned
MOST_PERIODS = 400  # periods beyond which a series is not planned
COUNTED = 120  # cases of a group up to which the power of the exact test is counted in full
NOUGHT, ALL = 1e-9, 1e6  # in sizes of the scale: an effect as good as none, and one beyond all


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned: power as a function of cases in all and of the effect in the measure's unit.

    Parameters
    ----------
    power
        Chance to tell an effect, from cases in all and effect.
    sides
        How many groups or times share the cases; 1 where each unit is measured twice.
    least
        Fewest cases in all for which it is worked out.
    most
        Most cases in all for which it is worked out.
    scale
        A first size of effects to look from, such as the spread.
    """

    power: Callable[[int, float], float]
    sides: int
    least: int
    most: int = LARGEST
    scale: float = 1.0


def two_groups(spread: float, level: float) -> Plan:
    """Two groups of equal size, different cases: the t test."""

    def power(total: int, effect: float) -> float:
        each = total // 2
        return _t_power(abs(effect) / spread * math.sqrt(each / 2), 2 * each - 2, level)

    return Plan(power, 2, 4, scale=spread)


def same_units(spread: float, level: float) -> Plan:
    """The same units twice; `spread` is that of their differences."""

    def power(total: int, effect: float) -> float:
        return _t_power(abs(effect) / spread * math.sqrt(total), total - 1, level)

    return Plan(power, 1, 3, scale=spread)


def groups_twice(spread: float, correlation: float, level: float) -> Plan:
    """Two groups of equal size, each unit before and after: the t test of their changes.

    The spread of a change is spread x sqrt(2 (1 - correlation)).
    """
    change = spread * math.sqrt(max(2 * (1 - correlation), 1e-12))
    return two_groups(change, level)


def two_shares(base: float, level: float) -> Plan:
    """Two groups of equal size, yes or no: Fisher's exact test, counted in full while small.

    Larger groups: the normal approximation with the pooled share under no difference.
    """

    def power(total: int, effect: float) -> float:
        each, new = total // 2, min(max(base + effect, 0.0), 1.0)
        if each <= COUNTED:
            return _fisher_power(each, base, new, level)
        return _normal_power(each, base, new, level)

    return Plan(power, 2, 6)


def time_series(spread: float, hanging: float, level: float) -> Plan:
    """A level change in a series of equal halves, errors hanging together by `hanging` a period.

    Definition: standard error of the level coefficient of the segmented regression by least squares
    when deviations follow a first-order autoregression; t with periods - 4 degrees of freedom.
    """

    @cache
    def error(total: int) -> float:
        t = np.arange(total, dtype=float)
        late = t >= total // 2
        design = np.column_stack([np.ones(total), t, late, late * t])
        cov = spread**2 * hanging ** np.abs(t[:, None] - t[None, :])
        inverse = np.linalg.inv(design.T @ design)
        weights = np.array([0.0, 0.0, 1.0, float(t[late].mean())])
        row: Values = weights @ inverse @ design.T
        return math.sqrt(float(row @ cov @ row))

    def power(total: int, effect: float) -> float:
        return _t_power(abs(effect) / error(total), total - 4, level)

    return Plan(power, 2, 8, MOST_PERIODS, spread)


def needed(plan: Plan, effect: float, power: float) -> int | None:
    """Return the fewest cases in all that show an effect with a power; None beyond the most."""
    step, most = plan.sides, plan.most
    low, high = plan.least, plan.least
    while plan.power(high, effect) < power:
        if high >= most:
            return None
        low, high = high, min(2 * high, most)
    while high - low > step:
        middle = (low + high) // 2 // step * step
        if plan.power(middle, effect) >= power:
            high = middle
        else:
            low = middle
    return -(-high // step) * step


def detectable(plan: Plan, total: int, power: float, *, falls: bool = False) -> float | None:
    """Return the smallest effect that so many cases show with a power; None if none does.

    `falls` says whether it is looked for below today's figure.
    """
    way = operator.neg if falls else operator.pos
    least, high = NOUGHT * plan.scale, plan.scale
    # At a low level luck alone tells a difference often enough.
    if not plan.least <= total <= plan.most or plan.power(total, way(least)) >= power:
        return None
    while plan.power(total, way(high)) < power:
        high *= 2
        if high > ALL * plan.scale:
            return None
    found = optimize.brentq(
        lambda size: plan.power(total, way(size)) - power, least, high, xtol=least
    )
    return float(way(found))


def _t_power(noncentral: float, freedom: int, level: float) -> float:
    """Return the power of a two-sided t test."""
    edge = float(stats.t.ppf((1 + level) / 2, freedom))
    if noncentral > edge + 40:
        return 1.0
    # Below -edge is above edge with the sign turned; scipy's own cdf is nan for some of these.
    above, below = (float(stats.nct.sf(edge, freedom, way)) for way in (noncentral, -noncentral))
    return above + below


def _normal_power(each: int, base: float, new: float, level: float) -> float:
    middle = (base + new) / 2
    null = math.sqrt(2 * middle * (1 - middle) / each)
    real = math.sqrt((base * (1 - base) + new * (1 - new)) / each)
    edge = float(stats.norm.ppf((1 + level) / 2)) * null
    gap = abs(new - base)
    if real == 0:
        return 1.0 if gap > edge else 0.0
    return float(stats.norm.sf((edge - gap) / real) + stats.norm.cdf((-edge - gap) / real))


def _fisher_power(each: int, base: float, new: float, level: float) -> float:
    """Return the power of Fisher's two-sided exact test for two groups of one size."""
    counts = np.arange(each + 1)
    told = stats.binom.pmf(counts, each, new), stats.binom.pmf(counts, each, base)
    return float(told[0] @ _refusing(each, level) @ told[1])


@cache
def _refusing(each: int, level: float) -> Values:
    """Return 1 where Fisher's test tells a difference, for yes in the one and the other group."""
    refused = np.zeros((each + 1, each + 1))
    ways = special.binom(each, np.arange(len(refused)))
    for yes in range(2 * each + 1):
        first = np.arange(max(0, yes - each), min(yes, each) + 1)
        chance = ways[first] * ways[yes - first]
        chance /= chance.sum()
        order = np.argsort(chance)
        risen = np.cumsum(chance[order])
        # Tables as likely as each other count together, as in the test itself.
        last = np.searchsorted(chance[order], chance * (1 + 1e-7), side="right") - 1
        refused[first, yes - first] = risen[last] <= 1 - level + 1e-12  # as the analysis reads p
    return refused
