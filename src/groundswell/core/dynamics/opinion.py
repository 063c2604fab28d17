"""Friedkin-Johnsen opinion: what is seen today, and how a deviation spreads through who listens.

x = (I - L) s + L W x, with L = diag(lambda) and W row-stochastic: (1 - eps) of a row lies on known
ties, eps is spread evenly over the others of the listener's unit. M = I - L W is an M-matrix whose
iteration matrix has spectral radius at most max lambda < 1, so in-place sweeps converge; a block of
scenarios is swept at once, contiguous per person. One thread: in-place sweeps on two would race.

References: Friedkin & Johnsen 1990; DeGroot 1974; Gionis, Terzi & Tsaparas 2013.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from groundswell.core.dynamics.prefetch import prefetch
from groundswell.core.terrain.draws import Block
from groundswell.core.terrain.snapshot import Flags, Index, Listening, Single

TOLERANCE = 1e-5
ORDERING_TOLERANCE = 1e-4  # of the derivative, relative: it only orders candidates
MOST_SWEEPS = 400
# How many ties ahead a row is asked for (4 to 16 measured alike), and numbers in a line of cache.
# The asking stands in the sweeps: as a function of its own, even inlined, it costs fourfold.
_AHEAD, _LINE = 8, 16


@dataclass(frozen=True, slots=True)
class Mirror:
    """The arcs of `Listening` by whom is heard, to carry a derivative backwards.

    `starts`, `listener` are compressed rows by the person heard, `arc` is each entry's position
    among the forward arcs, and `back[arc]` the position of the reverse arc, or -1.
    """

    starts: Index
    listener: Index
    arc: Index
    back: Index

    @classmethod
    def of(cls, arcs: Listening) -> Mirror:
        """Transpose the arcs."""
        people = arcs.starts.size - 1
        listener = np.repeat(np.arange(people, dtype=np.int64), np.diff(arcs.starts))
        order = np.lexsort((listener, arcs.heard)).astype(np.int32)
        starts = np.zeros(people + 1, dtype=np.int32)
        np.cumsum(np.bincount(arcs.heard, minlength=people), out=starts[1:])
        forward = listener * people + arcs.heard
        wanted = arcs.heard.astype(np.int64) * people + listener
        place = np.searchsorted(forward, wanted)
        place[place == forward.size] = 0
        found = forward[place] == wanted if forward.size else np.empty(0, dtype=bool)
        back = np.where(found, place, -1).astype(np.int32)
        return cls(starts, listener[order].astype(np.int32), order, back)


@dataclass(frozen=True, slots=True)
class Pull:
    """L W of a block, split for sweeping: `known` on ties, `unseen` on each other unit member.

    Shapes (people, width). A row of zeros is pinned; `moved` says which rows are not.
    """

    known: Single
    unseen: Single
    group: Index
    groups: int
    moved: Flags

    @classmethod
    def of(cls, block: Block, group: Index, still: Flags | None = None) -> Pull:
        """Split lambda into its two parts; people in `still` are pinned."""
        packed = (group - group.min(initial=0)).astype(np.int32)
        size = np.bincount(packed, minlength=1)
        others = np.maximum(size[packed] - 1, 1).astype(np.float32)
        known = block.susceptibility * (1 - block.unseen)
        unseen = block.susceptibility * block.unseen / others[:, None]
        if still is not None:
            known[still] = 0
            unseen[still] = 0
        moved = (known.max(axis=1, initial=0) > 0) | (unseen.max(axis=1, initial=0) > 0)
        return cls(known, unseen, packed, size.size, moved)

    def loosened(self, people: Index, loose: Flags) -> Pull:
        """Return the pull with some people pinned but where `loose` (people, width) frees them."""
        known, unseen = self.known.copy(), self.unseen.copy()
        known[people] *= loose
        unseen[people] *= loose
        return Pull(known, unseen, self.group, self.groups, self.moved)


def today(block: Block, arcs: Listening, seen: Flags, hold: Single, held: Flags) -> Single:
    """Return today's opinion x0 (people, width).

    Held members stand at their commitment, everybody else who was observed at the drawn stance;
    the unobserved settle between their own prior draw and those they listen to.
    """
    still = seen | held
    x = block.stance.copy()
    x[held] = hold[held, None]
    pull = Pull.of(block, arcs.group, still)
    source = (1 - block.susceptibility) * x
    free = np.flatnonzero(pull.moved).astype(np.int32)
    settle(arcs, block.weights, pull, source, free, x)
    return np.clip(x, -1, 1, out=x)


def spread_change(
    block: Block,
    arcs: Listening,
    pull: Pull,
    x: Single,
    changed: Index,
    change: Single,
    loose: Flags | None = None,
) -> Single:
    """Return d = L W d with d pinned to `change` (changed people, width) on the changed people.

    Nobody moves beyond full support or opposition: d is kept so that x + d stays in [-1, 1] while
    it settles, not only at the end. Otherwise what somebody cannot hold would be passed on, and
    winning them too could lower others.

    `loose` tells in which scenarios somebody among the changed is not held at all, and adjusts like
    everybody else; (changed people, width).
    """
    d = np.zeros_like(block.stance)
    d[changed] = change
    source = np.zeros_like(d)
    free = pull.moved.copy()
    free[changed] = False
    if loose is not None:
        some = loose.any(axis=1) & pull.moved[changed]
        rows = changed[some]
        free[rows] = True
        source[rows] = np.where(loose[some], np.float32(0), change[some])
        pull = pull.loosened(rows, loose[some])
    order = np.flatnonzero(free).astype(np.int32)
    settle(arcs, block.weights, pull, source, order, d, around=x)
    return d


def settle(
    arcs: Listening,
    weights: Single,
    pull: Pull,
    source: Single,
    free: Index,
    x: Single,
    around: Single | None = None,
) -> int:
    """Sweep x_i = source_i + L W x over the free people, in place, until still; return sweeps.

    Parameters
    ----------
    weights
        Rows summing to 1, shape (arcs, width), or (arcs, 1) where all scenarios share them.
    x
        Start values and result; rows not in `free` are pinned.
    around
        Where `x` is a deviation: the opinion it deviates from. Opinions stay in [-1, 1].

    Raises
    ------
    ArithmeticError
        If it has not come to rest after 400 sweeps (a susceptibility out of bounds).
    """
    if not free.size:
        return 0
    group_sum = np.zeros((pull.groups, x.shape[1]), dtype=np.float32)
    present = np.flatnonzero(x.any(axis=1))
    np.add.at(group_sum, pull.group[present], x[present])
    sweeps = _settle(
        arcs.starts, arcs.heard, weights, pull.known, pull.unseen, pull.group, group_sum,
        source, free, np.zeros_like(x) if around is None else around, x,
    )  # fmt: skip
    if sweeps == MOST_SWEEPS:
        raise ArithmeticError("opinions did not come to rest: a susceptibility is out of bounds")
    return int(sweeps)


@njit(inline="always", fastmath=True)
def _heard(starts: Index, heard: Index, weights: Single, x: Single, i: int, out: Single) -> None:
    """Fill `out` with what person i hears: the weighted mean of `x` over their ties."""
    out[:] = 0
    shared = weights.shape[1] == 1
    width = np.int64(out.size)
    for e in range(starts[i], starts[i + 1]):
        if e + _AHEAD < heard.size:  # rows lie in no order, so theirs is asked for early
            row = np.int64(heard[e + _AHEAD]) * width
            for r in range(0, width, _LINE):
                prefetch(x, row + r)
        there, weight = x[heard[e]], weights[e]
        if shared:
            for r in range(out.size):
                out[r] += weight[0] * there[r]
        else:
            for r in range(out.size):
                out[r] += weight[r] * there[r]


@njit(cache=True, nogil=True, fastmath=True)
def _settle(
    starts: Index,
    heard: Index,
    weights: Single,
    known: Single,
    unseen: Single,
    group: Index,
    group_sum: Single,
    source: Single,
    free: Index,
    around: Single,
    x: Single,
) -> int:
    width = x.shape[1]
    one = np.float32(1)
    total = np.empty(width, dtype=np.float32)
    largest = np.empty(width, dtype=np.float32)  # a column each: one number would not vectorise
    for sweep in range(MOST_SWEEPS):
        largest[:] = 0
        for i in free:
            _heard(starts, heard, weights, x, i, total)
            own, mates, near, far = x[i], group_sum[group[i]], known[i], unseen[i]
            start, centre = source[i], around[i]
            for r in range(width):
                new = start[r] + near[r] * total[r] + far[r] * (mates[r] - own[r])
                new = min(max(new, -one - centre[r]), one - centre[r])
                step = new - own[r]
                own[r] = new
                mates[r] += step
                largest[r] = max(largest[r], abs(step))
        if largest.max() < TOLERANCE:
            return sweep + 1
    return MOST_SWEEPS


def backward(arcs: Listening, mirror: Mirror, weights: Single, pull: Pull, c: Single) -> Single:
    """Solve M^T y = c: what a push on each person is worth, through everybody who listens.

    `c` is the derivative of the objective by opinion, (people, width); so is y.
    """
    scale = np.maximum(np.abs(c).max(axis=0, initial=0), np.float32(1e-12))
    y = np.ascontiguousarray(c / scale)
    group_sum = np.zeros((pull.groups, y.shape[1]), dtype=np.float32)
    np.add.at(group_sum, pull.group, pull.unseen * y)
    heard = _pull_by_heard(mirror.listener, mirror.arc, weights, pull.known)
    sweeps = _backward(
        mirror.starts, mirror.listener, heard, pull.unseen, pull.group, group_sum, y.copy(), y
    )
    if sweeps == MOST_SWEEPS:
        raise ArithmeticError(
            "the derivative did not come to rest: a susceptibility is out of bounds"
        )
    return np.asarray(y * scale)


@njit(cache=True, nogil=True)
def _pull_by_heard(listener: Index, arc: Index, weights: Single, known: Single) -> Single:
    """Return (L W) on known ties in the order of whom is heard, so that sweeps read it in order."""
    out = np.empty_like(weights)
    for t in range(arc.size):
        row, weight, near = out[t], weights[arc[t]], known[listener[t]]
        for r in range(row.size):
            row[r] = weight[r] * near[r]
    return out


@njit(cache=True, nogil=True, fastmath=True)
def _backward(
    starts: Index,
    listener: Index,
    pulled: Single,
    unseen: Single,
    group: Index,
    group_sum: Single,
    c: Single,
    y: Single,
) -> int:
    width = y.shape[1]
    total = np.empty(width, dtype=np.float32)
    largest = np.empty(width, dtype=np.float32)
    for sweep in range(MOST_SWEEPS):
        largest[:] = 0
        for j in range(starts.size - 1):
            push, own, mates, far = c[j], y[j], group_sum[group[j]], unseen[j]
            for r in range(width):
                total[r] = push[r] + mates[r] - far[r] * own[r]
            for t in range(starts[j], starts[j + 1]):
                if t + _AHEAD < listener.size:
                    row = np.int64(listener[t + _AHEAD]) * width
                    for r in range(0, width, _LINE):
                        prefetch(y, row + r)
                there, weight = y[listener[t]], pulled[t]
                for r in range(width):
                    total[r] += weight[r] * there[r]
            for r in range(width):
                step = total[r] - own[r]
                own[r] = total[r]
                mates[r] += far[r] * step
                largest[r] = max(largest[r], abs(step))
        if largest.max() < ORDERING_TOLERANCE:
            return sweep + 1
    return MOST_SWEEPS


def diagonal(block: Block, arcs: Listening, mirror: Mirror, pull: Pull) -> Single:
    """Approximate the diagonal of M^-1 by the shortest loops: 1 + sum over k of (LW)_jk (LW)_kj.

    Good enough to *order* candidates; the plans tried in full do not use it.
    """
    out = np.ones_like(block.stance)
    listener = np.repeat(np.arange(arcs.starts.size - 1), np.diff(arcs.starts))
    _add_loops(listener.astype(np.int32), arcs.heard, mirror.back, block.weights, pull.known, out)
    return out


@njit(cache=True, nogil=True)
def _add_loops(
    listener: Index, heard: Index, back: Index, weights: Single, known: Single, out: Single
) -> None:
    for e in range(heard.size):
        if back[e] >= 0:
            i, k = listener[e], heard[e]
            for r in range(out.shape[1]):
                out[i, r] += known[i, r] * weights[e, r] * known[k, r] * weights[back[e], r]
