"""Reach against full enumeration, closed forms and its own guarantee."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from groundswell.core.dynamics.cascade import Rows
from groundswell.core.dynamics.cover import Cover, cover, met_by
from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.reach import (
    FIRST_SETS,
    ROUNDS,
    Sets,
    judged,
    reach_seeds,
    spread,
)
from groundswell.core.terrain.noise import stream

Floats = NDArray[np.float64]


def exact_spread(graph: Graph, seeds: tuple[int, ...], worth: Floats | None = None) -> float:
    """Sum over all 2^arcs ways in which the arcs can turn out."""
    each = np.ones(graph.people) if worth is None else worth
    total = 0.0
    for live in product((0, 1), repeat=graph.heard.size):
        on = np.array(live, dtype=bool)
        reached, before = set(seeds), 0
        while len(reached) > before:
            before = len(reached)
            for listener, heard in zip(graph.source[on], graph.heard[on], strict=True):
                if heard in reached:
                    reached.add(int(listener))
        chance = np.prod(np.where(on, graph.weight, 1 - graph.weight))
        total += chance * each[list(reached)].sum()
    return total


def small_graph(seed: int = 0) -> Graph:
    rng = np.random.default_rng(seed)
    source, target = np.unique(rng.integers(0, 7, (10, 2)), axis=0).T
    keep = source != target
    return Graph.of(7, source[keep], target[keep], rng.uniform(0.1, 0.9, keep.sum()))


def fan(listeners: int, chances: Floats | float) -> Graph:
    """Everybody listens to person 0."""
    return Graph.of(listeners + 1, np.arange(1, listeners + 1), np.zeros(listeners, int), chances)


def test_simulated_spread_is_the_enumerated_one() -> None:
    graph = small_graph()
    found = spread(graph.starts, graph.heard, graph.weight, np.array([0, 3]), runs=40_000)
    assert abs(found.mean - exact_spread(graph, (0, 3))) < 4 * found.std_error
    assert 0 < found.std_error < 0.02


@pytest.mark.parametrize("worth", [None, np.array([5.0, 1, 0, 1, 2, 0, 1])])
def test_estimated_reach_is_the_enumerated_one_of_the_best_pair(worth: Floats | None) -> None:
    graph = small_graph()
    found = reach_seeds(
        graph.starts, graph.heard, graph.weight, 2, guarantee=0.97, worth=worth, seed=1
    )
    exact = exact_spread(graph, tuple(found.people.tolist()), worth)
    best = max(exact_spread(graph, pair, worth) for pair in combinations(range(7), 2))
    assert found.reach == pytest.approx(exact, rel=0.03)
    assert found.low <= exact <= best <= found.best
    assert exact >= found.guarantee * best


def test_a_long_row_of_small_chances_is_jumped_through_fairly() -> None:
    # Backwards the row of the one listener is long; forwards that of the one who is heard.
    chances = np.linspace(0.01, 0.2, 40)
    ear = Graph.of(41, np.zeros(40, int), np.arange(1, 41), chances)
    assert Rows.of(ear.starts, ear.heard, ear.weight).log_miss[0] < 0
    found = reach_seeds(ear.starts, ear.heard, ear.weight, 1, guarantee=0.999)
    assert found.people.tolist() == [40]
    sets = Sets.empty(stream(0, "test"), 41)
    sets.grow(Rows.of(ear.starts, ear.heard, ear.weight), 200_000, None)
    members = sets.members[: sets.size]
    starts_at_zero = np.isin(np.arange(sets.size), sets.bounds[:-1][members[sets.bounds[:-1]] == 0])
    roots = starts_at_zero.sum()
    joined = (
        np.bincount(members, minlength=41)[1:]
        - np.bincount(members[sets.bounds[:-1]], minlength=41)[1:]
    )
    error = np.sqrt(chances * (1 - chances) / roots)
    assert np.abs(joined / roots - chances).max() < 4.5 * error.max()
    fans = fan(40, chances)
    mouth = spread(fans.starts, fans.heard, fans.weight, np.array([0]), runs=40_000)
    assert abs(mouth.mean - (1 + chances.sum())) < 4 * mouth.std_error


def test_certain_arcs_always_carry() -> None:
    chain = Graph.of(5, [1, 2, 3, 4], [0, 1, 2, 3])
    found = reach_seeds(chain.starts, chain.heard, chain.weight, 1)
    assert found.people.tolist() == [0]
    assert found.reach == 5
    assert spread(chain.starts, chain.heard, chain.weight, np.array([0]), runs=50).mean == 5


def test_nobody_to_whom_anything_carries_leaves_the_seeds_alone() -> None:
    alone = Graph.of(4, [], [])
    found = reach_seeds(alone.starts, alone.heard, alone.weight, 6)
    assert sorted(found.people.tolist()) == [0, 1, 2, 3]
    assert found.reach == 4
    single = Graph.of(1, [], [])
    assert reach_seeds(single.starts, single.heard, single.weight, 1).reach == 1


def test_worth_turns_the_choice_to_those_meant() -> None:
    two_fans = Graph.of(9, [1, 2, 3, 4, 6, 7, 8], [0, 0, 0, 0, 5, 5, 5])
    plain = reach_seeds(two_fans.starts, two_fans.heard, two_fans.weight, 1)
    worth = np.array([0.0, 0, 0, 0, 0, 0, 1, 1, 0])
    meant = reach_seeds(two_fans.starts, two_fans.heard, two_fans.weight, 1, worth=worth)
    assert plain.people.tolist() == [0]
    assert meant.people.tolist() == [5]
    assert meant.reach == pytest.approx(2)


def test_same_seed_same_choice_and_more_sets_for_a_stronger_guarantee() -> None:
    rng = np.random.default_rng(0)
    graph = Graph.of(400, rng.integers(0, 400, 2000), rng.integers(0, 400, 2000), 0.1)
    network = (graph.starts, graph.heard, np.full(graph.heard.size, 0.1))
    weak, strong, again = (reach_seeds(*network, 5, guarantee=g) for g in (0.4, 0.8, 0.8))
    assert np.array_equal(strong.people, again.people)
    assert weak.sets < strong.sets
    assert weak.guarantee >= 0.4


def test_a_guarantee_out_of_reach_stops_and_says_what_was_shown() -> None:
    rng = np.random.default_rng(0)
    graph = Graph.of(400, rng.integers(0, 400, 2000), rng.integers(0, 400, 2000))
    chance = np.full(graph.heard.size, 0.1)
    found = reach_seeds(graph.starts, graph.heard, chance, 20, guarantee=1.0)
    assert 0.632 < found.guarantee < 1
    assert found.low <= found.reach <= found.best


def test_a_set_is_the_same_however_the_collection_grew() -> None:
    graph = small_graph(3)
    rows = Rows.of(graph.starts, graph.heard, graph.weight)
    at_once, by_steps = (Sets.empty(stream(1, "test"), graph.people) for _ in range(2))
    at_once.grow(rows, 5000, None)
    for number in (1, 10, 1000, 5000):
        by_steps.grow(rows, number, None)
    assert np.array_equal(at_once.bounds, by_steps.bounds)
    assert np.array_equal(at_once.members[: at_once.size], by_steps.members[: by_steps.size])


@given(st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=25), st.integers(1, 4))
def test_the_cover_counts_what_it_meets_and_bounds_every_choice(
    sets: list[set[int]], k: int
) -> None:
    bounds = np.cumsum([0, *map(len, sets)])
    members = np.array([v for one in sets for v in one], dtype=np.int32)
    found = cover(bounds, members, 8, k)

    def met(choice: tuple[int, ...]) -> int:
        return sum(bool(one & set(choice)) for one in sets)

    flags = np.zeros(8, dtype=np.uint8)
    flags[found.people] = 1
    best = max(met(choice) for choice in combinations(range(8), k))
    assert found.met == met(tuple(found.people.tolist())) == met_by(bounds, members, flags)
    assert best <= found.most
    assert found.met >= (1 - 1 / np.e) * best
    assert np.unique(found.people).size == k


@pytest.mark.parametrize(
    ("k", "chance", "worth", "word"),
    [
        (0, 0.5, None, "at least one"),
        (1, 1.5, None, "between 0 and 1"),
        (1, 0.5, np.zeros(4), "worth"),
    ],
)
def test_what_makes_no_sense_is_refused(
    k: int, chance: float, worth: Floats | None, word: str
) -> None:
    graph = fan(3, 1.0)
    with pytest.raises(ValueError, match=word):
        reach_seeds(graph.starts, graph.heard, np.full(3, chance), k, worth=worth)


@pytest.mark.parametrize(("met", "most", "a"), [(1, 2, 1.0), (40, 60, 8.0), (9_000, 9_900, 8.0)])
def test_at_either_bound_a_coverage_so_far_off_has_the_chance_that_was_allowed(
    met: int, most: int, a: float
) -> None:
    sets = Sets.empty(stream(0, "test"), 3)
    found = judged(Cover(np.array([1]), met, most), met, sets, sets, 1.0, a)
    over, under = met - found.low, found.best - most
    assert min(over, under) > 0
    # Tails of a sum of trials: above its mean by `over`, and below its mean by `under`.
    assert over**2 / (2 * found.low + 2 * over / 3) == pytest.approx(a)
    assert under**2 / (2 * found.best) == pytest.approx(a)
    assert found.guarantee == pytest.approx(found.low / found.best)
    twice = judged(Cover(np.array([1]), met, most), met, sets, sets, 2.0, a)
    assert (twice.reach, twice.low, twice.best) == (2 * met, 2 * found.low, 2 * found.best)
    assert twice.guarantee == found.guarantee


@pytest.mark.parametrize("met", [0, 4])
def test_too_few_sets_met_show_nothing(met: int) -> None:
    sets = Sets.empty(stream(0, "test"), 3)
    found = judged(Cover(np.array([1]), met, met), met, sets, sets, 1.0, 8.0)
    assert (found.low, found.guarantee) == (0, 0)


def test_all_bounds_of_all_rounds_together_fail_with_the_chance_of_doubt() -> None:
    graph = small_graph()
    found = reach_seeds(graph.starts, graph.heard, graph.weight, 2, doubt=0.05, guarantee=0.9)
    scale = found.sets / 2 / graph.people
    met, low = found.reach * scale, found.low * scale
    exponent = (met - low) ** 2 / (2 * low + 2 * (met - low) / 3)
    assert np.exp(-exponent) * 2 * ROUNDS == pytest.approx(0.05)


def test_drawing_stops_where_further_sets_could_show_next_to_nothing_more() -> None:
    graph = small_graph()
    found = reach_seeds(graph.starts, graph.heard, graph.weight, 2, guarantee=1.0)
    assert found.guarantee < 0.9
    assert found.sets < FIRST_SETS << ROUNDS - 2


def test_drawing_stops_when_the_sets_and_their_index_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Without arcs a set has one member; two collections, and as much again while choosing.
    monkeypatch.setattr("groundswell.core.dynamics.reach.MOST_MEMBERS", 8 * FIRST_SETS)
    alone = Graph.of(400, [], [])
    found = reach_seeds(alone.starts, alone.heard, alone.weight, 1, guarantee=1.0)
    assert found.sets == 8 * FIRST_SETS


def test_the_bound_of_a_cover_is_what_was_met_and_the_best_next_gains() -> None:
    # The first two people meet the same four sets, the third one of its own, the fourth none.
    sets = [[0, 1]] * 4 + [[2]]
    bounds = np.cumsum([0, *map(len, sets)])
    members = np.array([v for one in sets for v in one], dtype=np.int32)
    found = cover(bounds, members, 4, 2)
    assert (found.people.tolist(), found.met, found.most) == ([0, 2], 5, 5)
