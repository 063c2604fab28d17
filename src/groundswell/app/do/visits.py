"""When somebody last looked: no change of the initiative, so it rises no revision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.policy import Act
from groundswell.store.models import Membership
from groundswell.store.scope import WRITING


def visit_(actor: Actor, code: str) -> datetime | None:
    """Note that the actor looks now; return when they looked before, None for the first time."""
    with transaction.atomic(using=WRITING):
        standing = policy.enter(actor, code, Act.READ, alias=WRITING)
        rows = Membership.objects.within(standing.scope).filter(account=actor.account)
        before: datetime | None = rows.values_list("seen_at", flat=True).get()
        rows.update(seen_at=actor.at)
        return before
