"""Whom adoption has to follow: the operators of each node and those they listen to, in places.

Everybody else repeats what they did at first, so a large organisation costs no more than its nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.core.dynamics.partners import Crew, address
from groundswell.core.terrain.noise import Hashes, stream

Index = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class AdoptionNode(NamedTuple):
    """An operational node as adoption sees it.

    Parameters
    ----------
    operators, weights
        Who does the work there, as person indices, and how much each counts; weights that sum to
        0 count as equal.
    needed, adopted
        Share that must adopt, and share that has adopted already.
    hash
        Address of its noise.
    """

    operators: ArrayLike
    weights: ArrayLike
    needed: float
    adopted: float
    hash: np.uint64


class _Site(NamedTuple):
    """A checked node: operators in the order of their hashes, with shares that sum to 1."""

    operators: NDArray[np.intp]
    share: Floats
    follows: Flags


def assemble(
    seed: int,
    hashes: Hashes,
    starts: Index,
    heard: Index,
    group: ArrayLike,
    nodes: Sequence[AdoptionNode],
) -> tuple[Crew, Flags]:
    """Give everybody a place; return the crew, and whom each node follows (nodes, crew).

    See `adoption.AdoptionSetup.build` for the parameters.
    """
    sites = [_site(node, hashes, starts, heard) for node in nodes]
    follows = np.array([site.follows for site in sites]).reshape(len(sites), hashes.size)
    followed = follows.any(axis=0)
    person = np.concatenate([np.flatnonzero(followed), np.flatnonzero(~followed)])
    size = int(followed.sum())
    place = np.empty(person.size, dtype=np.int32)
    place[person] = np.arange(person.size)
    row_starts, arc = _rows(person[:size], hashes, starts, heard)
    crew = Crew(
        person.astype(np.int32),
        address(stream(seed, "meeting"), hashes[person[:size]]),
        row_starts,
        arc,
        place[heard[arc]],
        *_units(person[:size], place, hashes, np.asarray(group)),
        *_sites(sites, place, size),
        _adopter_keys(seed, hashes, nodes, sites),
        np.array([node.adopted for node in nodes], dtype=np.float64),
        np.array([node.needed for node in nodes], dtype=np.float64),
    )
    return crew, follows[:, person[:size]]


def _site(node: AdoptionNode, hashes: Hashes, starts: Index, heard: Index) -> _Site:
    operators = np.asarray(node.operators, dtype=np.intp).reshape(-1)
    weights = np.asarray(node.weights, dtype=np.float64).reshape(-1)
    if not operators.size or np.unique(operators).size != operators.size:
        raise ValueError("operators: name somebody, and nobody twice")
    if operators.min() < 0 or operators.max() >= hashes.size:
        raise ValueError("operators: there is no such person")
    if weights.size != operators.size or not np.all(np.isfinite(weights) & (weights >= 0.0)):
        raise ValueError("weights: give each operator a number of at least 0")
    for name, number in (("needed", node.needed), ("adopted", node.adopted)):
        if not 0.0 <= number <= 1.0:
            raise ValueError(f"{name}: give a share between 0 and 1")
    order = np.argsort(hashes[operators])
    weights = weights[order] if weights.any() else np.ones(operators.size)
    follows = np.zeros(hashes.size, dtype=bool)
    follows[operators] = True
    listens = np.repeat(follows, np.diff(starts))
    follows[heard[listens]] = True
    return _Site(operators[order], weights / weights.sum(), follows)


def _rows(
    crew: NDArray[np.intp], hashes: Hashes, starts: Index, heard: Index
) -> tuple[Index, Index]:
    """Return the rows of the crew and their arcs, each row in the order of hashes."""
    length = np.diff(starts)[crew]
    row_starts = np.concatenate([[0], np.cumsum(length)])
    within = np.arange(row_starts[-1]) - np.repeat(row_starts[:-1], length)
    arc = np.repeat(starts[crew], length) + within
    row = np.repeat(np.arange(crew.size), length)
    arc = arc[np.lexsort((hashes[heard[arc]], row))]
    return row_starts.astype(np.int32), arc.astype(np.int32)


def _units(
    crew: NDArray[np.intp], place: Index, hashes: Hashes, group: NDArray[np.int64]
) -> tuple[Index, Index, Index, Index]:
    """Return where the unit of each of the crew begins, its size, their rank, and all members."""
    unit = np.unique(group, return_inverse=True)[1]
    order = np.lexsort((hashes, unit))
    size = np.bincount(unit)
    begin = np.cumsum(size) - size
    rank = np.empty(unit.size, dtype=np.int32)
    rank[order] = np.arange(unit.size) - begin[unit[order]]
    own = unit[crew]
    return (
        begin[own].astype(np.int32),
        size[own].astype(np.int32),
        rank[crew],
        place[order],
    )


def _sites(
    sites: Sequence[_Site], place: Index, crew: int
) -> tuple[Index, Index, NDArray[np.int32], Floats]:
    """Return where each node's operators begin, their places, ranks (nodes, crew) and shares."""
    sizes = [site.operators.size for site in sites]
    operator = np.concatenate([place[site.operators] for site in sites] or [place[:0]])
    rank = np.full((len(sites), crew), -1, dtype=np.int32)
    for n, site in enumerate(sites):
        rank[n, place[site.operators]] = np.arange(site.operators.size)
    share = np.concatenate([site.share for site in sites] or [np.zeros(0)])
    return np.cumsum([0, *sizes]).astype(np.int32), operator, rank, share


def _adopter_keys(
    seed: int, hashes: Hashes, nodes: Sequence[AdoptionNode], sites: Sequence[_Site]
) -> Hashes:
    at_node = address(stream(seed, "adopter"), np.array([n.hash for n in nodes], dtype=np.uint64))
    keys = [address(k, hashes[s.operators]) for k, s in zip(at_node, sites, strict=True)]
    return np.concatenate(keys) if keys else np.zeros(0, dtype=np.uint64)
