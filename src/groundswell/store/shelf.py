"""Answers that were computed, kept under everything they depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groundswell.store.models import Placing, Shelved
from groundswell.store.scope import LEDGER, READING, Scope

KEPT = 40  # answers kept for each place; older ones go


@dataclass(frozen=True, slots=True)
class Found:
    """A kept answer, the revision it was computed at, and when."""

    answer: Mapping[str, Any]
    revision: str
    at: datetime


def find(scope: Scope, key: str) -> Found | None:
    """Return the answer under a key."""
    row = Shelved.objects.within(Scope(scope.initiative, READING)).filter(key=key).first()
    return None if row is None else Found(row.answer, row.revision, row.at)


def newest(scope: Scope, place: str) -> Found | None:
    """Return the newest answer to the same question for the same eyes, however old."""
    rows = Shelved.objects.within(Scope(scope.initiative, READING)).filter(place=place)
    row = rows.order_by("-id").first()
    return None if row is None else Found(row.answer, row.revision, row.at)


def put(
    scope: Scope,
    key: str,
    place: str,
    revision: str,
    question: str,
    answer: Mapping[str, Any],
    at: datetime,
) -> None:
    """Keep an answer; of one place only the newest stay."""
    rows = Shelved.objects.within(Scope(scope.initiative, LEDGER))
    made = {"place": place, "revision": revision, "question": question, "answer": answer, "at": at}
    rows.update_or_create(key=key, defaults={**made, "initiative_id": scope.initiative})
    old = rows.filter(place=place).order_by("-id").values_list("id", flat=True)[KEPT:]
    if stale := list(old):
        rows.filter(id__in=stale).delete()


def places(scope: Scope, key: str) -> Mapping[str, Any] | None:
    """Return where people stand on the drawn map, if it was computed for this state."""
    row = Placing.objects.within(Scope(scope.initiative, READING)).filter(key=key).first()
    return None if row is None else row.places


def last_places(scope: Scope) -> Mapping[str, Any] | None:
    """Return where people stood last, so that a small change keeps the picture."""
    row = Placing.objects.within(Scope(scope.initiative, READING)).order_by("-id").first()
    return None if row is None else row.places


def put_places(scope: Scope, key: str, placed: Mapping[str, Any]) -> None:
    """Keep where people stand; only the newest few states stay."""
    rows = Placing.objects.within(Scope(scope.initiative, LEDGER))
    rows.update_or_create(key=key, defaults={"places": placed, "initiative_id": scope.initiative})
    if stale := list(rows.order_by("-id").values_list("id", flat=True)[KEPT:]):
        rows.filter(id__in=stale).delete()
