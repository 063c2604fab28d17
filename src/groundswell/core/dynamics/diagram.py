"""A weighted vote as a decision diagram: one state for each subtotal at which it is still open.

Subtotals that are decided already are left out, which is where a plain convolution over all sums
spends most of its time, and uneven weights need no rounding.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.int32]

LOST, WON, OPEN = 0, 1, 2


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
            settled = np.array([LOST, WON], dtype=np.int32)
            first = np.full(weights.size + 1, OPEN, dtype=np.int32)
            return cls(first, settled, settled, WON if needed <= 0 else LOST)
        firsts, yes, no = [OPEN], [np.arange(OPEN)], [np.arange(OPEN)]
        sums = np.zeros(1, dtype=np.int64)
        for weight, after in zip(weights, left[1:], strict=True):
            firsts.append(firsts[-1] + sums.size)
            if firsts[-1] > most:
                raise OverflowError("too many different subtotals")
            both = np.concatenate([sums + weight, sums])
            lost, won = both + after < needed, both >= needed
            following = np.unique(both[~lost & ~won])
            state = np.searchsorted(following, both) + firsts[-1]
            state = np.where(won, WON, np.where(lost, LOST, state))
            yes.append(state[: sums.size])
            no.append(state[sums.size :])
            sums = following
        return cls(
            np.array(firsts, dtype=np.int32),
            np.concatenate(yes).astype(np.int32),
            np.concatenate(no).astype(np.int32),
            OPEN,
        )
