"""A weighted vote as a decision diagram: one state for each subtotal at which it is still open.

Going through the voters in order, a backward pass gives the chance of passing from every state, a
forward pass the chance of getting there; together they give everybody's swing at the cost of two
passes. Subtotals that are decided already are left out, which is where a plain convolution over
all sums spends most of its time, and uneven weights need no rounding.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Index = NDArray[np.int32]
Floats = NDArray[np.float64]

_LOST, _WON, _OPEN = 0, 1, 2


class Diagram(NamedTuple):
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
    def of(cls, weights: NDArray[np.int64], needed: int, most: int = 2**31 - 1) -> Diagram:
        """Build it for whole weights; it stays smallest with the heaviest voters first.

        Raises
        ------
        OverflowError
            If it has more than `most` states.
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
            if firsts[-1] > most:
                raise OverflowError("too many different subtotals")
            both = np.concatenate([sums + weight, sums])
            lost, won = both + after < needed, both >= needed
            following = np.unique(both[~lost & ~won])
            state = np.searchsorted(following, both) + firsts[-1]
            state = np.where(won, _WON, np.where(lost, _LOST, state))
            yes.append(state[: sums.size])
            no.append(state[sums.size :])
            sums = following
        return cls(
            np.array(firsts, dtype=np.int32),
            np.concatenate(yes).astype(np.int32),
            np.concatenate(no).astype(np.int32),
            _OPEN,
        )


@njit(cache=True, nogil=True)
def worth(tree: Diagram, p: Floats, value: Floats) -> None:
    """Fill the chance of passing from every state, shape (states, B), for p of shape (voters, B).

    A block of weathers or samples lies side by side, so that the inner loop is one of vectors.
    """
    value[_LOST] = 0.0
    value[_WON] = 1.0
    for k in range(tree.first.size - 2, -1, -1):
        chance = p[k]
        for n in range(tree.first[k], tree.first[k + 1]):
            own, up, down = value[n], value[tree.yes[n]], value[tree.no[n]]
            for b in range(chance.size):
                own[b] = down[b] + chance[b] * (up[b] - down[b])


@njit(cache=True, nogil=True)
def swings(tree: Diagram, p: Floats, value: Floats, reach: Floats, swing: Floats) -> None:
    """Fill dP/dp of each voter, shape (voters, B), from the chances of `worth`.

    `reach` is scratch for the chance of getting to each state, shape (states, B).
    """
    reach[:] = 0.0
    reach[tree.root] = 1.0
    for k in range(tree.first.size - 1):
        chance, total = p[k], swing[k]
        total[:] = 0.0
        for n in range(tree.first[k], tree.first[k + 1]):
            yes, no = tree.yes[n], tree.no[n]
            own, up, down = reach[n], reach[yes], reach[no]
            better, worse = value[yes], value[no]
            for b in range(chance.size):
                total[b] += own[b] * (better[b] - worse[b])
                up[b] += own[b] * chance[b]
                down[b] += own[b] * (1.0 - chance[b])
