"""The outlook: decisions and adoption under several plans at once, scenario by scenario.

All plans meet the same draws, so their differences are the plans' own. Scenarios are worked through
in blocks; within a block each plan's opinions are made and its decisions weighed, and adoption of
all plans and nodes then runs in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.blocks import over_blocks
from groundswell.core.dynamics.floor import Floor
from groundswell.core.dynamics.gain import decision_objective, node_objective, today_of
from groundswell.core.dynamics.opinion import Pull
from groundswell.core.dynamics.plan import Plan, opinion_under
from groundswell.core.dynamics.stage import Stage
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.snapshot import Single

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What becomes of the change under one plan, over scenarios (last axis).

    Parameters
    ----------
    passing
        Chance that every required decision passes; `each` the chance of every decision, (D, R) in
        the order of the snapshot (NaN where nobody is known and it is not required).
    adopting
        Share of the inner runs in which every required node adopts; `nodes` of every node, (N, R).
    shares
        Adopting share of every node at the horizon, mean over the inner runs, (N, R).
    lasting
        Share of the inner runs in which every required node still holds after the pushing stopped,
        or None where it was not asked.
    objective
        The smooth objective f, which separates plans where the chance itself hardly moves.
    """

    passing: Floats
    each: Floats
    adopting: Floats
    nodes: Floats
    shares: Floats
    lasting: Floats | None
    objective: Floats

    @property
    def chance(self) -> Floats:
        """Chance of critical mass in each scenario: decisions pass and nodes adopt."""
        return self.passing * self.adopting


@dataclass(slots=True)
class _Sheet:
    """Results of all plans while blocks are filled in; first axis plans, last scenarios."""

    passing: Floats
    each: Floats
    objective: Floats
    adopting: Floats
    nodes: Floats
    shares: Floats
    lasting: Floats | None

    @classmethod
    def blank(cls, plans: int, decisions: int, nodes: int, width: int, lasting: bool) -> _Sheet:
        return cls(
            np.empty((plans, width)),
            np.full((plans, decisions, width), np.nan),
            np.empty((plans, width)),
            np.ones((plans, width)),
            np.empty((plans, nodes, width)),
            np.empty((plans, nodes, width)),
            np.ones((plans, width)) if lasting else None,
        )


def outlooks(
    draws: Draws,
    stage: Stage,
    plans: Sequence[Plan],
    scenarios: int | None = None,
    runs: int | None = None,
    lasting: bool = False,
) -> tuple[Outlook, ...]:
    """Try plans on the first `scenarios` scenarios.

    Parameters
    ----------
    runs
        Inner adoption runs a scenario; default by the settings.
    lasting
        Whether to run on after the pushing stopped (Rogers' self-sustaining test).
    """
    snapshot = draws.snapshot
    width = min(scenarios or draws.scenarios, draws.scenarios)
    runs = runs or int(snapshot.settings.inner_runs)
    floor = Floor.of(draws)
    sheet = _Sheet.blank(len(plans), len(snapshot.decisions), len(snapshot.nodes), width, lasting)

    def fill(block: Block) -> None:
        _fill(sheet, block, draws, stage, floor, plans, runs)

    for _ in over_blocks(draws, fill, width):
        pass
    return tuple(
        Outlook(
            passing=sheet.passing[v],
            each=sheet.each[v],
            adopting=sheet.adopting[v],
            nodes=sheet.nodes[v],
            shares=sheet.shares[v],
            lasting=None if sheet.lasting is None else sheet.lasting[v],
            objective=sheet.objective[v],
        )
        for v in range(len(plans))
    )


def _fill(
    sheet: _Sheet,
    block: Block,
    draws: Draws,
    stage: Stage,
    floor: Floor,
    plans: Sequence[Plan],
    runs: int,
) -> None:
    """Fill in one block of scenarios for all plans."""
    snapshot = draws.snapshot
    there = slice(block.first, block.first + block.width)
    place = {point.code: d for d, point in enumerate(snapshot.decisions)}
    rows = [place[held.point.code] for held in stage.decisions]
    cast = floor.cast(block, len(plans))
    voices: list[list[Single]] = []
    for v, (plan, x) in enumerate(zip(plans, opinions_under(plans, block, draws), strict=True)):
        voices.append(stage.opinions(x, block, draws, plan))
        sheet.objective[v, there] = node_objective(x, draws)
        cast.put(v, x)
    # All plans side by side: one call for each decision instead of one for each plan.
    together, each = stage.weigh(
        [np.concatenate(heard, axis=1) for heard in zip(*voices, strict=True)],
        len(plans) * block.width,
    )
    shape = (len(plans), block.width)
    sheet.passing[:, there] = together.reshape(shape)
    each = each.reshape(-1, *shape)
    for d, row in enumerate(rows):
        sheet.each[:, row, there] = each[d]
    sheet.objective[:, there] += decision_objective(each[: stage.required])
    result = cast.play(runs, sustain=sheet.lasting is not None)
    sheet.shares[:, :, there] = result.shares
    sheet.nodes[:, :, there] = result.reached
    sheet.adopting[:, there] = result.together
    if sheet.lasting is not None and result.lasting is not None:
        sheet.lasting[:, there] = result.lasting


def opinions_under(plans: Sequence[Plan], block: Block, draws: Draws) -> Iterable[Single]:
    """Yield everybody's opinion under each plan, (people, width)."""
    arcs = draws.snapshot.listening
    x = today_of(draws, block)
    pull = Pull.of(block, arcs.group)
    for plan in plans:
        yield opinion_under(plan, x, block, arcs, pull, draws)
