"""Undo: the change stays on record and counts for nothing, until its undoing is undone."""

from __future__ import annotations

from typing import Any

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Deed, Done, Unsound, deed
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.questions.wording import sentence
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Record, columns, key_of
from groundswell.store import append
from groundswell.store.load import load, past_of
from groundswell.store.models import Change, Image, Membership, Note, Pause, Token
from groundswell.store.scope import WRITING

IRREVERSIBLE = frozenset({"erase", "open"})
_CHANGEABLE: dict[str, Any] = {"note": Note, "membership": Membership, "token": Token,
                              "pause": Pause}  # fmt: skip


def undo_(actor: Actor, code: str, number: int) -> Done:
    """Undo a change, whoever made it; what was built on it since stands in the way and is named.

    Raises
    ------
    Absent
        If there is no such change.
    Refused
        If it cannot be undone: an erasure, an undone change, one overtaken by a later one, one
        whose undoing would pass a shut launch gate, or somebody else's where the actor is no
        editor.
    """
    try:
        return _undone(actor, code, number)
    except Unsound as error:  # nothing is typed here that could be corrected
        raise Refused(" ".join(f"{sentence(p.what)}. {p.mend}" for p in error.problems)) from error


def _undone(actor: Actor, code: str, number: int) -> Done:
    areas = (append.TERRAIN, append.RUN, append.NOTES)
    with deed(actor, code, Act.JUDGE, "undo", areas=areas, undoes=number) as made:
        change = Change.objects.within(made.scope).filter(pk=number).first()
        if change is None or change.pk == made.change.pk:
            raise Absent(str(number))
        _may_undo(made, change)
        _nothing_doubled(made, change)
        _put_back(made, change)
        return Done(made.change.pk, "redo" if _takes_away(change) else "undo")


def _takes_away(change: Change) -> bool:
    """Whether a change is itself an undoing, so that undoing it brings something back."""
    return change.undoes is not None and not _takes_away(change.undoes)


def _may_undo(made: Deed, change: Change) -> None:
    undone = past_of(made.scope).undone
    if change.verb in IRREVERSIBLE:
        raise Refused("This cannot be undone.")
    others = change.account_id != made.standing.actor.account
    if others and not made.standing.may(Act.EDIT):
        raise Refused("Somebody else did this; as member you undo what you did yourself.")
    twice = Change.objects.within(made.scope).filter(undoes=change.pk).exclude(pk=made.change.pk)
    if any(other.pk not in undone for other in twice):
        raise Refused("This was undone already.")


def _nothing_doubled(made: Deed, change: Change) -> None:
    """Refuse where a fact that would return stands in a newer form."""
    after = load(made.scope, former=made.before)  # this change is already on record and counts
    for sheet, rows in after.sheets.items():
        kind: type[Record] = SHEETS[sheet]
        if sheet != Initiative.SHEET and not any(c.bounds.key for c in columns(kind)):
            continue
        standing = [k.record for k in rows if k.record.retracted_on is None]
        keys = {key_of(record) for record in standing} if sheet != Initiative.SHEET else {()}
        if len(standing) > len(keys):
            raise Refused("What this change touched was changed again since; undo that first.")


def _put_back(made: Deed, change: Change) -> None:
    """Give changeable rows their former values, with images of their own."""
    images = Image.objects.within(made.scope).filter(change=change.pk).order_by("-id")
    for image in images:
        table = _CHANGEABLE[image.kind]
        rows = table.everywhere.using(WRITING).filter(
            pk=image.row, initiative=made.scope.initiative
        )
        if image.before is None:
            raise Refused("This cannot be undone.")
        rows.update(**image.before)
        append.keep_image(made.change, image.kind, image.row, image.after, image.before)
