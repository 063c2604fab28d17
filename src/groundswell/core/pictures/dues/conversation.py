"""The next conversation, as a question answered it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.terrain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Talk:
    """The next conversation as a question answered it: with whom, through whom, and why."""

    person: str
    through: str | None
    reason: str


def conversation_due(snapshot: Snapshot, talk: Talk | None) -> Iterator[Item]:
    """Yield the conversation, where it is known already."""
    if talk is None or talk.person not in snapshot.index:
        return
    through = f", through {snapshot.name(talk.through)}" if talk.through else ""
    title = f"Talk to {snapshot.name(talk.person)}{through}"
    yield Item(
        "talk", title, talk.reason, (talk.person,), "people", 1.0,
        Urgency.THIS_WEEK, Value.TO_GO_ON,
    )  # fmt: skip
