"""The stage on which plans are tried: decisions in computable form, and where stances differ there.

Built once for a snapshot and its draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.core.dynamics.decisions import (
    Decision,
    Doubtful,
    Settled,
    joint_chance,
    weather_for,
)
from groundswell.core.dynamics.negotiated import Negotiation
from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.voting import Ballot
from groundswell.core.dynamics.weather import Weather
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import DecisionPoint, Single
from groundswell.core.terrain.terms import DecisionState, Rule

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Held:
    """One decision as it can be computed.

    Parameters
    ----------
    point
        Who holds it.
    form
        Its rule as a chance; None where nobody at all is known and it is not required.
    shifted, shift
        Rows among `form.people` whose stance on this decision is known apart, and their rows in
        the draws' `shift`.
    """

    point: DecisionPoint
    form: Decision
    shifted: Rows
    shift: Rows


@dataclass(frozen=True, slots=True)
class Stage:
    """All decisions that can be computed, required ones first, and the luck they share."""

    decisions: tuple[Held, ...]
    required: int
    weather: Weather

    @classmethod
    def of(cls, draws: Draws) -> Stage:
        """Prepare the decisions of a snapshot."""
        snapshot, settings = draws.snapshot, draws.snapshot.settings
        stances = snapshot.stances
        found = []
        for d, point in enumerate(snapshot.decisions):
            if point.open and not point.holders.size:
                continue
            form = decision_form(point, settings)
            rows = np.flatnonzero(stances.shift_decision == d)
            place = {int(p): row for row, p in enumerate(form.people)}
            apart = [row for row in rows if int(stances.shift_person[row]) in place]
            here = [place[int(stances.shift_person[row])] for row in apart]
            found.append(
                Held(point, form, np.array(here, dtype=np.intp), np.array(apart, dtype=np.intp))
            )
        found.sort(key=lambda held: (not held.point.required, held.point.code))
        required = sum(held.point.required for held in found)
        forms = [held.form for held in found]
        weather = weather_for(forms, settings.weather, settings.negotiated_common)
        return cls(tuple(found), required, weather)

    def opinions(self, x: Single, block: Block, draws: Draws, plan: Plan = TODAY) -> list[Single]:
        """Return the opinion of each decision's people on it, (people, width), in [-1, 1].

        `x` is everybody's opinion on the whole under the plan.
        """
        there = slice(block.first, block.first + block.width)
        opinions = []
        for held in self.decisions:
            own = x[held.form.people]
            if held.shift.size:
                own[held.shifted] += draws.shift[held.shift, there]
                np.clip(own, -1, 1, out=own)
            for person, code, level in plan.said:
                if code == held.point.code:
                    own[held.form.people == person] = level
            opinions.append(own - np.float32(plan.harder))
        return opinions

    def chances(
        self, x: Single, block: Block, draws: Draws, plan: Plan = TODAY
    ) -> tuple[Floats, Floats]:
        """Return the chance of all required decisions together (width,), and of each (D, width)."""
        return self.weigh(self.opinions(x, block, draws, plan), block.width)

    def weigh(self, opinions: Sequence[ArrayLike], samples: int) -> tuple[Floats, Floats]:
        """Return the chance of all required decisions together, and of each, from opinions.

        `opinions` has one entry for each decision, (people, samples).
        """
        forms = [held.form for held in self.decisions]
        cut = self.required
        needed = joint_chance(forms[:cut], opinions[:cut], self.weather, samples)
        other = joint_chance(forms[cut:], opinions[cut:], self.weather, samples)
        return needed.together, np.concatenate([needed.each, other.each])


def decision_form(point: DecisionPoint, settings: Settings) -> Decision:
    """Return a decision as its chance: settled, by rule, negotiated, or doubtful between two.

    Raises
    ------
    ValueError
        If rule, quota and holders do not fit together; the message names the decision.
    """
    if point.state is DecisionState.PASSED:
        return Settled(1.0)
    if point.state is DecisionState.REFUSED:
        return Settled(0.0)
    try:
        first = _by_rule(point, point.rule, point.record.quota, settings)
        if point.record.alt_rule is None or not point.record.alt_chance:
            return first
        other = _by_rule(point, point.record.alt_rule, point.record.alt_quota, settings)
        return Doubtful.build(first, other, point.record.alt_chance)
    except ValueError as problem:
        raise ValueError(f"decision {point.code}: {problem}") from problem


def _by_rule(
    point: DecisionPoint, rule: Rule, quota: float | None, settings: Settings
) -> Ballot | Negotiation:
    if rule is Rule.NEGOTIATED:
        hurdle = settings.negotiated_hurdle if point.hurdle is None else point.hurdle
        return Negotiation.build(
            point.deciders,
            point.weight,
            point.salience,
            point.vetoes,
            hurdle=hurdle,
            scale=settings.negotiated_scale,
            veto_hurdle=settings.hurdle,
            vote=settings.vote_scale,
        )
    hurdle = settings.hurdle if point.hurdle is None else point.hurdle
    return Ballot.build(
        rule, point.deciders, point.weight, point.vetoes, quota, hurdle, settings.vote_scale
    )
