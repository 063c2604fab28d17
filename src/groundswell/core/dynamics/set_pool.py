"""Among whom sets are searched: the people worth most an hour, and the ties along which they come.

What a person is worth here is what they are worth alone, times the chance that everybody on the
surest way to them says yes: a surrogate that only orders sets, as screened gains only order people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.paths import HOPS, Links, best_paths, carriers
from groundswell.core.terrain.snapshot import Flags, Floats, Index, Snapshot

POOL = 40  # people worth most an hour among whom sets are searched, with all on the way to them
MOST = 12  # people in one set, whatever the hours
SAME = 1e-9
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pool:
    """People who might be picked, and the ties along which they are reached.

    Parameters
    ----------
    people
        Indices in the snapshot, ascending, shape (n,).
    worth, hours
        What each is worth in the surrogate, 0 or more, and costs; shape (n,).
    chance, surest
        Chance that each says yes when asked, and that all on the surest way to them do; (n,).
    heard, listener
        Ends of each tie as places in `people`; `heard` is -1 for the coalition, of which one tie is
        enough. Shape (ties,).
    limit, most
        Hours there are, and people in one set.
    """

    people: Index
    worth: Floats
    hours: Floats
    chance: Floats
    surest: Floats
    heard: Ints
    listener: Ints
    limit: float
    most: int

    @property
    def size(self) -> int:
        """Number of people who might be picked."""
        return int(self.people.size)


@dataclass(frozen=True, slots=True)
class Found:
    """One set as places in the pool, ascending, and what it is worth in the surrogate."""

    places: tuple[int, ...]
    worth: float


def pool_of(
    snapshot: Snapshot,
    gain: Floats,
    chance: Floats,
    hours: Floats,
    may_be_picked: Flags,
    limit: float = np.inf,
    most: int = MOST,
) -> Pool:
    """Choose among whom to search: those worth most an hour whom a chain reaches, and the chain.

    `gain`, `chance`, `hours` and `may_be_picked` are about everybody, shape (people,).
    """
    inside = np.zeros(snapshot.size, dtype=bool)
    inside[carriers(snapshot)] = True
    able = may_be_picked & ~inside & (hours <= limit)
    links = Links.of(snapshot).among(able, inside | able)
    paths = best_paths(snapshot, links)
    sure = surest(links, inside, chance)
    worth = np.maximum(gain, 0) * sure
    reached = np.flatnonzero(able & (paths.product > 0) & (worth > 0))
    order = reached[np.lexsort((reached, -np.round(worth[reached] / hours[reached], 12)))]
    chosen = {step for i in order[:POOL] for step in paths.path(int(i))}
    people = np.array(sorted(i for i in chosen if not inside[i]), dtype=np.int32)
    place = np.full(snapshot.size, -2, dtype=np.int64)
    place[inside] = -1
    place[people] = np.arange(people.size)
    ends = np.column_stack([place[links.heard], place[links.listener]])
    ends = np.unique(ends[(ends[:, 0] > -2) & (ends[:, 1] >= 0)], axis=0)
    own = (worth[people], hours[people], chance[people], sure[people])
    return Pool(people, *own, ends[:, 0], ends[:, 1], limit, most)


def surest(links: Links, inside: Flags, chance: Floats) -> Floats:
    """Return the chance that everybody on the surest way to each person says yes, they included.

    No set can do better by any of them, so that the surrogate never understates a way.
    """
    best = inside.astype(float)
    for _ in range(HOPS):
        way = chance[links.listener] * best[links.heard]
        before = best.copy()
        np.maximum.at(best, links.listener, way)
        if np.array_equal(best, before):
            break
    return best


def easy_bound(pool: Pool) -> float:
    """Return what no set exceeds, paths apart: hours spent at the best rate, or the best people."""
    best = np.sort(pool.worth)[::-1][: pool.most].sum()
    order = np.argsort(-pool.worth / pool.hours, kind="stable")
    before = np.concatenate([[0.0], np.cumsum(pool.hours[order])[:-1]])
    share = np.clip((pool.limit - before) / pool.hours[order], 0, 1)
    return float(min(best, (share * pool.worth[order]).sum()))
