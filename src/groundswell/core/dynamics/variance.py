"""How much of a forecast's spread hangs on each input: first-order shares of variance by bins."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.terrain.noise import at, stream, unit

Floats = NDArray[np.float64]
Bins = NDArray[np.int8]
BINS = 10
PERMUTATIONS = 200
SURE = 0.99


class Shares(NamedTuple):
    """Share of variance of each input (inputs,), and the share chance alone would reach at most."""

    share: Floats
    bar: float


def first_order_shares(inputs: NDArray[np.float32], outcome: Floats, seed: int) -> Shares:
    """Return first-order shares of variance, corrected and with a bar for chance.

    S_j = Var(E[outcome | bin of input j]) / Var(outcome) over 10 equal bins, minus its mean under
    permutations of the outcome. The bar is the 99 % quantile of the largest share of any input
    under permutation, corrected alike: what lies below it does not stand out.

    Parameters
    ----------
    inputs
        Draws of each input, (inputs, scenarios).
    outcome
        The forecast in each scenario, (scenarios,).

    References
    ----------
    Saltelli et al. 2008, Global Sensitivity Analysis: first-order indices.
    """
    count = inputs.shape[0]
    centred = outcome - outcome.mean()
    spread = float(centred @ centred)
    if not count or spread <= 1e-18 * max(1.0, float(outcome @ outcome)):
        return Shares(np.zeros(count), np.inf)
    bins = bins_of(inputs)
    share = _between(bins, centred) / spread
    chance = np.empty((PERMUTATIONS, count))
    for p in range(PERMUTATIONS):
        chance[p] = _between(bins, _shuffled(centred, stream(seed, f"permutation {p}"))) / spread
    mean = chance.mean(axis=0)
    bar = float(np.quantile((chance - mean).max(axis=1), SURE))
    return Shares(share - mean, bar)


def bins_of(inputs: NDArray[np.float32]) -> Bins:
    """Return the tenth each draw falls into, by rank within its input; equal draws by scenario."""
    rank = np.argsort(np.argsort(inputs, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(rank * BINS // inputs.shape[1], dtype=np.int8)


@njit(cache=True, nogil=True)
def _between(bins: Bins, centred: Floats) -> Floats:
    """Return the sum of squares between bins for each input."""
    out = np.empty(bins.shape[0])
    total = np.empty(BINS)
    size = np.empty(BINS)
    for j in range(bins.shape[0]):
        total[:] = 0
        size[:] = 0
        for r in range(bins.shape[1]):
            total[bins[j, r]] += centred[r]
            size[bins[j, r]] += 1
        between = 0.0
        for b in range(BINS):
            if size[b] > 0:
                between += total[b] * total[b] / size[b]
        out[j] = between
    return out


@njit(cache=True, nogil=True)
def _shuffled(values: Floats, key: np.uint64) -> Floats:
    """Return the values in an order that `key` names (Fisher & Yates)."""
    out = values.copy()
    for i in range(out.size - 1, 0, -1):
        j = int(unit(at(key, np.uint64(i))) * (i + 1))
        out[i], out[j] = out[j], out[i]
    return out
