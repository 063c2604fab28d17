"""B7: does exposure tell who adopts next? Family planning in Korean villages.

Period by period, among those who have not adopted, exposure is the share of the people a woman
names who have. Two things are asked of it. Told apart within a period (AUC over pairs of the same
period): hardly, so that a claim far above one half means that the future leaked in. Calibrated:
among women of like exposure, the share who adopt is the chance forecast for them; tested by a
hazard model fitted on other villages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.special import expit

from groundswell.core.dynamics.graph import Graph
from groundswell.validation.files import arcs, find, number, places, rows
from groundswell.validation.line import Line, each, not_found
from groundswell.validation.scores import Floats, auc

APART = "who adopts next, from exposure: AUC within periods"
CALIBRATED = "who adopts next: gap of forecast and share"
REFERENCE, LEAK = 0.515, 0.65
FOLDS = 5
FEWEST_ADOPTIONS = 30
GROUPS = 5
# Standard errors: honest forecasts stay within in all five groups 19 times out of 20.
DOUBTFUL = 2.6


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One row for each person and period before or at adoption.

    `cluster` is the part of the network the person belongs to: no tie leaves it.
    """

    period: NDArray[np.int64]
    exposure: Floats
    adopts: NDArray[np.bool_]
    cluster: NDArray[np.int64]


def lines(data: Path) -> list[Line]:
    """Return the lines of B7, two for each diffusion data set."""
    ties = {times: _ties_of(times) for times in find(data, "*toa*.csv*")}
    tied = [times for times in ties if ties[times]]
    if not tied:
        return [not_found("B7", APART, "kfamily/*toa.csv, *edges.csv.gz")]
    return each("B7", APART, tied, lambda times: _lines(times, ties[times][0]))


def _ties_of(times: Path) -> list[Path]:
    stem = times.name.lower().split("toa")[0]
    return [p for p in find(times.parent, "*edge*.csv*") if p.name.lower().startswith(stem)]


def read_at_risk(times: Path, ties: Path) -> AtRisk:
    """Read times of adoption and ties; the last period stands for never."""
    table = rows(times)
    index = places([row["id"] for row in table])
    when = np.array([number(row.get("toa")) for row in table])
    last = np.nanmax(when)
    when = np.where(np.isfinite(when), when, last)
    tail, head = arcs([(row["ego"], row["alter"]) for row in rows(ties)], index)
    graph = Graph.of(len(index), tail, head)
    named = csr_array(
        (np.ones(graph.heard.size), graph.heard, graph.starts), shape=(graph.people, graph.people)
    )
    _, part = connected_components(named, directed=False)
    degree = np.maximum(np.diff(graph.starts), 1)
    pieces = []
    for period in np.unique(when[when < last])[1:]:
        risk = when >= period
        exposure = np.asarray(named @ (when < period).astype(float)) / degree
        full = np.full(int(risk.sum()), int(period))
        pieces.append((full, exposure[risk], when[risk] == period, part[risk]))
    if not pieces:
        raise ValueError(f"{times.name} has no two periods with adoptions")
    return AtRisk(*(np.concatenate(column) for column in zip(*pieces, strict=True)))


def _lines(times: Path, ties: Path) -> list[Line]:
    risk = read_at_risk(times, ties)
    if risk.adopts.sum() < FEWEST_ADOPTIONS:
        return [not_found("B7", APART, f"{FEWEST_ADOPTIONS} adoptions in {times.name}")]
    ours = within_periods(risk)
    known = "kfamily" in times.as_posix().lower()
    note = (
        f"{times.name}: {risk.adopts.size} chances to adopt, {int(risk.adopts.sum())} taken, over"
        f" {np.unique(risk.period).size} periods. Baseline: a coin."
    )
    rule = f"at most {LEAK}: more would mean that the future leaked in"
    reference = REFERENCE if known else None
    return [
        Line("B7", APART, ours, 0.5, reference, ours <= LEAK, rule, note),
        _calibration_line(risk),
    ]


