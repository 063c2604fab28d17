"""Who stands between others: betweenness by sampled sources, and Burt's constraint.

Both are own kernels: exact betweenness is quadratic, and Burt's constraint in the usual libraries
is slower by orders of magnitude.

References: Brandes 2001; Geisberger, Sanders & Schultes 2008 (sampling); Burt 1992.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from groundswell.core.dynamics.graph import Floats, Graph, Index
from groundswell.core.terrain.noise import Hashes, at, mix, stream

# Up to here every source is visited, which takes about a second and leaves no error.
EXACT_PEOPLE = 2000
# A standard error near 12 % for the people most in between, in about a second for 10,000 people.
SAMPLED_PIVOTS = 256


@dataclass(frozen=True, slots=True)
class Betweenness:
    """How often each person lies between two others.

    Parameters
    ----------
    share
        Share of the ordered pairs of other people whose shortest paths lead through the person,
        in [0, 1], shape (people,).
    std_error
        Standard error of `share` from sampling; 0 where everybody was visited. For people on few
        paths it is itself uncertain.
    pivots
        Number of people whose paths were followed.
    """

    share: Floats
    std_error: Floats
    pivots: int


def betweenness(
    graph: Graph, *, seed: int = 0, exact_people: int = EXACT_PEOPLE, pivots: int = SAMPLED_PIVOTS
) -> Betweenness:
    r"""Betweenness: a bridge, and at the same time a single point of failure.

    .. math:: b_v = \frac{1}{(n-1)(n-2)} \sum_{s \ne v \ne t} \frac{\sigma_{st}(v)}{\sigma_{st}}

    where sigma_st counts the shortest directed paths from s to t (in steps, weights play no part)
    and sigma_st(v) those that pass v. Above `exact_people` people a random set of pivots stands for
    all, drawn without replacement from the stream "betweenness" of `seed`. Paths are followed from
    and to each pivot p, and v on a path from p to t is credited with d(p, v) / d(p, t) of it: the
    other end credits the rest, and those next to a pivot do not look more central than they are.

    Plain reading: of all pairs of others, the share whose shortest road leads through this person.

    References
    ----------
    Brandes 2001; Geisberger, Sanders & Schultes 2008.
    """
    n = graph.people
    if n < 3:
        return Betweenness(np.zeros(n), np.zeros(n), n)
    scale = n / ((n - 1) * (n - 2))
    back = graph.reversed()
    arcs = (graph.starts, graph.heard, back.starts, back.heard)
    if n <= exact_people or pivots >= n:
        total, _ = _dependencies(*arcs, np.arange(n, dtype=np.int32), False)
        return Betweenness(total / n * scale, np.zeros(n), n)
    luck = _draw(stream(seed, "betweenness"), n)
    chosen = np.sort(np.argsort(luck, kind="stable")[:pivots]).astype(np.int32)
    total, squares = _dependencies(*arcs, chosen, True)
    mean = total / pivots
    variance = np.maximum(squares - pivots * mean**2, 0) / max(pivots - 1, 1)
    # The people are a finite population: nothing is left to chance when all are visited.
    error = np.sqrt(variance / pivots * (1 - pivots / n))
    return Betweenness(mean * scale, error * scale, pivots)


@njit(cache=True, nogil=True)
def _draw(key: np.uint64, n: int) -> Hashes:
    out = np.empty(n, dtype=np.uint64)
    for i in range(n):
        out[i] = at(mix(key), np.uint64(i))
    return out


@njit(cache=True, nogil=True)
def _dependencies(
    starts: Index,
    heard: Index,
    back_starts: Index,
    back_heard: Index,
    chosen: Index,
    sampled: bool,
) -> tuple[Floats, Floats]:
    """Sum what the pivots credit everybody with, and the squares of it; both ways if sampled."""
    n = starts.size - 1
    total = np.zeros(n)
    squares = np.zeros(n)
    credit = np.zeros(n)
    paths = np.zeros(n)
    depth = np.full(n, -1, dtype=np.int32)
    depend = np.zeros(n)
    order = np.empty(n, dtype=np.int32)
    for pivot in chosen:
        credit[:] = 0.0
        _credit(starts, heard, pivot, sampled, depth, paths, order, depend, credit)
        if sampled:
            _credit(back_starts, back_heard, pivot, sampled, depth, paths, order, depend, credit)
        total += credit
        squares += credit * credit
    return total, squares


@njit(cache=True, nogil=True)
def _credit(
    starts: Index,
    heard: Index,
    pivot: int,
    sampled: bool,
    depth: Index,
    paths: Floats,
    order: Index,
    depend: Floats,
    credit: Floats,
) -> None:
    reached = _breadth_first(starts, heard, pivot, depth, paths, order)
    for place in range(reached - 1, 0, -1):
        v = order[place]
        share = 0.0
        for e in range(starts[v], starts[v + 1]):
            w = heard[e]
            if depth[w] == depth[v] + 1:
                whole = 1.0 / depth[w] if sampled else 1.0
                share += (whole + depend[w]) / paths[w]
        depend[v] = share * paths[v]
        credit[v] += depend[v] * depth[v] if sampled else depend[v]
    for place in range(reached):
        depth[order[place]] = -1


@njit(cache=True, nogil=True)
def _breadth_first(
    starts: Index, heard: Index, source: int, depth: Index, paths: Floats, order: Index
) -> int:
    order[0] = source
    depth[source] = 0
    paths[source] = 1.0
    reached = 1
    place = 0
    while place < reached:
        v = order[place]
        place += 1
        for e in range(starts[v], starts[v + 1]):
            w = heard[e]
            if depth[w] < 0:
                depth[w] = depth[v] + 1
                paths[w] = 0.0
                order[reached] = w
                reached += 1
            if depth[w] == depth[v] + 1:
                paths[w] += paths[v]
    return reached


def constraint(graph: Graph) -> Floats:
    r"""Burt's constraint: how far all of a person's contacts are one and the same circle.

    .. math:: c_i = \sum_{j} \Big(p_{ij} + \sum_{q \ne i, j} p_{iq} p_{qj}\Big)^2, \qquad
              p_{ij} = \frac{w_{ij} + w_{ji}}{\sum_k (w_{ik} + w_{ki})}

    over the contacts j of i. Shape (people,); NaN for a person without ties.

    Plain reading: near 0 a broker whose contacts do not know each other; towards 1 (and a little
    above, in very small circles) locked in, everybody they know knows everybody else.

    References
    ----------
    Burt 1992.
    """
    pairs = graph.both_ways()
    strength = np.bincount(pairs.source, weights=pairs.weight, minlength=graph.people)
    portion = pairs.weight / strength[pairs.source]
    return _constraint(pairs.starts, pairs.heard, portion)


@njit(cache=True, nogil=True)
def _constraint(starts: Index, heard: Index, portion: Floats) -> Floats:
    n = starts.size - 1
    out = np.full(n, np.nan)
    through = np.zeros(n)
    for i in range(n):
        first, end = starts[i], starts[i + 1]
        if first == end:
            continue
        for e in range(first, end):
            through[heard[e]] += portion[e]
            q = heard[e]
            for f in range(starts[q], starts[q + 1]):
                through[heard[f]] += portion[e] * portion[f]
        squares = 0.0
        for e in range(first, end):
            squares += through[heard[e]] ** 2
        out[i] = squares
        for e in range(first, end):
            q = heard[e]
            through[q] = 0.0
            for f in range(starts[q], starts[q + 1]):
                through[heard[f]] = 0.0
    return out
