"""In what order people are asked: by hand, and on ways too long to be taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

import numpy as np
import pytest

from groundswell.core.dynamics.set_pool import Pool
from groundswell.core.dynamics.set_turns import (
    FIRST,
    NEAR,
    brought_by,
    by_rate,
    greedy_turn,
    in_order,
    lazy_turn,
    without,
)

Sets = Sequence[tuple[int, ...]]


def pool_of(
    worth: Sequence[float],
    hours: Sequence[float],
    ties: Sequence[tuple[int, int]] | None = None,
    limit: float = np.inf,
    most: int = 12,
    sure: Sequence[float] | None = None,
) -> Pool:
    """Return a pool; without ties everybody hears a member, and everybody is sure to say yes."""
    ends = [(-1, i) for i in range(len(worth))] if ties is None else ties
    chance = np.ones(len(worth)) if sure is None else np.array(sure)
    heard, listener = np.array(ends, dtype=np.int64).T
    people = np.arange(len(worth), dtype=np.int32)
    own = (np.array(worth, dtype=float), np.array(hours, dtype=float), chance, chance)
    return Pool(people, *own, heard, listener, limit, most)


def many(people: int) -> Pool:
    """Return a pool in which worth, hours and chances order people in three ways."""
    rng = np.random.default_rng(5)
    worth, hours = rng.uniform(0.1, 0.9, people), rng.integers(1, 12, people)
    return pool_of(worth.tolist(), hours.tolist(), sure=rng.uniform(0.2, 1, people).tolist())


def test_greedy_takes_whom_is_worth_most_an_hour_and_nobody_for_nothing() -> None:
    pool = pool_of([3, 2, 0, 1], [4, 1, 1, 1])  # 3/4, 2, nothing, 1
    assert greedy_turn(pool) == (1, 3, 0)
    assert greedy_turn(pool, (0,)) == (1, 3)
    short = pool_of([3, 2, 0, 1], [4, 1, 1, 1], limit=5)
    assert greedy_turn(short) == (1, 3)
    assert greedy_turn(pool_of([3, 2, 0, 1], [4, 1, 1, 1], limit=6)) == (1, 3, 0)


def test_whoever_is_on_the_way_is_paid_for_and_asked_first() -> None:
    # 2 is worth 9 but comes through 0 and 1: 9 for 3 hours, against 2 for one hour.
    chain = [(-1, 0), (0, 1), (1, 2), (-1, 3)]
    worth, hours = [0, 0, 9, 2], [1, 1, 1, 1]
    assert greedy_turn(pool_of(worth, hours, chain)) == (0, 1, 2, 3)
    assert greedy_turn(pool_of(worth, hours, chain, limit=3)) == (0, 1, 2)
    assert greedy_turn(pool_of(worth, hours, chain, most=3)) == (0, 1, 2)
    assert greedy_turn(pool_of(worth, hours, chain, limit=2)) == (3,)
    assert greedy_turn(pool_of(worth, hours, chain, most=2)) == (3,)


@pytest.mark.parametrize("first", [[], [(-1, 5)]])
def test_a_way_that_got_cheaper_later_is_gone_as_it_was_found(first: list[tuple[int, int]]) -> None:
    # 4 hears 3, whom 0 (five hours) leads to at once and 1 and 2 lead to for less, a step later:
    # the way to 4 was found through 0, and through 1 and 2 it is one longer than there is room for.
    ties = [(-1, 0), (0, 3), (-1, 1), (1, 2), (2, 3), (3, 4), *first]
    worth, hours = [0, 0, 0, 0, 10, 100], [5, 1, 1, 1, 1, 1]
    pool = pool_of(worth, hours, ties, most=3 + len(first))
    assert greedy_turn(pool) == ((5, 0, 3, 4) if first else (0, 3, 4))


def test_a_cheaper_way_that_is_too_long_does_not_hide_a_short_one() -> None:
    # 0 is taken first; then two more fit: 4 by 1 in six hours, though by 2 and 3 it were three.
    ties = [(-1, 0), (-1, 1), (1, 4), (-1, 2), (2, 3), (3, 4)]
    pool = pool_of([100, 0, 0, 0, 10], [1, 5, 1, 1, 1], ties, most=3)
    assert greedy_turn(pool) == (0, 1, 4)


@pytest.mark.parametrize("seed", range(40))
def test_the_first_way_taken_is_the_best_of_all_that_fit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ties = [(h, i) for h in range(-1, 6) for i in range(6) if h != i and rng.random() < 0.3]
    ties.append((-1, 0))
    hours, most = rng.integers(1, 9, 6).astype(float), int(rng.integers(1, 5))
    limit, target = float(rng.integers(4, 25)), 5
    pool = pool_of([0, 0, 0, 0, 0, 1], hours.tolist(), ties, limit, most)
    ways = [
        float(hours[list(way)].sum())
        for size in range(1, most + 1)
        for way in permutations(range(6), size)
        if way[-1] == target and set(pairwise((-1, *way))) <= set(ties)
    ]
    found = greedy_turn(pool)
    least = min(ways, default=np.inf)
    assert bool(found) == (least <= limit)
    assert not found or (hours[list(found)].sum() == least and len(found) <= most)


def test_lazy_tries_the_best_first_and_then_again_only_the_nearest() -> None:
    pool = many(FIRST + 6)
    calls: list[Sets] = []

    def value(sets: Sets) -> list[float]:
        calls.append(sets)
        return [float(pool.worth[list(places)].sum()) for places in sets]

    turn = lazy_turn(pool, value)
    by_worth = np.argsort(-pool.worth / pool.hours)[:FIRST]
    assert {places[0] for places in calls[0]} == set(by_worth.tolist())
    # What everybody adds never changes, so that the order is the one of rates tried at first.
    rate = pool.worth * pool.surest / pool.hours
    assert list(turn) == sorted(by_worth.tolist(), key=lambda i: -rate[i])[: pool.most]
    assert all(len(sets) <= NEAR for sets in calls[1:])
    assert all(set(turn[: k + 1]) < set(places) for k, s in enumerate(calls[1:]) for places in s)


def test_lazy_ends_where_nobody_adds_anything() -> None:
    pool = pool_of([5, 5, 5], [1, 1, 1])
    assert lazy_turn(pool, lambda sets: [0.1 * min(len(s), 2) for s in sets]) == (0, 1)
    assert lazy_turn(pool, lambda sets: [0.0 for _ in sets]) == ()


def test_a_given_set_is_put_in_order_of_what_an_hour_brings() -> None:
    ties = [(-1, 0), (0, 1), (-1, 2), (-1, 3), (-1, 4)]
    pool = pool_of([0, 4, 1, 3, 0], [1, 1, 1, 1, 1], ties)
    assert by_rate(pool, (0, 1, 2, 4)) == (0, 1, 2)
    assert by_rate(pool, (0, 1, 2, 3)) == (3, 0, 1, 2)
    assert by_rate(pool, (1, 2)) == (2,)


def test_whom_nothing_leads_to_any_more_costs_hours_all_the_same() -> None:
    ties = [(-1, 0), (0, 1), (-1, 2)]
    left = without(pool_of([1, 9, 1], [2, 1, 3], ties, limit=6), 0)
    assert left.limit == 4
    assert greedy_turn(left) == (2,)


def test_whoever_is_surest_is_approached_first_and_brings_the_next() -> None:
    # 3 hears 0 (.5) and 2 (.8 x .7): by 2 they are reached with .56 x .9.
    ties = [(-1, 0), (-1, 1), (1, 2), (0, 3), (2, 3)]
    pool = pool_of([1] * 4, [1] * 4, ties, sure=[0.5, 0.8, 0.7, 0.9])
    strength = np.ones(len(ties))
    assert in_order(pool, (0, 1, 2, 3), strength) == [(1, -1), (2, 1), (3, 2), (0, -1)]
    assert brought_by(pool, (0, 1, 2, 3), strength) == [(0, -1), (1, -1), (2, 1), (3, 2)]
    assert brought_by(pool, (0, 3, 1, 2), strength) == [(0, -1), (3, 0), (1, -1), (2, 1)]
    with pytest.raises(ValueError, match="before whoever brings them"):
        brought_by(pool, (2, 1), strength)


def test_of_two_the_surer_brings_and_of_two_as_sure_the_one_of_the_stronger_tie() -> None:
    ties = [(-1, 0), (-1, 1), (0, 2), (1, 2)]
    surer = pool_of([1] * 3, [1] * 3, ties, sure=[0.5, 0.8, 0.5])
    strength = np.array([1, 1, 0.9, 0.2])
    assert brought_by(surer, (0, 1, 2), strength)[2] == (2, 1)
    pool = pool_of([1] * 3, [1] * 3, ties, sure=[0.5, 0.5, 0.5])
    for strong in (2, 3):
        strength = np.full(4, 0.2)
        strength[strong] = 0.9
        assert in_order(pool, (0, 1, 2), strength)[2] == (2, strong - 2)
        assert brought_by(pool, (0, 1, 2), strength)[2] == (2, strong - 2)
