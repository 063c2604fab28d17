"""Means compared: paired where the same units were measured twice, apart otherwise.

Small samples by permutation, exact where every way can be counted; larger ones by Welch's t, or by
t on the differences of pairs.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from groundswell.core.questions.pilots.finding import Finding, Span, Values
from groundswell.core.questions.pilots.intervals import Pair, fieller
from groundswell.core.questions.pilots.permutation import Verdict, signs, two_groups

SMALL = 20  # cases of a group, or pairs, below which values are dealt anew instead of using t
CROWD = 200  # cases in all up to which that is done


def few(cases: tuple[int, int]) -> bool:
    """Whether two groups are so small that their values are dealt anew."""
    return min(cases) < SMALL and sum(cases) <= CROWD


def apart(base: Values, new: Values, level: float, seed: int) -> Finding:
    """Compare two groups of different cases; each has at least one."""
    cases = base.size, new.size
    if few(cases):
        found = two_groups(base, new, level, seed)
        how = "every way to deal the cases counted" if found.exact else "cases dealt anew by lot"
        return _dealt(f"two groups, {how}", base, new, found)
    return welch(base, new, level)


def pairs(before: Values, after: Values, level: float, seed: int) -> Finding:
    """Compare the same units before and after, (units,) each."""
    if before.size < SMALL:
        found = signs(before, after, level, seed)
        how = "every turn of signs counted" if found.exact else "signs turned by lot"
        return _dealt(f"pairs, {how}", before, after, found, paired=True)
    return paired_t(before, after, level)


def _dealt(
    method: str, base: Values, new: Values, found: Verdict, *, paired: bool = False
) -> Finding:
    return Finding(
        method=method,
        base=float(base.mean()),
        new=float(new.mean()),
        effect=found.effect,
        share=None if found.ratio is None else less_one(found.ratio),
        p=found.p,
        exact=found.exact,
        cases=(base.size, new.size),
        paired=paired,
    )


def welch(base: Values, new: Values, level: float) -> Finding:
    """Compare two means without taking their spreads for equal (Welch 1947; ratio by Fieller)."""
    var_base, var_new = of_mean(base), of_mean(new)
    freedom = satterthwaite(((var_base, base.size - 1), (var_new, new.size - 1)))
    pair = Pair(float(new.mean()), float(base.mean()), var_new, var_base)
    return by_t("two groups, Welch's t", pair, freedom, level, (base.size, new.size))


def paired_t(before: Values, after: Values, level: float) -> Finding:
    """Compare the same units by t on their differences (ratio by Fieller)."""
    size = before.size
    pair = Pair(
        float(after.mean()),
        float(before.mean()),
        of_mean(after),
        of_mean(before),
        shared(before, after),
    )
    cases = size, size
    return by_t("pairs, t of their differences", pair, size - 1, level, cases, True)


def by_t(
    method: str,
    pair: Pair,
    freedom: float,
    level: float,
    cases: tuple[int, int],
    paired: bool = False,
) -> Finding:
    """Return what two estimates with their variances say under Student's t.

    Without spread there is no interval; equal figures then are equal, and others are not compared.
    """
    effect = pair.new - pair.base
    var = max(pair.var_new - 2 * pair.shared + pair.var_base, 0.0)
    scale = max(abs(pair.new), abs(pair.base))
    if not math.isfinite(freedom) or var <= (1e-12 * scale) ** 2:
        span, share, p = Span(effect, None, None), share_of(effect, pair.base), None
        return Finding(method, pair.base, pair.new, span, share, p, False, cases, paired)
    quantile = float(stats.t.ppf((1 + level) / 2, freedom))
    reach = quantile * math.sqrt(var)
    ends = fieller(pair, quantile)
    share = share_of(effect, pair.base)
    if share is not None and ends is not None:
        share = Span(share.mean, ends[0] - 1, ends[1] - 1)
    p = float(2 * stats.t.sf(abs(effect) / math.sqrt(var), freedom))
    span = Span(effect, effect - reach, effect + reach)
    return Finding(method, pair.base, pair.new, span, share, p, False, cases, paired)


def share_of(effect: float, base: float) -> Span | None:
    """Return an effect as a share of what it is compared with; None where that is not above 0."""
    return Span(effect / base, None, None) if base > 0 else None


def less_one(ratio: Span) -> Span:
    """Return a ratio as a change."""
    low, high = (None if end is None else end - 1 for end in (ratio.low, ratio.high))
    return Span(ratio.mean - 1, low, high)


def of_mean(values: Values) -> float:
    """Return the variance of a mean; nothing is known of it from one value."""
    return float(values.var(ddof=1)) / values.size if values.size > 1 else math.nan


def shared(before: Values, after: Values) -> float:
    """Return the covariance of the means of the same units at two times."""
    return float(np.cov(before, after)[0, 1]) / before.size


def satterthwaite(parts: tuple[tuple[float, int], ...]) -> float:
    """Return the degrees of freedom of a sum of variances; infinite or nan where there are none."""
    total = sum(var for var, _ in parts)
    below = sum(var**2 / freedom for var, freedom in parts if freedom > 0)
    return total**2 / below if below > 0 and math.isfinite(total) else math.inf


def t_of_cells(
    method: str,
    new: Values,
    base: tuple[tuple[float, Values], ...],
    level: float,
    cases: tuple[int, int],
) -> Finding:
    """Compare the mean of `new` with those of `base`, each added (1) or taken off (-1)."""
    old = sum(sign * float(cell.mean()) for sign, cell in base)
    var_base = sum(of_mean(cell) for _, cell in base)
    parts = tuple((of_mean(cell), cell.size - 1) for cell in (new, *(cell for _, cell in base)))
    pair = Pair(float(new.mean()), old, of_mean(new), var_base)
    return by_t(method, pair, satterthwaite(parts), level, cases)


def alone(values: Values, against: float, level: float, seed: int) -> Finding:
    """Compare one group with a stated figure, which is taken as exact."""
    method = "one group against a stated figure"
    if values.size < SMALL:
        found = signs(np.full_like(values, against), values, level, seed)
        how = "every turn of signs counted" if found.exact else "signs turned by lot"
        span = found.effect
        share = share_of(span.mean, against)
        if share is not None:
            ends = (None if end is None else end / against for end in (span.low, span.high))
            share = Span(share.mean, *ends)
        new, cases = float(values.mean()), (0, values.size)
        return Finding(f"{method}, {how}", against, new, span, share, found.p, found.exact, cases)
    pair = Pair(float(values.mean()), against, of_mean(values), 0.0)
    return by_t(f"{method}, t", pair, values.size - 1, level, (0, values.size))
