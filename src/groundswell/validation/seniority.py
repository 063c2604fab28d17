"""B8: who of two is senior, from mail headers alone.

A pair is a person and anybody above them on the reporting line, up to the top: the senior one
should score higher (a tie counts half). Mail to oneself is dropped.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.networks import in_degree, pagerank, seniority
from groundswell.validation.files import Row, arcs, find, places, rows
from groundswell.validation.line import Line, each, not_found
from groundswell.validation.scores import Floats

METRIC = "who of two on one line is senior: share right"
REFERENCE, IN_DEGREE, PAGERANK = 0.770, 0.650, 0.796
# Another firm's mail is another draw; the score was chosen for being even between firms.
SLACK = 0.02


def lines(data: Path) -> list[Line]:
    """Return the line of B8 for each firm."""
    charts = find(data, "*reportsto*.csv*", "*reports_to*.csv*")
    mail = {chart: find(chart.parent, "*communication*.csv*") for chart in charts}
    with_mail = [chart for chart in charts if mail[chart]]
    if not with_mail:
        return [not_found("B8", METRIC, "manufacturing*/communication.csv, reportsto.csv")]
    return each("B8", METRIC, with_mail, lambda chart: [_line(mail[chart][0], chart)])


def above(chart: list[Row]) -> list[tuple[str, str]]:
    """Return every pair of a person and somebody above them on the line."""
    boss = {row["id"]: row.get("reportstoid", "") for row in chart if row.get("id")}
    pairs = []
    for person in boss:
        seen, up = {person}, boss[person]
        while up in boss and up not in seen:
            pairs.append((person, up))
            seen.add(up)
            up = boss[up]
        if up and up not in seen:
            pairs.append((person, up))
    return pairs


def _line(mail: Path, chart: Path) -> Line:
    sent = [(row.get("sender", ""), row.get("recipient", "")) for row in rows(mail)]
    index = places([name for ends in sent for name in ends if name])
    graph = Graph.of(len(index), *arcs(sent, index))
    low, high = arcs(above(rows(chart)), index)
    if not low.size:
        return not_found("B8", METRIC, f"people of {chart.name} in {mail.name}")

    def right(score: Floats) -> float:
        return float(np.mean((score[high] > score[low]) + 0.5 * (score[high] == score[low])))

    ours, degree = right(seniority(graph)), right(in_degree(graph).astype(float))
    note = (
        f"{low.size} pairs. Baseline: number of people who write to them (reference"
        f" {IN_DEGREE:.3f}). PageRank over mails: {right(pagerank(graph)):.3f}"
        f" (reference {PAGERANK:.3f})."
    )
    rule = f"above in-degree and at least {REFERENCE - SLACK:.3f}"
    holds = ours > degree and ours >= REFERENCE - SLACK
    return Line("B8", METRIC, ours, degree, REFERENCE, holds, rule, note)
