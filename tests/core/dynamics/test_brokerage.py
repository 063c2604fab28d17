"""Betweenness in the smallest networks, at the borders of sampling, and its error."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from groundswell.core.dynamics.brokerage import betweenness
from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.networks import diameter


def test_the_middle_of_three_lies_on_the_one_road_of_two_pairs() -> None:
    chain = Graph.of(3, [0, 1], [1, 2])
    assert betweenness(chain).share.tolist() == [0, 0.5, 0]


def test_shortest_roads_share_the_credit_and_what_lies_behind_them_gets_all_of_it() -> None:
    # From 0 by 1 or 2 to 3, and on to 4: twelve ordered pairs of others for each.
    fork = Graph.of(5, [0, 0, 1, 2, 3], [1, 2, 3, 3, 4])
    # 1 and 2 carry half of 0 to 3 and of 0 to 4; 3 carries the way to 4 of 0, 1 and 2.
    assert betweenness(fork).share == pytest.approx(np.array([0, 1, 1, 3, 0]) / 12)


@pytest.mark.parametrize(
    ("exact_people", "pivots", "visited"), [(12, 4, 12), (11, 4, 4), (0, 12, 12), (0, 11, 11)]
)
def test_all_are_visited_up_to_a_size_and_where_there_are_pivots_for_all(
    exact_people: int, pivots: int, visited: int
) -> None:
    ring = Graph.of(12, np.arange(12), (np.arange(12) + 1) % 12)
    found = betweenness(ring, exact_people=exact_people, pivots=pivots)
    assert found.pivots == visited


def test_a_pivot_credits_who_lies_between_by_how_far_along_the_road() -> None:
    chain = Graph.of(5, [0, 1, 2, 3], [1, 2, 3, 4])
    found = {
        tuple(np.round(betweenness(chain, seed=s, exact_people=0, pivots=1).share, 9).tolist())
        for s in range(80)
    }
    by_hand = set()
    for pivot in range(5):
        credit = np.zeros(5)
        for end in range(5):
            step = 1 if end > pivot else -1
            for between in range(pivot + step, end, step):
                credit[between] += abs(between - pivot) / abs(end - pivot)
        by_hand.add(tuple(np.round(credit * 5 / 12, 9).tolist()))
    assert found == by_hand


@pytest.mark.parametrize("pivots", [2, 3])
def test_the_square_of_the_error_is_on_average_that_of_the_share(pivots: int) -> None:
    # Long and short roads, and no two people alike.
    arcs = [(a, b) for a, b in combinations(range(6), 2) if (a, b) not in {(0, 4), (0, 5), (1, 5)}]
    source, heard = np.array([*arcs, (5, 0)]).T
    graph = Graph.of(6, source, heard)
    draws = [betweenness(graph, seed=s, exact_people=0, pivots=pivots) for s in range(1500)]
    shares = np.array([draw.share for draw in draws])
    squares = np.array([draw.std_error for draw in draws]) ** 2
    assert squares.mean(axis=0).sum() == pytest.approx(shares.var(axis=0, ddof=1).sum(), rel=0.1)


def test_the_longest_way_goes_along_ties_either_way() -> None:
    assert diameter(Graph.of(3, [0, 0], [1, 2])) == 2
    assert diameter(Graph.of(4, [1, 1, 3], [0, 2, 2])) == 3
