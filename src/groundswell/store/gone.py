"""What erasure left: how many people and facts a look at the past lacks."""

from __future__ import annotations

from datetime import date

from groundswell.store.models import Tombstone
from groundswell.store.scope import Scope


def erased_since(scope: Scope, day: date) -> tuple[int, int]:
    """Return how many people were erased on a day or later, and how many facts went with them."""
    stones = Tombstone.objects.within(scope).values_list("facts", "at")
    facts = [number for number, at in stones if at.date() >= day]
    return len(facts), sum(facts)
