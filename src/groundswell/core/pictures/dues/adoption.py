"""Places of work nobody has looked at for a month since the launch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.after_launch import MONTH
from groundswell.core.questions.launch_gate import LAUNCHED
from groundswell.core.questions.wording import listed, quoted
from groundswell.core.terrain.run_records import Adoption
from groundswell.core.terrain.snapshot import Snapshot


def adoption_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the places that are to be looked at again, as one thing to do."""
    if snapshot.phase not in LAUNCHED:
        return
    last: dict[str, date] = {}
    for row in snapshot.seen.of(Adoption):
        if row.date is not None:
            last[row.node] = max(row.date, last.get(row.node, row.date))
    due = [
        node
        for node in snapshot.nodes
        if node.required
        and (node.code not in last or (snapshot.as_of - last[node.code]).days > MONTH)
    ]
    if due:
        names = listed([quoted(node.title) for node in due], 2)
        reason = "Once a month: how many work the new way, and who would if nobody insisted?"
        about = (tuple(n.code for n in due), "adoption", 0.5, Urgency.THIS_MONTH, Value.TO_GO_ON)
        yield Item("adoption", f"Look at {names}", reason, *about)
