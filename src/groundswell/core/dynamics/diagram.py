"""A weighted vote as a decision diagram: one state for each subtotal at which it is still open.

Going through the voters in order, a backward pass gives the chance of passing from every state, a
forward pass the chance of getting there; together they give everybody's swing at the cost of two
passes. Subtotals that are decided already are left out, which is where a plain convolution over
all sums spends most of its time, and uneven weights need no rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Index = NDArray[np.int32]
Floats = NDArray[np.float64]

_LOST, _WON, _OPEN = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """All open subtotals of a vote, voter by voter.

    Parameters
    ----------
    first
        States of the k-th voter are `first[k]:first[k + 1]`. Shape (voters + 1,).
    yes, no
        State that follows each state. States 0 and 1 are lost and won. Shape (states,).
    root
        State before anybody has voted.
    """

    first: Index
    yes: Index
    no: Index
    root: int

    @classmethod
    def of(cls, weights: NDArray[np.int64], needed: int, most: int | None = None) -> Diagram | None:
        """Build it for whole weights; None if it has more than `most` states.

        It stays smallest with the heaviest voters first.
        """
        left = np.append(np.cumsum(weights[::-1])[::-1], 0)
        if needed <= 0 or left[0] < needed:
            settled = np.array([_LOST, _WON], dtype=np.int32)
            first = np.full(weights.size + 1, _OPEN, dtype=np.int32)
            return cls(first, settled, settled, _WON if needed <= 0 else _LOST)
        firsts, yes, no = [_OPEN], [np.arange(_OPEN)], [np.arange(_OPEN)]
        sums = np.zeros(1, dtype=np.int64)
        for weight, after in zip(weights, left[1:], strict=True):
            firsts.append(firsts[-1] + sums.size)
            if most is not None and firsts[-1] > most:
                return None
            both = np.concatenate([sums + weight, sums])
            lost, won = both + after < needed, both >= needed
            following = np.unique(both[~lost & ~won])
            state = np.searchsorted(following, both) + firsts[-1]
            state = np.where(won, _WON, np.where(lost, _LOST, state))
            yes.append(state[: sums.size])
            no.append(state[sums.size :])
            sums = following
        states = (np.concatenate(side).astype(np.int32) for side in (yes, no))
        return cls(np.array(firsts, dtype=np.int32), *states, _OPEN)


@njit(cache=True, nogil=True)
def worth(
    first: Index, yes: Index, no: Index, root: int, p: Floats, value: Floats
) -> float:  # pragma: no cover - compiled
    """Fill the chance of passing from every state, and return that from the root."""
    value[_LOST] = 0.0
    value[_WON] = 1.0
    for k in range(first.size - 2, -1, -1):
        for n in range(first[k], first[k + 1]):
            value[n] = value[no[n]] + p[k] * (value[yes[n]] - value[no[n]])
    return value[root]


@njit(cache=True, nogil=True)
def swings(
    first: Index,
    yes: Index,
    no: Index,
    root: int,
    p: Floats,
    value: Floats,
    reach: Floats,
    swing: Floats,
) -> None:  # pragma: no cover - compiled
    """Fill dP/dp of each voter, given the chances of `worth`; `reach` is scratch."""
    reach[:] = 0.0
    reach[root] = 1.0
    for k in range(first.size - 1):
        total = 0.0
        for n in range(first[k], first[k + 1]):
            total += reach[n] * (value[yes[n]] - value[no[n]])
            reach[yes[n]] += reach[n] * p[k]
            reach[no[n]] += reach[n] * (1.0 - p[k])
        swing[k] = total
