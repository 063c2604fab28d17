r"""Sets of people to win together within the hours there are, each along a tie that exists.

The worth of a set is the sum of what its people are worth alone, times the chance that everybody on
the surest way to them says yes: a surrogate that only orders sets, as screened gains only order
people. What cannot be broken is the path: whoever is picked listens
to a member, or to somebody picked who is reached themselves.

Greedy: take whom is worth most an hour together with everybody still missing on the way to them;
once by the surrogate, and once lazily by trying in full what they add to those already taken, which
sees that two do the same work or that one is worth nothing without another.
Exact: a mixed-integer programme in which each person picked consumes one unit of a flow that
enters from the coalition and passes through people picked alone. With y for picked, f for flow:

.. math:: \max \sum_i w_i y_i, \quad \sum_i h_i y_i \le H, \quad \sum_i y_i \le K, \quad
          \sum_j f_{ji} - \sum_j f_{ij} = y_i, \quad f_{ji} \le K y_i, \quad f_{ij} \le K y_i

Sets found are cut off one by one, so that the next best follow. The search is bounded by nodes of
the tree, never by the clock: the same map gives the same sets on any machine.

References: Khuller, Moss & Naor 1999 (greedy by ratio under a budget); Gavish 1983 (single flow).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from groundswell.core.dynamics.paths import HOPS, Links, best_paths, carriers
from groundswell.core.terrain.snapshot import Flags, Floats, Index, Snapshot

POOL = 40  # people worth most an hour among whom sets are searched, with all on the way to them
CLOSE = 1e-4  # relative gap at which a set counts as the best
NODES = 2_000  # of the search tree for one set
FIRST, NEAR = 20, 5  # people tried in full at first, and again after each who is added
MOST = 12  # people in one set, whatever the hours
SAME = 1e-9
IDLE = 1e-6  # what picking somebody costs beside hours, as a share of the greatest worth
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


@dataclass(frozen=True, slots=True)
class Search:
    """The sets found, best first, and how far from the best they might be in the surrogate.

    Parameters
    ----------
    sets
        At most as many as were asked for.
    greedy
        What the greedy choice alone found.
    bound
        What no set within the hours exceeds.
    ended
        Whether the search of every set came to its end, rather than to its limit of nodes.
    """

    sets: tuple[Found, ...]
    greedy: Found
    bound: float
    ended: bool

    @property
    def gap(self) -> float:
        """Share of the bound by which the best set found might be beaten; 0 if it is the best."""
        best = max((found.worth for found in self.sets), default=0.0)
        return max(0.0, 1 - best / self.bound) if self.bound > SAME else 0.0


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


def search(pool: Pool, wanted: int) -> Search:
    """Return the best sets of the surrogate, exactly where the limit of nodes allows it."""
    greedy = greedy_set(pool)
    sets: list[Found] = []
    bound, ended = easy_bound(pool), True
    if pool.size:
        programme = _Programme.of(pool)
        for _ in range(wanted):
            found, upper, whole = programme.best([known.places for known in sets])
            if not sets:
                bound = min(bound, upper)
            ended &= whole
            if found is None:
                break
            sets.append(found)
    known = {found.places for found in sets}
    if greedy.places and greedy.places not in known:
        sets.append(greedy)
    sets.sort(key=lambda found: (-round(found.worth / SAME), len(found.places), found.places))
    return Search(tuple(sets), greedy, bound, ended)


def greedy_set(pool: Pool) -> Found:
    """Add whom is worth most an hour with all who are missing on the way, as long as one fits."""
    picked: set[int] = set()
    while True:
        spent = float(pool.hours[sorted(picked)].sum())
        ways = list(_affordable_ways(pool, picked, pool.limit - spent))
        if not ways:
            break
        ratio = [pool.worth[way].sum() / pool.hours[way].sum() for way in ways]
        if max(ratio) <= SAME:
            break
        picked.update(ways[int(np.argmax(np.round(ratio, 12)))])
    places = tuple(sorted(picked))
    return Found(places, float(pool.worth[list(places)].sum()))


def lazy_set(pool: Pool, value: Callable[[Sequence[tuple[int, ...]]], Sequence[float]]) -> Found:
    """Add whom is worth most an hour as tried in full, trying again only those who come near.

    `value` gives what sets of places are worth if all of them join; nobody at all is worth 0. What
    somebody adds counts times the chance that all on the surest way to them say yes.
    """
    picked: set[int] = set()
    have = 0.0
    rate: dict[int, float] = {}
    while True:
        left = pool.limit - float(pool.hours[sorted(picked)].sum())
        ways = {way[0]: way for way in _affordable_ways(pool, picked, left)}
        if rate:
            near = sorted((i for i in ways if i in rate), key=lambda i: (-rate[i], i))[:NEAR]
        else:
            by_worth = {i: pool.worth[way].sum() / pool.hours[way].sum() for i, way in ways.items()}
            near = sorted(ways, key=lambda i: (-round(by_worth[i], 12), i))[:FIRST]
        if not near:
            break
        sets = [tuple(sorted(picked | set(ways[i]))) for i in near]
        found = dict(zip(near, value(sets), strict=True))
        rate |= {
            i: (found[i] - have) * pool.surest[i] / float(pool.hours[ways[i]].sum()) for i in near
        }
        best = max(near, key=lambda i: (round(rate[i], 12), -i))
        if rate[best] <= 0:
            break
        picked.update(ways[best])
        have = found[best]
    places = tuple(sorted(picked))
    return Found(places, float(pool.worth[list(places)].sum()))


def _affordable_ways(pool: Pool, picked: set[int], left: float) -> Iterator[list[int]]:
    """Yield for each person the cheapest way to them from whoever is in, where it can be paid."""
    cost = np.full(pool.size, np.inf)
    before = np.full(pool.size, -1, dtype=np.int64)
    inside = np.zeros(pool.size + 1, dtype=bool)  # the last place, -1, is the coalition
    inside[[*picked, pool.size]] = True
    for _ in range(pool.most - len(picked)):
        start = np.where(inside[pool.heard], 0.0, cost[pool.heard])
        reach = start + pool.hours[pool.listener]
        better = (reach < cost[pool.listener] - SAME) & ~inside[pool.listener]
        for tie in np.flatnonzero(better):
            i = pool.listener[tie]
            if reach[tie] < cost[i] - SAME:
                cost[i], before[i] = reach[tie], pool.heard[tie]
        if not better.any():
            break
    for i in np.flatnonzero(np.isfinite(cost) & (cost <= left + SAME)):
        way: list[int] = []
        step = int(i)
        while step >= 0 and not inside[step] and len(way) <= pool.most:
            way.append(step)
            step = int(before[step])
        if len(way) <= pool.most - len(picked):
            yield way


def easy_bound(pool: Pool) -> float:
    """Return what no set exceeds, paths apart: hours spent at the best rate, or the best people."""
    best = np.sort(pool.worth)[::-1][: pool.most].sum()
    if not np.isfinite(pool.limit):
        return float(best)
    order = np.argsort(-pool.worth / pool.hours, kind="stable")
    before = np.concatenate([[0.0], np.cumsum(pool.hours[order])[:-1]])
    share = np.clip((pool.limit - before) / pool.hours[order], 0, 1)
    return float(min(best, (share * pool.worth[order]).sum()))


def in_order(pool: Pool, places: tuple[int, ...], strength: Floats) -> list[tuple[int, int]]:
    """Return whom to approach in turn, surest first, each with who brings them (-1: a member).

    `strength` has the strength of every tie of the pool. Raises `ValueError` if somebody cannot be
    reached through the others, which no search may return.
    """
    wanted, sure = set(places), {-1: 1.0}
    turn: list[tuple[int, int]] = []
    while wanted:
        open_ties = [
            (-sure[heard] * float(pool.chance[i]), -float(strength[t]), i, t, heard)
            for t, (heard, i) in enumerate(
                zip(pool.heard.tolist(), pool.listener.tolist(), strict=True)
            )
            if heard in sure and i in wanted
        ]
        if not open_ties:
            raise ValueError("a set holds somebody whom no tie reaches through the others")
        unsure, _, person, _, heard = min(open_ties)
        turn.append((person, heard))
        wanted.remove(person)
        sure[person] = -unsure
    return turn


@dataclass(frozen=True, slots=True)
class _Programme:
    """The programme in matrix form; variables are y (people), then f (ties)."""

    pool: Pool
    rows: csr_array
    low: Floats
    high: Floats

    @classmethod
    def of(cls, pool: Pool) -> _Programme:
        # Whoever hears a member needs no other way.
        near = np.isin(pool.listener, pool.listener[pool.heard < 0])
        kept = (pool.heard < 0) | ~near
        heard, listener = pool.heard[kept], pool.listener[kept]
        n, ties = pool.size, heard.size
        each, one = np.arange(ties), np.ones(ties)
        enters = coo_array((one, (listener, each)), shape=(n, ties))
        inner = np.flatnonzero(heard >= 0)
        leaves = coo_array((one[inner], (heard[inner], inner)), shape=(n, ties))
        bearers = coo_array((pool.most * one, (each, listener)), shape=(ties, n))
        senders = coo_array(
            (pool.most * one[inner], (np.arange(inner.size), heard[inner])), shape=(inner.size, n)
        )
        passing = coo_array((one, (each, each)), shape=(ties, ties)).tocsr()
        counted = csr_array(np.vstack([pool.hours, np.ones(n)]))
        blocks = [
            hstack([counted, csr_array((2, ties))]),
            hstack([-coo_array(np.eye(n)), enters - leaves]),
            hstack([-bearers, passing]),
            hstack([-senders, passing[inner]]),
        ]
        rows = csr_array(vstack(blocks))
        low = np.full(rows.shape[0], -np.inf)
        high = np.zeros(rows.shape[0])
        high[:2] = pool.limit, pool.most
        low[2 : 2 + n] = 0
        return cls(pool, rows, low, high)

    def best(self, without: list[tuple[int, ...]]) -> tuple[Found | None, float, bool]:
        """Return the best set but for those given, what no other exceeds, and if that is proven."""
        pool = self.pool
        n = pool.size
        ties = self.rows.shape[1] - n
        # Nobody is picked for nothing: of equals the smaller set comes first.
        each = IDLE - pool.worth / max(pool.worth.max(), SAME)
        cost = np.concatenate([each, np.zeros(ties)])
        constraints = [LinearConstraint(self.rows, self.low, self.high)]
        for places in without:
            apart = np.concatenate([np.ones(n), np.zeros(ties)])
            apart[list(places)] = -1
            constraints.append(LinearConstraint(apart, 1 - len(places), np.inf))
        solved = milp(
            cost,
            integrality=np.concatenate([np.ones(n), np.zeros(ties)]),
            bounds=Bounds(0, np.concatenate([np.ones(n), np.full(ties, pool.most)])),
            constraints=constraints,
            options={"node_limit": NODES, "mip_rel_gap": CLOSE},
        )
        scale = float(pool.worth.max())
        if solved.x is None:
            return None, easy_bound(pool), solved.status == 2
        places = tuple(int(i) for i in np.flatnonzero(solved.x[:n] > 0.5))
        bound = solved.mip_dual_bound
        upper = easy_bound(pool)
        if bound is not None:
            upper = min(upper, (IDLE * pool.most - float(bound)) * scale)
        if not places:
            return None, upper, solved.status == 0
        return Found(places, float(pool.worth[list(places)].sum())), upper, solved.status == 0
