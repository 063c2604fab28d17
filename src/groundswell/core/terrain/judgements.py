"""Judgements as readings with error variances, and what else they say of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import Flags
from groundswell.core.terrain.stances import Readings
from groundswell.core.terrain.terms import STANCE_VALUE, Stance, Sureness
from groundswell.core.terrain.visible import latest

DAYS_A_MONTH = 30.44


def newest_judgements(
    judgements: tuple[Judgement, ...], index: Mapping[str, int]
) -> list[Judgement]:
    """Return each assessor's newest judgement of each person on the map and decision."""
    newest = latest(judgements, "person", "decision", "assessor")
    return [j for j in newest if j.person in index]


def read(
    judgements: Iterable[Judgement],
    index: Mapping[str, int],
    decisions: Mapping[str, int],
    as_of: date,
    settings: Settings,
) -> tuple[Readings, tuple[str, ...]]:
    """Turn judgements into readings with error variances, and name the assessors.

    Error variance: (.35^2 + .01 a month of age) x sureness x 2 if informed. A judgement without a
    date counts as fresh; `unknown` is an answer without a reading.
    """
    told = [j for j in judgements if j.stance is not Stance.UNKNOWN]
    told = [j for j in told if j.decision is None or j.decision in decisions]
    assessors = tuple(sorted({j.assessor or "" for j in told}))
    place = {code: i for i, code in enumerate(assessors)}
    errors: dict[tuple[date, Sureness | None, bool], float] = {}  # thousands share a few
    variance = []
    for j in told:
        kind = (j.observed_on or j.recorded_on or as_of, j.sure, bool(j.informed))
        if kind not in errors:
            errors[kind] = error_variance(*kind, as_of, settings)
        variance.append(errors[kind])
    value = [STANCE_VALUE[j.stance] if isinstance(j.stance, Stance) else j.stance for j in told]
    readings = Readings(
        person=np.array([index[j.person] for j in told], dtype=np.int64),
        assessor=np.array([place[j.assessor or ""] for j in told], dtype=np.int64),
        decision=np.array(
            [-1 if j.decision is None else decisions[j.decision] for j in told], dtype=np.int64
        ),
        value=np.array(value, dtype=np.float64),
        variance=np.array(variance, dtype=np.float64),
    )
    return readings, assessors


def error_variance(
    seen_on: date, sure: Sureness | None, informed: bool, as_of: date, settings: Settings
) -> float:
    """Return the error variance of a judgement, in squared units of stance."""
    months = (as_of - seen_on).days / DAYS_A_MONTH
    factor = {Sureness.LOW: settings.sure_low, Sureness.HIGH: settings.sure_high}
    error = settings.judgement_error**2 + settings.error_growth * months
    error *= factor.get(sure, 1.0) if sure else 1.0
    return error * (settings.informed_factor if informed else 1.0)


def sworn(judgements: Iterable[Judgement], index: Mapping[str, int], size: int) -> Flags:
    """Return who is said not to move, by any assessor's newest judgement on the whole."""
    fixed = np.zeros(size, dtype=bool)
    for j in judgements:
        if j.fixed and j.decision is None:
            fixed[index[j.person]] = True
    return fixed
