"""Covering reverse-reachable sets greedily, with a bound on what any other choice could cover."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from groundswell.core.dynamics.cascade import Marks, Places
from groundswell.core.dynamics.graph import Index


@dataclass(frozen=True, slots=True)
class Cover:
    """Greedy choice of people who meet most sets.

    `people` in the order chosen, `met` the number of sets met, and `most` what no choice of the
    same size can exceed on these sets: the least over all steps of what was met so far plus the
    best next gains.
    """

    people: Index
    met: int
    most: int


def cover(bounds: Places, members: Index, people: int, k: int) -> Cover:
    """Choose k people greedily by how many further sets they meet.

    Set i holds `members[bounds[i]:bounds[i + 1]]`.
    """
    count = np.bincount(members, minlength=people).astype(np.int64)
    starts = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(count, out=starts[1:])
    within = index_of(bounds, members, starts)
    chosen, met, most = _cover(bounds, members, starts, within, count, min(k, people))
    return Cover(chosen, int(met), int(most))


@njit(cache=True, nogil=True)
def index_of(bounds: Places, members: Index, starts: Places) -> Index:
    """Return the sets each person is in, person after person."""
    free = starts[:-1].copy()
    within = np.empty(members.size, dtype=np.int32)
    for s in range(bounds.size - 1):
        for place in range(bounds[s], bounds[s + 1]):
            v = members[place]
            within[free[v]] = s
            free[v] += 1
    return within


@njit(cache=True, nogil=True)
def _cover(
    bounds: Places, members: Index, starts: Places, within: Index, gain: Places, k: int
) -> tuple[Index, int, int]:
    people = gain.size
    top = gain.max()
    having = np.bincount(gain)
    shelf = np.full(top + 1, -1, dtype=np.int32)
    below = np.empty(people, dtype=np.int32)
    for v in range(people - 1, -1, -1):
        below[v] = shelf[gain[v]]
        shelf[gain[v]] = v
    done = np.zeros(bounds.size - 1, dtype=np.uint8)
    chosen = np.empty(k, dtype=np.int32)
    met = 0
    most = _best_next(having, top, k)
    for step in range(k):
        v, top = _take(shelf, below, gain, top)
        chosen[step] = v
        met += gain[v]
        for place in range(starts[v], starts[v + 1]):
            s = within[place]
            if done[s]:
                continue
            done[s] = 1
            for other in range(bounds[s], bounds[s + 1]):
                u = members[other]
                having[gain[u]] -= 1
                gain[u] -= 1
                having[gain[u]] += 1
        most = min(most, met + _best_next(having, top, k))
    return chosen, met, most


@njit(cache=True, nogil=True)
def _take(shelf: Index, below: Index, gain: Places, top: int) -> tuple[int, int]:
    """Take who gains most; gains only fall, so a stale entry moves down to its true shelf."""
    while True:
        while shelf[top] < 0:
            top -= 1
        v = shelf[top]
        shelf[top] = below[v]
        if gain[v] == top:
            return v, top
        below[v] = shelf[gain[v]]
        shelf[gain[v]] = v


@njit(cache=True, nogil=True)
def _best_next(having: Places, top: int, k: int) -> int:
    """Sum the k largest gains from the number of people having each gain."""
    left = k
    total = 0
    for gain in range(top, 0, -1):
        take = min(left, having[gain])
        total += take * gain
        left -= take
        if left == 0:
            break
    return total


@njit(cache=True, nogil=True)
def met_by(bounds: Places, members: Index, chosen: Marks) -> int:
    """Return how many sets hold at least one chosen person."""
    met = 0
    for s in range(bounds.size - 1):
        for place in range(bounds[s], bounds[s + 1]):
            if chosen[members[place]]:
                met += 1
                break
    return met
