"""One change effort, who belongs to it, and whose judgements they asked to see."""

from __future__ import annotations

import uuid

from django.db import models

from groundswell.store.models.accounts import Account
from groundswell.store.scope import Scoped


class Initiative(models.Model):
    """The tenant; what it is about stands in its facts.

    The revisions rise with every change of an area, so that a kept answer knows its age; `birth`
    tells an initiative from a restored or removed one with the same number.
    """

    code = models.SlugField(max_length=80, unique=True)
    fictional = models.BooleanField(default=False)
    birth = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    terrain_revision = models.PositiveBigIntegerField(default=0)
    run_revision = models.PositiveBigIntegerField(default=0)
    notes_revision = models.PositiveBigIntegerField(default=0)


class Membership(Scoped):
    """An account's part in an initiative.

    `assessor` is the code under which their judgements stand; `seen_at` when they last looked.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20)
    assessor = models.CharField(max_length=200)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        constraints = (
            models.UniqueConstraint(fields=["initiative", "account"], name="one_membership"),
        )


class Reveal(Scoped):
    """Somebody asked to see others' judgements of a person before giving their own."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=200)
    at = models.DateTimeField()
