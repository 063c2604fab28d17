"""What the workbench keeps for itself: answers, their work, the trail, places on the map."""

from __future__ import annotations

import uuid

from django.db import models

from groundswell.store.models.accounts import Account
from groundswell.store.scope import Scoped


class Shelved(Scoped):
    """An answer that was computed, under everything it depends on."""

    key = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    revision = models.CharField(max_length=60)
    question = models.CharField(max_length=40)
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = (
            models.UniqueConstraint(fields=["initiative", "key"], name="one_answer_a_key"),
        )
        indexes = (models.Index(fields=["initiative", "place", "-id"], name="shelf_place"),)


class Job(Scoped):
    """Work that takes longer than a page may: asked for, claimed by a worker, done or failed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    wanted = models.JSONField()
    state = models.CharField(max_length=10, default="queued")
    step = models.CharField(max_length=200, default="")
    share = models.FloatField(default=0.0)
    result = models.JSONField(null=True)
    worker = models.CharField(max_length=64, default="")
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        indexes = (models.Index(fields=["state", "asked_at"], name="job_queue"),)


class Trail(Scoped):
    """Who read or took what: asks, exports, reveals, sign-ins; writes stand in the changes."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40)
    about = models.JSONField(default=dict)
    via = models.CharField(max_length=10)
    at = models.DateTimeField()


class Placing(Scoped):
    """Where people stand on the drawn map, computed once for a state of the ties."""

    key = models.CharField(max_length=64)
    places = models.JSONField()

    class Meta(Scoped.Meta):
        constraints = (
            models.UniqueConstraint(fields=["initiative", "key"], name="one_placing_a_key"),
        )
