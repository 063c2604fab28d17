"""What was done: changes, retractions, images of what may change, and what erasure leaves."""

from __future__ import annotations

from django.db import models

from groundswell.store.models.accounts import Account
from groundswell.store.scope import Scoped


class Change(Scoped):
    """One act of one account, whole or not at all; undoing it is another change."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    about = models.JSONField(default=dict)
    via = models.CharField(max_length=10)
    at = models.DateTimeField()
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        indexes = (models.Index(fields=["initiative", "-id"], name="change_newest"),)


class Retraction(Scoped):
    """A fact was taken back; the fact itself stays."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=20)
    fact = models.BigIntegerField()
    on = models.DateField()

    class Meta(Scoped.Meta):
        indexes = (models.Index(fields=["initiative", "sheet"], name="retraction_sheet"),)


class Image(Scoped):
    """A changeable row before and after a change, so that it can be undone."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)


class ErasureTicket(models.Model):
    """While a transaction holds one, facts may be erased; it never outlives the transaction."""

    reason = models.CharField(max_length=200)


class Tombstone(Scoped):
    """Somebody was erased: a digest by which an old backup erases them again."""

    digest = models.CharField(max_length=64)
    facts = models.PositiveIntegerField()
    at = models.DateTimeField()
