"""Ways in: one-time links and tokens, kept as digests alone, and the account of solo use."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from groundswell.app.actor import Actor
from groundswell.store.models import Account, Initiative, Membership, OneTimeLink, Token
from groundswell.store.scope import READING, WRITING

SOLO, NAMELESS = "me", "You"
PROGRAM, CALENDAR = "program", "calendar"  # what a token opens


def secret() -> str:
    """Return a new secret that cannot be guessed."""
    return secrets.token_urlsafe(32)


def digest(told: str) -> str:
    """Return what is kept of a secret; secrets are long and random, so no salt is needed."""
    return hashlib.sha256(told.encode()).hexdigest()


def new_link(owner: int, purpose: str, at: datetime, lasts: timedelta) -> str:
    """Return the secret of a link that signs an account in once."""
    told = secret()
    OneTimeLink.objects.using(WRITING).create(
        digest=digest(told), account_id=owner, purpose=purpose, expires_at=at + lasts
    )
    return told


def use_link(told: str, at: datetime) -> tuple[int, str] | None:
    """Use a link up; return its account and purpose, or None if it is used, old or unknown."""
    rows = OneTimeLink.objects.using(WRITING).filter(digest=digest(told), used_at=None)
    fresh = rows.filter(expires_at__gt=at)
    link = fresh.first()
    # Of two requests with one link, only the first finds it unused.
    if link is None or not fresh.update(used_at=at):
        return None
    return link.account_id, link.purpose


def account(number: int) -> Account:
    """Return an account, for signing in."""
    return Account.objects.using(WRITING).get(pk=number)


def solo_account(at: datetime) -> int:
    """Return the account of who uses this workbench alone, made on first use."""
    me, new = Account.objects.using(WRITING).get_or_create(
        login=SOLO, defaults={"name": NAMELESS, "created_at": at}
    )
    if new:
        me.set_unusable_password()
        me.save(using=WRITING)
    return int(me.pk)


def owner_of(code: str, me: int) -> int:
    """Return who acts in an initiative from this machine: its lone user, else its first owner."""
    initiative = Initiative.objects.using(READING).filter(code=code).first()
    here = Membership.everywhere.using(READING).filter(initiative=initiative, ended_at=None)
    if not here.exists() or here.filter(account=me).exists():
        return me
    owners = here.filter(role="owner").order_by("pk")
    return owners.values_list("account", flat=True).first() or me


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who stands behind a key, and what it opens: whether its entries may name people."""

    actor: Actor
    code: str
    worded: bool


def bearer(told: str, at: datetime, via: str) -> tuple[Actor, str] | None:
    """Return the actor behind a token and the code of its initiative; None for no such token."""
    found = _bearer(told, at, via, PROGRAM)
    return (found.actor, found.code) if found else None


def reader(told: str, at: datetime) -> Bearer | None:
    """Return who stands behind a calendar's key; it opens nothing but the calendar."""
    return _bearer(told, at, CALENDAR, CALENDAR)


def _bearer(told: str, at: datetime, via: str, purpose: str) -> Bearer | None:
    rows = Token.everywhere.using(READING).filter(digest=digest(told), revoked_at=None)
    token = rows.filter(purpose=purpose).select_related("account", "initiative").first()
    if token is None or not token.account.is_active:
        return None
    here = Membership.everywhere.using(READING).filter(
        initiative=token.initiative_id, account=token.account_id, ended_at=None
    )
    if not here.exists():
        return None
    if token.used_at is None or at - token.used_at > timedelta(minutes=5):
        Token.everywhere.using(WRITING).filter(digest=token.digest).update(used_at=at)
    name, bound = str(token.account), token.initiative_id
    actor = Actor(token.account_id, name, at, via, bound=bound, writes=token.writes)
    return Bearer(actor, token.initiative.code, token.worded)
