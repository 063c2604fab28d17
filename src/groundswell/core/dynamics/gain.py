"""What holding each person higher would be worth, for everybody at once.

A smooth objective f = sum over decisions of ln P_d + sum over nodes of ln A_u is differentiated by
everybody's opinion and the derivative carried backwards through who listens to whom: one solve of
M^T y = c for a block of scenarios. Holding j at v then gains (v - x_j) y_j / (M^-1)_jj, exactly so
for the linearised objective, because x' = x + (v - x_j) M^-1 e_j / (M^-1)_jj.

A screened gain only orders candidates; it is never shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import ndtr

from groundswell.core.dynamics.blocks import over_blocks
from groundswell.core.dynamics.decisions import log_slopes
from groundswell.core.dynamics.normal import cdf
from groundswell.core.dynamics.opinion import Mirror, Pull, backward, diagonal, today
from groundswell.core.dynamics.stage import Stage
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import Index, OperationalNode, Single

Floats = NDArray[np.float64]
FLOOR = 1e-9
NODE_SCALE = 0.15
PERSON_SCALE = 0.35


@dataclass(frozen=True, slots=True)
class Screening:
    """Mean screened gain of holding each person at a level, levels as given; (levels, people)."""

    levels: tuple[float, ...]
    gain: Floats


def screen(draws: Draws, stage: Stage, mirror: Mirror, levels: tuple[float, ...]) -> Screening:
    """Screen everybody at once: the gain of holding each at least at each level."""
    arcs = draws.snapshot.listening

    def of_block(block: Block) -> Floats:
        x = today_of(draws, block)
        pull = Pull.of(block, arcs.group)
        y = backward(arcs, mirror, block.weights, pull, slope(x, block, draws, stage))
        worth = y / diagonal(block, arcs, mirror, pull)
        rises = (np.maximum(np.float32(level) - x, 0) for level in levels)
        return np.array([(rise * worth).sum(axis=1, dtype=np.float64) for rise in rises])

    total = np.zeros((len(levels), draws.snapshot.size))
    for part in over_blocks(draws, of_block):
        total += part
    return Screening(levels, total / draws.scenarios)


def today_of(draws: Draws, block: Block) -> Single:
    """Return today's opinion in a block, (people, width)."""
    snapshot = draws.snapshot
    hold = snapshot.hold.astype(np.float32)
    return today(block, snapshot.listening, snapshot.stances.judged, hold, snapshot.held)


def slope(x: Single, block: Block, draws: Draws, stage: Stage) -> Single:
    """Return c = df/dx for required decisions and nodes, (people, width)."""
    c = np.zeros_like(x)
    opinions = stage.opinions(x, block, draws)
    for held, own in zip(stage.decisions[: stage.required], opinions, strict=False):
        _, by_person = log_slopes(held.form, own, stage.weather, FLOOR)
        np.add.at(c, held.form.people, by_person.astype(np.float32))
    for node in draws.snapshot.nodes:
        if node.required:
            _, by_operator = node_log_slopes(x, node, draws.snapshot.settings)
            np.add.at(c, node.operators, by_operator.astype(np.float32))
    return c


def node_log_slopes(x: Single, node: OperationalNode, settings: Settings) -> tuple[Floats, Floats]:
    """Return ln A_u (width,) and its slope by each operator's opinion (operators, width).

    A_u = Phi((m_u - q_u) / .15), m_u = weighted mean of Phi((x_i - .6) / .35): a smooth stand-in
    for adoption, used only to order candidates.
    """
    share = _shares(node)
    reached, above = _reached(x, node, share, settings)
    apart = (x[node.operators] - settings.committed_above) / PERSON_SCALE
    outer = np.exp(-0.5 * above**2) / np.sqrt(2 * np.pi) / NODE_SCALE / reached
    inner = share[:, None] * np.exp(-0.5 * apart**2) / np.sqrt(2 * np.pi) / PERSON_SCALE
    return np.log(reached), outer * inner


def decision_objective(each: Floats) -> Floats:
    """Return the part of f that decisions carry, from the chance of each required one (D, ...)."""
    return np.asarray(np.log(each + FLOOR).sum(axis=0))


def node_objective(x: Single, draws: Draws) -> Floats:
    """Return the part of f that required nodes carry, from everybody's opinion; (width,)."""
    settings = draws.snapshot.settings
    total = np.zeros(x.shape[1])
    for node in draws.snapshot.nodes:
        if node.required:
            total += np.log(_reached(x, node, _shares(node), settings)[0])
    return total


def _shares(node: OperationalNode) -> Floats:
    weight = node.weight if node.weight.any() else np.ones_like(node.weight)
    return np.asarray(weight / weight.sum())


def _reached(
    x: Single, node: OperationalNode, share: Floats, settings: Settings
) -> tuple[Floats, Floats]:
    """Return A_u and how far m_u lies above what is needed, in units of its scale; (width,)."""
    mean = _mean_practice(x, node.operators, share, settings.committed_above)
    above = (mean - node.share_needed) / NODE_SCALE
    return ndtr(above) + FLOOR, above


@njit(cache=True, nogil=True)
def _mean_practice(x: Single, operators: Index, share: Floats, above: float) -> Floats:
    total = np.zeros(x.shape[1])
    for k in range(operators.size):
        own = x[operators[k]]
        for r in range(x.shape[1]):
            total[r] += share[k] * cdf((own[r] - above) / PERSON_SCALE)
    return total
