"""P2a and P2b: the gain of every candidate, and the whole answer; P9: how they grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from bench.measure import peak_mebibytes, seconds, table, timed
from bench.organisations import organisation
from groundswell.core.dynamics.candidates import candidates
from groundswell.core.dynamics.gain import today_of
from groundswell.core.dynamics.opinion import Pull
from groundswell.core.dynamics.plan import Plan, opinion_under
from groundswell.core.dynamics.study import Study

SCENARIOS = {200: 500, 2_000: 500, 10_000: 500, 100_000: 100}
BUDGET_A = {200: 0.03, 2_000: 0.3, 10_000: 2.0, 100_000: 6.0}
BUDGET_B = {200: 0.3, 2_000: 3.0, 10_000: 15.0, 100_000: 60.0}
GROWTH_LIMIT = 1.2
RUNS = {200: 9, 2_000: 5, 10_000: 3, 100_000: 1}


def p2a(sizes: Iterable[int]) -> tuple[str, dict[int, float]]:
    """Opinion, decisions and the gain of every candidate, against trying one after the other."""
    rows, per_scenario = [], {}
    for people in sizes:
        snapshot = organisation(people)
        scenarios = SCENARIOS[people]
        study = Study(snapshot, 0, scenarios)

        def screen(study: Study = study) -> None:
            fresh = Study(study.snapshot, 0, study.scenarios)
            _ = fresh.screening

        took = timed(screen, RUNS[people])
        again = one_by_one(study) * people
        per_scenario[people] = took.wall / scenarios
        rows.append(
            [
                f"{people:,} people, {scenarios} scenarios",
                seconds(took.wall),
                seconds(BUDGET_A[people]),
                seconds(again),
                f"{again / took.wall:,.0f} x",
                f"{peak_mebibytes():.0f} MB",
            ]
        )
    header = ("", "median wall", "budget", "one by one", "ratio", "peak memory")
    return table("P2a  the gain of every candidate", header, rows), per_scenario


def one_by_one(study: Study) -> float:
    """Return the seconds that trying one candidate takes without the derivative."""
    draws, stage = study.draws, study.stage
    arcs = study.snapshot.listening

    def try_one() -> None:
        for first in range(0, study.scenarios, 64):
            block = draws.block(first)
            x = today_of(draws, block)
            pull = Pull.of(block, arcs.group)
            moved = opinion_under(Plan(raised=((7, 0.75),)), x, block, arcs, pull, draws)
            stage.chances(moved, block, draws)

    return timed(try_one, 1).wall


def p2b(sizes: Iterable[int]) -> tuple[str, dict[int, float]]:
    """Time the whole answer: screening, today's adoption, and the best candidates in full."""
    rows, per_scenario = [], {}
    for people in sizes:
        snapshot = organisation(people)
        scenarios = SCENARIOS[people]

        def whole(snapshot: object = snapshot, scenarios: int = scenarios) -> None:
            study = Study(snapshot, 0, scenarios)  # type: ignore[arg-type]
            _ = study.today
            candidates(study)

        took = timed(whole, min(3, RUNS[people]))
        per_scenario[people] = took.wall / scenarios
        rows.append(
            [
                f"{people:,} people, {scenarios} scenarios",
                seconds(took.wall),
                seconds(BUDGET_B[people]),
                seconds(took.cpu),
                f"{peak_mebibytes():.0f} MB",
            ]
        )
    header = ("", "median wall", "budget", "CPU", "peak memory")
    return table("P2b  the whole answer, adoption included", header, rows), per_scenario


def p9(name: str, times: dict[int, float]) -> Sequence[str]:
    """Return the exponent with which a time grows with people, fitted over the whole range."""
    sizes = np.array(sorted(times))
    if sizes.size < 2:
        return [name, "one size only", f"<= {GROWTH_LIMIT}", ""]
    log_size, log_time = np.log(sizes), np.log([times[size] for size in sizes])
    exponent = np.polyfit(log_size, log_time, 1)[0]
    steps = np.diff(log_time) / np.diff(log_size)
    shown = ", ".join(f"{step:.2f}" for step in steps)
    return [name, f"{exponent:.2f}", f"<= {GROWTH_LIMIT}", shown]
