"""What is lost when somebody moves on, or when the institution is shaken?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Estimate, Reason
from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.question import Question, answer
from groundswell.core.questions.wording import count, listed, points, quoted
from groundswell.core.terrain.map_records import Unit
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import (
    CommitmentKind,
    CommitmentState,
    Level,
    TieKind,
    Upheaval,
)

LOST_SHARE = 0.1  # a decision counts as lost with a member if its chance falls by so much
CRISIS_HURDLE = 0.3  # a budget crisis or merger: every open decision needs so much more goodwill


@dataclass(frozen=True, slots=True, kw_only=True)
class Resilience(Question):
    """What would the change lose with each member, the owner first?"""

    SLUG: ClassVar[str] = "resilience"
    ASKS: ClassVar[str] = "What is lost when a member moves on, or the institution is shaken?"
    FEATURE: ClassVar[str] = "Q8"


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
class UpheavalLoss:
    """What an upheaval would change, and the convention it is tried by."""

    upheaval: str
    change: Estimate
    change_log: float
    convention: str


@dataclass(frozen=True, slots=True)
class ResilienceValue:
    """Value of `resilience`; field names as in the public contract."""

    members: tuple[MemberLoss, ...]
    upheavals: tuple[UpheavalLoss, ...]
    owner_first: bool
    mandates: tuple[str, ...]


def resilience(study: Study, question: Resilience) -> Answer[ResilienceValue]:
    """Answer by trying each member's departure, and four upheavals, under the same draws.

    A member who moves on leaves their seat to a successor of whom nothing is known. Members are
    listed with the owner first, then by what would be lost. Upheavals are conventions: a leadership
    change replaces every executive; a budget crisis and a merger make every open decision harder,
    the merger also replacing those who give permission; organised resistance makes everybody
    judged below neutral an open opponent.
    """
    snapshot = study.snapshot
    codes = sorted(snapshot.members)
    departures = [Plan(replaced=(snapshot.index[code],)) for code in codes]
    shocks = upheaval_plans(snapshot)
    today, *after = study.tried([*departures, *(plan for _, plan, _ in shocks)])
    members = [
        _member(code, today, outlook, snapshot) for code, outlook in zip(codes, after, strict=False)
    ]
    members.sort(key=lambda m: (not m.owner, round(m.change.mean, 9), m.change_log, m.person))
    upheavals = [
        UpheavalLoss(
            name.value,
            Estimate.of(outlook.chance - today.chance),
            float(np.mean(outlook.objective - today.objective)),
            text,
        )
        for (name, _, text), outlook in zip(shocks, after[len(codes) :], strict=True)
    ]
    value = ResilienceValue(
        members=tuple(members),
        upheavals=tuple(upheavals),
        owner_first=bool(members) and members[0].owner,
        mandates=mandates(snapshot),
    )
    words = headline(value, snapshot)
    return answer(study, question, words, value, reasons(value, snapshot), map_gaps(snapshot))


def upheaval_plans(snapshot: Snapshot) -> list[tuple[Upheaval, Plan, str]]:
    """Return the upheavals as plans, each with its convention in words."""
    real = range(len(snapshot.people))
    records = [snapshot.person[code] for code in snapshot.people]
    top = tuple(i for i in real if records[i].level is Level.EXECUTIVE)
    permitting = tuple(i for i in real if records[i].gives_permission)
    against = tuple(
        (i, -1.0)
        for i in real
        if snapshot.stances.judged[i] and snapshot.stances.mean[i] < 0 and not snapshot.member[i]
    )
    return [
        (
            Upheaval.LEADERSHIP_CHANGE,
            Plan(replaced=top),
            f"{count(len(top), 'executive was', 'executives were')} replaced by people nobody knows"
            if top
            else "executives were replaced, but none is on the map",
        ),
        (
            Upheaval.BUDGET_CRISIS,
            Plan(harder=CRISIS_HURDLE),
            "every open decision needed much more goodwill",
        ),
        (
            Upheaval.MERGER,
            Plan(replaced=permitting, harder=CRISIS_HURDLE),
            "those who give permission were replaced, and every open decision were harder",
        ),
        (
            Upheaval.ORGANISED_RESISTANCE,
            Plan(held=against),
            f"{count(len(against), 'person', 'people')} below neutral stood up against it openly"
            if against
            else "people below neutral stood up against it, but none is known",
        ),
    ]


def _member(code: str, today: Outlook, after: Outlook, snapshot: Snapshot) -> MemberLoss:
    fallen = _mean(today.each) - _mean(after.each)
    holding = {
        point.code
        for point in snapshot.decisions
        if point.open and snapshot.index[code] in point.holders
    }
    lost = tuple(
        point.code
        for d, point in enumerate(snapshot.decisions)
        if point.open and (fallen[d] >= LOST_SHARE or (point.code in holding and fallen[d] > 0))
    )
    return MemberLoss(
        code,
        lost,
        _units_silenced(code, snapshot),
        Estimate.of(after.chance - today.chance),
        float(np.mean(after.objective - today.objective)),
        code == snapshot.owner,
    )


def _mean(each: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isnan(each).any(axis=1), 0.0, np.nan_to_num(each).mean(axis=1))


def _units_silenced(code: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the unit that has no other member, if any."""
    unit = snapshot.person[code].unit
    others = [c for c in snapshot.members if c != code and snapshot.person[c].unit == unit]
    return (unit,) if unit and not others else ()


