"""Walks of the cascade: each arc is tossed on its own with its own chance, however it is walked."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from groundswell.core.dynamics.cascade import Rows
from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.reach import Sets, roots_by_worth, spread
from groundswell.core.terrain.noise import stream

Floats = NDArray[np.float64]

WIDE, FEW = 24, 4


def two_steps(top: float) -> Graph:
    """Person 0 listens to many, of small chances if `top` is small, and each of them to four."""
    many = np.arange(1, WIDE + 1)
    far = np.arange(WIDE + 1, WIDE + 1 + WIDE * FEW)
    near = np.tile([1.0, 0.5], WIDE // 2) * top
    beyond = np.tile([0.5, 0.3, 0.6, 0.4], WIDE)
    source = np.concatenate([np.zeros(WIDE, int), np.repeat(many, FEW)])
    return Graph.of(
        far[-1] + 1, source, np.concatenate([many, far]), np.concatenate([near, beyond])
    )


def joined(graph: Graph, number: int) -> NDArray[np.bool_]:
    """Draw sets of which person 0 is the root, and return who is in each."""
    people = graph.people
    below, _ = roots_by_worth(np.eye(1, people)[0], people)
    sets = Sets.empty(stream(3, "test"), people)
    sets.grow(Rows.of(graph.starts, graph.heard, graph.weight), number, below)
    found = np.zeros((number, people), dtype=bool)
    members = sets.members[: sets.size]
    found[np.repeat(np.arange(number), np.diff(sets.bounds)), members] = True
    assert found[:, 0].all()
    assert sets.size == found.sum(), "nobody is in a set twice"
    return found


@pytest.mark.parametrize(("top", "jumps"), [(0.2, True), (0.5, False)])
def test_every_arc_is_tossed_on_its_own_with_its_own_chance(top: float, jumps: bool) -> None:
    graph = two_steps(top)
    assert (Rows.of(graph.starts, graph.heard, graph.weight).log_miss[0] < 0) == jumps
    found = joined(graph, 60_000).astype(float)
    tossed, carried = found[:, graph.source], found[:, graph.heard]
    # Where the arc was tossed at all: what came out beyond what was to be expected.
    beyond = (carried - graph.weight) * tossed
    assert not (carried * (1 - tossed)).any()
    spread_of_each = np.sqrt((beyond**2).sum(axis=0))
    assert np.abs(beyond.sum(axis=0) / spread_of_each).max() < 4
    together = beyond.T @ beyond / np.sqrt((beyond**2).T @ (beyond**2))
    apart = np.triu_indices(graph.weight.size, 1)
    assert np.abs(together[apart]).max() < 5.2


def test_a_long_row_over_which_nothing_carries_is_a_row_like_any_other() -> None:
    deaf = Graph.of(21, np.zeros(20, int), np.arange(1, 21), np.ones(20))
    rows = Rows.of(deaf.starts, deaf.heard, np.zeros(20))
    sets = Sets.empty(stream(0, "test"), 21)
    sets.grow(rows, 500, None)
    assert sets.size == 500


def test_a_root_beyond_the_last_share_is_the_last_person() -> None:
    # Shares added up one by one may end a little below 1.
    alone = Graph.of(3, [], [])
    sets = Sets.empty(stream(0, "test"), 3)
    sets.grow(Rows.of(alone.starts, alone.heard, alone.weight), 400, np.array([0.0, 0.25, 0.5]))
    counts = np.bincount(sets.members[:400], minlength=3)
    assert counts.size == 3
    assert counts[0] == 0
    assert abs(counts[1] - 100) < 40


def test_the_error_of_two_cascades_is_half_their_difference() -> None:
    graph = two_steps(0.5)
    seeds = np.arange(WIDE + 1, graph.people, dtype=np.int32)
    one, two = (
        spread(graph.starts, graph.heard, graph.weight, seeds, runs=runs) for runs in (1, 2)
    )
    second = 2 * two.mean - one.mean
    assert np.isnan(one.std_error)
    assert one.mean != second
    assert two.std_error == pytest.approx(abs(second - one.mean) / 2)
