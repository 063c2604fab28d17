"""Evidence that needs nobody's permission."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import ENOUGH, Item, Urgency, Value
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.snapshot import Snapshot


def evidence_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the cost of today, while nothing has been tried or measured."""
    if not snapshot.seen.of(Evidence) and len(snapshot.people) >= ENOUGH:
        reason = "Nothing has been tried or measured. What today costs needs nobody's permission."
        title = "Write down what today costs"
        yield Item(
            "evidence", title, reason, (), "evidence", 1.0, Urgency.THIS_MONTH, Value.TO_GO_ON
        )
