"""P3: opinion equilibrium per sample, against scipy's BiCGSTAB and NDlib where it is installed."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_array, eye_array
from scipy.sparse.linalg import bicgstab

from bench.measure import seconds, table, timed
from bench.organisations import organisation
from bench.references import within_reach
from groundswell.core.dynamics.opinion import Pull, settle
from groundswell.core.terrain.draws import BLOCK, Block, Draws
from groundswell.core.terrain.snapshot import Listening, Single, Snapshot

BUDGET = {1_000: 0.05e-3, 10_000: 0.4e-3, 100_000: 6e-3}
SCIPY_SAMPLES = 3
NDLIB_ROUNDS = 25
THREADS = 2


def p3() -> tuple[str, dict[int, float]]:
    """Solve x = (1 - L) s + L W x for blocks of 64 samples that share their weights."""
    rows, times = [], {}
    for people, budget in BUDGET.items():
        snapshot = organisation(people)
        draws = Draws.of(snapshot, 0, BLOCK)
        block = draws.block(0)
        ours = per_sample(snapshot, block)
        scipys = per_sample_scipy(snapshot, block)
        ndlibs = per_sample_ndlib(snapshot) if people <= 1_000 else None
        times[people] = ours
        rows.append(
            [
                f"{people:,} people",
                seconds(ours),
                seconds(budget),
                seconds(scipys),
                f"{scipys / ours:,.0f} x",
                f"{ndlibs / ours:,.0f} x" if ndlibs else "not run",
            ]
        )
    header = ("", "per sample", "budget", "BiCGSTAB", "ratio", "NDlib ratio")
    return table("P3  opinion equilibrium, weights shared by the block", header, rows), times


def _system(snapshot: Snapshot, block: Block) -> tuple[Listening, Single, Pull, Single]:
    shared = np.ascontiguousarray(block.weights[:, :1])
    pull = Pull.of(block, snapshot.listening.group)
    pull.unseen[:] = 0  # the reference codes know ties only
    source = (1 - block.susceptibility) * block.stance
    return snapshot.listening, shared, pull, source


def per_sample(snapshot: Snapshot, block: Block) -> float:
    """Return our seconds per sample, with a block on each of two threads."""
    arcs, shared, pull, source = _system(snapshot, block)
    free = np.arange(snapshot.size, dtype=np.int32)

    def solve(_: int) -> None:
        settle(arcs, shared, pull, source, free, block.stance.copy())

    with ThreadPoolExecutor(THREADS) as pool:
        took = timed(lambda: list(pool.map(solve, range(THREADS))))
    return took.wall / (block.width * THREADS)


def per_sample_scipy(snapshot: Snapshot, block: Block) -> float:
    """Return scipy's seconds per sample, one after the other, to the same accuracy."""
    arcs, shared, pull, source = _system(snapshot, block)
    weights = csr_array((shared[:, 0], arcs.heard, arcs.starts), shape=(snapshot.size,) * 2)
    start = time.perf_counter()
    for r in range(SCIPY_SAMPLES):
        system = (
            eye_array(snapshot.size) - csr_array(weights.multiply(pull.known[:, [r]]))
        ).tocsr()
        bicgstab(system, source[:, r], x0=block.stance[:, r], rtol=1e-5)
    return (time.perf_counter() - start) / SCIPY_SAMPLES


def per_sample_ndlib(snapshot: Snapshot) -> float | None:
    """Return NDlib's seconds for as many rounds as our sweeps, or None where it is missing."""
    within_reach()
    try:
        import networkx
        from ndlib.models.ModelConfig import Configuration  # type: ignore[import-not-found]
        from ndlib.models.opinions import FJModel  # type: ignore[import-not-found]
    except ModuleNotFoundError:
        return None
    arcs = snapshot.listening
    listener = np.repeat(np.arange(snapshot.size), np.diff(arcs.starts))
    graph = networkx.DiGraph(zip(arcs.heard.tolist(), listener.tolist(), strict=True))
    model = FJModel(graph)
    model.set_initial_status(Configuration())
    start = time.perf_counter()
    model.iteration_bunch(NDLIB_ROUNDS, node_status=False)
    return time.perf_counter() - start
