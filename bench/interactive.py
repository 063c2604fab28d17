"""P11: what a card in the hand waits for: 64 scenarios of a move, and of everything that moves."""

from __future__ import annotations

import time

from bench.measure import seconds, table, timed
from bench.organisations import organisation
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.preview import DRAWS, preview
from groundswell.core.questions.what_if import WhatIf, what_if
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Stance

BUDGET = {200: None, 500: 0.150, 2_000: None}
RUNS = 15


def p11() -> tuple[str, dict[int, float]]:
    """Drag one card after the other over the board of an organisation."""
    preview(organisation(100), "p000001", Stance.CHAMPION)  # compiled, as in a running workbench
    rows, times = [], {}
    for people, budget in BUDGET.items():
        row, times[people] = _row(people, budget)
        rows.append(row)
    header = ("", "one move", "budget", "first on a map", "every figure")
    return table(f"P11  a move on the board, {DRAWS} scenarios", header, rows), times


def _row(people: int, budget: float | None) -> tuple[list[str], float]:
    snapshot = organisation(people)
    start = time.perf_counter()
    preview(snapshot, snapshot.people[1], Stance.CHAMPION)
    first = time.perf_counter() - start
    each = timed(_Drag(snapshot), RUNS).wall
    whole = timed(lambda: _whole(snapshot)).wall
    told = seconds(budget) if budget else ""
    return [f"{people:,} people", seconds(each), told, seconds(first), seconds(whole)], each


class _Drag:
    """Each call takes up the next card."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.at = snapshot, 0

    def __call__(self) -> None:
        self.at = (self.at + 7) % len(self.snapshot.people)
        preview(self.snapshot, self.snapshot.people[self.at], Stance.CHAMPION)


def _whole(snapshot: Snapshot) -> None:
    """Ask `what-if` in full, which moves every figure and runs the self-sustaining test."""
    given = WhatIf(stance=("p000002=champion",), scenarios=DRAWS)
    what_if(Study(snapshot, 0, DRAWS), given)
