"""One entry of the ledger in the terms of everybody it speaks to: at their figure, or whom to ask.

The sentences are those of the conversation brief.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import day
from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.conversation.arguments import argument, on_topic
from groundswell.core.questions.conversation.counterpart import sentence
from groundswell.core.questions.conversation.effects import Change, change_for, same_measure
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import count, quoted
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind
from groundswell.core.terrain.visible import latest


@dataclass(frozen=True, slots=True)
class Audience:
    """What an entry means for one person.

    Parameters
    ----------
    sentence
        What it means at their own figure, or why that cannot be said; the claim goes before it.
    stake
        What of theirs it speaks to, in their words.
    change
        The arithmetic behind the sentence, where their figure is known.
    ask
        Whom to ask for their figure; empty where it is known or none is needed.
    shown
        Whether they have seen it.
    """

    person: str
    sentence: str
    stake: str
    change: Change | None
    ask: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Audiences:
    """An entry and everybody it speaks to, those it means most to in figures first."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    people: tuple[Audience, ...]


def audiences(snapshot: Snapshot, code: str) -> Audiences:
    """Return what an entry means for each person whose stake shares a topic with it.

    Raises
    ------
    LookupError
        If the ledger has no such entry.
    """
    ledger = latest(snapshot.seen.of(Evidence), "evidence")
    entry = next((e for e in ledger if e.evidence == code), None)
    if entry is None:
        raise LookupError(code)
    people = tuple(_people(snapshot, entry))
    number = f"{count(len(people), 'person', 'people')} with a stake on its topics"
    return Audiences(
        headline=_headline(people),
        population=f"{number}, as of {day(snapshot.as_of)}",
        gaps=tuple(_gaps(snapshot, entry, people)),
        people=people,
    )


def _people(snapshot: Snapshot, entry: Evidence) -> Iterator[Audience]:
    stakes = on_topic(entry, [s for s in snapshot.seen.of(Stake) if s.person in snapshot.index])
    by: dict[str, list[Stake]] = {}
    for stake in sorted(stakes, key=repr):
        by.setdefault(stake.person, []).append(stake)
    seen = {e.person for e in snapshot.seen.of(Encounter) if entry.evidence in (e.shown or ())}
    known = Acquaintance(snapshot)
    found = [
        _audience(snapshot, entry, person, own, person in seen, known) for person, own in by.items()
    ]
    found.sort(key=lambda a: (a.change is None, bool(a.ask), snapshot.name(a.person), a.person))
    yield from found


def _audience(
    snapshot: Snapshot,
    entry: Evidence,
    person: str,
    stakes: list[Stake],
    shown: bool,
    known: Acquaintance,
) -> Audience:
    nearest = min(
        stakes, key=lambda s: (change_for(s, entry) is None, not same_measure(s, entry), repr(s))
    )
    made = argument(entry, nearest)
    lacking = made.change is None and entry.effect is not None and bool(entry.measure)
    foreign = bool(nearest.measure) and not same_measure(nearest, entry)
    ask = known.ask(snapshot.index[person]) if lacking and not foreign else ""
    return Audience(
        person=person,
        sentence=made.for_them.removeprefix(sentence(entry.claim or "")).strip(),
        stake=made.speaks_to or made.topic,
        change=made.change,
        ask=f"Their own figure is missing: ask them, or {ask}." if ask else "",
        shown=shown,
    )


def _headline(people: tuple[Audience, ...]) -> str:
    if not people:
        return "It speaks to nobody's stake yet."
    figures = sum(a.change is not None for a in people)
    lacking = sum(bool(a.ask) for a in people)
    text = f"It speaks to {count(len(people), 'person', 'people')}"
    if figures:
        text += f", to {count(figures, 'of them', 'of them')} in figures of their own"
    if lacking:
        text += f"; of {count(lacking, 'person', 'people')} today's figure is missing"
    return f"{text}."


def _gaps(snapshot: Snapshot, entry: Evidence, people: tuple[Audience, ...]) -> Iterator[Gap]:
    if not entry.topics:
        text = "The entry has no topic, so nobody's stake can be matched to it."
        yield gap(GapKind.STAKE_UNANSWERED, text, entry.evidence)
    elif not people:
        topics = " or ".join(quoted(topic) for topic in entry.topics)
        yield gap(GapKind.STAKES_UNKNOWN, f"Nobody's stake on the map is about {topics}.")
    unseen = [a.person for a in people if not a.shown]
    if people and len(unseen) == len(people):
        text = "None of them has been shown it: evidence nobody has seen moves nobody."
        yield gap(GapKind.STAKE_UNANSWERED, text, *unseen)
