"""Who belongs: members and their roles, tokens, and asking to see before judging."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from groundswell.app import keys
from groundswell.app.actor import Actor
from groundswell.app.do.deed import Deed, Done, deed
from groundswell.app.do.initiatives import assessor_of
from groundswell.app.policy import Absent, Act, Refused, Role
from groundswell.store import append
from groundswell.store.models import Account, Membership, Reveal, Token
from groundswell.store.scope import WRITING

WELCOME = timedelta(days=7)


def invite_(
    actor: Actor, code: str, login: str, name: str, role: Role, person: str | None = None
) -> tuple[Done, str | None]:
    """Add somebody to an initiative; return a link to choose a password if they are new.

    `person` is their code on the map: their judgements stand under it.
    """
    with deed(actor, code, Act.MANAGE, "invite", {"count": 1}) as made:
        accounts = Account.objects.using(WRITING)
        account = accounts.filter(login=login).first()
        new = account is None
        account = account or accounts.create(login=login, name=name, created_at=actor.at)
        if new:
            account.set_unusable_password()
            account.save(using=WRITING)
        _join(made, account, role, person)
        link = keys.new_link(account.pk, "welcome", actor.at, WELCOME) if new else None
        return Done(made.change.pk, "invite", 1), link


def _join(made: Deed, account: Account, role: Role, person: str | None) -> None:
    rows = Membership.objects.within(made.scope)
    part = rows.filter(account=account).first()
    if part is not None and part.ended_at is None:
        raise Refused(f"{account} belongs to this initiative already.")
    assessor = person or assessor_of(account.login)
    if rows.filter(assessor=assessor, ended_at=None).exclude(account=account).exists():
        raise Refused(f"Somebody else judges as {assessor} here; choose another code.")
    values = {"role": role.value, "assessor": assessor, "ended_at": None}
    made_part, _ = Membership.everywhere.using(WRITING).update_or_create(
        initiative_id=made.scope.initiative, account=account, defaults=values
    )
    ended = {"ended_at": made.standing.actor.at.isoformat()}
    append.keep_image(made.change, "membership", made_part.pk, ended, {"ended_at": None})


def introduce_(actor: Actor, name: str) -> None:
    """Call the account of solo use as its user does, for when others join; a name given stays."""
    nameless = Account.objects.using(WRITING).filter(login=keys.SOLO, name=keys.NAMELESS)
    nameless.filter(pk=actor.account).update(name=name)


def assign_(actor: Actor, code: str, account: int, role: Role) -> Done:
    """Give a member another role; the last owner stays one."""
    with deed(actor, code, Act.MANAGE, "assign", {"count": 1}) as made:
        part = _part(made, account)
        if part.role == Role.OWNER and role is not Role.OWNER:
            _another_owner(made, part)
        Membership.objects.within(made.scope).filter(pk=part.pk).update(role=role.value)
        images = {"role": part.role}, {"role": role.value}
        append.keep_image(made.change, "membership", part.pk, *images)
        return Done(made.change.pk, "assign")


def dismiss_(actor: Actor, code: str, account: int) -> Done:
    """End a membership; what they recorded stays, their tokens end."""
    with deed(actor, code, Act.MANAGE, "dismiss", {"count": 1}) as made:
        part = _part(made, account)
        if part.role == Role.OWNER:
            _another_owner(made, part)
        ended = actor.at.isoformat()
        Membership.objects.within(made.scope).filter(pk=part.pk).update(ended_at=actor.at)
        images = {"ended_at": None}, {"ended_at": ended}
        append.keep_image(made.change, "membership", part.pk, *images)
        live = Token.objects.within(made.scope).filter(account=account, revoked_at=None)
        live.update(revoked_at=actor.at)
        return Done(made.change.pk, "dismiss")


def _part(made: Deed, account: int) -> Membership:
    rows = Membership.objects.within(made.scope).filter(ended_at=None)
    part = rows.filter(account=account).first()
    if part is None:
        raise Absent(str(account))
    return part


def _another_owner(made: Deed, part: Membership) -> None:
    owners = Membership.objects.within(made.scope).filter(role=Role.OWNER, ended_at=None)
    if not owners.exclude(pk=part.pk).exists():
        raise Refused("An initiative needs an owner; make somebody else owner first.")


def issue_(actor: Actor, code: str, title: str, *, writes: bool = False) -> tuple[Done, str]:
    """Make a token bound to this initiative; it is shown once and kept as a digest alone."""
    return _issue(actor, code, "token", title=title, writes=writes)


def subscribe_(actor: Actor, code: str, title: str, *, worded: bool = False) -> tuple[Done, str]:
    """Make a key for one calendar; `worded` lets its entries name people and the matter."""
    told = {"title": title, "worded": worded, "purpose": keys.CALENDAR}
    return _issue(actor, code, "calendar", **told)


def _issue(actor: Actor, code: str, verb: str, **values: Any) -> tuple[Done, str]:
    with deed(actor, code, Act.EXPORT, verb, {"count": 1}) as made:
        secret = keys.secret()
        token = Token.everywhere.using(WRITING).create(
            initiative_id=made.scope.initiative,
            account_id=actor.account,
            digest=keys.digest(secret),
            start=secret[:8],
            created_at=actor.at,
            **values,
        )
        append.keep_image(made.change, "token", token.pk, {"revoked_at": actor.at.isoformat()}, {})
        return Done(made.change.pk, verb, 1), secret


def revoke_(actor: Actor, code: str, number: int) -> Done:
    """End a token; the owner may end anybody's, everybody else their own."""
    with deed(actor, code, Act.EXPORT, "revoke", {"count": 1}) as made:
        rows = Token.objects.within(made.scope).filter(pk=number, revoked_at=None)
        if not made.standing.may(Act.MANAGE):
            rows = rows.filter(account=actor.account)
        if not rows.update(revoked_at=actor.at):
            raise Absent(str(number))
        return Done(made.change.pk, "revoke")


def reveal_(actor: Actor, code: str, person: str) -> Done:
    """Show others' judgements of a person before one's own; a later one counts as informed."""
    with deed(actor, code, Act.JUDGE, "reveal", {"ids": [person]}) as made:
        Reveal.everywhere.using(WRITING).create(
            initiative_id=made.scope.initiative,
            account_id=actor.account,
            person=person,
            at=actor.at,
        )
        return Done(made.change.pk, "reveal")
