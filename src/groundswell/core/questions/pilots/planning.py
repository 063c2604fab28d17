"""What a plan is made from: what was stated, what the stored values say, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from groundswell.core.questions.pilots import power as powers
from groundswell.core.questions.pilots.finding import Values
from groundswell.core.questions.pilots.labels import AFTER, TRIAL
from groundswell.core.questions.pilots.power import Plan, detectable, needed
from groundswell.core.questions.pilots.sample import sample_of, values
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.terms import PilotDesign

FEW = 5  # values of today from which their mean and spread say something
TOTALS = (12, 24, 48, 96, 192, 384)
PERIODS = (8, 12, 16, 24, 36, 52)


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known for a plan.

    Parameters
    ----------
    baseline, spread
        Today's figure and its standard deviation; None where nobody knows.
    counted
        From how many stored values of today they were taken; 0 where they were stated.
    effect
        Smallest effect worth having, as a share of today's figure.
    cases
        Cases planned.
    correlation
        Of a unit's two values, or of one period's deviation with the next one's.
    twice
        Whether each unit is measured before and after.
    """

    design: PilotDesign | None
    baseline: float | None
    spread: float | None
    counted: int
    effect: float | None
    cases: int | None
    correlation: float | None
    twice: bool
    level: float
    power: float

    @property
    def shares(self) -> bool:
        """Whether yes or no is counted."""
        return self.design is PilotDesign.PROPORTIONS

    @property
    def series(self) -> bool:
        """Whether cases are periods."""
        return self.design is PilotDesign.TIME_SERIES

    @property
    def effect_in_unit(self) -> float | None:
        """The effect worth having, in the measure's own unit."""
        if self.effect is None or self.baseline is None:
            return None
        return self.effect * self.baseline


@dataclass(frozen=True, slots=True)
class Step:
    """So many cases: chance to see the effect worth having, and the smallest effect they show."""

    cases: int
    power: float | None
    detectable: float | None
    detectable_share: float | None


def of_today(pilot: Pilot, rows: Iterable[PilotDatum]) -> Values:
    """Return the stored values of today: from before the start, or without the change."""
    sample = sample_of(pilot, rows)
    data = [d for d in sample.data if d.time != AFTER and d.group != TRIAL]
    if any(d.group for d in sample.data) and not any(d.time for d in sample.data):
        data = [d for d in sample.data if d.group not in (TRIAL, None)]
    return values(data)


def summary(seen: Values) -> tuple[float, float] | None:
    """Return mean and spread of today's values; None from fewer than five."""
    if seen.size < FEW:
        return None
    return float(np.mean(seen)), float(np.std(seen, ddof=1))


def plan_of(basis: Basis, correlation: float | None = None) -> Plan | None:
    """Return the power of a design; None where what it rests on is not known."""
    hanging = basis.correlation if correlation is None else correlation
    if basis.shares:
        usual = basis.baseline
        if usual is None or not 0 < usual < 1:
            return None
        return powers.two_shares(usual, basis.level)
    if basis.spread is None or basis.spread <= 0:
        return None
    if basis.series:
        return powers.time_series(basis.spread, min(max(hanging or 0.0, 0.0), 0.95), basis.level)
    if basis.design is PilotDesign.CONTROL and basis.twice:
        return powers.groups_twice(basis.spread, hanging or 0.0, basis.level)
    if basis.twice:
        change = basis.spread * float(np.sqrt(max(2 * (1 - (hanging or 0.0)), 1e-12)))
        return powers.same_units(change, basis.level)
    return powers.two_groups(basis.spread, basis.level)


def needed_for(basis: Basis, correlation: float | None = None) -> int | None:
    """Return how many cases in all show the effect worth having; None where unknown or too many."""
    plan, effect = plan_of(basis, correlation), basis.effect_in_unit
    if plan is None or not effect or basis.baseline is None:
        return None
    if basis.shares and not 0 <= basis.baseline + effect <= 1:
        return None
    return needed(plan, effect, basis.power)


def step_of(basis: Basis, plan: Plan, cases: int) -> Step:
    """Return what so many cases would show."""
    effect, usual = basis.effect_in_unit, basis.baseline
    seen = detectable(plan, cases, basis.power, falls=_falls(basis))
    share = seen / usual if seen is not None and usual else None
    if share is not None and share < -1:  # nothing falls by more than all of it
        seen, share = None, None
    chance = plan.power(cases, effect) if effect and cases >= plan.least else None
    return Step(cases, chance, seen, share)


def _falls(basis: Basis) -> bool:
    """Whether a fall is looked for; where nobody said, a share moves where it has more room."""
    if basis.effect is not None:
        return basis.effect < 0
    return basis.shares and basis.baseline is not None and basis.baseline > 0.5


def steps_of(basis: Basis, found: int | None) -> tuple[Step, ...]:
    """Return what several numbers of cases would show, the planned and the needed among them."""
    plan = plan_of(basis)
    if plan is None:
        return ()
    usual = PERIODS if basis.series else TOTALS
    wanted = {*usual, *(n for n in (basis.cases, found) if n)}
    return tuple(step_of(basis, plan, n) for n in sorted(wanted) if plan.least <= n <= plan.most)


def spreads_shown(basis: Basis, cases: int) -> float | None:
    """Return the smallest shift so many cases show, in spreads of the measure; needs no spread."""
    if basis.shares or basis.series or basis.twice:
        return None
    return detectable(powers.two_groups(1.0, basis.level), cases, basis.power)
