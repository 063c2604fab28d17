"""Places of people: reproducible, within bounds, units together, nobody flung away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from groundswell.core.dynamics.graph import Floats, Graph
from groundswell.core.dynamics.layout import layout
from groundswell.core.terrain.noise import Hashes, code_hashes

Labels = NDArray[np.int64]


def place(people: int, ties: int, units: int, seed: int = 1) -> tuple[Graph, Labels, Hashes]:
    """Return a random network with most ties inside units, and a few people without ties."""
    rng = np.random.default_rng(seed)
    unit = rng.integers(0, units, people).astype(np.int64)
    source, other = rng.integers(0, people, ties), rng.integers(0, people, ties)
    mates = [np.flatnonzero(unit == unit[s]) for s in source]
    inside = np.array([rng.choice(m) for m in mates], dtype=np.int64)
    heard = np.where(rng.random(ties) < 0.75, inside, other)
    tied = (source >= 5) & (heard >= 5)  # the first five stay alone
    hashes = code_hashes(tuple(f"p{k}" for k in range(people)))
    return Graph.of(people, source[tied], heard[tied]), unit, hashes


@given(st.integers(0, 60), st.integers(0, 120), st.integers(1, 6), st.integers(0, 5))
def test_everybody_has_a_place_in_the_picture(
    people: int, ties: int, units: int, seed: int
) -> None:
    graph, unit, hashes = place(people, ties if people else 0, units, seed)
    found = layout(graph, unit, hashes)
    assert found.shape == (people, 2)
    assert np.isfinite(found).all()
    assert (found >= 0).all() and (found <= 1).all()


def test_the_same_map_gives_the_same_picture_to_the_bit() -> None:
    world = place(120, 500, 6)
    assert np.array_equal(layout(*world), layout(*world))


def test_another_seed_gives_another_picture() -> None:
    world = place(120, 500, 6)
    assert not np.allclose(layout(*world), layout(*world, seed=1))


@pytest.mark.parametrize(("people", "ties", "units"), [(120, 500, 6), (2000, 9000, 40)])
def test_units_lie_together(people: int, ties: int, units: int) -> None:
    graph, unit, hashes = place(people, ties, units)
    found = layout(graph, unit, hashes)[5:]
    own = [found[unit[5:] == u].std(axis=0).mean() for u in range(units)]
    assert np.mean(own) < 0.85 * found.std(axis=0).mean()


def test_people_without_ties_lie_beneath_the_network_and_no_two_in_one_spot() -> None:
    graph, unit, hashes = place(120, 500, 6)
    found = layout(graph, unit, hashes)
    alone = np.flatnonzero(np.diff(graph.both_ways().starts) == 0)
    tied = np.setdiff1d(np.arange(120), alone)
    assert {0, 1, 2, 3, 4} <= set(alone.tolist())
    assert found[alone, 1].min() > found[tied, 1].max()
    assert len({tuple(p) for p in found[alone].tolist()}) == alone.size


def test_without_any_tie_everybody_lies_in_rows_over_the_whole_picture() -> None:
    graph, unit, hashes = Graph.of(30, [], []), np.zeros(30, np.int64), code_hashes(("x",) * 30)
    found = layout(graph, unit, hashes)
    assert len({tuple(p) for p in found.tolist()}) == 30
    assert found[:, 1].min() < 0.2 and found[:, 1].max() > 0.8


def test_from_an_earlier_picture_nobody_moves_far_and_the_new_find_a_place() -> None:
    graph, unit, hashes = place(120, 500, 6)
    before: Floats = layout(graph, unit, hashes)
    before[[40, 80]] = np.nan
    after = layout(graph, unit, hashes, previous=before)
    alone = np.diff(graph.both_ways().starts) == 0
    stayed = ~(np.isnan(before).any(axis=1) | alone)
    assert np.abs(after[stayed] - before[stayed]).max() < 0.05
    assert np.isfinite(after).all()


def test_igraph_keeps_its_own_luck_after_a_layout() -> None:
    import igraph

    layout(*place(60, 200, 3))
    drawn = {tuple(igraph.Graph.Erdos_Renyi(n=30, m=60).get_edgelist()) for _ in range(3)}
    assert len(drawn) == 3
