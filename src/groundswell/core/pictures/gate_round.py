"""A gate: who has answered it alone, what they answered once it may be read, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.pictures.lens import day
from groundswell.core.questions.core_meetings import inner
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.gate_records import GateAnswer
from groundswell.core.terrain.run_records import Gate
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GateOutcome
from groundswell.core.terrain.visible import latest

QUARTER = timedelta(days=91)
_DONE = {
    GateOutcome.CONTINUE: "It goes on",
    GateOutcome.ADAPT: "It goes on, changed",
    GateOutcome.PAUSE: "It rests",
    GateOutcome.STOP: "It ends",
}


@dataclass(frozen=True, slots=True)
class GateRound:
    """One gate.

    Parameters
    ----------
    answers
        The answers the reader may see, by name; all of them once it was held.
    answered
        Codes of those known to have answered, whether or not their answer may be read.
    awaited
        Inner members who have not answered.
    spread
        How the visible answers fall, in words.
    """

    gate: Gate
    headline: str
    answers: tuple[GateAnswer, ...]
    answered: tuple[str, ...]
    awaited: tuple[str, ...]
    spread: str


def gates(snapshot: Snapshot) -> tuple[Gate, ...]:
    """Return the gates: those to be held by the day they are due, then the others, newest first."""
    rows = latest(snapshot.seen.of(Gate), "gate")
    coming = sorted(
        (g for g in rows if not g.held_on), key=lambda g: (g.due_on or date.max, g.gate)
    )
    past = sorted((g for g in rows if g.held_on), key=lambda g: (g.held_on or date.min, g.gate))
    return (*coming, *reversed(past))


def next_due(snapshot: Snapshot) -> date:
    """Return when the next gate should be: a quarter after the last one, or after the start."""
    held = [g.held_on for g in latest(snapshot.seen.of(Gate), "gate") if g.held_on]
    start = max(held, default=snapshot.seen.initiative.started_on or snapshot.as_of)
    return max(start + QUARTER, snapshot.as_of + timedelta(days=7))


def gate_round(snapshot: Snapshot, gate: Gate, answered: Collection[str] = ()) -> GateRound:
    """Return a gate with what the reader may see of it.

    Parameters
    ----------
    answered
        Codes of those who have answered, as far as the caller may tell that they did.
    """
    rows = latest([a for a in snapshot.seen.of(GateAnswer) if a.gate == gate.gate], "assessor")
    rows.sort(key=lambda a: snapshot.name(a.assessor or ""))
    known = {a.assessor for a in rows if a.assessor} | set(answered)
    awaited = () if gate.held_on else tuple(c for c in inner(snapshot) if c not in known)
    return GateRound(
        gate=gate,
        headline=headline(snapshot, gate, len(known), awaited),
        answers=tuple(rows),
        answered=tuple(sorted(known, key=snapshot.name)),
        awaited=awaited,
        spread=_spread(rows),
    )


def headline(snapshot: Snapshot, gate: Gate, answered: int, awaited: tuple[str, ...]) -> str:
    """Say what came of a gate, or what it waits for."""
    if gate.held_on:
        what = _DONE[gate.outcome] if gate.outcome else "Held, and nothing says what came of it"
        why = f": {gate.reason.rstrip('.')}" if gate.reason else ""
        return f"{what}{why}."
    when = f"on {day(gate.due_on)}" if gate.due_on else "on a day nobody has set"
    late = gate.due_on is not None and gate.due_on < snapshot.as_of
    was = "was due" if late else "is held"
    said = f"{count(answered, 'answer is', 'answers are').capitalize()} in"
    if not awaited:
        return f"Should we still do this? {said}; it {was} {when}."
    if not answered:
        return f"Should we still do this? Nobody has answered yet; it {was} {when}."
    who = listed([snapshot.name(code) for code in awaited], 3)
    verb = "has" if len(awaited) == 1 else "have"
    return f"Should we still do this? {said}; {who} {verb} not answered."


def _spread(rows: list[GateAnswer]) -> str:
    told = Counter(a.answer for a in rows if a.answer)
    parts = [f"{count(told[o], o.value, o.value)}" for o in GateOutcome if told[o]]
    return ", ".join(parts)
