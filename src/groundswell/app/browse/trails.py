"""What was changed and what was read, by whom and when; tokens, notes and who sees whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.browse.views import View
from groundswell.app.keys import PROGRAM
from groundswell.app.policy import Act, Refused, Standing
from groundswell.app.terrain import moment
from groundswell.core.terrain.run_records import Override
from groundswell.store.gone import erased_since
from groundswell.store.load import past_of
from groundswell.store.models import Change, Note, Token, Trail


@dataclass(frozen=True, slots=True)
class Past:
    """One change on record."""

    id: int
    verb: str
    sheets: tuple[str, ...]
    ids: tuple[str, ...]
    count: int
    who: str
    mine: bool
    via: str
    at: datetime
    undone: bool
    undoes: int | None
    reasons: tuple[str, ...] = ()


def changes(actor: Actor, code: str, before: int | None = None, most: int = 50) -> tuple[Past, ...]:
    """Return the changes of an initiative, newest first, older than a number."""
    standing = policy.enter(actor, code, Act.READ)
    if standing.presentable:
        raise Refused("This view does not show what was written down about people.")
    undone = past_of(standing.scope).undone
    rows = Change.objects.within(standing.scope).select_related("account").order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    why = _reasons(standing)
    return tuple(
        Past(
            id=c.pk,
            verb=c.verb,
            sheets=tuple(c.about.get("sheets", ())),
            ids=tuple(c.about.get("ids", ())),
            count=int(c.about.get("count", 0)),
            who=str(c.account) if c.account is not None else "",
            mine=c.account_id == actor.account,
            via=c.via,
            at=c.at,
            undone=c.pk in undone,
            undoes=c.undoes_id,
            reasons=why.get(c.pk, ()),
        )
        for c in rows[:most]
        if c.account_id == actor.account or c.verb not in ("note", "reveal", "quiet", "speak")
    )


def _reasons(standing: Standing) -> dict[int, tuple[str, ...]]:
    """Return why somebody went on against advice, by the change it came with."""
    found: dict[int, tuple[str, ...]] = {}
    for kept in moment(standing).sight.kept.get(Override.SHEET, ()):
        reason = kept.record.reason if isinstance(kept.record, Override) else None
        if reason:
            found[kept.change] = (*found.get(kept.change, ()), reason)
    return found


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note its reader may read."""

    id: int
    person: str
    text: str
    sight: str
    who: str
    mine: bool
    at: datetime


def notes(actor: Actor, code: str, person: str | None = None) -> Sequence[NoteView]:
    """Return the notes an actor may read, newest first: their own, and what is shared with them."""
    standing = policy.enter(actor, code, Act.READ)
    if standing.presentable:
        return ()
    shared = ("core", "initiative") if standing.core else ("initiative",)
    rows = Note.objects.within(standing.scope).filter(gone=False)
    rows = rows.filter(Q(account=actor.account) | Q(sight__in=shared))
    if person is not None:
        rows = rows.filter(person=person)
    return tuple(
        NoteView(
            n.pk, n.person, n.text, n.sight, str(n.account), n.account_id == actor.account, n.at
        )
        for n in rows.select_related("account").order_by("-id")
    )


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token without its secret."""

    id: int
    title: str
    start: str
    writes: bool
    who: str
    mine: bool
    created_at: datetime
    used_at: datetime | None
    worded: bool


def tokens(actor: Actor, code: str, purpose: str = PROGRAM) -> tuple[TokenView, ...]:
    """Return the live tokens of a purpose: all of them to the owner, to others their own."""
    standing = policy.enter(actor, code, Act.EXPORT)
    rows = Token.objects.within(standing.scope).filter(revoked_at=None, purpose=purpose)
    if not standing.may(Act.MANAGE):
        rows = rows.filter(account=actor.account)
    return tuple(
        TokenView(
            t.pk,
            t.title,
            t.start,
            t.writes,
            str(t.account),
            t.account_id == actor.account,
            t.created_at,
            t.used_at,
            t.worded,
        )
        for t in rows.select_related("account").order_by("-id")
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the trail of reads."""

    act: str
    who: str
    via: str
    at: datetime


def readings(actor: Actor, code: str, most: int = 100) -> tuple[Reading, ...]:
    """Return who asked, exported or revealed what; for the owner."""
    standing = policy.enter(actor, code, Act.MANAGE)
    rows = Trail.objects.within(standing.scope).select_related("account").order_by("-id")
    return tuple(
        Reading(t.act, str(t.account) if t.account is not None else "", t.via, t.at)
        for t in rows[:most]
    )


@dataclass(frozen=True, slots=True)
class Erased:
    """How many people were erased since a day, and how many facts went with them."""

    people: int
    facts: int


def erasures(at: View, since: date = date.min) -> Erased:
    """Return what was erased since a day, which a replay of that day lacks."""
    return Erased(*erased_since(at.standing.scope, since))
