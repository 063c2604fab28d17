"""Opinion against plain linear algebra."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from groundswell.core.dynamics import opinion
from groundswell.core.dynamics.gain import today_of
from groundswell.core.dynamics.opinion import Mirror, Pull
from groundswell.core.dynamics.plan import Plan, opinion_under
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import snapshot
from tests.core.worlds import dense, random_snapshot

Matrix = NDArray[np.float64]
seeds = st.integers(0, 10_000)


def world(seed: int) -> tuple[Snapshot, Draws, Block]:
    folded = random_snapshot(seed)
    draws = Draws.of(folded, seed, 8)
    return folded, draws, draws.block(0)


def resolvent(folded: Snapshot, block: Block, r: int) -> Matrix:
    """Return M = I - L W."""
    susceptible = block.susceptibility[:, r].astype(float)
    return np.eye(folded.size) - susceptible[:, None] * dense(folded, block, r)


@given(seeds)
@settings(max_examples=15)
def test_rows_of_w_sum_to_one_where_somebody_listens(seed: int) -> None:
    folded, _, block = world(seed)
    listening = np.diff(folded.listening.starts) > 0
    np.testing.assert_allclose(dense(folded, block, 3).sum(axis=1)[listening], 1, atol=1e-5)
    assert (block.susceptibility[~listening] == 0).all()


@given(seeds)
@settings(max_examples=15)
def test_everybody_ends_between_the_stances_they_hear(seed: int) -> None:
    """Rows of (I - L W)^-1 (I - L) sum to 1 where W is row-stochastic."""
    folded, _, block = world(seed)
    whole = dense(folded, block, 2)
    whole[whole.sum(axis=1) == 0] = np.eye(folded.size)[whole.sum(axis=1) == 0]
    susceptible = block.susceptibility[:, 2].astype(float)[:, None]
    solved = np.linalg.solve(np.eye(folded.size) - susceptible * whole, np.eye(folded.size))
    np.testing.assert_allclose((solved @ (1 - susceptible)).ravel(), 1, atol=1e-4)


@given(seeds)
@settings(max_examples=15)
def test_today_solves_for_the_unobserved_and_holds_the_rest(seed: int) -> None:
    folded, draws, block = world(seed)
    x = today_of(draws, block)
    own = block.stance.astype(float)
    own[folded.held] = folded.hold[folded.held, None]
    for r in (0, 7):
        loose = block.susceptibility[:, r].astype(float)
        loose[folded.stances.judged | folded.held] = 0
        matrix = np.eye(folded.size) - loose[:, None] * dense(folded, block, r)
        expected = np.linalg.solve(matrix, (1 - loose) * own[:, r])
        np.testing.assert_allclose(x[:, r], expected, atol=2e-4)
    seen = folded.stances.judged & ~folded.held
    assert np.array_equal(x[seen], block.stance[seen])


@given(seeds, st.integers(1, 13), st.floats(-0.5, 0.5))
@settings(max_examples=25)
def test_the_pin_formula_equals_solving_again(seed: int, person: int, level: float) -> None:
    folded, draws, block = world(seed)
    pull = Pull.of(block, folded.listening.group)
    x = today_of(draws, block) * np.float32(0.4)  # away from the ends, where it is linear
    moved = opinion_under(Plan(held=((person, level),)), x, block, folded.listening, pull, draws)
    for r in (0, 5):
        inverse = np.linalg.inv(resolvent(folded, block, r))
        step = (level - x[person, r]) * inverse[:, person] / inverse[person, person]
        np.testing.assert_allclose(moved[:, r], x[:, r] + step, atol=2e-4)


def test_a_susceptibility_is_shared_out_in_full_in_a_unit_of_any_size() -> None:
    units = {"a": 1, "b": 2, "c": 4}
    codes = {f"{unit}{k}": unit for unit, size in units.items() for k in range(size)}
    folded = snapshot(
        units=list(units),
        people=[f"{code} {unit}" for code, unit in codes.items()],
        ties=[f"{code} trusts a0" for code in codes if code != "a0"],
    )
    block = Draws.of(folded, 1, 8).block(0)
    pull = Pull.of(block, folded.listening.group)
    for i, code in enumerate(folded.people):
        mates = max(units[codes[code]] - 1, 1)
        shared = pull.known[i] + mates * pull.unseen[i]
        np.testing.assert_allclose(shared, block.susceptibility[i], rtol=1e-5)


@given(seeds)
@settings(max_examples=15)
def test_backward_solves_the_transposed_system(seed: int) -> None:
    folded, _, block = world(seed)
    arcs = folded.listening
    rng = np.random.default_rng(seed)
    c = rng.normal(size=(folded.size, block.width)).astype(np.float32)
    pull = Pull.of(block, arcs.group)
    y = opinion.backward(arcs, Mirror.of(arcs), block.weights, pull, c)
    for r in (1, 6):
        expected = np.linalg.solve(resolvent(folded, block, r).T, c[:, r])
        np.testing.assert_allclose(y[:, r], expected, atol=2e-3)


@given(seeds, st.integers(1, 13))
@settings(max_examples=25)
def test_the_gain_of_a_pin_is_exact_for_a_linear_objective(seed: int, person: int) -> None:
    """(v - x_j) y_j / (M^-1)_jj with M' y = c equals c (x' - x) computed the long way."""
    folded, _, block = world(seed)
    r, raised = 4, 0.4
    matrix = resolvent(folded, block, r)
    inverse = np.linalg.inv(matrix)
    c = np.random.default_rng(seed).normal(size=folded.size)
    y = np.linalg.solve(matrix.T, c)
    pinned = matrix.copy()
    pinned[person] = np.eye(folded.size)[person]
    brute = np.linalg.solve(pinned, np.eye(folded.size)[person] * raised)
    assert raised * y[person] / inverse[person, person] == pytest.approx(float(c @ brute))
    near = opinion.diagonal(
        block, folded.listening, Mirror.of(folded.listening), Pull.of(block, folded.listening.group)
    )
    assert near[person, r] == pytest.approx(inverse[person, person], rel=0.5)


def test_shared_weights_equal_weights_of_each_scenario() -> None:
    folded, _, block = world(11)
    arcs = folded.listening
    pull = Pull.of(block, arcs.group)
    free = np.flatnonzero(pull.known.max(axis=1) > 0).astype(np.int32)
    shared = np.ascontiguousarray(block.weights[:, :1])
    alike = np.ascontiguousarray(np.repeat(shared, block.width, axis=1))
    results = []
    for weights in (shared, alike):
        x = block.stance.copy()
        opinion.settle(arcs, weights, pull, (1 - block.susceptibility) * x, free, x)
        results.append(x)
    np.testing.assert_allclose(results[0], results[1], atol=1e-6)


def test_nobody_is_pushed_beyond_full_support() -> None:
    folded, draws, block = world(4)
    pull = Pull.of(block, folded.listening.group)
    x = np.full_like(today_of(draws, block), 0.9)
    moved = opinion_under(Plan(held=((2, 1.0),)), x, block, folded.listening, pull, draws)
    assert (moved <= 1).all() and (moved >= x).all()


def test_what_does_not_come_to_rest_is_said_so() -> None:
    folded, _, block = world(1)
    pull = Pull.of(block, folded.listening.group)
    pull.known[:] = -3  # no susceptibility is negative: everybody would swing to and fro
    pull.unseen[:] = 0
    free = np.arange(folded.size, dtype=np.int32)
    x = block.stance.copy()
    with pytest.raises(ArithmeticError, match="did not come to rest"):
        opinion.settle(folded.listening, block.weights, pull, block.stance, free, x)


@given(seeds, st.integers(0, 13), st.sampled_from([-1.0, 1.0]))
@settings(max_examples=25)
def test_nobody_passes_on_what_they_cannot_hold_themselves(
    seed: int, person: int, level: float
) -> None:
    """Against the plain sum, swept one person at a time: each change is cut before it is heard."""
    folded, draws, block = world(seed)
    pull = Pull.of(block, folded.listening.group)
    x = np.clip(today_of(draws, block) * np.float32(3), -0.98, 0.98)
    plan = Plan(held=((person, level),))
    moved = opinion_under(plan, x, block, folded.listening, pull, draws)
    for r in (0, 6):
        pulls = np.eye(folded.size) - resolvent(folded, block, r)
        d, before = np.zeros(folded.size), x[:, r].astype(float)
        d[person] = level - before[person]
        for _ in range(300):
            for i in range(folded.size):
                if i != person:
                    d[i] = np.clip(pulls[i] @ d, -1 - before[i], 1 - before[i])
        np.testing.assert_allclose(moved[:, r], before + d, atol=2e-4)


def test_sweeps_are_counted_to_the_one_in_which_all_is_still() -> None:
    folded, _, block = world(1)
    everybody, nobody = np.arange(folded.size, dtype=np.int32), np.zeros(0, dtype=np.int32)
    pull = Pull.of(block, folded.listening.group, still=np.ones(folded.size, dtype=bool))
    for start, free, sweeps in ((0.5, nobody, 0), (0.5, everybody, 1), (0.2, everybody, 2)):
        x, source = np.full_like(block.stance, start), np.full_like(block.stance, 0.5)
        assert opinion.settle(folded.listening, block.weights, pull, source, free, x) == sweeps


@pytest.mark.parametrize("unseen", [0, 1])
def test_whoever_hears_anybody_at_all_moves(unseen: float) -> None:
    """Known ties alone, or the unseen rest alone: either is enough."""
    folded, _, block = world(2)
    alone = replace(block, unseen=np.full_like(block.unseen, unseen))
    moved = Pull.of(alone, folded.listening.group).moved
    assert np.array_equal(moved, (block.susceptibility > 0).any(axis=1))
    assert 0 < moved.sum() < folded.size


@pytest.mark.parametrize("seed", range(4))
def test_a_mirror_holds_each_tie_by_whom_it_leads_to_and_its_way_back(seed: int) -> None:
    one_way = snapshot(people=["ann", "ben"], ties=["ann trusts ben"])
    for arcs in (random_snapshot(seed).listening, one_way.listening):
        mirror = Mirror.of(arcs)
        listener = np.repeat(np.arange(arcs.starts.size - 1), np.diff(arcs.starts))
        ends = list(zip(listener.tolist(), arcs.heard.tolist(), strict=True))
        place = {pair: arc for arc, pair in enumerate(ends)}
        assert mirror.back.tolist() == [place.get((k, i), -1) for i, k in ends]
        heard = np.repeat(np.arange(arcs.starts.size - 1), np.diff(mirror.starts)).tolist()
        mirrored = list(zip(mirror.listener.tolist(), heard, strict=True))
        assert sorted(mirrored) == sorted(ends)
        assert [place[pair] for pair in mirrored] == mirror.arc.tolist()


@given(seeds)
@settings(max_examples=15)
def test_the_diagonal_counts_the_loops_of_two_known_ties(seed: int) -> None:
    several, _, block = world(seed)
    mutual = snapshot(people=["ann", "ben"], ties=["ann trusts ben", "ben trusts ann"])
    loops_add_up(several, block)
    loops_add_up(mutual, Draws.of(mutual, seed, 8).block(0))


def loops_add_up(folded: Snapshot, block: Block) -> None:
    """Compare with the square of the matrix of known ties."""
    arcs = folded.listening
    near = opinion.diagonal(block, arcs, Mirror.of(arcs), Pull.of(block, arcs.group))
    for r in (0, 5):
        ties = np.zeros((folded.size, folded.size))
        for i in range(folded.size):
            share = block.susceptibility[i, r] * (1 - block.unseen[i, r])
            for e in range(arcs.starts[i], arcs.starts[i + 1]):
                ties[i, arcs.heard[e]] = share * block.weights[e, r]
        np.testing.assert_allclose(near[:, r], 1 + np.diag(ties @ ties), rtol=1e-5)


@pytest.mark.parametrize("size", [1e-7, 1.0, 1e5])
def test_a_derivative_of_any_size_is_carried_back_alike(size: float) -> None:
    folded, _, block = world(6)
    arcs, mirror = folded.listening, Mirror.of(folded.listening)
    c = np.random.default_rng(6).normal(size=(folded.size, block.width)).astype(np.float32)
    pull = Pull.of(block, arcs.group)
    y = opinion.backward(arcs, mirror, block.weights, pull, c * np.float32(size))
    alone = opinion.backward(arcs, mirror, block.weights, pull, c)
    np.testing.assert_allclose(y / size, alone, rtol=1e-4, atol=1e-5)
    assert not opinion.backward(arcs, mirror, block.weights, pull, np.zeros_like(c)).any()
