"""Ties to the outer circles that fade; the inner ones are an item of their own."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.tending import Rhythm, tended
from groundswell.core.questions.wording import listed
from groundswell.core.terrain.snapshot import Snapshot

_NAMED = 3


def tending_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield one item for all ties to the outer circles that fade, the longest due first."""
    fading = [t for t in tended(snapshot) if t.rhythm is Rhythm.FADING and not t.alone]
    if not fading:
        return
    codes = tuple(tie.person for tie in fading)
    who = listed([snapshot.name(code) for code in codes], _NAMED)
    first = fading[0]
    reason = (
        f"{first.reason} In the outer circles a contact every {first.every} days keeps a tie alive."
    )
    title = f"Get back in touch with {who}"
    yield Item(
        "tending", title, reason, codes, "encounters", 0.5, Urgency.THIS_MONTH, Value.TO_GO_ON
    )
