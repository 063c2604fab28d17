"""How good a score, a forecast or a grouping is."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

Floats = NDArray[np.float64]


def auc(positive: ArrayLike, score: NDArray[np.number]) -> float:
    """Chance that a positive case scores above a negative one, ties counting half (NaN if none)."""
    yes = np.asarray(positive, dtype=bool)
    count = int(yes.sum())
    pairs = count * (yes.size - count)
    if not pairs:
        return float("nan")
    ranks = rankdata(score)
    return float((ranks[yes].sum() - count * (count + 1) / 2) / pairs)


def brier(chance: Floats, happened: ArrayLike) -> float:
    """Mean squared distance of a forecast chance from what happened (0 or 1)."""
    return float(np.mean((chance - np.asarray(happened, dtype=float)) ** 2))


def mutual_information(one: ArrayLike, other: ArrayLike) -> float:
    """Normalised mutual information of two groupings: 2 I / (H1 + H2); 1 the same, 0 unrelated."""
    _, a = np.unique(np.asarray(one), return_inverse=True)
    _, b = np.unique(np.asarray(other), return_inverse=True)
    both = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(both, (a, b), 1 / a.size)
    first, second, joint = (_entropy(p) for p in (both.sum(axis=1), both.sum(axis=0), both.ravel()))
    return 2 * (first + second - joint) / (first + second) if first + second > 0 else 1.0


def _entropy(shares: Floats) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())


def r_squared(outcome: Floats, columns: list[Floats]) -> float:
    """Share of the variance of `outcome` that least squares on the columns explains."""
    design = np.column_stack([np.ones(outcome.size), *columns])
    fit, *_ = np.linalg.lstsq(design, outcome, rcond=None)
    rest = float(((outcome - design @ fit) ** 2).sum())
    total = float(((outcome - outcome.mean()) ** 2).sum())
    return 1 - rest / total if total > 0 else float("nan")
