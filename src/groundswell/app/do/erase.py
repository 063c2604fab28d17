"""Erase a person or remove an initiative: asked once, previewed, and never undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from groundswell.app import ask, incoming, policy, terrain
from groundswell.app.actor import Actor
from groundswell.app.do.deed import Done
from groundswell.app.policy import Absent, Act, Refused, Standing
from groundswell.store import append, erase
from groundswell.store.models import Initiative
from groundswell.store.scope import READING, WRITING


@dataclass(frozen=True, slots=True)
class Going:
    """What an erasure takes.

    Parameters
    ----------
    sheets
        Facts that go, by sheet.
    theirs
        What the person saw of others; it stays under a code that names nobody.
    notes
        Notes about the person, everybody's.
    """

    sheets: Mapping[str, int]
    theirs: int
    notes: int

    @property
    def facts(self) -> int:
        """How many facts go."""
        return sum(self.sheets.values())


def going(actor: Actor, code: str, person: str) -> Going:
    """Say what erasing a person would take; nothing is done.

    Raises
    ------
    Absent
        If nobody of that code was ever recorded.
    Refused
        If the actor is not the owner.
    """
    return _going(policy.enter(actor, code, Act.MANAGE, alias=READING), person)


def _going(standing: Standing, person: str) -> Going:
    found = erase.foresee(standing.scope, person)
    if not found:
        raise Absent(person)
    theirs, notes = found.pop("theirs", 0), found.pop("notes", 0)
    return Going(dict(found), theirs, notes)


def erase_(actor: Actor, code: str, person: str) -> Done:
    """Erase a person from an initiative, its history, notes, images and kept answers.

    Lists lose their code, what they said of others names nobody any more. This cannot be undone,
    and restoring an older backup erases them again. It works in an archived initiative too.

    Raises
    ------
    Absent, Refused
        As `going` does.
    """
    with transaction.atomic(using=WRITING):
        standing = _managing(actor, code)
        _going(standing, person)
        gone = erase.erase(standing.scope, person, actor.at)
        told = {"count": gone}
        change = append.begin(standing.scope, actor.account, "erase", actor.at, actor.via, told)
        append.rise(standing.scope, append.TERRAIN, append.RUN, append.NOTES)
    _forget(actor)
    return Done(change.pk, "erase", 0, gone)


def remove_(actor: Actor, code: str, title: str) -> None:
    """Remove an initiative with everything in it; `title` is its code, typed to be sure.

    Raises
    ------
    Absent
        As policy says.
    Refused
        If the actor is not the owner, or typed something else.
    """
    with transaction.atomic(using=WRITING):
        standing = _managing(actor, code)
        if title.strip() != code:
            raise Refused("The code you typed is another one; nothing was removed.")
        erase.remove(standing.scope)
    _forget(actor)


def _managing(actor: Actor, code: str) -> Standing:
    standing = policy.enter(actor, code, Act.MANAGE, alias=WRITING)
    Initiative.objects.using(WRITING).select_for_update().get(pk=standing.scope.initiative)
    return standing


def _forget(actor: Actor) -> None:
    """Drop what this process still holds of it, and files that wait to be imported."""
    terrain.forget()
    ask.forget()
    incoming.sweep(actor.at + incoming.KEPT)
    erase.settle()
