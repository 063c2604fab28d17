"""B9: how many a cascade reaches from the best few, on public benchmark networks.

Seeds come from reverse-reachable sampling; what they reach is then simulated forwards with random
numbers of its own, so that the choice does not judge itself.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np

from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.reach import reach_seeds, spread
from groundswell.validation.files import find, text
from groundswell.validation.line import Line, each, not_found

SEEDS = 50
RUNS = 10_000
METRIC = f"people reached from {SEEDS} seeds, weighted cascade"
REFERENCE, NEEDED = 1290.6, 1280.0


def lines(data: Path) -> list[Line]:
    """Return the line of B9 for each network."""
    files = [
        p for p in find(data, "*im_graphs/*.txt*") if p.stem.lower() not in ("source", "readme")
    ]
    if not files:
        return [not_found("B9", METRIC, "im_graphs/*.txt.gz")]
    return each("B9", METRIC, files, lambda path: [_line(path)])


def read_network(path: Path) -> Graph:
    """Read "u v p" or "u v" lines, u reaching v with chance p, as rows of who listens to whom.

    A first line with two figures before lines of three, or that counts the lines after it, is the
    header. Without p each arc gets one over the number of arcs into v. Parallel arcs are tried one
    after the other; arcs to oneself reach nobody new, but count as arcs into v.
    """
    lines = [line for line in text(path).splitlines() if line.strip() and line[0] not in "#%"]
    if len(lines) < 2:
        raise ValueError(f"{path.name} holds no network")
    first, second = lines[0].split(), lines[1].split()
    counts = len(first) == 2 and (len(second) == 3 or first[1] == str(len(lines) - 1))
    table = np.loadtxt(io.StringIO("\n".join(lines[counts:])), ndmin=2)
    _, ends = np.unique(table[:, :2].astype(np.int64), return_inverse=True)
    source, target = ends.reshape(-1, 2).T
    people = int(ends.max()) + 1
    if table.shape[1] > 2:
        chance = table[:, 2]
    else:
        chance = 1 / np.bincount(target, minlength=people)[target]
    missed = -np.log1p(-np.minimum(chance, 1 - 1e-12))
    graph = Graph.of(people, target, source, missed)
    return Graph(graph.starts, graph.heard, -np.expm1(-graph.weight))


def _line(path: Path) -> Line:
    graph = read_network(path)
    network = (graph.starts, graph.heard, graph.weight)
    found = reach_seeds(*network, SEEDS, seed=1)
    reached = spread(*network, found.people, runs=RUNS, seed=2)
    degree = np.bincount(graph.heard, minlength=graph.people)
    top = np.argsort(-degree, kind="stable")[:SEEDS].astype(np.int32)
    plain = spread(*network, top, runs=RUNS, seed=2)
    known = "nethept" in path.name.lower()
    holds = reached.mean >= NEEDED if known else reached.mean > plain.mean
    rule = f"at least {NEEDED:,.0f}" if known else "more than from the top of degree"
    note = (
        f"{path.name}: {graph.people} people, {graph.heard.size} arcs; {RUNS} forward runs,"
        f" standard error {reached.std_error:.1f}. {found.sets} reverse-reachable sets show that it"
        f" is at least {found.guarantee:.0%} of the best possible. Baseline: most arcs out."
    )
    reference = REFERENCE if known else None
    return Line("B9", METRIC, reached.mean, plain.mean, reference, holds, rule, note)
