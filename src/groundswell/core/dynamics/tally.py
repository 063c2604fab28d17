"""Compiled loops of a vote: its chance, and how far each person sways it.

Going through the voters of a diagram in order, a backward pass gives the chance of passing from
every state and a forward pass the chance of getting there; together they give everybody's swing at
the cost of two passes. After the voters come the veto holders, without whom nothing passes.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.dynamics.diagram import LOST, WON, Diagram
from groundswell.core.dynamics.normal import cdf, density

Floats = NDArray[np.float64]

# Weathers or samples that are worked on side by side: the inner loops are then vectors.
_BLOCK = 16


@njit(cache=True, nogil=True)
def _worth(tree: Diagram, p: Floats, value: Floats) -> None:
    """Fill the chance of passing from every state, shape (states, B), for p of shape (voters, B).

    A block of weathers or samples lies side by side, so that the inner loop is one of vectors.
    """
    value[LOST] = 0.0
    value[WON] = 1.0
    for k in range(tree.first.size - 2, -1, -1):
        chance = p[k]
        for n in range(tree.first[k], tree.first[k + 1]):
            own, up, down = value[n], value[tree.yes[n]], value[tree.no[n]]
            for b in range(chance.size):
                own[b] = down[b] + chance[b] * (up[b] - down[b])


@njit(cache=True, nogil=True)
def _swings(tree: Diagram, p: Floats, value: Floats, reach: Floats, swing: Floats) -> None:
    """Fill dP/dp of each voter, shape (voters, B), from the chances of `_worth`.

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


@njit(cache=True, nogil=True)
def _sway(
    tree: Diagram,
    p: Floats,
    value: Floats,
    reach: Floats,
    swing: Floats,
    chance: Floats,
) -> None:
    """Fill the swings of deciders and veto holders, and the chance of a yes, for a block of p."""
    free = tree.first.size - 1
    _worth(tree, p, value)
    _swings(tree, p, value, reach, swing)
    for b in range(chance.size):
        before, after = value[tree.root, b], 1.0
        for v in range(free, p.shape[0]):
            swing[v, b] = before
            before *= p[v, b]
        for v in range(p.shape[0] - 1, free - 1, -1):
            swing[v, b] *= after
            after *= p[v, b]
        for k in range(free):
            swing[k, b] *= after
        chance[b] = before


@njit(cache=True, nogil=True)
def fill_swings(tree: Diagram, p: Floats, chance: Floats, swing: Floats) -> None:
    """Fill the chance (S,) and the swings (people, S) for chances of yes `p` (people, S)."""
    people = p.shape[0]
    value, reach = np.empty((tree.yes.size, _BLOCK)), np.empty((tree.yes.size, _BLOCK))
    own, sways, passes = np.zeros((people, _BLOCK)), np.empty((people, _BLOCK)), np.empty(_BLOCK)
    for start in range(0, chance.size, _BLOCK):
        width = min(_BLOCK, chance.size - start)
        for i in range(people):
            for b in range(width):
                own[i, b] = p[i, start + b]
        _sway(tree, own, value, reach, sways, passes)
        for b in range(width):
            chance[start + b] = passes[b]
            for i in range(people):
                swing[i, start + b] = sways[i, b]


@njit(cache=True, nogil=True)
def _say_yes(above: Floats, s: int, z: Floats, scale: float, p: Floats) -> None:
    """Fill everybody's chance of saying yes in each weather of a block."""
    for i in range(p.shape[0]):
        for b in range(z.size):
            p[i, b] = cdf((above[i, s] + z[b]) / scale)


@njit(cache=True, nogil=True)
def fill_chances(
    tree: Diagram,
    above: Floats,
    z: Floats,
    scale: float,
    chance: Floats,
) -> None:
    """Fill the chance (S, Q) for opinions `above` the hurdle (people, S) and weather z (Q,)."""
    value, p = np.empty((tree.yes.size, _BLOCK)), np.zeros((above.shape[0], _BLOCK))
    for s in range(above.shape[1]):
        for start in range(0, z.size, _BLOCK):
            block = z[start : start + _BLOCK]
            _say_yes(above, s, block, scale, p)
            _worth(tree, p, value)
            for b in range(block.size):
                passes = value[tree.root, b]
                for v in range(tree.first.size - 1, p.shape[0]):
                    passes *= p[v, b]
                chance[s, start + b] = passes


@njit(cache=True, nogil=True)
def fill_slopes(
    tree: Diagram,
    above: Floats,
    z: Floats,
    weight: Floats,
    scale: float,
    chance: Floats,
    slope: Floats,
) -> None:
    """Add up the chance (S,) and its slopes (people, S) over the weather; both begin at 0."""
    people = above.shape[0]
    value, reach = np.empty((tree.yes.size, _BLOCK)), np.empty((tree.yes.size, _BLOCK))
    p, sways, passes = np.zeros((people, _BLOCK)), np.empty((people, _BLOCK)), np.empty(_BLOCK)
    for s in range(above.shape[1]):
        for start in range(0, z.size, _BLOCK):
            block = z[start : start + _BLOCK]
            _say_yes(above, s, block, scale, p)
            _sway(tree, p, value, reach, sways, passes)
            for b in range(block.size):
                chance[s] += weight[start + b] * passes[b]
                for i in range(people):
                    push = density((above[i, s] + block[b]) / scale) / scale
                    slope[i, s] += weight[start + b] * sways[i, b] * push
