"""Ties that carry too much: the only way to somebody who decides, and who carries most of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.core.questions.map_gaps import holders
from groundswell.core.questions.wording import listed, quoted
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import TieKind

LAYERS = (TieKind.TRUSTS, TieKind.ADVICE, TieKind.WORKS_WITH, TieKind.REPORTS_TO)
MOST_TIES = 5
CARRIED = 1 / 3
ENOUGH_TIES = 4


@dataclass(frozen=True, slots=True)
class FrailTie:
    """The only tie between the coalition and somebody who holds open decisions."""

    holder: str
    member: str
    decisions: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """The member who carries most ties of trust and advice to everybody else: how many, of all."""

    person: str
    ties: int
    of: int


def frail_ties(snapshot: Snapshot) -> tuple[FrailTie, ...]:
    """Return holders outside the coalition who listen to one member alone, the weightiest first.

    Only required open decisions count; at most five are returned.
    """
    inside = np.flatnonzero(snapshot.member[: len(snapshot.people)])
    if not inside.size:
        return ()
    near = sum((snapshot.layers[kind] for kind in LAYERS[1:]), snapshot.layers[LAYERS[0]])
    found = []
    for i in sorted(holders(snapshot)):
        if snapshot.member[i]:
            continue
        heard = np.flatnonzero(near[[i]][:, inside].toarray()[0])
        if heard.size == 1:
            found.append(_frail(snapshot, i, int(inside[heard[0]])))
    found.sort(key=lambda tie: (-len(tie.decisions), tie.holder))
    return tuple(found[:MOST_TIES])


def _frail(snapshot: Snapshot, holder: int, member: int) -> FrailTie:
    held = [p for p in snapshot.decisions if p.required and p.open and holder in p.holders]
    codes = snapshot.people[holder], snapshot.people[member]
    who = "you" if codes[1] == snapshot.owner else snapshot.name(codes[1])
    verb = "have" if who == "you" else "has"
    titles = listed([quoted(point.title) for point in held])
    hangs = "hangs" if len(held) == 1 else "hang"
    text = f"Only {who} {verb} the ear of {snapshot.name(codes[0])}, on whom {titles} {hangs}."
    return FrailTie(*codes, tuple(point.code for point in held), text)


def carrier(snapshot: Snapshot) -> Carrier | None:
    """Return who carries a third or more of the ties of trust and advice to the outside."""
    inside = np.flatnonzero(snapshot.member[: len(snapshot.people)])
    if inside.size < 2:
        return None
    trust = snapshot.layers[TieKind.TRUSTS] + snapshot.layers[TieKind.ADVICE]
    outside = np.flatnonzero(~snapshot.member[: len(snapshot.people)])
    listeners = np.asarray((trust[outside][:, inside] > 0).sum(axis=0)).reshape(-1)
    total = int(listeners.sum())
    best = int(np.argmax(listeners))
    if total < ENOUGH_TIES or listeners[best] < CARRIED * total:
        return None
    return Carrier(snapshot.people[int(inside[best])], int(listeners[best]), total)
