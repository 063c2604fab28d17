"""This week for an actor: from what they see, with the next conversation where it is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.trails import Past, changes
from groundswell.app.browse.views import View, view
from groundswell.app.policy import Role
from groundswell.core.pictures.dues.conversation import Talk
from groundswell.core.pictures.dues.item import ENOUGH
from groundswell.core.pictures.week import Week, week
from groundswell.core.questions.next_recruits import NextRecruits, NextRecruitsValue
from groundswell.core.terrain.terms import Move
from groundswell.reports.brief import whom


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """What to do, and the number of a job that still works on the next conversation."""

    week: Week
    job: str | None


def this_week(actor: Actor, code: str, as_of: date | None = None) -> ThisWeek:
    """Return what to do this week."""
    at = view(actor, code, as_of)
    if at.standing.presentable or len(at.snapshot.people) < ENOUGH:
        private = not at.standing.presentable
        return ThisWeek(week(at.snapshot, private=private, veiled=at.veiled, mine=_owns(at)), None)
    given = ask(actor, code, NextRecruits(), as_of)
    talk = None if given.answer is None else _talk(at, given.answer.value)
    return ThisWeek(week(at.snapshot, talk=talk, veiled=at.veiled, mine=_owns(at)), given.job)


def _owns(at: View) -> bool:
    return at.standing.assessor == at.snapshot.owner or at.standing.role is Role.OWNER


def _talk(at: View, value: NextRecruitsValue) -> Talk | None:
    """Return the first move, or who would matter most where no move is worth its hours yet."""
    pick = next(iter(value.picks), None)
    if pick is None:
        person = whom(value, at.snapshot.owner)
        return None if person is None else Talk(person, None, _MOST)
    reason = f"Of all moves it does most for the hours it takes. The aim: {_AIMS[Move(pick.move)]}"
    if pick.tied_with:
        tied = at.snapshot.names(tuple(pick.tied_with[:2]))
        reason += f"; {tied} would do as well"
    through = pick.messenger if pick.messenger != at.snapshot.owner else None
    return Talk(pick.person, through, f"{reason}.")


_MOST = "Their support would change most. Listen first: what is their own problem?"
_AIMS = {
    Move.JOIN: "they join",
    Move.SUPPORT: "they support it",
    Move.NOT_BLOCK: "they do not stand in the way",
    Move.INTRODUCE: "they introduce you",
    Move.SPONSOR: "they lend it their name",
}


def news(actor: Actor, code: str, since: datetime) -> tuple[Past, ...]:
    """Return what was changed since a moment and still stands, newest first."""
    return tuple(past for past in changes(actor, code) if past.at > since and not past.undone)
