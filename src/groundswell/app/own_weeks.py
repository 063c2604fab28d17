"""Somebody's own weeks: written, read and erased by them alone, whatever the roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.browse.views import View, view
from groundswell.app.policy import Act, Refused, Role, Standing
from groundswell.core.pictures.you import OwnWeek, You, monday, you
from groundswell.store.models import WeekNote
from groundswell.store.scope import READING, WRITING

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Own:
    """One's own weeks, the newest first, and what they say."""

    at: View
    weeks: tuple[OwnWeek, ...]
    you: You


def own(actor: Actor, code: str) -> Own:
    """Return the actor's own weeks; nobody else can ask for them.

    Raises
    ------
    Refused
        In a presentable view: others may be looking on.
    """
    at = view(actor, code)
    weeks = _weeks(_private(at.standing))
    owns = at.standing.role is Role.OWNER or at.standing.assessor == at.snapshot.owner
    return Own(at, weeks, you(at.snapshot, weeks, owns, actor.today))


def _private(standing: Standing) -> Standing:
    if standing.presentable:
        raise Refused("This view shows nothing private; leave it to see your own weeks.")
    return standing


def _weeks(standing: Standing) -> tuple[OwnWeek, ...]:
    rows = WeekNote.objects.within(standing.scope).filter(account=standing.actor.account)
    return tuple(
        OwnWeek(row.week, row.hours, row.energy, row.hand_over) for row in rows.order_by("-week")
    )


def keep_week(
    actor: Actor,
    code: str,
    *,
    hours: float | None = None,
    energy: int | None = None,
    hand_over: str = "",
    day: date | None = None,
) -> None:
    """Keep the actor's note of a week in place of an earlier one of the same week.

    It is no change of the initiative and leaves no line in its history or its trail.
    """
    with transaction.atomic(using=WRITING):
        standing = _private(policy.enter(actor, code, Act.ASK, alias=WRITING))
        values = {
            "hours": hours,
            "energy": energy,
            "hand_over": hand_over.strip()[:LONGEST],
            "at": actor.at,
        }
        WeekNote.everywhere.using(WRITING).update_or_create(
            initiative_id=standing.scope.initiative,
            account_id=actor.account,
            week=monday(day or actor.today),
            defaults=values,
        )


def forget_weeks(actor: Actor, code: str, week: date | None = None) -> int:
    """Erase the actor's note of a week, or all of them; return how many went."""
    standing = policy.enter(actor, code, Act.READ, alias=WRITING)
    rows = WeekNote.objects.within(standing.scope).filter(account=actor.account)
    if week is not None:
        rows = rows.filter(week=week)
    return rows.delete()[0]


def own_export(actor: Actor, code: str) -> list[dict[str, str | float | None]]:
    """Return the actor's own weeks as plain data, for them to take along."""
    standing = _private(policy.enter(actor, code, Act.ASK, alias=READING))
    return [
        {"week": w.week.isoformat(), "hours": w.hours, "energy": w.energy, "hand_over": w.hand_over}
        for w in _weeks(standing)
    ]
