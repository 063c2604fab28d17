"""What a map lacks before it can say anything: a title, people, a coalition, decisions."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import ENOUGH, Item, Urgency, Value
from groundswell.core.questions.wording import count
from groundswell.core.terrain.snapshot import Snapshot


def beginnings_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield what is written down first."""
    if not snapshot.seen.initiative.title:
        reason = "The change has no title yet. One sentence will do, and may change."
        yield _first("title", "Say what will be different", reason, "initiative", 0.1)
    if len(snapshot.people) < ENOUGH:
        known = count(len(snapshot.people), "person is", "people are").capitalize()
        reason = f"{known} on the map. With ten it begins to say something."
        yield _first("names", "Write down ten names", reason, "people", 0.25)
    if snapshot.people and not snapshot.member.any():
        reason = "Nobody is in the coalition yet, not even you. It begins with its nucleus."
        yield _first("coalition", "Add yourself to the coalition", reason, "coalition", 0.1)
    if not any(d.required for d in snapshot.decisions):
        reason = "No decision is named that the change needs, so no answer can say how near it is."
        yield _first("decisions", "Name the decisions it needs", reason, "decisions", 0.25)


def _first(kind: str, title: str, reason: str, sheet: str, hours: float) -> Item:
    """Return something without which nothing else can be said."""
    return Item(kind, title, reason, (), sheet, hours, Urgency.NOW, Value.TO_LIVE)
