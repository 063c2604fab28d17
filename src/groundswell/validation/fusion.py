"""B5: who really asks whom, from the reports of outsiders.

A cognitive social structure holds every manager's picture of everybody's advice ties. The true tie
is the one both ends confirm in their own rows (Krackhardt's locally aggregated structure, by
intersection): i says "I ask j", and j says "i asks me". A random panel of k assessors reports on
everybody; only ties between two people outside the panel are judged, so that nobody testifies in
their own cause. The baseline is the plain mean of the same reports.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from groundswell.core.terrain.reliability import fuse_ties
from groundswell.validation.files import find, text
from groundswell.validation.line import Line, each, not_found
from groundswell.validation.scores import Floats, auc

PANELS = 100
# Plain mean on Krackhardt's managers, by size of the panel.
PLAIN = {1: 0.66, 3: 0.76, 5: 0.79, 9: 0.81}
METRIC = "true advice ties, k = {} outside assessors: AUC"


def lines(data: Path) -> list[Line]:
    """Return the lines of B5."""
    files = find(data, "*krack*.dat*", "*css*.dat*")
    if not files:
        return [not_found("B5", METRIC.format("k"), "krackhardt*/*css*.dat")]
    return each("B5", METRIC.format("k"), files, lambda path: [_line(path, k) for k in PLAIN])


def read_pictures(path: Path) -> Floats:
    """Read a full-matrix UCINET DL file: assessor, who asks, who is asked."""
    head, _, body = text(path).partition("DATA:")
    sizes = dict(re.findall(r"\b(N|NM)\s*=\s*(\d+)", head.upper()))
    if "N" not in sizes or not body:
        raise ValueError(f"{path.name} is no full-matrix DL file")
    people = int(sizes["N"])
    pictures = int(sizes.get("NM", people))
    figures = np.array(body.split(), dtype=float)
    if pictures != people or figures.size != people**3:
        raise ValueError(f"{path.name} does not hold one picture of everybody from each person")
    return (figures.reshape(people, people, people) > 0).astype(float)


def true_ties(pictures: Floats) -> NDArray[np.bool_]:
    """Return the ties that both ends confirm in their own pictures."""
    by_asker = np.einsum("iij->ij", pictures)
    by_asked = np.einsum("jij->ij", pictures)
    return np.asarray((by_asker > 0) & (by_asked > 0))


def _line(path: Path, k: int) -> Line:
    pictures = read_pictures(path)
    truth = true_ties(pictures)
    scored = np.array([_panel(pictures, truth, panel) for panel in _panels(len(truth), k)])
    scored = scored[np.isfinite(scored).all(axis=1)]
    if not scored.size:
        return not_found("B5", METRIC.format(k), f"enough people outside a panel in {path.name}")
    ours, plain = (float(x) for x in scored.mean(axis=0))
    better = float(np.mean(scored[:, 0] > scored[:, 1]))
    note = (
        f"{path.name}: {int(truth.sum())} ties confirmed by both ends among {len(truth)} people;"
        f" {len(scored)} panels, ours better in {better:.0%}. Baseline and reference: plain mean."
    )
    reference = PLAIN[k] if "krackad" in path.name.lower() else None
    metric = METRIC.format(k)
    return Line("B5", metric, ours, plain, reference, ours > plain, "above the plain mean", note)


def _panels(people: int, k: int) -> list[NDArray[np.intp]]:
    if k == 1:
        return [np.array([one]) for one in range(people)]
    rng = np.random.default_rng(k)
    return [rng.permutation(people)[:k] for _ in range(PANELS)]


def _panel(
    pictures: Floats, truth: NDArray[np.bool_], panel: NDArray[np.intp]
) -> tuple[float, float]:
    """Return the AUC of the fused belief and of the plain mean for one panel."""
    outside = np.ones(len(truth), dtype=bool)
    outside[panel] = False
    judged = outside[:, None] & outside[None, :] & ~np.eye(len(truth), dtype=bool)
    fused = fuse_ties(pictures[panel]).log_odds
    plain = pictures[panel].mean(axis=0)
    return auc(truth[judged], fused[judged]), auc(truth[judged], plain[judged])
