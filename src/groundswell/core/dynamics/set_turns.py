"""In what order people are asked: greedily by what they are worth an hour, along ties that exist.

Greedy: take whom is worth most an hour together with everybody still missing on the way to them;
once by the surrogate, and once lazily by trying in full what they add to those already taken, which
sees that two do the same work or that one is worth nothing without another. Whoever is on the way
comes first, so that nobody is asked before whoever brings them.

Reference: Khuller, Moss & Naor 1999 (greedy by ratio under a budget).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from groundswell.core.dynamics.set_pool import SAME, Found, Pool
from groundswell.core.terrain.snapshot import Floats

Value = Callable[[Sequence[tuple[int, ...]]], Sequence[float]]
FIRST, NEAR = 20, 5  # people tried in full at first, and again after each who is added


def greedy_set(pool: Pool) -> Found:
    """Return what `greedy_turn` takes."""
    return _found(pool, greedy_turn(pool))


def greedy_turn(pool: Pool, taken: Sequence[int] = ()) -> tuple[int, ...]:
    """Add whom is worth most an hour with all who are missing on the way, as long as one fits.

    Returns whom to ask in turn, as places in the pool, after those `taken` before.
    """
    picked, turn = set(taken), list[int]()
    while True:
        spent = float(pool.hours[sorted(picked)].sum())
        ways = list(_affordable_ways(pool, picked, pool.limit - spent))
        if not ways:
            break
        ratio = [pool.worth[way].sum() / pool.hours[way].sum() for way in ways]
        if max(ratio) <= SAME:
            break
        best = ways[int(np.argmax(np.round(ratio, 12)))]
        picked.update(best)
        turn += reversed(best)
    return tuple(turn)


def lazy_set(pool: Pool, value: Value) -> Found:
    """Return what `lazy_turn` takes."""
    return _found(pool, lazy_turn(pool, value))


def lazy_turn(pool: Pool, value: Value) -> tuple[int, ...]:
    """Add whom is worth most an hour as tried in full, trying again only those who come near.

    `value` gives what sets of places are worth if all of them join; nobody at all is worth 0. What
    somebody adds counts times the chance that all on the surest way to them say yes.

    Returns whom to ask in turn, as places in the pool.
    """
    picked, turn = set[int](), list[int]()
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
        turn += reversed(ways[best])
        have = found[best]
    return tuple(turn)


def by_rate(pool: Pool, places: Sequence[int]) -> tuple[int, ...]:
    """Return a set in the order of what its people are worth an hour, each after whom they need.

    Whoever is worth nothing and leads to nobody is left out.
    """
    inside = np.zeros(pool.size + 1, dtype=bool)  # the last place, -1, is the coalition
    inside[[*places, pool.size]] = True
    kept = inside[pool.heard] & inside[pool.listener]
    return greedy_turn(replace(pool, heard=pool.heard[kept], listener=pool.listener[kept]))


def without(pool: Pool, place: int) -> Pool:
    """Return the pool in which nothing leads to one of its people, and their hours are spent."""
    kept = (pool.heard != place) & (pool.listener != place)
    left = pool.limit - float(pool.hours[place])
    return replace(pool, heard=pool.heard[kept], listener=pool.listener[kept], limit=left)


def _found(pool: Pool, turn: Sequence[int]) -> Found:
    places = tuple(sorted(turn))
    return Found(places, float(pool.worth[list(places)].sum()))


def _affordable_ways(pool: Pool, picked: set[int], left: float) -> Iterator[list[int]]:
    """Yield for each person the cheapest way to them from whoever is in, where it can be paid.

    Round k knows the cheapest way of at most k people (Bellman & Ford), so that a cheaper way of
    more people than there is room for never hides a dearer one that fits.
    """
    cost = np.full(pool.size, np.inf)
    inside = np.zeros(pool.size + 1, dtype=bool)  # the last place, -1, is the coalition
    inside[[*picked, pool.size]] = True
    rounds: list[dict[int, int]] = []  # whom each whose way got cheaper then heard it from
    for _ in range(pool.most - len(picked)):
        start = np.where(inside[pool.heard], 0.0, cost[pool.heard])
        reach = start + pool.hours[pool.listener]
        better = (reach < cost[pool.listener] - SAME) & ~inside[pool.listener]
        if not better.any():
            break
        heard_from = dict[int, int]()
        for tie in np.flatnonzero(better):
            i = int(pool.listener[tie])
            if reach[tie] < cost[i] - SAME:
                cost[i], heard_from[i] = reach[tie], int(pool.heard[tie])
        rounds.append(heard_from)
    for reached in np.flatnonzero(np.isfinite(cost) & (cost <= left + SAME)):
        way, step = list[int](), int(reached)
        for heard_from in reversed(rounds):
            if step in heard_from:
                way.append(step)
                step = heard_from[step]
        yield way


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


def brought_by(pool: Pool, turn: Sequence[int], strength: Floats) -> list[tuple[int, int]]:
    """Return people asked in a given order, each with who brings them (-1: a member).

    Of those asked before, whoever is surest to be there brings them, then along the strongest tie.
    Raises `ValueError` if somebody hears nobody who was asked before them.
    """
    sure, found = {-1: 1.0}, list[tuple[int, int]]()
    for i in turn:
        ties = np.flatnonzero(pool.listener == i)
        ways = [
            (-sure[h], -float(strength[t]), h) for t in ties if (h := int(pool.heard[t])) in sure
        ]
        if not ways:
            raise ValueError("somebody is asked before whoever brings them")
        unsure, _, bringer = min(ways)
        sure[i] = -unsure * float(pool.chance[i])
        found.append((i, bringer))
    return found