def mandates(snapshot: Snapshot) -> tuple[str, ...]:
    """Return in whose role, goal or budget line the change is written."""
    alive = (CommitmentState.PROMISED, CommitmentState.KEPT)
    found = {
        c.person
        for c in snapshot.seen.of(Commitment)
        if c.kind is CommitmentKind.MANDATE and c.state in alive
    }
    return tuple(sorted(found & set(snapshot.index)))


def headline(value: ResilienceValue, snapshot: Snapshot) -> str:
    """Say whose departure would cost most."""
    if not value.members:
        return "There is no coalition yet, so there is nothing to lose."
    worst = min(value.members, key=lambda m: (round(m.change.mean, 9), m.change_log))
    titles = {point.code: quoted(point.title) for point in snapshot.decisions}
    who = "you" if worst.person == snapshot.owner else snapshot.name(worst.person)
    lost = listed([titles[code] for code in worst.lost])
    if worst.change_log >= -1e-9:
        return "No single departure would cost you much."
    if lost:
        return f"If {who} moved on, you would lose ground on {lost}: no other departure costs more."
    return f"If {who} moved on, it would cost you most, though no decision hangs on it alone."


def reasons(value: ResilienceValue, snapshot: Snapshot) -> list[Reason]:
    """Return each loss in words, the owner first."""
    titles = {point.code: quoted(point.title) for point in snapshot.decisions}
    found = []
    for loss in value.members[:6]:
        what = []
        if loss.lost:
            what.append(f"costs ground on {listed([titles[c] for c in loss.lost])}")
        if loss.units_without_voice:
            what.append(f"leaves {listed(_unit_names(loss.units_without_voice, snapshot))} unheard")
        after = f" and {' and '.join(what)}" if what else ""
        who = "you" if loss.owner else snapshot.name(loss.person)
        found.append(
            Reason(
                f"Without {who} the chance changes by {points(loss.change)}{after}.",
                (loss.person, *loss.lost),
            )
        )
    number = count(len(value.mandates), "person's mandate", "people's mandates")
    mandated = number if value.mandates else "nobody's mandate"
    found.append(Reason(f"The change is written into {mandated}.", value.mandates))
    found.append(_busiest(snapshot))
    for shock in value.upheavals:
        name = shock.upheaval.replace("_", " ")
        found.append(Reason(f"{name.capitalize()}: {points(shock.change)} if {shock.convention}."))
    return [reason for reason in found if reason.text]


def _unit_names(units: tuple[str, ...], snapshot: Snapshot) -> list[str]:
    named = {u.unit: u.name or u.unit for u in snapshot.seen.of(Unit)}
    return [named.get(unit, unit) for unit in units]


def _busiest(snapshot: Snapshot) -> Reason:
    """Name the member whom most people of the coalition depend on to be heard outside it."""
    inside = np.flatnonzero(snapshot.member[: len(snapshot.people)])
    if inside.size < 2:
        return Reason("")
    trust = snapshot.layers[TieKind.TRUSTS] + snapshot.layers[TieKind.ADVICE]
    outside = np.flatnonzero(~snapshot.member[: len(snapshot.people)])
    listeners = np.asarray((trust[outside][:, inside] > 0).sum(axis=0)).reshape(-1)
    if listeners.sum() < 4:
        return Reason("")
    best = int(np.argmax(listeners))
    share = listeners[best] / listeners.sum()
    if share < 1 / 3:
        return Reason("")
    code = snapshot.people[int(inside[best])]
    return Reason(
        f"{snapshot.name(code)} carries {int(listeners[best])} of the {int(listeners.sum())} ties "
        "of trust and advice between the coalition and everybody else.",
        (code,),
    )
