"""Members of the inner rings who have not been heard alone for as long as the rhythm says."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.core_meetings import first_to_hear
from groundswell.core.questions.tending import WAITING, tended
from groundswell.core.terrain.snapshot import Snapshot


def check_ins_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield members of the inner rings with whom a conversation is due, the longest due first."""
    first = first_to_hear(snapshot)  # an item of its own
    waits = [t for t in tended(snapshot) if t.alone and t.rhythm in WAITING and t.person != first]
    for tie in waits[:2]:
        reason = tie.reason if tie.last else f"{tie.reason} Each member is heard alone."
        title = f"Check in with {snapshot.name(tie.person)}"
        yield Item(
            "check_in", title, reason, (tie.person,), "encounters", 0.75,
            Urgency.THIS_WEEK, Value.TO_GO_ON,
        )  # fmt: skip
