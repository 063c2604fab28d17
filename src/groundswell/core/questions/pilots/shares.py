"""Shares compared: so many of so many with the change against so many without."""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from groundswell.core.questions.pilots.finding import Finding, Span, Values
from groundswell.core.questions.pilots.intervals import (
    Shares,
    exact_share,
    score_difference,
    score_ratio,
)
from groundswell.core.questions.pilots.means import share_of


def yes_or_no(values: Values) -> bool:
    """Whether every value is 0 or 1."""
    return bool(np.isin(values, (0.0, 1.0)).all())


def apart(base: Values, new: Values, level: float) -> Finding:
    """Compare two groups: score intervals of difference and ratio, Fisher's exact test."""
    shares = Shares(int(new.sum()), new.size, int(base.sum()), base.size)
    effect = shares.p_new - shares.p_base
    share = share_of(effect, shares.p_base)
    if share is not None:
        low, high = score_ratio(shares, level)
        share = Span(share.mean, low - 1, None if high is None else high - 1)
    return Finding(
        method="two shares, score interval and Fisher's exact test",
        base=shares.p_base,
        new=shares.p_new,
        effect=Span(effect, *score_difference(shares, level)),
        share=share,
        p=fisher(shares),
        exact=True,
        cases=(base.size, new.size),
    )


def fisher(shares: Shares) -> float:
    """Return the two-sided p value of Fisher's exact test: all tables at most as likely."""
    total, yes = shares.new + shares.base, shares.yes_new + shares.yes_base
    chance = stats.hypergeom.pmf(np.arange(shares.new + 1), total, yes, shares.new)
    seen = chance[shares.yes_new]
    return float(min(1.0, chance[chance <= seen * (1 + 1e-7)].sum()))


def pairs(before: Values, after: Values, level: float) -> Finding:
    """Compare the same units: adjusted interval (Agresti & Min 2005), McNemar's exact test."""
    size = before.size
    gained = int(((before == 0) & (after == 1)).sum())
    lost = int(((before == 1) & (after == 0)).sum())
    p_base, p_new = float(before.mean()), float(after.mean())
    p = float(stats.binomtest(gained, gained + lost).pvalue) if gained + lost else 1.0
    # Half a unit more in each of the four cells.
    up, down, of = gained + 0.5, lost + 0.5, size + 2
    middle = (up - down) / of
    quantile = float(stats.norm.ppf((1 + level) / 2))
    reach = quantile * math.sqrt(up + down - (up - down) ** 2 / of) / of
    effect = Span(p_new - p_base, max(-1.0, middle - reach), min(1.0, middle + reach))
    share = share_of(effect.mean, p_base)
    if share is not None and effect.low is not None and effect.high is not None:
        share = Span(share.mean, max(-1.0, effect.low / p_base), effect.high / p_base)
    return Finding(
        method="pairs, McNemar's exact test",
        base=p_base,
        new=p_new,
        effect=effect,
        share=share,
        p=p,
        exact=True,
        cases=(size, size),
        paired=True,
    )


def alone(values: Values, against: float, level: float) -> Finding:
    """Compare one share with a stated one, which is taken as exact: the exact binomial test."""
    yes, of = int(values.sum()), values.size
    low, high = exact_share(yes, of, level)
    share = share_of(yes / of - against, against)
    if share is not None:
        share = Span(share.mean, low / against - 1, high / against - 1)
    return Finding(
        method="one share against a stated one, exact binomial test",
        base=against,
        new=yes / of,
        effect=Span(yes / of - against, low - against, high - against),
        share=share,
        p=float(stats.binomtest(yes, of, against).pvalue),
        exact=True,
        cases=(0, of),
    )
