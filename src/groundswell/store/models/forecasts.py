"""What the tool foretold, so that it can be held to it."""

from __future__ import annotations

from django.db import models

from groundswell.store.scope import Scoped

KINDS = ("critical_mass", "decision", "node", "self_sustaining")
LONGEST = 520  # weeks


class Foretold(Scoped):
    """One chance as it was said on a day: of the whole, a decision, a place of work, or lasting.

    `holders` is how many people a decision hung on then; the row names none of them. `digest` is
    that of the answer it stood in.
    """

    day = models.DateField()
    revision = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    code = models.TextField(default="", blank=True)
    mean = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    required = models.BooleanField()
    holders = models.PositiveIntegerField(default=0)
    horizon = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["initiative", "day", "revision", "kind", "code"],
                name="one_forecast_a_day_and_revision",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    mean__range=(0, 1),
                    low__range=(0, 1),
                    high__range=(0, 1),
                    horizon__lte=LONGEST,
                    kind__in=KINDS,
                ),
                name="a_forecast_is_a_chance",
            ),
        )
