"""Reach within hours, against every choice there is and full enumeration of the cascade."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from numpy.typing import NDArray

from groundswell.core.dynamics.cover import index_of
from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.reach import reach_seeds
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
