"""This week for an actor: from what they see, with the next conversation where it is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.trails import Past, changes
from groundswell.app.browse.views import view
from groundswell.app.policy import Standing
from groundswell.core.pictures.dues.conversation import next_talk
from groundswell.core.pictures.dues.item import ENOUGH
from groundswell.core.pictures.week import Week, silence, week
from groundswell.core.questions.next_recruits import NextRecruits
from groundswell.store.models import Pause
from groundswell.store.scope import Scope


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """What to do, and the number of a job that still works on the next conversation."""

    week: Week
    job: str | None
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """A pause that holds: its number, until when, and whether it is everybody's."""

    number: int
    until: date
    everybody: bool


def this_week(
    actor: Actor, code: str, as_of: date | None = None, *, wait: bool = False
) -> ThisWeek:
    """Return what to do this week; nothing while a pause holds.

    Parameters
    ----------
    wait
        Work the next conversation out here and now, however long it takes.
    """
    at = view(actor, code, as_of)
    quiet = quiet_of(at.standing) if at.present else None
    if quiet is not None:
        private = not at.standing.presentable
        hushed = silence(at.snapshot, quiet.until, quiet.everybody, private=private)
        return ThisWeek(hushed, None, quiet)
    if at.standing.presentable or len(at.snapshot.people) < ENOUGH:
        private = not at.standing.presentable
        return ThisWeek(week(at.snapshot, private=private, veiled=at.veiled, mine=at.owns), None)
    given = ask(actor, code, NextRecruits(), as_of, wait=wait)
    talk = None if given.answer is None else next_talk(at.snapshot, given.answer.value)
    return ThisWeek(week(at.snapshot, talk=talk, veiled=at.veiled, mine=at.owns), given.job)


def quiet_of(standing: Standing) -> Quiet | None:
    """Return the pause that holds for an actor today."""
    return pause_of(standing.scope, standing.actor.account, standing.actor.today)


def pause_of(scope: Scope, account: int, today: date) -> Quiet | None:
    """Return the pause that holds for an account on a day, the one that lasts longest."""
    rows = Pause.objects.within(scope).filter(gone=False, until__gt=today)
    own = rows.filter(Q(account=account) | Q(account=None))
    longest = own.order_by("-until", "-id").first()
    if longest is None:
        return None
    return Quiet(longest.pk, longest.until, longest.account_id is None)


def news(actor: Actor, code: str, since: datetime) -> tuple[Past, ...]:
    """Return what was changed since a moment and still stands, newest first."""
    return tuple(past for past in changes(actor, code) if past.at > since and not past.undone)
