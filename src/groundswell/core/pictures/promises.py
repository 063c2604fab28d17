"""The board of commitments: asked, promised, kept, broken, withdrawn; mandates apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import count
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import CommitmentKind, CommitmentState

# What a commitment may become next with one tap.
NEXT: dict[CommitmentState, tuple[CommitmentState, ...]] = {
    CommitmentState.ASKED: (CommitmentState.PROMISED, CommitmentState.WITHDRAWN),
    CommitmentState.PROMISED: (
        CommitmentState.KEPT,
        CommitmentState.BROKEN,
        CommitmentState.WITHDRAWN,
    ),
    CommitmentState.KEPT: (CommitmentState.BROKEN,),
    CommitmentState.BROKEN: (CommitmentState.KEPT,),
    CommitmentState.WITHDRAWN: (CommitmentState.PROMISED,),
}


@dataclass(frozen=True, slots=True)
class Lane:
    """The commitments in one state: open ones by the day they are due, others the newest first."""

    state: CommitmentState
    rows: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """The board.

    Parameters
    ----------
    lanes
        From asked to withdrawn, without mandates.
    mandates
        What is to stand, or stands, in somebody's role, goal or budget line.
    overdue
        Open ones past their day.
    """

    headline: str
    population: str
    lanes: tuple[Lane, ...]
    mandates: tuple[Commitment, ...]
    overdue: tuple[Commitment, ...]


def promises(snapshot: Snapshot) -> Promises:
    """Return the board of commitments."""
    every = snapshot.seen.of(Commitment)
    plain = [c for c in every if c.kind is not CommitmentKind.MANDATE]
    lanes = tuple(
        Lane(state, _ordered([c for c in plain if c.standing is state]))
        for state in CommitmentState
    )
    mandates = [c for c in every if c.kind is CommitmentKind.MANDATE]
    overdue = [c for c in every if _late(c, snapshot.as_of)]
    return Promises(
        headline=_headline(snapshot, every, overdue),
        population=f"{count(len(every), 'commitment').capitalize()} on record, "
        f"as of {day(snapshot.as_of)}",
        lanes=lanes,
        mandates=tuple(sorted(mandates, key=lambda c: (not c.owed, c.person, repr(c)))),
        overdue=tuple(sorted(overdue, key=lambda c: (c.due_on or date.max, c.person))),
    )


def _ordered(rows: list[Commitment]) -> tuple[Commitment, ...]:
    """Order rows of one standing: what is owed by its day, the others the newest first."""
    if all(row.owed for row in rows):
        return tuple(sorted(rows, key=lambda c: (c.due_on or date.max, c.person, repr(c))))
    return tuple(sorted(rows, key=lambda c: (_newest(c), c.person, repr(c)), reverse=True))


def _newest(row: Commitment) -> date:
    return row.recorded_on or row.due_on or row.promised_on or row.asked_on or date.min


def _late(row: Commitment, as_of: date) -> bool:
    return row.owed and row.due_on is not None and row.due_on < as_of


def _headline(snapshot: Snapshot, every: tuple[Commitment, ...], overdue: list[Commitment]) -> str:
    if not every:
        return "Nothing was asked and nothing promised: so far it is a mailing list."
    if overdue:
        first = min(overdue, key=lambda c: (c.due_on or date.max, c.person))
        who = "you" if first.person == snapshot.owner else snapshot.name(first.person)
        noun = count(len(overdue), "promise is", "promises are").capitalize()
        whose = "Yours" if who == "you" else f"{who}’s"
        return f"{noun} past the day. {whose} has waited longest."
    kept = sum(c.standing is CommitmentState.KEPT for c in every)
    broken = sum(c.standing is CommitmentState.BROKEN for c in every)
    waiting = sum(c.owed for c in every)
    parts = [
        count(kept, "promise was", "promises were") + " kept",
        f"{count(broken, 'was', 'were') if broken else 'none was'} broken",
    ]
    return f"{', '.join(parts)}; {count(waiting, 'is', 'are')} open.".capitalize()
