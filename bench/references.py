"""Other people's codes for the same tasks, installed by `make bench` where that can be done.

They lie in a folder of their own behind the project's packages, so that none of them replaces what
the project runs on.
"""

from __future__ import annotations

import sys
from array import array
from pathlib import Path

import numpy as np

from bench.measure import timed
from groundswell.core.dynamics.graph import Graph

FOLDER = Path(__file__).parent.parent / ".venv" / "references"


def within_reach() -> None:
    """Let the references be imported, behind everything the project itself runs on."""
    if FOLDER.is_dir() and str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))


def pynetim_sample(graph: Graph, samples: int) -> float | None:
    """Return PyNetIM's CPU seconds for a reverse-reachable set, or None where it is missing."""
    within_reach()
    try:
        import pynetim  # type: ignore[import-not-found]
    except ModuleNotFoundError:
        return None
    edges = list(zip(graph.heard.tolist(), graph.source.tolist(), strict=True))
    network = pynetim.IMGraph(edges, weights=graph.weight.tolist(), renumber=False)
    algorithm = pynetim.BaseRISAlgorithm(network, model="IC", random_seed=1)
    return timed(lambda: algorithm.run(1, samples), 3).cpu / samples


def cynetdiff_run(graph: Graph, seeds: list[int], runs: int) -> tuple[float, float] | None:
    """Return CyNetDiff's CPU seconds a cascade from these seeds, and the mean number reached."""
    within_reach()
    try:
        from cynetdiff.models import IndependentCascadeModel  # type: ignore[import-not-found]
    except ModuleNotFoundError:
        return None
    order = np.argsort(graph.heard, kind="stable")
    starts = np.searchsorted(graph.heard[order], np.arange(graph.people))
    model = IndependentCascadeModel(
        array("I", starts.tolist()),
        array("I", graph.source[order].tolist()),
        activation_probs=array("f", graph.weight[order].tolist()),
        rng=1,
    )
    model.set_seeds(seeds)
    reached = []

    def run() -> None:
        for _ in range(runs):
            model.reset_model()
            model.advance_until_completion()
            reached.append(model.get_num_activated_nodes())

    took = timed(run, 3).cpu / runs
    return took, float(np.mean(reached))
