"""P4: reach by reverse-reachable sets, weighted cascade: seconds for a sample, and for 50 seeds."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np

from bench.measure import seconds, table, timed
from groundswell.core.dynamics.cascade import Rows
from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.reach import Sets, reach_seeds
from groundswell.core.terrain.noise import stream
from groundswell.validation.seeds import read_network

NETHEPT = Path("im_graphs") / "NetHEPT.txt.gz"
SIZES = (100_000, 1_000_000)
TIES = 8
SEEDS, WANTED = 50, 0.8
SAMPLES = 100_000
BUDGET = {"NetHEPT": 0.02, "1,000,000 people": 0.2}
REFERENCES = ("pynetim", "cynetdiff")


def p4(sizes: tuple[int, ...] = SIZES, data: Path | None = None) -> tuple[str, dict[int, float]]:
    """Draw samples on each network, and choose seeds."""
    rows, times = [], {}
    if data is not None and (data / NETHEPT).is_file():
        rows.append(_row("NetHEPT", read_network(data / NETHEPT))[0])
    for people in sizes:
        row, times[people] = _row(f"{people:,} people", synthetic(people))
        rows.append(row)
    header = (
        "", "ties", "a sample", "its people", f"{SEEDS} seeds", "budget", "CPU", "samples",
        "of the best",
    )  # fmt: skip
    found = [name for name in REFERENCES if importlib.util.find_spec(name) is not None]
    note = "" if found else f"  beside it: none of {', '.join(REFERENCES)} is installed\n"
    title = f"P4  reach under the weighted cascade, until {WANTED:.0%} of the best are shown"
    return table(title, header, rows) + note, times


def _row(name: str, graph: Graph) -> tuple[list[str], float]:
    share = graph.weight
    rows = Rows.of(graph.starts, graph.heard, share)
    sets = [Sets.empty(stream(k, "bench"), graph.starts.size - 1) for k in range(4)]
    fresh = iter(sets)
    sample = timed(lambda: next(fresh).grow(rows, SAMPLES, None), 3).cpu / SAMPLES
    size = sets[-1].size / SAMPLES
    found = []

    def choose() -> None:
        found.append(reach_seeds(graph.starts, graph.heard, share, SEEDS, guarantee=WANTED))

    took = timed(choose, 3)
    budget = BUDGET.get(name)
    return [
        name,
        f"{graph.heard.size:,}",
        seconds(sample),
        f"{size:.1f}",
        seconds(took.wall),
        seconds(budget) if budget else "",
        seconds(took.cpu),
        f"{found[0].sets:,}",
        f"{found[0].guarantee:.0%}",
    ], took.wall


def synthetic(people: int, seed: int = 0) -> Graph:
    """Return a network in which few are heard by many: each listener has one over their number."""
    rng = np.random.default_rng(seed)
    listener = np.repeat(np.arange(people), TIES)
    heard = (people * rng.random(listener.size) ** 2).astype(int)
    pairs = np.unique(listener * people + heard)
    listener, heard = pairs // people, pairs % people
    apart = listener != heard
    listener, heard = listener[apart], heard[apart]
    number = np.bincount(listener, minlength=people)
    return Graph.of(people, listener, heard, 1 / number[listener])
