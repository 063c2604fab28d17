"""Rest and replant: whether it is time, and what the next coalition inherits from this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from groundswell.core.pictures.governing import Chair, chairs
from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.run_records import (
    Adaptation,
    Conflict,
    Evidence,
    Gate,
    Member,
    Win,
)
from groundswell.core.terrain.season_records import Replant
from groundswell.core.terrain.season_terms import ReplantCause, Season
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GateOutcome, Phase, Result, Ring
from groundswell.core.terrain.visible import latest

INNER = (Ring.NUCLEUS, Ring.CORE)
MONTH = 30  # days a rest usually takes
LATELY = 180  # days within which somebody who left still is a reason
# What the practice needs once nobody pushes it any more.
AS_USUAL = (
    ("owner of the practice", "answers for it when nobody pushes any more"),
    ("who decides about it", "may change it, and says how it is changed"),
    ("who keeps it healthy", "hears what breaks, and sees that it is mended"),
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A reason to rest and plant anew, with the codes behind it."""

    cause: str
    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who was in the coalition; `thanked` when they were thanked, if they were."""

    person: str
    name: str
    ring: str
    left: date | None
    thanked: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What the next coalition inherits: each a list of sentences."""

    wins: tuple[str, ...]
    failures: tuple[str, ...]
    adaptations: tuple[str, ...]
    conflicts: tuple[str, ...]
    learned: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was written down at all."""
        return not any((self.wins, self.failures, self.adaptations, self.conflicts, self.learned))


@dataclass(frozen=True, slots=True)
class Replanting:
    """Whether to rest, the rest that is on, and what is passed on.

    Parameters
    ----------
    rest
        The rest that is on, if one is; `over` where its day has come.
    lacking
        Roles of business as usual nobody fills yet.
    """

    headline: str
    triggers: tuple[Trigger, ...]
    rest: Replant | None
    over: bool
    memory: Memory
    former: tuple[Former, ...]
    remaining: tuple[str, ...]
    as_usual: tuple[Chair, ...]
    lacking: tuple[tuple[str, str], ...]


def replanting(snapshot: Snapshot) -> Replanting:
    """Return whether it is time to rest and plant anew, and what is remembered."""
    found, rest = tuple(_triggers(snapshot)), resting(snapshot)
    over = rest is not None and rest.resume_on is not None and rest.resume_on <= snapshot.as_of
    filled = chairs(snapshot, Season.BUSINESS_AS_USUAL)
    taken = {chair.title.casefold() for chair in filled}
    return Replanting(
        headline=_headline(snapshot, found, rest, over),
        triggers=found,
        rest=rest,
        over=over,
        memory=memory(snapshot),
        former=former(snapshot),
        remaining=tuple(c for c, m in sorted(snapshot.members.items()) if m.ring in INNER),
        as_usual=filled,
        lacking=tuple(role for role in AS_USUAL if role[0] not in taken),
    )


def resting(snapshot: Snapshot) -> Replant | None:
    """Return the rest that is on, if the work rests."""
    if snapshot.phase is not Phase.PAUSED:
        return None
    rows = [r for r in latest(snapshot.seen.of(Replant), "replant") if r.rebuilt_on is None]
    return max(rows, key=lambda r: (r.started_on or date.min, r.replant), default=None)


def _triggers(snapshot: Snapshot) -> Iterator[Trigger]:
    gone = [f for f in former(snapshot) if f.ring in INNER and _lately(snapshot, f.left)]
    if gone:
        names = listed([f.name for f in gone], 3)
        left = "have left" if len(gone) > 1 else "has left"
        text = f"{names} {left} the inner rings. People carry relations; a form does not."
        yield Trigger(ReplantCause.MEMBERS_MOVED.value, text, tuple(f.person for f in gone))
    if snapshot.phase is Phase.ROLLOUT:
        text = (
            "The work is turning from an innovation into business as usual. A coalition that moved "
            "an idea is not yet a form that keeps a practice healthy."
        )
        yield Trigger(ReplantCause.BUSINESS_AS_USUAL.value, text, ())
    gates = [g for g in latest(snapshot.seen.of(Gate), "gate") if g.held_on]
    last = max(gates, key=lambda g: (g.held_on or date.min, g.gate), default=None)
    if last is not None and last.outcome is GateOutcome.PAUSE and last.held_on:
        text = f"The gate of {day(last.held_on)} decided to pause."
        yield Trigger(ReplantCause.GATE.value, text, (last.gate,))


def _lately(snapshot: Snapshot, left: date | None) -> bool:
    return left is not None and 0 <= (snapshot.as_of - left).days <= LATELY


def former(snapshot: Snapshot) -> tuple[Former, ...]:
    """Return who was in the coalition and is no more, the last to leave first."""
    rows = [
        m
        for m in latest(snapshot.seen.of(Member), "person")
        if m.left_on is not None and m.left_on <= snapshot.as_of
    ]
    rows.sort(key=lambda m: (m.left_on or date.min, m.person), reverse=True)
    return tuple(
        Former(
            m.person,
            snapshot.name(m.person),
            (m.ring or Ring.WIDER).value,
            m.left_on,
            m.thanked_on,
            m.reason or "",
        )
        for m in rows
    )


def memory(snapshot: Snapshot) -> Memory:
    """Return what was learned, from the registers; failures and null results are part of it."""
    seen = snapshot.seen
    wins = (w.title or w.text for w in seen.of(Win))
    failed = (
        f"{e.claim} ({_result(e.result)})"
        for e in latest(seen.of(Evidence), "evidence")
        if e.claim and e.result in (Result.BROKE, Result.NULL, Result.SURPRISED)
    )
    changed = (a.what for a in latest(seen.of(Adaptation), "adaptation"))
    fought = (
        f"{c.text} In the end: {c.resolution}" if c.resolution else c.text
        for c in latest(seen.of(Conflict), "conflict")
        if c.text
    )
    learned = (r.learned for r in latest(seen.of(Replant), "replant"))
    return Memory(_told(wins), _told(failed), _told(changed), _told(fought), _told(learned))


def _told(texts: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _result(result: Result | None) -> str:
    return {Result.BROKE: "broke", Result.NULL: "showed no effect"}.get(
        result or Result.NULL, "surprised us"
    )


def _headline(
    snapshot: Snapshot, triggers: tuple[Trigger, ...], rest: Replant | None, over: bool
) -> str:
    if over:
        return "The rest is over. Who forms the core now, with what the first one learned?"
    if rest is not None and rest.resume_on is not None:
        return f"The work rests until {day(rest.resume_on)}. Nothing is asked of anybody."
    if snapshot.phase is Phase.PAUSED:
        return "The work rests, and nothing says until when."
    if not triggers:
        return "Nothing asks for a rest now. Replant when people of the core move on."
    number = count(len(triggers), "sign asks", "signs ask").capitalize()
    return f"{number} for a rest and a new planting: {_first(triggers[0].text)}"


def _first(text: str) -> str:
    return f"{text.split('. ')[0].rstrip('.')}."
