"""Members of the inner rings who have not been heard alone for a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.core_meetings import first_to_hear
from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Ring


def check_ins_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield members of the inner rings with whom a conversation is due, the longest wait first."""
    waits = []
    first = first_to_hear(snapshot)  # an item of its own
    for code, member in snapshot.members.items():
        if member.ring not in (Ring.NUCLEUS, Ring.CORE) or code in (snapshot.owner, first):
            continue
        last = _last_met(snapshot, code)
        if last is None or (snapshot.as_of - last).days >= snapshot.settings.tend_inner_days:
            waits.append((last or date.min, code))
    for last, code in sorted(waits)[:2]:
        name = snapshot.name(code)
        if last == date.min:
            reason = f"No conversation with {name} alone is on record. Each member is heard alone."
        else:
            reason = f"{(snapshot.as_of - last).days} days since the last conversation alone."
        title = f"Check in with {name}"
        yield Item(
            "check_in", title, reason, (code,), "encounters", 0.75,
            Urgency.THIS_WEEK, Value.TO_GO_ON,
        )  # fmt: skip


def _last_met(snapshot: Snapshot, code: str) -> date | None:
    days = (
        e.date or e.observed_on
        for e in snapshot.seen.of(Encounter)
        if e.person == code or (e.by == code and e.person == snapshot.owner)
    )
    return max((d for d in days if d is not None), default=None)
