"""Which initiative a query may see: every query of an initiative's rows names its scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

WRITING, READING, LEDGER = "default", "reading", "ledger"


class Unscoped(RuntimeError):
    """Rows of an initiative were asked for without saying which; that is a defect."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One initiative, through one connection.

    Parameters
    ----------
    initiative
        Its number in the database.
    alias
        The connection: `reading` cannot write, `ledger` writes to its own tables alone.
    """

    initiative: int
    alias: str = READING


M = TypeVar("M", bound=models.Model)


class ScopedManager(models.Manager[M]):
    """Gives no rows unless a scope is named."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Refuse: nothing may be read without a scope."""
        raise Unscoped(f"say which initiative: {self.model.__name__}.objects.within(scope)")

    def within(self, scope: Scope) -> models.QuerySet[M]:
        """Return the rows of one initiative."""
        rows: models.QuerySet[M] = models.QuerySet(self.model, using=scope.alias)
        return rows.filter(initiative_id=scope.initiative)


class Scoped(models.Model):
    """Base of every table whose rows belong to an initiative."""

    initiative: Any = models.ForeignKey(
        "store.Initiative", on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedManager()
    everywhere: models.Manager[Any] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "everywhere"
