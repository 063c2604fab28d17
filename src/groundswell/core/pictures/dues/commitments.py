"""What was asked of somebody long ago and never answered: a silence is an answer too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.wording import quoted
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import CommitmentState

SILENT = 21  # days without an answer after which an ask is worth asking again


def commitments_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the ask without a day that has waited longest for its answer."""
    waiting = [
        c
        for c in snapshot.seen.of(Commitment)
        if c.standing is CommitmentState.ASKED
        and c.due_on is None
        and c.asked_on is not None
        and (snapshot.as_of - c.asked_on).days >= SILENT
    ]
    for row in sorted(waiting, key=lambda c: (c.asked_on or date.max, c.person))[:1]:
        assert row.asked_on is not None
        name = snapshot.name(row.person)
        what = quoted(row.text.rstrip(".")) if row.text else "What was asked"
        days = (snapshot.as_of - row.asked_on).days
        reason = f"{what} was asked {days} days ago, and nothing says yes or no."
        title = f"Ask {name} again, or let it go"
        yield Item(
            "ask", title, reason, (row.person,), "commitments", 0.25,
            Urgency.THIS_MONTH, Value.TO_GO_ON,
        )  # fmt: skip
