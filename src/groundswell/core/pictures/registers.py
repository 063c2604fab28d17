"""The registers: wins, conflicts, changes of the plan, decisions, rights, and doubts in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import day
from groundswell.core.questions.doubts import Doubt
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import count, listed, quoted
from groundswell.core.terrain.run_records import Adaptation, Conflict, Right, Ruling, Win
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import ConflictState, DoubtState, GapKind
from groundswell.core.terrain.visible import latest

# What may become of a doubt, and how its part of the register is called.
DOUBT_STATES: tuple[tuple[str, str], ...] = (
    (DoubtState.HEARD.value, "Heard, and not tested yet"),
    (DoubtState.TESTED_BY.value, "Tested by evidence"),
    (DoubtState.CHANGED_THE_PLAN.value, "Changed the plan"),
)


@dataclass(frozen=True, slots=True)
class Registers:
    """Wins, conflicts and changes of the plan: open conflicts first, the rest the newest first."""

    headline: str
    population: str
    wins: tuple[Win, ...]
    conflicts: tuple[Conflict, ...]
    adaptations: tuple[Adaptation, ...]


@dataclass(frozen=True, slots=True)
class Governing:
    """What the coalition decided and who decides what in it; a gap where nobody answers for it."""

    headline: str
    population: str
    rulings: tuple[Ruling, ...]
    rights: tuple[Right, ...]
    gaps: tuple[Gap, ...]


def registers(snapshot: Snapshot) -> Registers:
    """Return wins, conflicts and changes of the plan."""
    wins = sorted(snapshot.seen.of(Win), key=lambda w: (w.date or date.min, repr(w)))
    rows = latest(snapshot.seen.of(Conflict), "conflict")
    rows.sort(key=lambda c: (c.opened_on or date.min, c.conflict), reverse=True)
    changes = latest(snapshot.seen.of(Adaptation), "adaptation")
    changes.sort(key=lambda a: (a.date or date.min, a.adaptation), reverse=True)
    open_ = [c for c in rows if c.state is not ConflictState.RESOLVED]
    ended = [c for c in rows if c.state is ConflictState.RESOLVED]
    return Registers(
        headline=_headline(wins, open_, changes),
        population=f"As of {day(snapshot.as_of)}",
        wins=tuple(reversed(wins)),
        conflicts=(*open_, *ended),
        adaptations=tuple(changes),
    )


def _headline(wins: list[Win], open_: list[Conflict], changes: list[Adaptation]) -> str:
    if not (wins or open_ or changes):
        return "No win, no conflict and no change of the plan is on record yet."
    won = count(len(wins), "win").capitalize()
    changed = count(len(changes), "change of the plan", "changes of the plan")
    noun = count(len(open_), "conflict is", "conflicts are")
    return f"{won}, {changed}, and {noun} open."


def governing(snapshot: Snapshot) -> Governing:
    """Return what was decided and who decides what."""
    rulings = latest(snapshot.seen.of(Ruling), "ruling")
    rulings.sort(key=lambda r: (r.date or date.min, r.ruling), reverse=True)
    rights = latest(snapshot.seen.of(Right), "right")
    rights.sort(key=lambda r: (r.matter or r.right).casefold())
    lost = [r for r in rulings if r.owner is None]
    unheld = [r for r in rights if r.owner is None]
    gaps = []
    if lost:
        titles = listed([quoted(r.title or r.ruling) for r in lost])
        text = f"Nobody answers for {titles}. No decision without an owner: give each a name."
        gaps.append(gap(GapKind.HOLDER_UNKNOWN, text, *(r.ruling for r in lost)))
    if unheld:
        matters = listed([quoted(r.matter or r.right) for r in unheld])
        text = f"Nobody is said to decide on {matters}."
        gaps.append(gap(GapKind.HOLDER_UNKNOWN, text, *(r.right for r in unheld)))
    return Governing(
        headline=_governed(rulings, rights, lost),
        population=f"As of {day(snapshot.as_of)}",
        rulings=tuple(rulings),
        rights=tuple(rights),
        gaps=tuple(gaps),
    )


def _governed(rulings: list[Ruling], rights: list[Right], lost: list[Ruling]) -> str:
    if not (rulings or rights):
        return "Nothing says yet who decides what among you."
    if lost:
        return f"{count(len(lost), 'decision has', 'decisions have').capitalize()} no owner."
    decided = count(len(rulings), "decision").capitalize()
    if not rulings:
        return f"No decision is on record; {count(len(rights), 'right')} to decide."
    verb = "has" if len(rulings) == 1 else "each have"
    rest = count(sum(r.owner is not None for r in rights), "matter has", "matters have")
    return f"{decided} {verb} an owner, and {rest} somebody who decides."


def doubts_headline(doubts: Sequence[Doubt]) -> str:
    """Say how many doubts there are and what became of them."""
    if not doubts:
        return "No doubt is on record. Either nobody has one, or nobody has been asked."
    heard = sum(d.untested for d in doubts)
    changed = sum(d.state == DoubtState.CHANGED_THE_PLAN.value for d in doubts)
    first = f"{count(len(doubts), 'doubt was', 'doubts were').capitalize()} raised"
    if not heard:
        return f"{first}, each of them tested; {changed or 'none'} changed the plan."
    waiting = count(heard, "is", "are")
    return f"{first}; {waiting} not tested yet, and {changed or 'none'} changed the plan."
