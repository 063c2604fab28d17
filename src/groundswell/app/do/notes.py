"""Notes about people: written, changed, taken away, each of which can be undone."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Deed, Done, deed
from groundswell.app.policy import Absent, Act
from groundswell.store import append
from groundswell.store.models import Note
from groundswell.store.scope import WRITING


class NoteSight(StrEnum):
    """Who may read a note."""

    MINE = "mine"
    CORE = "core"
    INITIATIVE = "initiative"


def write_note(
    actor: Actor, code: str, person: str, text: str, sight: NoteSight = NoteSight.MINE
) -> Done:
    """Write a note about a person; nobody else reads it unless it is shared."""
    about = {"ids": [person]}
    with deed(actor, code, Act.JUDGE, "note", about, (append.NOTES,)) as made:
        keep_note(made, person, text, sight)
        return Done(made.change.pk, "note", 1)


def keep_note(made: Deed, person: str, text: str, sight: NoteSight) -> None:
    """Write a note within a change that has begun."""
    note = Note.everywhere.using(WRITING).create(
        initiative_id=made.scope.initiative,
        account_id=made.standing.actor.account,
        person=person,
        text=text,
        sight=sight,
        at=made.standing.actor.at,
    )
    append.keep_image(made.change, "note", note.pk, {"gone": True}, {"gone": False})


def change_note(actor: Actor, code: str, number: int, **values: Any) -> Done:
    """Change a note's text or sight, or take it away (`gone`); only its writer may."""
    with deed(actor, code, Act.JUDGE, "note", {}, (append.NOTES,)) as made:
        notes = Note.objects.within(made.scope).filter(account=actor.account, gone=False)
        note = notes.filter(pk=number).first()
        if note is None:
            raise Absent(str(number))
        before = {name: getattr(note, name) for name in values}
        Note.objects.within(made.scope).filter(pk=note.pk).update(**values)
        append.keep_image(made.change, "note", note.pk, before, values)
        return Done(made.change.pk, "note", 0, 1 if values.get("gone") else 0)
