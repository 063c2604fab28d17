"""Random small initiatives, and the matrix a block stands for, written out in full."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.core.terrain.draws import Block
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import snapshot

LAYERS = ("trusts", "advice", "works_with", "reports_to")
STANCES = ("opponent", "skeptic", "neutral", "supporter", "champion")


def random_snapshot(
    seed: int, people: int = 14, prefix: str = "p", members: tuple[str, ...] = ("core",)
) -> Snapshot:
    """Return a random initiative with everything in it; the same seed gives the same one."""
    rng = np.random.default_rng(seed)
    codes = [f"{prefix}{k:02d}" for k in range(people)]
    ties = {
        (a, b, LAYERS[rng.integers(4)]): round(float(rng.uniform(0.1, 1)), 3)
        for a, b in rng.integers(0, people, (people * 4, 2))
        if a != b
    }
    judged = rng.permutation(people)[: people // 2]
    rows: dict[str, Any] = {
        "units": ["u0", "u1", "u2"],
        "people": [f"{code} u{k % 3}" for k, code in enumerate(codes)],
        "ties": [f"{codes[a]} {kind} {codes[b]} {w}" for (a, b, kind), w in ties.items()],
        "stances": [f"{codes[k]} {STANCES[rng.integers(5)]} x" for k in judged],
        "decisions": ["d1 owner", "d2 majority", "d3 negotiated"],
        "authority": [
            f"{codes[int(judged[0])]} decide d1",
            *(f"{codes[k]} decide d2 {k + 1}" for k in range(3)),
            f"{codes[4]} veto d2",
            *(f"{codes[k]} decide d3" for k in range(5, 8)),
        ],
        "nodes": ["n1 u1 .5", "n2 u2 .3"],
        "coalition": [f"{codes[k]} {ring}" for k, ring in enumerate(members)],
    }
    return snapshot(**rows)


def ward(stance: str) -> dict[str, Any]:
    """Eight who all trust each other, four of them core; half must adopt, the rest stand so."""
    people = [f"p{k}" for k in range(8)]
    return {
        "units": ["u"],
        "people": [f"{code} u" for code in people],
        "ties": [f"{a} trusts {b}" for a in people for b in people if a != b],
        "nodes": ["n1 u .5"],
        "coalition": [f"{code} core" for code in people[:4]],
        "stances": [f"{code} {stance} x high" for code in people[4:]],
    }


def dense(folded: Snapshot, block: Block, scenario: int) -> NDArray[np.float64]:
    """Return W of one scenario, unseen rest included."""
    arcs, size = folded.listening, folded.size
    matrix = np.zeros((size, size))
    for i in range(size):
        unseen = block.unseen[i, scenario]
        for e in range(arcs.starts[i], arcs.starts[i + 1]):
            matrix[i, arcs.heard[e]] = block.weights[e, scenario] * (1 - unseen)
        mates = [k for k in np.flatnonzero(arcs.group == arcs.group[i]) if k != i]
        for k in mates:
            matrix[i, k] += unseen / len(mates)
    return matrix
