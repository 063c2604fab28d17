"""Permutation tests and the intervals they imply, by exact count where that is possible.

Under "it made no difference" every way to deal the values to the groups was equally likely. An
effect d is inside the interval if, with d taken out again, the data are not among the most extreme
of those ways. For a difference of means that needs no search: whoever swaps a set of treated
against a set of base cases finds the data extreme exactly for d below the difference of the two
sets' means, so that the ends of the interval are order statistics of these differences. The same
holds for a ratio with the ratio of the two sets' sums.

References
----------
Pitman (1937), J. R. Stat. Soc. Suppl. 4; Edgington & Onghena (2007), Randomization Tests, ch. 4.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.questions.pilots.finding import Span, Values

MOST = 20_000  # ways up to which each is counted; beyond, so many are drawn
_SAME = 1e-9  # relative difference below which two figures are the same

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Verdict:
    """p value, interval of the difference and of the ratio, and whether every way was counted."""

    p: float
    effect: Span
    ratio: Span | None
    exact: bool


def two_groups(base: Values, new: Values, level: float, seed: int) -> Verdict:
    """Test whether two groups differ in their mean.

    Parameters
    ----------
    base, new
        Values of each group, (cases,).
    level
        Level of the interval, such as 0.95.
    seed
        Seed of the draws, where not every way is counted.
    """
    moved, exact = _dealt(base.size, new.size, seed)
    left, gone = moved[:, : base.size], ~moved[:, base.size :]
    swapped = left.sum(axis=1)
    inward, outward = left @ base, gone @ new
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = (outward - inward) / swapped
    scale = max(float(np.abs(base).max()), float(np.abs(new).max()), 1e-300)
    effect, p = _read(steps[swapped > 0], moved.shape[0], level, scale)
    mean = float(new.mean() - base.mean())
    ratio = None
    if min(float(base.min()), float(new.min())) >= 0 and base.mean() > 0:
        ratio = _ratio(outward, inward, level, float(new.mean() / base.mean()))
    return Verdict(p, Span(mean, *effect), ratio, exact)


def signs(before: Values, after: Values, level: float, seed: int) -> Verdict:
    """Test whether the change of paired values is nought on average, by turning signs.

    Parameters
    ----------
    before, after
        Values of the same units, (units,).
    """
    turned, exact = _turned(before.size, seed)
    some: Flags = np.asarray(turned.any(axis=1))
    change = after - before
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = (turned @ change) / turned.sum(axis=1)
    scale = max(float(np.abs(before).max()), float(np.abs(after).max()), 1e-300)
    effect, p = _read(steps[some], turned.shape[0], level, scale)
    ratio = None
    if min(float(before.min()), float(after.min())) >= 0 and before.mean() > 0:
        sums = turned @ after, turned @ before
        ratio = _ratio(*sums, level, float(after.mean() / before.mean()))
    return Verdict(p, Span(float(change.mean()), *effect), ratio, exact)


def _dealt(first: int, second: int, seed: int) -> tuple[Flags, bool]:
    """Return which cases are dealt to the second group, a row for each way; the first as it was."""
    size = first + second
    ways = math.comb(size, second)
    if ways <= MOST:
        chosen = np.array(list(itertools.combinations(range(size), second)))
        moved = np.zeros((ways, size), dtype=bool)
        np.put_along_axis(moved, chosen, True, axis=1)
        return moved, True
    drawn = np.random.default_rng(seed).random((MOST - 1, size)).argsort(axis=1)
    return np.vstack([np.arange(size), drawn]) >= first, False


def _turned(size: int, seed: int) -> tuple[Flags, bool]:
    """Return whose sign is turned, a row for each way."""
    if 2**size <= MOST:
        bits = np.arange(2**size)[:, None] >> np.arange(size)[None, :]
        return (bits & 1).astype(bool), True
    drawn = np.random.default_rng(seed).random((MOST - 1, size)) < 0.5
    return np.vstack([np.zeros(size, dtype=bool), drawn]), False


def _read(
    steps: Values, ways: int, level: float, scale: float
) -> tuple[tuple[float | None, float | None], float]:
    """Return the ends of the interval and the two-sided p value from where each way turns."""
    ordered = np.sort(steps)
    always, slack = ways - ordered.size, _SAME * scale
    above = (int((ordered <= slack).sum()) + always) / ways
    below = (int((ordered >= -slack).sum()) + always) / ways
    ends = _ends(ordered, ways, level)
    plain = tuple(0.0 if end is not None and abs(end) <= slack else end for end in ends)
    return (plain[0], plain[1]), min(1.0, 2 * min(above, below))


def _ends(ordered: Values, ways: int, level: float) -> tuple[float | None, float | None]:
    always = ways - ordered.size
    at = math.floor(ways * (1 - level) / 2 + 1e-9) - always
    if at < 0:
        return None, None
    ends = float(ordered[at]), float(ordered[ordered.size - 1 - at])
    low, high = (end if math.isfinite(end) else None for end in ends)
    return low, high


def _ratio(outward: Values, inward: Values, level: float, mean: float) -> Span | None:
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = outward / inward
    steps = steps[~np.isnan(steps)]  # nought against nought turns at no ratio
    return Span(mean, *_ends(np.sort(steps), outward.size, level))
