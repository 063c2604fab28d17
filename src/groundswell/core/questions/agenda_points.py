"""What is open and belongs on the core's table: one source for each kind of point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.questions.core_meetings import held
from groundswell.core.questions.doubts import doubts
from groundswell.core.questions.erosion import inner_conflicts
from groundswell.core.questions.wording import count, listed, quoted
from groundswell.core.terrain.run_records import (
    Commitment,
    Evidence,
    Gate,
    Pilot,
    Ruling,
)
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Phase, PilotState, Result
from groundswell.core.terrain.visible import latest

SOON = timedelta(days=14)  # before a gate or the end of a pilot
EARLY = (Phase.NUCLEUS, Phase.EVIDENCE)
_CONTRARY = (Result.BROKE, Result.NULL)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda.

    Parameters
    ----------
    kind
        `promises`, `conflict`, `gate`, `ruling`, `contrary`, `doubts`, `pilot`, `evidence`,
        `vision`, `artifact` or `close`.
    minutes
        Time it gets, by convention.
    title, reason
        What to do, and what in the records puts it there.
    ids
        Codes of the people and records it is about.
    """

    kind: str
    minutes: int
    title: str
    reason: str
    ids: tuple[str, ...] = ()


def conflicts(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield the conflict that has been open longest."""
    inside = sorted(inner_conflicts(snapshot), key=lambda c: (c.opened_on or date.max, c.conflict))
    for conflict in inside[:1]:
        who = tuple(conflict.between or ())
        about = f": {conflict.text.rstrip('.')}" if conflict.text else ""
        yield Point(
            "conflict",
            10,
            f"Hear both sides{about}",
            f"Open between {snapshot.names(who)}. Left alone, sides form.",
            (conflict.conflict, *who),
        )


def gates(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield the gate that is due by then, or the call for private answers before it."""
    rows = [g for g in latest(snapshot.seen.of(Gate), "gate") if g.due_on and not g.held_on]
    for gate in sorted(rows, key=lambda g: (g.due_on or date.max, g.gate))[:1]:
        assert gate.due_on is not None
        if gate.due_on <= on:
            reason = f"The gate was due on {_day(gate.due_on)}. Each has answered alone first."
            yield Point("gate", 15, "Hold the gate: should we still do this?", reason, (gate.gate,))
        elif gate.due_on <= on + SOON:
            reason = f"The gate is due on {_day(gate.due_on)}; the best case against comes first."
            yield Point("gate", 3, "Ask each to answer the gate alone", reason, (gate.gate,))


def rulings(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield the decisions of the coalition that nobody answers for."""
    lost = [r for r in latest(snapshot.seen.of(Ruling), "ruling") if r.owner is None]
    if lost:
        titles = listed([quoted(r.title or r.ruling) for r in lost], 3)
        noun = count(len(lost), "decision has", "decisions have").capitalize()
        them = "it" if len(lost) == 1 else "them"
        reason = f"{noun} no owner, so nobody answers for {them}."
        yield Point("ruling", 5, f"Give {titles} an owner", reason, tuple(r.ruling for r in lost))


def promises(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield what was asked or promised and is due by then, or has no day."""
    owing = [c for c in snapshot.seen.of(Commitment) if c.owed]
    due = [c for c in owing if c.due_on is not None and c.due_on <= on]
    if not due:
        return
    who = tuple(
        dict.fromkeys(c.person for c in sorted(due, key=lambda c: (c.due_on or on, c.person)))
    )
    first = listed([snapshot.name(code) for code in who], 3)
    noun = count(len(due), "promise is", "promises are").capitalize()
    reason = f"{noun} due, and nothing says what became of {'it' if len(due) == 1 else 'them'}."
    yield Point("promises", 5, f"What became of what {first} promised", reason, who)


def contrary(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield evidence that speaks against the plan and came after the last meeting."""
    fresh = [e for e in _fresh(snapshot) if e.result in _CONTRARY]
    if fresh:
        claims = listed([quoted(e.claim or e.evidence) for e in fresh], 2)
        reason = "It broke or showed nothing. What would have to change for it to be otherwise?"
        ids = tuple(e.evidence for e in fresh)
        yield Point("contrary", 10, f"What speaks against it: {claims}", reason, ids)


def evidence(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield other evidence that came after the last meeting."""
    fresh = [e for e in _fresh(snapshot) if e.result not in _CONTRARY]
    if fresh:
        claims = listed([quoted(e.claim or e.evidence) for e in fresh], 2)
        reason = "New since the last meeting. Who should see it, and what does it not show?"
        yield Point("evidence", 5, f"Look at {claims}", reason, tuple(e.evidence for e in fresh))


def _fresh(snapshot: Snapshot) -> list[Evidence]:
    """Return the entries of the ledger seen after the last meeting; undated ones are not new."""
    last = next((m.date for m in reversed(held(snapshot))), None) or date.min
    rows = latest(snapshot.seen.of(Evidence), "evidence")
    return [e for e in rows if e.observed_on is not None and e.observed_on > last]


def untested(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield doubts that were heard and that nothing tests yet."""
    heard = [d for d in doubts(snapshot) if d.untested]
    if heard:
        who = tuple(dict.fromkeys(d.person for d in heard))
        noun = count(len(heard), "doubt was", "doubts were").capitalize()
        title = f"Choose a doubt to test: {quoted(heard[0].text.rstrip('.?!'))}"
        reason = (
            f"{noun} heard and not tested yet. A doubt says what is hard; it is not argued away."
        )
        yield Point("doubts", 5, title, reason, who)


def pilots(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield pilots that run, those that end soon first."""
    rows = latest(snapshot.seen.of(Pilot), "pilot")
    running = [p for p in rows if p.state is PilotState.RUNNING]
    for pilot in sorted(running, key=lambda p: (p.ends_on or date.max, p.pilot))[:1]:
        title = f"What the pilot shows so far: {quoted(pilot.question or pilot.pilot)}"
        ends = f" until {_day(pilot.ends_on)}" if pilot.ends_on else ""
        rule = f" Stop rule: {pilot.stop_rule.rstrip('.')}." if pilot.stop_rule else ""
        yield Point("pilot", 5, title, f"It runs{ends}.{rule}", (pilot.pilot,))


def vision(snapshot: Snapshot, on: date) -> Iterator[Point]:
    """Yield the wording of the vision, once the early phases are over and it is missing."""
    if snapshot.phase not in EARLY and not snapshot.seen.initiative.vision:
        reason = "Nothing says yet what it should be like afterwards, and newcomers will ask."
        yield Point("vision", 5, "Put the vision into one sentence", reason)


def _day(when: date) -> str:
    return f"{when.day} {when:%B}"


# What cannot wait first; where time runs out, the last ones go.
SOURCES: tuple[Callable[[Snapshot, date], Iterator[Point]], ...] = (
    gates,
    conflicts,
    contrary,
    rulings,
    promises,
    untested,
    pilots,
    evidence,
    vision,
)
