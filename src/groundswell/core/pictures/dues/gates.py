"""The gate that is due: should we still do this?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.pictures.gate_round import next_due
from groundswell.core.pictures.lens import day
from groundswell.core.terrain.run_records import Gate
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest

WEEK = timedelta(days=7)
SOON = 14  # days before a gate at which it asks for attention


def gates_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the first gate not held, from two weeks before its day; or that none has a day."""
    rows = [g for g in latest(snapshot.seen.of(Gate), "gate") if g.due_on and not g.held_on]
    for gate in sorted(rows, key=lambda g: (g.due_on or date.max, g.gate))[:1]:
        assert gate.due_on is not None
        away = (gate.due_on - snapshot.as_of).days
        if away > SOON:
            continue
        when = f"was due on {day(gate.due_on)}" if away < 0 else f"is due on {day(gate.due_on)}"
        urgency = Urgency.NOW if away < 0 else Urgency.THIS_WEEK
        reason = f"The gate {when}: should we still do this? The best case against comes first."
        yield Item(
            "gate", "Hold the gate", reason, (gate.gate,), "gates", 1.0, urgency, Value.TO_LIVE
        )
    if not rows and snapshot.member.any() and next_due(snapshot) <= snapshot.as_of + WEEK:
        reason = "A quarter has passed since the start or the last gate, and no other has a day."
        title = "Set the day of the next gate"
        yield Item("gates", title, reason, (), "gates", 0.1, Urgency.THIS_MONTH, Value.TO_GO_ON)
