"""Promises past their day of which nothing says what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import quoted
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.snapshot import Snapshot


def promises_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield two people whose promise is longest past its day."""
    overdue = [
        c for c in snapshot.seen.of(Commitment) if c.due_on and c.due_on < snapshot.as_of and c.owed
    ]
    by: dict[str, Commitment] = {}
    for row in sorted(overdue, key=lambda c: (c.due_on or date.max, c.person, repr(c))):
        by.setdefault(row.person, row)
    for code, row in list(by.items())[:2]:
        assert row.due_on is not None
        name = snapshot.name(code)
        what = quoted(row.text) if row.text else "What was promised"
        mine = code == snapshot.owner
        title = "Keep or take back what you promised" if mine else f"Ask {name} how it stands"
        reason = f"{what} was due on {day(row.due_on)}, and nothing says what became of it."
        yield Item(
            "promise", title, reason, (code,), "commitments", 0.25, Urgency.NOW, Value.TO_GO_ON
        )
