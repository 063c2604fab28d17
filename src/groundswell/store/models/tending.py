"""What is somebody's own: a weekly note, how one wants to be reminded, and when not to be."""

from __future__ import annotations

from django.db import models

from groundswell.store.models.accounts import Account
from groundswell.store.scope import Scoped

LEAST, MOST = 1, 5  # energy


class WeekNote(Scoped):
    """What somebody notes of a week for themselves; nobody else ever reads it.

    `week` is its Monday.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()
    hours = models.FloatField(null=True)
    energy = models.PositiveSmallIntegerField(null=True)
    hand_over = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["initiative", "account", "week"], name="one_note_a_week"
            ),
            models.CheckConstraint(
                condition=models.Q(energy__isnull=True) | models.Q(energy__range=(LEAST, MOST)),
                name="energy_is_a_step",
            ),
        )


class Digest(Scoped):
    """Whether and when a member wants the week by e-mail, and how the last one went.

    `trouble` says in words why the last one could not be sent.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=254)
    wanted = models.BooleanField(default=False)
    weekday = models.PositiveSmallIntegerField(default=0)
    hour = models.PositiveSmallIntegerField(default=7)
    titled = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, default="", blank=True)

    class Meta(Scoped.Meta):
        constraints = (
            models.UniqueConstraint(fields=["initiative", "account"], name="one_digest_a_member"),
            models.CheckConstraint(
                condition=models.Q(weekday__lt=7, hour__lt=24), name="a_digest_has_its_hour"
            ),
        )


class Pause(Scoped):
    """Until when Today keeps quiet, for one member or, without an account, for everybody."""

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()
    at = models.DateTimeField()
    gone = models.BooleanField(default=False)
