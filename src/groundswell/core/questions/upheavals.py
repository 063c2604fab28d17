"""Upheavals as plans: conventions to think with, each as severe as the asker says."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from groundswell.core.dynamics.plan import Plan
from groundswell.core.questions.wording import count
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Level, Upheaval

CRISIS_HURDLE = 0.3  # a budget crisis or merger: every open decision needs so much more goodwill


@dataclass(frozen=True, slots=True)
class Shock:
    """An upheaval, how severe it is taken to be, the plan it is tried by, and that in words."""

    upheaval: Upheaval
    severity: float
    plan: Plan
    convention: str


def shocks(
    snapshot: Snapshot,
    *,
    leadership_change: float = 1,
    budget_crisis: float = 1,
    merger: float = 1,
    organised_resistance: float = 1,
) -> tuple[Shock, ...]:
    """Return the upheavals, each at a severity from 0 (nothing) to 1 (as far as it goes).

    Severity is the share of people replaced (those who hold most open decisions first), of the
    extra goodwill that decisions need, and of the way that people below neutral move to -1.
    """
    return (
        _leadership(snapshot, leadership_change),
        Shock(
            Upheaval.BUDGET_CRISIS,
            budget_crisis,
            Plan(harder=CRISIS_HURDLE * budget_crisis),
            "every open decision needed much more goodwill"
            if budget_crisis > 0.5
            else "every open decision needed somewhat more goodwill",
        ),
        _merger(snapshot, merger),
        _resistance(snapshot, organised_resistance),
    )


def _leadership(snapshot: Snapshot, severity: float) -> Shock:
    top = [
        i
        for i, code in enumerate(snapshot.people)
        if snapshot.person[code].level is Level.EXECUTIVE
    ]
    gone = _weightiest(snapshot, top, severity)
    words = "executives were replaced, but none is on the map"
    if top:
        who = count(len(gone), "executive was", "executives were")
        words = f"{who} replaced by people nobody knows"
    return Shock(Upheaval.LEADERSHIP_CHANGE, severity, Plan(replaced=gone), words)


def _merger(snapshot: Snapshot, severity: float) -> Shock:
    permitting = [
        i for i, code in enumerate(snapshot.people) if snapshot.person[code].gives_permission
    ]
    gone = _weightiest(snapshot, permitting, severity)
    words = "those who give permission were replaced, and every open decision were harder"
    if len(gone) < len(permitting):
        words = (
            f"{len(gone)} of {len(permitting)} people who give permission were replaced, and every "
            "open decision were harder"
        )
    plan = Plan(replaced=gone, harder=CRISIS_HURDLE * severity)
    return Shock(Upheaval.MERGER, severity, plan, words)


def _resistance(snapshot: Snapshot, severity: float) -> Shock:
    mean = snapshot.stances.mean
    against = tuple(
        (i, round(float(max(mean[i], -1) + severity * (-1 - max(mean[i], -1))), 6))
        for i in range(len(snapshot.people))
        if snapshot.stances.judged[i] and mean[i] < 0 and not snapshot.member[i]
    )
    words = "people below neutral stood up against it, but none is known"
    if against:
        how = "openly" if severity == 1 else "more than today"
        who = count(len(against), "person", "people")
        words = f"{who} below neutral stood up against it {how}"
    plan = Plan(held=against if severity > 0 else ())
    return Shock(Upheaval.ORGANISED_RESISTANCE, severity, plan, words)


def _weightiest(snapshot: Snapshot, people: list[int], severity: float) -> tuple[int, ...]:
    """Return a share of the people, rounded up: those who hold most open decisions first."""
    held = Counter(int(i) for point in snapshot.decisions if point.open for i in point.holders)
    order = sorted(people, key=lambda i: (-held[i], i))
    return tuple(sorted(order[: math.ceil(severity * len(people) - 1e-9)]))
