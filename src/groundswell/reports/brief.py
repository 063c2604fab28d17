"""The brief: the four questions asked on one shared study, and composed to be read aloud.

The first sentence answers. What follows gives, in this order, where the change stands, who is
missing, whom to approach and how, what the answer hangs on, how fragile it is, and what nobody
knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.coverage import Coverage, CoverageValue, coverage
from groundswell.core.questions.critical_mass import (
    DECAYING,
    CriticalMass,
    CriticalMassValue,
    critical_mass,
)
from groundswell.core.questions.information import (
    Information,
    InformationValue,
    information,
    unknown_words,
)
from groundswell.core.questions.next_recruits import (
    NextRecruits,
    NextRecruitsValue,
    next_recruits,
    way_words,
)
from groundswell.core.questions.persuasion import Persuasion, PersuasionValue, persuasion
from groundswell.core.questions.resilience import Resilience, ResilienceValue, resilience
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind
from groundswell.reports.parts import Brief, Section, tidied
from groundswell.reports.sections.approach import approach, first_move
from groundswell.reports.sections.conversation import conversation
from groundswell.reports.sections.doubt import changeable, unknown, whom_to_ask
from groundswell.reports.sections.represented import represented
from groundswell.reports.sections.standing import EARLY, chances, decay, readiness
from groundswell.reports.words import day, paragraph, sentence

STEPS = 6  # questions of a brief
BEGINNINGS = (GapKind.MAP_INCOMPLETE.value, GapKind.NO_COALITION.value)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader may set: hours for conversations, and the draws."""

    hours: float | None = None
    seed: int = 0
    scenarios: int = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers of a brief."""

    critical_mass: Answer[CriticalMassValue]
    coverage: Answer[CoverageValue]
    next_recruits: Answer[NextRecruitsValue]
    persuasion: Answer[PersuasionValue] | None
    information: Answer[InformationValue]
    resilience: Answer[ResilienceValue]

    def by_slug(self) -> dict[str, Answer[Any]]:
        """Return the answers by the names of their questions."""
        found = (getattr(self, field.name) for field in fields(self))
        return {answer.question: answer for answer in found if answer is not None}


def answers_of(
    snapshot: Snapshot, wish: Wish, step: Callable[[str], None] = lambda label: None
) -> Asked:
    """Ask the questions of a brief; `step` is told before each."""
    study = Study(snapshot, wish.seed, wish.scenarios)
    draws: dict[str, Any] = {"seed": wish.seed, "scenarios": wish.scenarios}
    step("are we there yet")
    chance = critical_mass(study, CriticalMass(**draws))
    step("who is missing")
    cover = coverage(study, Coverage(**draws))
    step("whom to approach next")
    recruits = next_recruits(study, NextRecruits(hours=wish.hours, **draws))
    step("how to talk to them")
    person = whom(recruits.value, snapshot.owner)
    talk = persuasion(study, Persuasion(person=person, **draws)) if person else None
    step("what the answer hangs on")
    inputs = information(study, Information(**draws))
    step("how fragile it is")
    losses = resilience(study, Resilience(**draws))
    return Asked(chance, cover, recruits, talk, inputs, losses)


def whom(value: NextRecruitsValue, owner: str | None) -> str | None:
    """Return the person to talk to: of the first move, else who would matter most."""
    move = first_move(value)
    others = (entry.person for entry in value.pivotal if entry.person != owner)
    return move.person if move is not None else next(others, None)


def compose(snapshot: Snapshot, asked: Asked) -> Brief:
    """Compose the answers to a brief."""
    headline = paragraph(asked.critical_mass.headline, *to_meet(asked, snapshot, "next"))
    return tidied(
        Brief(
            title=snapshot.seen.initiative.title or "A change without a title",
            dateline=dateline(snapshot),
            headline=headline,
            sections=tuple(sections(snapshot, asked)),
            next_step=paragraph(*to_meet(asked, snapshot), *to_learn(asked, snapshot)),
            provenance=provenance(asked.critical_mass),
        )
    )


def sections(snapshot: Snapshot, asked: Asked) -> Iterator[Section]:
    """Yield the sections; early on, figures stand behind the people."""
    early = snapshot.phase in EARLY
    if not early:
        yield chances(asked.critical_mass, snapshot)
    signs = len(asked.critical_mass.value.erosion)
    if signs >= DECAYING:
        yield decay(asked.critical_mass, "What wears the coalition down")
    yield readiness(asked.critical_mass, snapshot)
    yield represented(asked.coverage, asked.next_recruits)
    yield approach(asked.next_recruits, snapshot)
    if asked.persuasion is not None:
        yield conversation(asked.persuasion, snapshot)
    if early:
        yield chances(asked.critical_mass, snapshot)
    if 0 < signs < DECAYING:
        yield decay(asked.critical_mass, "Worth watching")
    yield changeable(asked.information, asked.resilience, snapshot)
    yield from unknown(asked.by_slug().values(), snapshot)


def to_meet(asked: Asked, snapshot: Snapshot, when: str = "") -> Iterator[str]:
    """Say whom to talk to, and through whom; with nobody there, how to begin."""
    talk, value = asked.persuasion, asked.next_recruits.value
    if talk is None:
        begin = [g.text for g in asked.critical_mass.gaps if g.kind in BEGINNINGS]
        yield from begin or [asked.next_recruits.headline]
        return
    name = snapshot.name(talk.value.person)
    move = first_move(value)
    if move is not None and move.messenger is not None:
        yield f"Talk to {name} {when}".strip() + way_words(move, snapshot)
    elif move is not None or not value.pivotal[0].reachable:
        yield f"Find a way to {name} {when}".strip() + ": nobody in the coalition has their ear yet"
    else:
        yield f"Talk to {name} {when}".strip()


def to_learn(asked: Asked, snapshot: Snapshot) -> Iterator[str]:
    """Say which unknown to look into, and whom to ask."""
    for first in asked.information.value.inputs[:1]:
        yield f"Find out {unknown_words(first, snapshot)}{whom_to_ask(first, snapshot)}"


def dateline(snapshot: Snapshot) -> str:
    """Say as of when, and whom the map holds."""
    return f"As of {day(snapshot.as_of)}. {sentence(snapshot.population)}"


def provenance(answer: Answer[Any]) -> str:
    """Say on what every figure rests."""
    on = answer.provenance
    known = "" if on.known_at == on.as_of else f", as known on {day(on.known_at)}"
    return (
        f"Every figure is as of {day(on.as_of)}{known}: {on.population}; {on.scenarios} scenarios, "
        f"seed {on.seed}, {on.method}. A range in brackets holds eight of ten scenarios. "
        "All this says what your map implies, not what people will do."
    )
