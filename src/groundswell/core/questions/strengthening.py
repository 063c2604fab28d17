"""The cheapest way to make a loss smaller: whom to win as well, tried together with the loss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from groundswell.core.answer import Estimate
from groundswell.core.dynamics.candidates import ENOUGH_CHANCE, may_be_asked
from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.wording import hour_count, points
from groundswell.core.terrain.snapshot import Snapshot

TRIED = 8  # people tried against each loss
HALF = 0.5  # share of a loss that must come back for the cheapest to be chosen by hours alone
SURE = 2.0  # standard errors above which something comes back at all
NOTHING = 0.002  # a loss below this is none, in the unit it is measured in


@dataclass(frozen=True, slots=True)
class Strengthening:
    """One suggestion against one loss.

    Parameters
    ----------
    against, id
        `member` and whose departure it is, or `upheaval` and its name.
    person
        Whom to win; None where a mandate is suggested instead.
    hours
        What it costs, by the person's own figure or the convention.
    regained
        How much higher the chance then stands under that loss; None where it was not measured.
    """

    against: str
    id: str
    person: str | None
    hours: float
    regained: Estimate | None
    text: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss to make smaller: what it is, its plan, the outlook under it, and who could help."""

    against: str
    id: str
    plan: Plan
    outlook: Outlook
    helpers: tuple[int, ...]


def strengthenings(
    study: Study, today: Outlook, losses: Sequence[Loss], mandates: Iterable[str]
) -> tuple[Strengthening, ...]:
    """Return at most one suggestion for each loss.

    Everybody who could help is tried as a recruit under the same loss and the same draws. Chosen is
    who costs fewest hours among those who bring half of the loss back, and of equals whoever is
    closest to it; where nobody does, who brings most back for an hour. Against a departure that
    nobody makes smaller, a mandate that outlives the member is suggested where there is none.
    """
    asked = study.snapshot.settings.commitment_asked
    real = [loss for loss in losses if _size(loss.outlook, today) < -NOTHING]
    plans, places = [], []
    for k, loss in enumerate(real):
        for i in loss.helpers[:TRIED]:
            plans.append(replace(loss.plan, raised=(*loss.plan.raised, (i, asked))))
            places.append((k, i))
    _, *after = study.tried(plans)
    tried: list[dict[int, Outlook]] = [{} for _ in real]
    for (k, i), outlook in zip(places, after, strict=True):
        tried[k][i] = outlook
    inside = frozenset(mandates)
    found = [_best(study.snapshot, today, *pair, inside) for pair in zip(real, tried, strict=True)]
    return tuple(one for one in found if one is not None)


def helpers(
    study: Study, first: Iterable[int], gone: Iterable[int], screened: Sequence[int]
) -> tuple[int, ...]:
    """Return who could be won against a loss: the closest to it first, then who moves most."""
    snapshot = study.snapshot
    out = {int(i) for i in gone}
    order = dict.fromkeys([*(int(i) for i in first), *screened])
    return tuple(
        i
        for i in order
        if i < len(snapshot.people)
        and i not in out
        and not snapshot.member[i]
        and may_be_asked(snapshot, i)
    )[:TRIED]


def hours_for(snapshot: Snapshot, person: int) -> float:
    """Return the hours it takes to win somebody."""
    own = snapshot.person[snapshot.people[person]].hours_to_recruit
    return snapshot.settings.hours_to_recruit if own is None else own


def _size(after: Outlook, before: Outlook) -> float:
    """Return the mean change: of the chance, or of the smooth objective where that is near 0."""
    if float(before.chance.mean()) >= ENOUGH_CHANCE:
        return float((after.chance - before.chance).mean())
    return float((after.objective - before.objective).mean())


def _best(
    snapshot: Snapshot,
    today: Outlook,
    loss: Loss,
    tried: dict[int, Outlook],
    mandates: frozenset[str],
) -> Strengthening | None:
    by_chance = float(today.chance.mean()) >= ENOUGH_CHANCE
    lost = -_size(loss.outlook, today)
    back: dict[int, float] = {}
    for i, outlook in tried.items():
        apart = outlook.chance - loss.outlook.chance
        if not by_chance:
            apart = outlook.objective - loss.outlook.objective
        mean = float(apart.mean())
        if mean > NOTHING and mean > SURE * float(apart.std()) / np.sqrt(apart.size):
            back[i] = mean
    enough = [i for i in back if back[i] >= HALF * lost]
    if enough:
        chosen = min(enough, key=lambda i: (hours_for(snapshot, i), loss.helpers.index(i)))
    elif back:
        chosen = min(back, key=lambda i: (-round(back[i] / hours_for(snapshot, i), 9), i))
    else:
        return _mandate(snapshot, loss, mandates)
    regained = Estimate.of(tried[chosen].chance - loss.outlook.chance)
    code, hours = snapshot.people[chosen], hours_for(snapshot, chosen)
    worth = f"which is worth {points(regained)}" if by_chance else "which makes up for part of it"
    text = f"win {snapshot.name(code)} as well (about {hour_count(hours)}), {worth} then"
    return Strengthening(loss.against, loss.id, code, hours, regained, text)


def _mandate(snapshot: Snapshot, loss: Loss, mandates: frozenset[str]) -> Strengthening | None:
    if loss.against != "member" or loss.id in mandates:
        return None
    hours = snapshot.settings.hours_for_mandate
    role = "your" if loss.id == snapshot.owner else "their"
    text = (
        f"have it written into {role} role or goals, where a successor finds it (about "
        f"{hour_count(hours)})"
    )
    return Strengthening("member", loss.id, None, hours, None, text)
