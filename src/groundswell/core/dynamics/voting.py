"""Decisions taken by rule: the exact chance of a yes, and how far each person sways it.

A yes needs every veto holder, and enough weight among those who decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.core.dynamics.diagram import Diagram
from groundswell.core.dynamics.tally import fill_chances, fill_slopes, fill_swings
from groundswell.core.dynamics.weather import Weather
from groundswell.core.terrain.terms import Rule

Index = NDArray[np.int32]
Floats = NDArray[np.float64]

# Uneven weights are compared to a billionth of their sum; where nearly every subtotal differs, so
# that the diagram grows beyond this many states, to a thousandth.
_FINE = 10**9
_COARSE = 1000
_MOST_STATES = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Ballot:
    """One decision taken by rule.

    p_i = Phi((x_i + z - hurdle) / scale);
    P = prod_v p_v * P(sum a_i Y_i >= needed | every veto holder says yes).

    Parameters
    ----------
    holders, weights
        Who decides, as person indices, and the weight of each. Shape (m,).
    vetoes
        Who can stop it, whether they decide or not. Shape (k,).
    needed
        Yes weight that passes it, on the scale of `weights`.
    hurdle, scale
        Opinion at which somebody says yes half the time, and the sd of a vote around it.
    people
        Everybody involved once: deciders without a veto by falling weight, then veto holders.
        Opinions are passed in this order. Shape (m',).
    diagram
        The open subtotals of the deciders without a veto, once the others have said yes.
    width
        Width in the weather of the steepest step that the chance can make.

    References
    ----------
    Straffin 1977, Homogeneity, independence, and power indices, Public Choice 30.
    """

    holders: Index
    weights: Floats
    vetoes: Index
    needed: float
    hurdle: float
    scale: float
    people: Index
    diagram: Diagram
    width: float

    common_width: ClassVar[float] = np.inf

    @classmethod
    def build(
        cls,
        rule: Rule,
        holders: ArrayLike,
        weights: ArrayLike,
        vetoes: ArrayLike = (),
        quota: float | None = None,
        hurdle: float = 0.2,
        scale: float = 0.25,
    ) -> Ballot:
        """Check the parts of a decision and prepare its diagram.

        Weights that sum to 0 count as equal. Without deciders only the vetoes count.

        Raises
        ------
        ValueError
            If a part does not fit; the message begins with its name.
        """
        # A rule that came as a plain word must not slip past the comparisons by identity below.
        rule = Rule(rule)
        who, weight, veto = _checked_people(rule, holders, weights, vetoes)
        if rule is Rule.QUOTA and not (quota is not None and 0.0 < quota <= 1.0):
            raise ValueError("quota: give a share above 0 and at most 1")
        if not np.isfinite(hurdle):
            raise ValueError("hurdle: give a number")
        if not scale > 0.0:
            raise ValueError("scale: give a number above 0")
        free = np.flatnonzero(~np.isin(who, veto))
        order = free[np.argsort(-weight[free], kind="stable")]
        diagram, needed = _tally(rule, weight, order, quota)
        size = float(weight.sum() ** 2 / np.square(weight).sum()) if who.size else 1.0
        people = np.concatenate([who[order], veto])
        # The sd of the yes share over its slope in z, with everybody at one half.
        width = scale * float(np.sqrt(np.pi / (2.0 * size)))
        return cls(who, weight, veto, needed, hurdle, scale, people, diagram, width)

    def chances(self, x: ArrayLike, weather: Weather) -> Floats:
        """Return P for each sample and weather, shape (S, Q, 1); see `ballot_chances`."""
        return ballot_chances(self, x, weather.z)[:, :, None]

    def slopes(self, x: ArrayLike, weather: Weather) -> tuple[Floats, Floats]:
        """Return P over the weather (S,) and dP/dx (m', S); see `ballot_slopes`."""
        return ballot_slopes(self, x, weather.z, weather.z_weight)


def _checked_people(
    rule: Rule, holders: ArrayLike, weights: ArrayLike, vetoes: ArrayLike
) -> tuple[Index, Floats, Index]:
    who = np.asarray(holders, dtype=np.int32).reshape(-1)
    weight = np.asarray(weights, dtype=np.float64).reshape(-1)
    veto = np.asarray(vetoes, dtype=np.int32).reshape(-1)
    if rule is Rule.NEGOTIATED:
        raise ValueError("rule: a negotiated decision is not a ballot")
    if who.size + veto.size == 0:
        raise ValueError("holders: nobody decides and nobody vetoes")
    if np.unique(who).size != who.size:
        raise ValueError("holders: somebody is named twice")
    if rule is Rule.OWNER and who.size > 1:
        raise ValueError("holders: an owner decides alone")
    if np.unique(veto).size != veto.size:
        raise ValueError("vetoes: somebody is named twice")
    if weight.size != who.size or not np.all(np.isfinite(weight) & (weight >= 0.0)):
        raise ValueError("weights: give each holder a number of at least 0")
    return who, weight if weight.any() else np.ones(who.size), veto


def _tally(
    rule: Rule, weights: Floats, order: NDArray[np.intp], quota: float | None
) -> tuple[Diagram, float]:
    """Return the diagram of those in `order` when all others say yes, and the weight needed."""
    total = float(weights.sum())
    if not total:
        return Diagram.of(np.zeros(0, dtype=np.int64), 0), 0.0
    whole = bool(np.all(weights == np.floor(weights)))
    units = weights if whole else np.rint(weights / total * _FINE)
    try:
        # Rounding may move each unit by a half; that must neither make nor break a tie.
        needed = _needed(rule, float(units.sum()), 0 if whole else weights.size, quota)
        diagram = _diagram(units, needed, order, _MOST_STATES)
    except OverflowError:
        units = np.rint(weights / total * max(_COARSE, 4 * weights.size))
        needed = _needed(rule, float(units.sum()), 0, quota)
        diagram = _diagram(units, needed, order)
    return diagram, needed / float(units.sum()) * total


def _needed(rule: Rule, total: float, slack: int, quota: float | None) -> int:
    if rule is Rule.MAJORITY:
        return int(total // 2) + 1 + slack
    if rule is Rule.QUOTA and quota is not None:
        return int(np.ceil(quota * total - 1e-9 - slack))
    return int(total)


def _diagram(units: Floats, needed: int, order: NDArray[np.intp], most: int = 2**31 - 1) -> Diagram:
    vetoing = int(units.sum() - units[order].sum())
    return Diagram.of(units[order].astype(np.int64), needed - vetoing, most)


def pass_chance(ballot: Ballot, yes: ArrayLike) -> tuple[Floats, Floats]:
    """Return the chance of a yes, and its slope in everybody's own chance of saying yes.

    P = prod_v p_v * S(p), S the chance that enough weight says yes given every veto holder does;
    dP/dp_i = prod_v p_v * dS/dp_i for a decider, S * prod_{w != v} p_w for a veto holder.

    Parameters
    ----------
    ballot
        The decision.
    yes
        Chance of each of `ballot.people`, shape (m',) or (m', S) for S samples at once.

    Returns
    -------
    P, swings
        Shapes () and (m',), or (S,) and (m', S).
    """
    p = np.asarray(yes, dtype=np.float64)
    block = np.ascontiguousarray(p.reshape(p.shape[0], -1))
    chance, swing = np.empty(block.shape[1]), np.empty_like(block)
    fill_swings(ballot.diagram, block, chance, swing)
    return chance.reshape(p.shape[1:]), swing.reshape(p.shape)


def ballot_chances(ballot: Ballot, x: ArrayLike, z: Floats) -> Floats:
    """Return the chance of a yes in each sample and weather.

    Parameters
    ----------
    ballot
        The decision.
    x
        Opinion of each of `ballot.people` on this decision, shape (m', S).
    z
        Weather, shape (Q,).

    Returns
    -------
    P
        Shape (S, Q).
    """
    x = np.ascontiguousarray(x, dtype=np.float64)
    chance = np.empty((x.shape[1], z.size))
    fill_chances(ballot.diagram, x - ballot.hurdle, z, ballot.scale, chance)
    return chance


def ballot_slopes(ballot: Ballot, x: ArrayLike, z: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Return the chance of a yes over the weather, and its slope in everybody's opinion.

    P = sum_z w_z P(z); dP/dx_i = sum_z w_z swing_i(z) phi((x_i + z - hurdle) / scale) / scale.

    Parameters
    ----------
    ballot
        The decision.
    x
        Opinion of each of `ballot.people` on this decision, shape (m', S).
    z, weight
        Weather and its probabilities, shape (Q,).

    Returns
    -------
    P, slopes
        Shapes (S,) and (m', S).
    """
    x = np.ascontiguousarray(x, dtype=np.float64)
    chance, slope = np.zeros(x.shape[1]), np.zeros_like(x)
    above = x - ballot.hurdle
    fill_slopes(ballot.diagram, above, z, weight, ballot.scale, chance, slope)
    return chance, slope
