"""Network measures against an independent library, hand-computed values and their own symmetry."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from groundswell.core.dynamics.brokerage import betweenness, constraint
from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.networks import (
    communities,
    cores,
    diameter,
    diffusion_centrality,
    ei_index,
    eigenvector,
    in_degree,
    pagerank,
    seniority,
    two_step_reach,
)


def random_graph(people: int = 40, arcs: int = 160, seed: int = 1) -> Graph:
    rng = np.random.default_rng(seed)
    source, target = rng.integers(0, people, (2, arcs))
    return Graph.of(people, source, target, rng.uniform(0.1, 1, arcs))


def oracle(graph: Graph) -> nx.DiGraph:
    net = nx.DiGraph()
    net.add_nodes_from(range(graph.people))
    for a, b, w in zip(
        graph.source.tolist(), graph.heard.tolist(), graph.weight.tolist(), strict=True
    ):
        net.add_edge(a, b, weight=w)
    return net


def two_cliques(size: int = 6) -> Graph:
    one = [(a, b) for a in range(size) for b in range(a)]
    other = [(a + size, b + size) for a, b in one]
    source, target = np.array([*one, *other, (0, size)]).T
    return Graph.of(2 * size, source, target)


def test_a_graph_adds_parallel_arcs_and_drops_loops_and_looked_but_none() -> None:
    graph = Graph.of(3, [0, 0, 1, 2], [1, 1, 1, 0], [0.25, 0.5, 9, 0])
    assert graph.source.tolist() == [0]
    assert graph.heard.tolist() == [1]
    assert graph.weight.tolist() == [0.75]


@pytest.mark.parametrize(
    ("target", "weight", "word"), [([3], [1.0], "outside"), ([1], [-1.0], "0 or more")]
)
def test_a_graph_refuses_what_is_no_arc(target: list[int], weight: list[float], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        Graph.of(3, [0], target, weight)


def test_constraint_agrees_with_networkx() -> None:
    graph = random_graph()
    theirs = nx.constraint(oracle(graph), weight="weight")
    assert constraint(graph) == pytest.approx([theirs[i] for i in range(graph.people)])


def test_constraint_of_a_star_is_least_in_the_middle_and_unknown_for_the_lonely() -> None:
    star = Graph.of(6, [1, 2, 3, 4], [0, 0, 0, 0])
    assert constraint(star)[:2] == pytest.approx([0.25, 1.0])
    assert np.isnan(constraint(star)[5])


def test_betweenness_agrees_with_networkx() -> None:
    graph = random_graph()
    found = betweenness(graph)
    theirs = nx.betweenness_centrality(oracle(graph))
    assert found.share == pytest.approx([theirs[i] for i in range(graph.people)])
    assert found.pivots == graph.people
    assert not found.std_error.any()


def test_sampled_betweenness_is_unbiased_and_says_how_near_it_is() -> None:
    graph = random_graph(people=300, arcs=1800)
    exact = betweenness(graph).share
    between = exact > np.quantile(exact, 0.8)
    draws = [betweenness(graph, seed=s, exact_people=100, pivots=60) for s in range(40)]
    off = np.array([draw.share - exact for draw in draws])[:, between]
    error = np.array([draw.std_error for draw in draws])[:, between]
    assert np.abs(off.mean(axis=0)).max() < 0.1 * exact.max()
    assert 0.85 < np.sqrt(np.mean(off**2) / np.mean(error**2)) < 1.15
    assert {draw.pivots for draw in draws} == {60}


def test_sampled_betweenness_follows_from_the_seed() -> None:
    graph = random_graph(people=300, arcs=1800)
    one, same, other = (
        betweenness(graph, seed=s, exact_people=10, pivots=20).share for s in (1, 1, 2)
    )
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_pagerank_agrees_with_networkx() -> None:
    graph = random_graph()
    theirs = nx.pagerank(oracle(graph), tol=1e-12)
    assert pagerank(graph) == pytest.approx([theirs[i] for i in range(graph.people)], abs=1e-8)


def test_eigenvector_centrality_is_the_leading_eigenvector() -> None:
    graph = random_graph()
    values, vectors = np.linalg.eig(graph.matrix.toarray().T)
    lead = np.abs(vectors[:, np.argmax(values.real)].real)
    assert eigenvector(graph) == pytest.approx(lead / lead.max(), abs=1e-6)


def test_eigenvector_centrality_does_not_swing_between_two_halves() -> None:
    star = Graph.of(4, [0, 1, 0, 2, 0, 3], [1, 0, 2, 0, 3, 0])
    assert eigenvector(star) == pytest.approx([1, *[3**-0.5] * 3])


def test_cores_agree_with_networkx() -> None:
    graph = random_graph()
    theirs = nx.core_number(oracle(graph).to_undirected())
    assert cores(graph).tolist() == [theirs[i] for i in range(graph.people)]


def test_diameter_and_reach_of_a_chain() -> None:
    # 0 is listened to by 1, 1 by 2, 2 by 3.
    chain = Graph.of(4, [1, 2, 3], [0, 1, 2])
    assert diameter(chain) == 3
    assert two_step_reach(chain).tolist() == [2, 2, 1, 0]
    assert in_degree(chain).tolist() == [1, 1, 1, 0]


def test_two_step_reach_does_not_count_the_person() -> None:
    pair = Graph.of(2, [0, 1], [1, 0])
    assert two_step_reach(pair).tolist() == [1, 1]


def test_diffusion_centrality_is_its_formula() -> None:
    graph = random_graph(people=12, arcs=50)
    step = 0.3 * graph.matrix.toarray().T
    wanted = (step + step @ step + step @ step @ step).sum(axis=1)
    assert diffusion_centrality(graph, 3, passing=0.3) == pytest.approx(wanted)


def test_diffusion_passes_by_default_so_that_word_neither_dies_nor_explodes() -> None:
    graph = random_graph(people=12, arcs=80)
    late = diffusion_centrality(graph, 401) - diffusion_centrality(graph, 400)
    later = diffusion_centrality(graph, 501) - diffusion_centrality(graph, 500)
    assert later.sum() == pytest.approx(late.sum(), rel=1e-3)
    assert late.sum() > 0.1


def test_between_two_whose_word_carries_half_it_is_passed_on_twice() -> None:
    assert diffusion_centrality(Graph.of(2, [0, 1], [1, 0], 0.5), 3) == pytest.approx([3, 3])


def test_one_round_of_diffusion_ranks_like_the_number_of_listeners() -> None:
    graph = Graph.of(4, [1, 2, 3, 3], [0, 0, 0, 1])
    assert diffusion_centrality(graph, 1, passing=1).tolist() == in_degree(graph).tolist()


def test_ei_index_by_hand() -> None:
    # 0 and 1 in one group, 2 and 3 in another: two pairs within, one across.
    graph = Graph.of(5, [0, 1, 2, 1], [1, 0, 3, 2])
    overall, own = ei_index(graph, np.array([0, 0, 1, 1, 1]))
    assert overall == pytest.approx(-1 / 3)
    assert own[:4] == pytest.approx([-1, 0, 0, -1])
    assert np.isnan(own[4])


def test_communities_find_two_cliques() -> None:
    assert communities(two_cliques()).tolist() == [0] * 6 + [1] * 6


def test_communities_follow_from_the_seed_alone() -> None:
    graph = random_graph(people=200, arcs=600)
    first = communities(graph, seed=4)
    communities(graph, seed=5)
    assert np.array_equal(communities(graph, seed=4), first)


def test_a_higher_resolution_asks_for_smaller_groups() -> None:
    graph = random_graph(people=100, arcs=400)
    assert communities(graph, resolution=4).max() > communities(graph, resolution=0.5).max()


def test_the_largest_community_comes_first() -> None:
    size = np.bincount(communities(random_graph(people=100, arcs=250)))
    assert np.all(np.diff(size) <= 0)


def test_seniority_damps_busy_exchanges() -> None:
    # 0 and 1 write a hundred mails to each other; everybody writes one to 2, and 2 to everybody.
    source = np.array([0, 1, 0, 1, 3, 4, 5, 2, 2, 2, 2, 2])
    target = np.array([1, 0, 2, 2, 2, 2, 2, 0, 1, 3, 4, 5])
    mails = np.array([100.0, 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    raw = eigenvector(Graph.of(6, source, target, mails))
    damped = seniority(Graph.of(6, source, target, mails))
    assert damped[2] / damped[0] > 5 * raw[2] / raw[0]


@pytest.mark.parametrize("people", [0, 1, 2])
def test_measures_of_next_to_nobody(people: int) -> None:
    graph = Graph.of(people, [], [])
    assert communities(graph).size == people
    assert betweenness(graph).share.tolist() == [0.0] * people
    assert eigenvector(graph).tolist() == [0.0] * people
    assert pagerank(graph) == pytest.approx([1 / max(people, 1)] * people)
    assert np.isnan(constraint(graph)).all()
    assert np.isnan(ei_index(graph, np.zeros(people, dtype=np.int64))[0])
    assert diffusion_centrality(graph, 3).tolist() == [0.0] * people
    assert two_step_reach(graph).tolist() == [0] * people
    assert cores(graph).tolist() == [0] * people
    assert diameter(graph) == 0


@given(st.integers(0, 10_000), st.permutations(range(15)))
def test_renaming_people_renames_the_measures(seed: int, order: list[int]) -> None:
    graph = random_graph(people=15, arcs=45, seed=seed)
    place = np.array(order)
    renamed = Graph.of(15, place[graph.source], place[graph.heard], graph.weight)
    measures = (
        constraint, in_degree, cores, two_step_reach, pagerank,
        lambda g: betweenness(g).share,
        lambda g: diffusion_centrality(g, 4, passing=0.2),
    )  # fmt: skip
    for measure in measures:
        before: NDArray[np.float64] = np.asarray(measure(graph), dtype=float)
        after = np.asarray(measure(renamed), dtype=float)
        assert after[place] == pytest.approx(before, abs=1e-9, nan_ok=True)
