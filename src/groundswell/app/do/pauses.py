"""Quiet on Today until a day, for oneself or for everybody; ended early, and undone."""

from __future__ import annotations

from datetime import date

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Done, deed
from groundswell.app.policy import Absent, Act, Refused
from groundswell.store import append
from groundswell.store.models import Pause
from groundswell.store.scope import WRITING

OWN, ALL = "quiet", "hush"  # verbs of a pause of one's own, and of everybody's
_HERE, _GONE = {"gone": False}, {"gone": True}


def pause_(actor: Actor, code: str, until: date, *, everybody: bool = False) -> Done:
    """Keep Today quiet until a day; for everybody only an editor may.

    Raises
    ------
    Refused
        If the day does not lie ahead.
    """
    if until <= actor.today:
        raise Refused("A pause ends on a day that lies ahead.")
    act, verb = (Act.EDIT, ALL) if everybody else (Act.READ, OWN)
    with deed(actor, code, act, verb, areas=(append.NOTES,)) as made:
        pause = Pause.everywhere.using(WRITING).create(
            initiative_id=made.scope.initiative,
            account_id=None if everybody else actor.account,
            until=until,
            at=actor.at,
        )
        append.keep_image(made.change, "pause", pause.pk, _GONE, _HERE)
        return Done(made.change.pk, verb, 1)


def speak_(actor: Actor, code: str, number: int) -> Done:
    """End a pause before its day: one's own, or as editor everybody's."""
    with deed(actor, code, Act.READ, "speak", areas=(append.NOTES,)) as made:
        pause = Pause.objects.within(made.scope).filter(pk=number, gone=False).first()
        if pause is None or pause.account_id not in (None, actor.account):
            raise Absent(str(number))
        if pause.account_id is None and not made.standing.may(Act.EDIT):
            raise Refused("This pause is everybody's; ask an editor to end it.")
        Pause.objects.within(made.scope).filter(pk=number).update(gone=True)
        append.keep_image(made.change, "pause", number, _HERE, _GONE)
        return Done(made.change.pk, "speak", 0, 1)
