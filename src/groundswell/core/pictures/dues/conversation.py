"""The next conversation, as a question answered it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.next_recruits import NextRecruitsValue
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Move


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


_MOST = "Their support would change most. Listen first: what is their own problem?"
_AIMS = {
    Move.JOIN: "they join",
    Move.SUPPORT: "they support it",
    Move.NOT_BLOCK: "they do not stand in the way",
    Move.INTRODUCE: "they introduce you",
    Move.SPONSOR: "they lend it their name",
}


def next_talk(snapshot: Snapshot, value: NextRecruitsValue) -> Talk | None:
    """Return the first move, or who would matter most where no move is worth its hours yet."""
    pick = next(iter(value.picks), None)
    if pick is None:
        others = (entry.person for entry in value.pivotal if entry.person != snapshot.owner)
        person = next(others, None)
        return None if person is None else Talk(person, None, _MOST)
    reason = f"Of all moves it does most for the hours it takes. The aim: {_AIMS[Move(pick.move)]}"
    if pick.tied_with:
        reason += f"; {snapshot.names(tuple(pick.tied_with[:2]))} would do as well"
    through = pick.messenger if pick.messenger != snapshot.owner else None
    return Talk(pick.person, through, f"{reason}.")