def within_periods(risk: AtRisk) -> float:
    """Return the AUC of exposure over all pairs of the same period."""
    right, pairs = 0.0, 0.0
    for period in np.unique(risk.period):
        now = risk.period == period
        adopts = risk.adopts[now]
        count = float(adopts.sum() * (~adopts).sum())
        if count:
            right += count * auc(adopts, risk.exposure[now])
            pairs += count
    return right / pairs if pairs else float("nan")


def held_out_chances(risk: AtRisk, *, exposed: bool = True) -> Floats:
    """Forecast each chance to adopt by a logistic hazard fitted on the other parts of the network.

    The hazard has a level for each period and, if `exposed`, one slope of exposure. Parts that no
    tie joins are dealt to folds by size, so that nobody's neighbours help to forecast them.
    """
    name, part, size = np.unique(risk.cluster, return_inverse=True, return_counts=True)
    fold = np.empty(name.size, dtype=np.int64)
    fold[np.argsort(-size, kind="stable")] = np.arange(name.size) % FOLDS
    mine = fold[part]
    level = (risk.period[:, None] == np.unique(risk.period)).astype(float)
    slope = risk.exposure[:, None] if exposed else np.empty((risk.period.size, 0))
    design = np.hstack([level, slope])
    chance = np.full(risk.period.size, np.nan)
    for f in range(FOLDS):
        out = mine == f
        if out.any() and not out.all():
            chance[out] = expit(design[out] @ _fit(design[~out], risk.adopts[~out]))
    return chance


def _fit(design: Floats, adopts: NDArray[np.bool_]) -> Floats:
    """Logistic regression by Newton steps, with the weight of one doubtful case on each term."""
    beta = np.zeros(design.shape[1])
    for _ in range(30):
        chance = expit(design @ beta)
        slope = design.T @ (adopts - chance) - 0.25 * beta
        curve = (design.T * (chance * (1 - chance))) @ design + 0.25 * np.eye(beta.size)
        step = np.linalg.solve(curve, slope)
        beta = beta + step
        if np.abs(step).max() < 1e-9:
            break
    return beta


def _calibration_line(risk: AtRisk) -> Line:
    chance = held_out_chances(risk)
    known = np.isfinite(chance)
    if not known.any():
        return not_found("B7", CALIBRATED, "two parts of the network to hold one out")
    chance, adopts, exposure = chance[known], risk.adopts[known], risk.exposure[known]
    plain = held_out_chances(risk, exposed=False)[known]
    groups = _by_exposure(exposure)
    gaps = [abs(float(chance[g].mean() - adopts[g].mean())) for g in groups]
    errors = [float(np.sqrt((chance[g] * (1 - chance[g])).sum())) / g.size for g in groups]
    base = max(abs(float(plain[g].mean() - adopts[g].mean())) for g in groups)
    by_forecast = np.array_split(np.argsort(chance, kind="stable"), GROUPS)
    sorted_gap = max(abs(float(chance[g].mean() - adopts[g].mean())) for g in by_forecast)
    note = (
        f"Hazard fitted on other villages: mean forecast {chance.mean():.3f}, share"
        f" {adopts.mean():.3f}. Baseline: without exposure. Grouped by forecast the largest gap is"
        f" {sorted_gap:.3f}: nobody can know a left-out village's own level."
    )
    rule = f"every fifth of exposure lies within {DOUBTFUL} standard errors"
    holds = all(gap <= DOUBTFUL * error for gap, error in zip(gaps, errors, strict=True))
    return Line("B7", CALIBRATED, max(gaps), base, None, holds, rule, note)


def _by_exposure(exposure: Floats) -> list[NDArray[np.intp]]:
    """Cut into fifths by exposure; equal exposures stay together, so there may be fewer."""
    edges = np.unique(np.quantile(exposure, np.arange(1, GROUPS) / GROUPS))
    group = np.digitize(exposure, edges, right=True)
    return [np.flatnonzero(group == g) for g in np.unique(group)]
