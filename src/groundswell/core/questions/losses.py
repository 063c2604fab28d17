"""What goes with one member, and with two at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Estimate
from groundswell.core.dynamics.candidates import ENOUGH_CHANCE
from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.terrain.snapshot import Snapshot

Floats = NDArray[np.float64]
LOST_SHARE = 0.1  # a decision counts as lost if its chance falls by so much
PAIRED = 12  # members whose pairs are tried: the owner, and those who cost most
MOST_PAIRS = 5
BEYOND = 0.02  # how much worse than the sum a pair must be to be named, in the chance
BEYOND_LOG = 0.1  # the same in the smooth objective, where the chance is near 0
SURE = 2.0  # standard errors by which it must be so


@dataclass(frozen=True, slots=True)
class MemberLoss:
    """What goes with a member: decisions, units without a voice, and the change of the chance."""

    person: str
    lost: tuple[str, ...]
    units_without_voice: tuple[str, ...]
    change: Estimate
    change_log: float
    owner: bool


@dataclass(frozen=True, slots=True)
class PairLoss:
    """Two members whose joint departure is worse than the sum of both.

    `beyond` is the joint change minus both single ones, scenario by scenario; `lost` and
    `units_without_voice` are what neither takes along alone.
    """

    people: tuple[str, str]
    lost: tuple[str, ...]
    units_without_voice: tuple[str, ...]
    change: Estimate
    change_log: float
    beyond: Estimate
    beyond_log: float


def departure(snapshot: Snapshot, *codes: str) -> Plan:
    """Return the plan in which members' seats pass to successors nobody knows."""
    return Plan(replaced=tuple(snapshot.index[code] for code in codes))


def member_loss(code: str, today: Outlook, after: Outlook, snapshot: Snapshot) -> MemberLoss:
    """Return what goes with one member."""
    return MemberLoss(
        code,
        decisions_lost(snapshot, today, after, code),
        units_silenced(snapshot, code),
        Estimate.of(after.chance - today.chance),
        float(np.mean(after.objective - today.objective)),
        code == snapshot.owner,
    )


def decisions_lost(
    snapshot: Snapshot, today: Outlook, after: Outlook, *codes: str
) -> tuple[str, ...]:
    """Return open decisions whose chance falls by .1, or at all where these people hold them."""
    fallen = _mean(today.each) - _mean(after.each)
    gone = {snapshot.index[code] for code in codes}
    return tuple(
        point.code
        for d, point in enumerate(snapshot.decisions)
        if point.open
        and (fallen[d] >= LOST_SHARE or (fallen[d] > 0 and gone & {int(i) for i in point.holders}))
    )


def _mean(each: Floats) -> Floats:
    return np.where(np.isnan(each).any(axis=1), 0.0, np.nan_to_num(each).mean(axis=1))


def units_silenced(snapshot: Snapshot, *codes: str) -> tuple[str, ...]:
    """Return the units that would have no member left."""
    left = {snapshot.person[c].unit for c in snapshot.members if c not in codes}
    gone = {snapshot.person[c].unit for c in codes}
    return tuple(sorted(unit for unit in gone - left if unit))


def pair_losses(
    study: Study,
    today: Outlook,
    alone: Mapping[str, tuple[MemberLoss, Outlook]],
) -> tuple[PairLoss, ...]:
    """Return pairs whose joint loss is worse than the sum, the worst first, five at most.

    Pairs are tried of the owner and of the members who cost most, twelve together, under the same
    draws as the single departures. A pair is named where the joint loss lies below the sum by two
    points of the chance and by two standard errors; where the chance is under 2 %, by .1 of the
    smooth objective. Two who cover for each other cost nothing apart and much together.
    """
    snapshot = study.snapshot
    order = sorted(
        alone,
        key=lambda c: (not alone[c][0].owner, round(alone[c][0].change_log, 9), c),
    )
    pairs = list(combinations(sorted(order[:PAIRED]), 2))
    if not pairs:
        return ()
    _, *after = study.tried([departure(snapshot, *pair) for pair in pairs])
    by_chance = float(today.chance.mean()) >= ENOUGH_CHANCE
    found: list[PairLoss] = []
    for (a, b), outlook in zip(pairs, after, strict=True):
        (one, under_one), (two, under_two) = alone[a], alone[b]
        beyond = outlook.chance - under_one.chance - under_two.chance + today.chance
        beyond_log = outlook.objective - under_one.objective - under_two.objective + today.objective
        if not _worse(beyond if by_chance else beyond_log, BEYOND if by_chance else BEYOND_LOG):
            continue
        both = decisions_lost(snapshot, today, outlook, a, b)
        silent = units_silenced(snapshot, a, b)
        found.append(
            PairLoss(
                (a, b),
                _without(both, one.lost, two.lost),
                _without(silent, one.units_without_voice, two.units_without_voice),
                Estimate.of(outlook.chance - today.chance),
                float(np.mean(outlook.objective - today.objective)),
                Estimate.of(beyond),
                float(beyond_log.mean()),
            )
        )
    found.sort(key=lambda p: (round(p.beyond.mean, 9), p.beyond_log, p.people))
    return tuple(found[:MOST_PAIRS])


def _worse(beyond: Floats, by: float) -> bool:
    error = float(beyond.std()) / np.sqrt(beyond.size)
    return bool(float(beyond.mean()) <= -max(by, SURE * error))


def _without(both: Sequence[str], *single: Sequence[str]) -> tuple[str, ...]:
    taken = {code for part in single for code in part}
    return tuple(code for code in both if code not in taken)
