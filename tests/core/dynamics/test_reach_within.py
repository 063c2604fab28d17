"""Reach within hours, against every choice there is and full enumeration of the cascade."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from groundswell.core.dynamics.cover import index_of
from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.reach import FIRST_SETS, ROUNDS, reach_seeds
from groundswell.core.dynamics.reach_within import Collections, Terms, cover_within, reach_within

Floats = NDArray[np.float64]


def exact(graph: Graph, seeds: tuple[int, ...], worth: Floats) -> float:
    """Sum over all ways in which the arcs can turn out."""
    total = 0.0
    for live in product((0, 1), repeat=graph.heard.size):
        on = np.array(live, dtype=bool)
        reached, before = set(seeds), -1
        while len(reached) > before:
            before = len(reached)
            for listener, heard in zip(graph.source[on], graph.heard[on], strict=True):
                if heard in reached:
                    reached.add(int(listener))
        chance = np.prod(np.where(on, graph.weight, 1 - graph.weight))
        total += chance * worth[list(reached)].sum()
    return total


def small(seed: int, people: int = 7) -> Graph:
    rng = np.random.default_rng(seed)
    source, target = np.unique(rng.integers(0, people, (9, 2)), axis=0).T
    keep = source != target
    return Graph.of(people, source[keep], target[keep], rng.uniform(0.1, 0.9, keep.sum()))


def terms(people: int, hours: Floats, budget: float, informed: tuple[int, ...] = ()) -> Terms:
    known = np.zeros(people, dtype=bool)
    known[list(informed)] = True
    return Terms(~known, known, hours, budget)


@pytest.mark.parametrize("seed", range(5))
def test_bounds_hold_the_best_choice_within_the_hours(seed: int) -> None:
    graph, rng = small(seed), np.random.default_rng(seed)
    worth, hours = rng.uniform(0, 3, 7), rng.integers(1, 5, 7).astype(float)
    rule = terms(7, hours, 6.0, (0,))
    found = reach_within(
        Collections(graph.starts, graph.heard, graph.weight, worth=worth), rule, guarantee=0.97
    )
    chosen = tuple(int(i) for i in found.seeds.people)
    before = exact(graph, (0,), worth)
    added = exact(graph, (0, *chosen), worth) - before
    best = max(
        exact(graph, (0, *pick), worth) - before
        for size in range(1, 7)
        for pick in combinations(range(1, 7), size)
        if hours[list(pick)].sum() <= 6
    )
    assert hours[list(chosen)].sum() <= 6
    assert 0 not in chosen
    assert found.before == pytest.approx(before, rel=0.05)
    assert found.seeds.reach == pytest.approx(added, rel=0.06)
    assert found.seeds.low <= added + 1e-9
    assert found.seeds.best >= best - 1e-9
    assert added >= found.seeds.guarantee * best - 1e-9


def test_equal_hours_choose_as_plain_reach_does() -> None:
    rng = np.random.default_rng(1)
    ends = rng.integers(0, 300, (1500, 2))
    graph = Graph.of(300, *ends[ends[:, 0] != ends[:, 1]].T)
    chance = np.full(graph.heard.size, 0.1)
    plain = reach_seeds(graph.starts, graph.heard, chance, 5)
    rule = terms(300, np.ones(300), 5.0)
    within = reach_within(Collections(graph.starts, graph.heard, chance), rule)
    assert within.before == 0
    assert within.seeds.reach == pytest.approx(plain.reach, rel=0.05)
    assert within.seeds.people.size == 5


def test_whom_the_informed_reach_anyway_adds_nothing() -> None:
    fan = Graph.of(6, np.arange(1, 6), np.zeros(5, dtype=int), 1.0)
    rule = terms(6, np.ones(6), 3.0, (0,))
    found = reach_within(Collections(fan.starts, fan.heard, fan.weight), rule)
    assert found.seeds.people.size == 0
    assert (found.seeds.reach, found.before) == (0, 6)


def test_excluded_people_are_reached_but_not_chosen() -> None:
    fan = Graph.of(6, np.arange(1, 6), np.zeros(5, dtype=int), 1.0)
    rule = terms(6, np.ones(6), 1.0)
    rule.able[0] = False
    found = reach_within(Collections(fan.starts, fan.heard, fan.weight), rule)
    assert found.seeds.people.tolist() != [0]
    assert found.seeds.reach == pytest.approx(1, rel=0.15)


def test_a_dear_person_who_is_worth_more_beats_many_cheap_ones() -> None:
    members = np.array([0, *[1] * 9], dtype=np.int32)
    bounds = np.arange(11, dtype=np.int64)
    chosen = cover_within(bounds, members, np.array([1.0, 10.0]), 10.0)
    assert (chosen.people.tolist(), chosen.met) == ([1], 9)
    assert chosen.most >= 9


@pytest.mark.parametrize("seed", range(20))
def test_the_bound_of_a_cover_is_never_below_the_best(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sets = [np.flatnonzero(rng.random(7) < 0.3) for _ in range(25)]
    bounds = np.concatenate([[0], np.cumsum([s.size for s in sets])]).astype(np.int64)
    hours = rng.integers(1, 6, 7).astype(float)
    found = cover_within(bounds, np.concatenate(sets).astype(np.int32), hours, 8.0)
    met = [
        sum(bool(set(s.tolist()) & set(pick)) for s in sets)
        for size in range(8)
        for pick in combinations(range(7), size)
        if hours[list(pick)].sum() <= 8
    ]
    assert hours[found.people].sum() <= 8
    assert found.met <= max(met) <= found.most


def test_nobody_to_reach_is_refused() -> None:
    none = np.zeros(0, dtype=np.int32)
    with pytest.raises(ValueError, match="at least one person"):
        Collections(np.zeros(1, dtype=np.int32), none, np.zeros(0))


def test_sets_drawn_for_other_terms_change_no_byte_of_the_answer() -> None:
    rng = np.random.default_rng(4)
    ends = rng.integers(0, 60, (300, 2))
    graph = Graph.of(60, *ends[ends[:, 0] != ends[:, 1]].T)
    chance = np.full(graph.heard.size, 0.15)
    free, barred = (terms(60, np.ones(60), float(k)) for k in (6, 2))
    barred.able[:30] = False
    shared = Collections(graph.starts, graph.heard, chance)
    for rule in (free, barred, free):
        afresh = reach_within(Collections(graph.starts, graph.heard, chance), rule)
        again = reach_within(shared, rule)
        assert again.seeds.people.tolist() == afresh.seeds.people.tolist()
        assert (again.before, again.seeds.low) == (afresh.before, afresh.seeds.low)
        assert (again.seeds.best, again.seeds.sets) == (afresh.seeds.best, afresh.seeds.sets)
    shared.slim(0)
    assert reach_within(shared, free).seeds.low == reach_within(shared, free).seeds.low


def test_an_inverted_index_lists_the_sets_of_each_person_in_turn() -> None:
    bounds, members = np.array([0, 2, 2, 5]), np.array([1, 0, 2, 1, 0], dtype=np.int32)
    starts = np.array([0, 2, 4, 5])
    assert index_of(bounds, members, starts).tolist() == [0, 2, 0, 2, 2]


@pytest.mark.parametrize(
    ("met_by_each", "hours", "budget", "chosen", "met", "most"),
    [
        # 4 of the first, and 2 of the 3 hours of the second.
        ([4, 3], [2.0, 3.0], 4.0, [0], 4, 6),
        # 7 of the first, and a quarter of one more: 7.75, and sets are whole.
        ([7, 3, 3], [3.5, 2.0, 2.0], 4.0, [0], 7, 8),
        # Nothing but whole people, and no better choice.
        ([5, 3, 3, 2], [1.0] * 4, 2.0, [0, 1], 8, 8),
        ([4, 1], [2.0, 3.0], 4.0, [0], 4, 5),
        # The better bargain first, whoever meets more.
        ([3, 4], [1.0, 2.0], 3.0, [0, 1], 7, 7),
        # Less than a set an hour is still something.
        ([1, 2], [2.0, 3.0], 5.0, [1, 0], 3, 3),
        # One who takes all hours beats the better bargain.
        ([1, 9], [1.0, 10.0], 10.0, [1], 9, 10),
        # Half an hour more than there is, is too much: at first, and once somebody is chosen.
        ([1, 9], [1.0, 10.5], 10.0, [0], 1, 1),
        ([4, 3], [2.0, 2.5], 4.0, [0], 4, 7),
        # Nobody who can be paid meets anything; nobody can be paid.
        ([0, 3], [1.0, 10.0], 5.0, [], 0, 0),
        ([2, 3], [6.0, 10.0], 5.0, [], 0, 0),
    ],
)
def test_a_cover_and_its_bound_are_those_worked_out_by_hand(
    met_by_each: list[int],
    hours: list[float],
    budget: float,
    chosen: list[int],
    met: int,
    most: int,
) -> None:
    members = np.repeat(np.arange(len(hours), dtype=np.int32), met_by_each)
    bounds = np.arange(members.size + 1, dtype=np.int64)
    found = cover_within(bounds, members, np.array(hours), budget)
    assert (found.people.tolist(), found.met, found.most) == (chosen, met, most)


def test_whoever_meets_the_same_sets_adds_nothing_to_choice_or_bound() -> None:
    members = np.tile(np.array([0, 1], dtype=np.int32), 10)
    found = cover_within(np.arange(0, 21, 2), members, np.ones(2), 2.0)
    assert (found.people.tolist(), found.met, found.most) == ([0], 10, 10)


def test_the_only_person_reaches_everybody_and_the_bounds_say_so() -> None:
    alone = Graph.of(1, [], [])
    sets = Collections(alone.starts, alone.heard, alone.weight)
    found = reach_within(sets, terms(1, np.ones(1), 1.0), guarantee=0.5, doubt=0.05).seeds
    assert (found.people.tolist(), found.reach, found.sets) == ([0], 1, 2 * FIRST_SETS)
    # Below 1 by no more than what a sum of trials shows with the chance of doubt in all rounds.
    under, over = found.best - 1, 1 - found.low
    low = over**2 / (2 * found.low + 2 * over / 3) * FIRST_SETS
    high = under**2 / (2 * found.best) * FIRST_SETS
    assert np.exp([-low, -high]) * 2 * ROUNDS == pytest.approx(0.05)


def test_nothing_to_gain_is_seen_at_once() -> None:
    fan = Graph.of(6, np.arange(1, 6), np.zeros(5, dtype=int), 1.0)
    sets = Collections(fan.starts, fan.heard, fan.weight)
    found = reach_within(sets, terms(6, np.ones(6), 3.0, (0,)))
    assert found.seeds.sets == 2 * FIRST_SETS


def test_drawing_stops_when_the_sets_and_their_index_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Without arcs a set has one member; two collections, and as much again while choosing.
    monkeypatch.setattr("groundswell.core.dynamics.reach_within.MOST_MEMBERS", 8 * FIRST_SETS)
    alone = Graph.of(400, [], [])
    sets = Collections(alone.starts, alone.heard, alone.weight)
    found = reach_within(sets, terms(400, np.ones(400), 1.0), guarantee=1.0)
    assert found.seeds.sets == 8 * FIRST_SETS


def test_sets_are_forgotten_when_both_collections_hold_more_than_is_worth_keeping() -> None:
    alone = Graph.of(30, [], [])
    sets = Collections(alone.starts, alone.heard, alone.weight)
    before = [one.members for one in sets.first(FIRST_SETS)]
    held = sum(members.size for members in before)
    sets.slim(held)
    kept = [one.members for one in sets.first(FIRST_SETS)]
    assert all(map(np.shares_memory, before, kept))
    sets.slim(held - 1)
    drawn = [one.members for one in sets.first(FIRST_SETS)]
    assert not any(map(np.shares_memory, before, drawn))
