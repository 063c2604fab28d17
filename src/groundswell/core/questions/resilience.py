"""What is lost when somebody moves on, or when the institution is shaken?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from groundswell.core.answer import Answer, Estimate, Reason
from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.frail_ties import Carrier, FrailTie, carrier, frail_ties
from groundswell.core.questions.losses import (
    MemberLoss,
    PairLoss,
    decisions_lost,
    departure,
    member_loss,
    pair_losses,
)
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.question import Question, answer, option
from groundswell.core.questions.strengthening import Loss, Strengthening, helpers, strengthenings
from groundswell.core.questions.upheavals import Shock, shocks
from groundswell.core.questions.wording import count, listed, points, quoted, sentence
from groundswell.core.terrain.map_records import Unit
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import CommitmentKind

MENDED = 6  # departures for which a strengthening is looked for
SCREENED = 10  # people who move most, tried against every loss
SHOWN = 6
VISIBLE = 0.005  # a difference below half a point is told without its figure


def severity(text: str) -> float:
    """Declare how severe an upheaval is taken to be."""
    found: float = option(1.0, text, low=0, high=1)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Resilience(Question):
    """What would the change lose with each member, the owner first?"""

    SLUG: ClassVar[str] = "resilience"
    ASKS: ClassVar[str] = "What is lost when a member moves on, or the institution is shaken?"
    FEATURE: ClassVar[str] = "Q8"

    leadership_change: float = severity("share of the executives who are replaced")
    budget_crisis: float = severity("how far a budget crisis goes, of what is tried")
    merger: float = severity("how far a merger goes, of what is tried")
    organised_resistance: float = severity("how far people below neutral turn into opponents")


@dataclass(frozen=True, slots=True)
class UpheavalLoss:
    """What an upheaval would change, the convention it is tried by, and what it takes along."""

    upheaval: str
    change: Estimate
    change_log: float
    convention: str
    severity: float
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResilienceValue:
    """Value of `resilience`; field names as in the public contract."""

    members: tuple[MemberLoss, ...]
    upheavals: tuple[UpheavalLoss, ...]
    owner_first: bool
    mandates: tuple[str, ...]
    pairs: tuple[PairLoss, ...]
    frail_ties: tuple[FrailTie, ...]
    carrier: Carrier | None
    strengthenings: tuple[Strengthening, ...]


def resilience(study: Study, question: Resilience) -> Answer[ResilienceValue]:
    """Try each member's departure, pairs of them and four upheavals, under the same draws.

    A member who moves on leaves their seat to a successor of whom nothing is known. Members are
    listed with the owner first, then by what would be lost; pairs where both together cost more
    than the sum. Upheavals are conventions, each as severe as the question says. Against each loss
    the cheapest recruit who brings half of it back is named.
    """
    snapshot = study.snapshot
    codes = sorted(snapshot.members)
    tried = shocks(
        snapshot,
        leadership_change=question.leadership_change,
        budget_crisis=question.budget_crisis,
        merger=question.merger,
        organised_resistance=question.organised_resistance,
    )
    departures = [departure(snapshot, code) for code in codes]
    today, *after = study.tried([*departures, *(shock.plan for shock in tried)])
    under = dict(zip(codes, after, strict=False))
    alone = {c: (member_loss(c, today, under[c], snapshot), under[c]) for c in codes}
    members = sorted(
        (loss for loss, _ in alone.values()),
        key=lambda m: (not m.owner, round(m.change.mean, 9), m.change_log, m.person),
    )
    shaken = list(zip(tried, after[len(codes) :], strict=True))
    inside = mandates(snapshot)
    losses = [*_departures(study, members, under), *_shaken(study, shaken)]
    value = ResilienceValue(
        members=tuple(members),
        upheavals=tuple(_upheaval(snapshot, today, *pair) for pair in shaken),
        owner_first=bool(members) and members[0].owner,
        mandates=inside,
        pairs=pair_losses(study, today, alone),
        frail_ties=frail_ties(snapshot),
        carrier=carrier(snapshot),
        strengthenings=strengthenings(study, today, losses, inside),
    )
    words = headline(value, snapshot)
    return answer(study, question, words, value, reasons(value, snapshot), map_gaps(snapshot))


def _upheaval(snapshot: Snapshot, today: Outlook, shock: Shock, after: Outlook) -> UpheavalLoss:
    return UpheavalLoss(
        shock.upheaval.value,
        Estimate.of(after.chance - today.chance),
        float(np.mean(after.objective - today.objective)),
        shock.convention,
        shock.severity,
        decisions_lost(snapshot, today, after),
    )


def _departures(
    study: Study, members: Sequence[MemberLoss], under: dict[str, Outlook]
) -> Iterator[Loss]:
    """Yield the departures to be made smaller, with who is close to each."""
    snapshot = study.snapshot
    screened = _screened(study)
    for loss in members[:MENDED]:
        held = [p for p in snapshot.decisions if p.code in loss.lost]
        close = [int(i) for point in held for i in point.holders]
        close += [
            i
            for i, code in enumerate(snapshot.people)
            if snapshot.person[code].unit in loss.units_without_voice
        ]
        plan = departure(snapshot, loss.person)
        who = helpers(study, close, plan.replaced, screened)
        yield Loss("member", loss.person, plan, under[loss.person], who)


def _shaken(study: Study, shaken: Sequence[tuple[Shock, Outlook]]) -> Iterator[Loss]:
    screened = _screened(study)
    for shock, outlook in shaken:
        # Nobody joins who has just become an open opponent, nor who has just been replaced.
        gone = (*shock.plan.replaced, *(i for i, _ in shock.plan.held))
        who = helpers(study, (), gone, screened)
        yield Loss("upheaval", shock.upheaval.value, shock.plan, outlook, who)


def _screened(study: Study) -> list[int]:
    """Return those whose joining would move most, by the screening."""
    gain = study.screening.gain[1]
    outside = [i for i in range(len(study.snapshot.people)) if not study.snapshot.member[i]]
    order = sorted(outside, key=lambda i: (-round(float(gain[i]), 9), i))
    return [i for i in order if gain[i] > 0][:SCREENED]


def mandates(snapshot: Snapshot) -> tuple[str, ...]:
    """Return in whose role, goal or budget line the change is written."""
    found = {
        c.person
        for c in snapshot.seen.of(Commitment)
        if c.kind is CommitmentKind.MANDATE and c.given
    }
    return tuple(sorted(found & set(snapshot.index)))


def headline(value: ResilienceValue, snapshot: Snapshot) -> str:
    """Say whose departure would cost most."""
    if not value.members:
        return "There is no coalition yet, so there is nothing to lose."
    worst = min(value.members, key=lambda m: (round(m.change.mean, 9), m.change_log))
    who = "you" if worst.person == snapshot.owner else snapshot.name(worst.person)
    lost = _titles(worst.lost, snapshot, 3)
    if worst.change_log >= -1e-9:
        return "No single departure would cost you much."
    if lost:
        return f"If {who} moved on, you would lose ground on {lost}: no other departure costs more."
    return f"If {who} moved on, it would cost you most, though no decision hangs on it alone."


def reasons(value: ResilienceValue, snapshot: Snapshot) -> list[Reason]:
    """Return each loss in words, the owner first, with what would make it smaller."""
    mended = {(s.against, s.id): s for s in value.strengthenings}
    found = []
    for loss in value.members[:SHOWN]:
        what = _taken(loss.lost, loss.units_without_voice, snapshot)
        who = "you" if loss.owner else snapshot.name(loss.person)
        text = f"Without {who} the chance changes by {points(loss.change)}{what}."
        mend = mended.get(("member", loss.person))
        found.append(Reason(_with(text, mend), (loss.person, *loss.lost)))
    found += [_pair(pair, snapshot) for pair in value.pairs]
    number = count(len(value.mandates), "person's mandate", "people's mandates")
    mandated = number if value.mandates else "nobody's mandate"
    found.append(Reason(f"The change is written into {mandated}.", value.mandates))
    found += [Reason(t.text, (t.holder, t.member, *t.decisions)) for t in value.frail_ties]
    if value.carrier is not None:
        found.append(_carried(value.carrier, snapshot))
    for shock in value.upheavals:
        name = sentence(shock.upheaval.replace("_", " "))
        lost = f"; it would cost ground on {_titles(shock.lost, snapshot)}" if shock.lost else ""
        text = f"{name}: {points(shock.change)} if {shock.convention}{lost}."
        mend = mended.get(("upheaval", shock.upheaval))
        found.append(Reason(_with(text, mend), shock.lost))
    return found


def _taken(lost: Sequence[str], units: Sequence[str], snapshot: Snapshot) -> str:
    what = []
    if lost:
        what.append(f"costs ground on {_titles(lost, snapshot)}")
    if units:
        what.append(f"leaves {listed(_unit_names(units, snapshot))} unheard")
    return f" and {' and '.join(what)}" if what else ""


def _with(text: str, mend: Strengthening | None) -> str:
    return text if mend is None else f"{text} Cheapest against it: {mend.text}."


def _pair(pair: PairLoss, snapshot: Snapshot) -> Reason:
    names = listed(["you" if c == snapshot.owner else snapshot.name(c) for c in pair.people])
    what = _taken(pair.lost, pair.units_without_voice, snapshot)
    more = "they cover for each other, and together cost more than apart"
    if abs(pair.beyond.mean) >= VISIBLE:
        more = f"that is {points(pair.beyond)} beyond the two apart"
    text = f"Without both {names} the chance changes by {points(pair.change)}{what}; {more}."
    return Reason(text, (*pair.people, *pair.lost))


def _carried(found: Carrier, snapshot: Snapshot) -> Reason:
    who = snapshot.name(found.person)
    return Reason(
        f"{who} carries {found.ties} of the {found.of} ties of trust and advice between the "
        "coalition and everybody else.",
        (found.person,),
    )


def _titles(codes: Sequence[str], snapshot: Snapshot, most: int = 4) -> str:
    titles = {point.code: quoted(point.title) for point in snapshot.decisions}
    return listed([titles[code] for code in codes], most)


def _unit_names(units: Sequence[str], snapshot: Snapshot) -> list[str]:
    named = {u.unit: u.name or u.unit for u in snapshot.seen.of(Unit)}
    return [named.get(unit, unit) for unit in units]
