"""B6: does it matter where the first informed sit? Take-up of microfinance in Indian villages.

In each village some households (leaders) were told first. Take-up is the share of the other
households that took a loan. It is explained over villages by ordinary least squares: with controls
alone (number of households, share of households told first: the two of the published regression's
five that the files carry), then with the diffusion centrality of the first informed added.

Diffusion centrality runs for as many rounds as the village's network is wide (its diameter), with
the passing chance at one over the largest eigenvalue, and is taken relative to the village's mean:
that scale makes the plain figure tell about the shape of the whole network, equal for all its
households, while the question is where in it the first informed sit.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.networks import diameter, diffusion_centrality
from groundswell.validation.files import Row, arcs, find, number, pairs, places, rows
from groundswell.validation.line import Line, not_found
from groundswell.validation.scores import Floats, r_squared

METRIC = "take-up from where the first informed sit: R2"
CONTROLS, REFERENCE = 0.27, 0.45
FEWEST_VILLAGES = 8
SHUFFLES = 999


@dataclass(frozen=True, slots=True)
class Villages:
    """One value for each village, all of shape (villages,)."""

    take_up: Floats
    households: Floats
    told: Floats
    relative: Floats
    plain: Floats


def lines(data: Path) -> list[Line]:
    """Return the line of B6."""
    homes = find(data, "*microfi*household*")
    ties = find(data, "*microfi*edge*")
    if not homes or not ties:
        return [not_found("B6", METRIC, "microfinance*/*households*, *edges*")]
    villages = read_villages(homes, ties)
    if villages.take_up.size < FEWEST_VILLAGES:
        return [not_found("B6", METRIC, f"{FEWEST_VILLAGES} villages to compare")]
    return [_line(villages)]


def read_villages(homes: list[Path], ties: list[Path]) -> Villages:
    """Read households and ties, and describe every village with some told and some not."""
    households = {row["hh"]: row for path in homes for row in rows(path) if row.get("hh")}
    ends = [pair for path in ties for pair in pairs(path)]
    by_village: dict[str, list[str]] = {}
    for name, row in households.items():
        by_village.setdefault(row.get("village", ""), []).append(name)
    tied: dict[str, list[tuple[str, str]]] = {village: [] for village in by_village}
    for a, b in ends:
        if a in households and b in households:
            tied[households[a].get("village", "")].append((a, b))
    found = [
        _village([households[name] for name in names], names, tied[village])
        for village, names in by_village.items()
    ]
    return Villages(*np.array([row for row in found if row]).reshape(-1, 5).T)


def _village(
    homes: list[Row], names: list[str], ends: list[tuple[str, str]]
) -> tuple[float, ...] | None:
    told = np.array([number(home.get("leader")) > 0 for home in homes])
    loan = np.array([number(home.get("loan")) for home in homes])
    asked = ~told & np.isfinite(loan)
    if not told.any() or not asked.any() or not ends:
        return None
    # A tie reported from both sides is still one tie.
    tail, head = arcs(ends, places(names))
    low, high = np.minimum(tail, head), np.maximum(tail, head)
    once = np.unique(np.column_stack([low, high])[low != high], axis=0)
    graph = Graph.of(len(names), once[:, 0], once[:, 1]).both_ways()
    reach = diffusion_centrality(graph, max(diameter(graph), 1))
    first, everyone = float(reach[told].mean()), float(reach.mean())
    return float(loan[asked].mean()), float(told.size), float(told.mean()), first / everyone, first


def _line(v: Villages) -> Line:
    controls = [v.households, v.told]
    alone = r_squared(v.take_up, controls)
    ours = r_squared(v.take_up, [*controls, v.relative])
    plain = r_squared(v.take_up, [*controls, v.plain])
    rng = np.random.default_rng(0)
    by_chance = [
        r_squared(v.take_up, [*controls, rng.permutation(v.relative)]) for _ in range(SHUFFLES)
    ]
    p = (1 + sum(r >= ours for r in by_chance)) / (1 + SHUFFLES)
    note = (
        f"{v.take_up.size} villages. Baseline: controls alone (reference {CONTROLS}). A gain like"
        f" this comes by chance with p = {p:.3f} (centralities shuffled between villages). With the"
        f" centrality not taken relative to the village: {plain:.3f}."
    )
    rule = f"at least {REFERENCE:.2f}, the figure on all villages"
    return Line("B6", METRIC, ours, alone, REFERENCE, ours >= REFERENCE, rule, note)
