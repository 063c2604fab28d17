"""Which parts of the system are represented in the coalition, and which are missing?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.blind_spots import Warning_, warnings
from groundswell.core.questions.harm import RankedGap, ranked_gaps
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.represented import (
    DECISIONS,
    NODES,
    UNITS,
    VOICES,
    Dimension,
    View,
    dimensions,
)
from groundswell.core.questions.system import unsettled
from groundswell.core.questions.wording import NUMBERS, count
from groundswell.core.terrain.snapshot import DecisionPoint
from groundswell.core.terrain.terms import GapKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Question):
    """Which parts of the system are represented in the coalition, and which are missing?"""

    SLUG: ClassVar[str] = "coverage"
    ASKS: ClassVar[str] = "Which parts of the system are in the coalition, and which are missing?"
    FEATURE: ClassVar[str] = "Q1"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who of the coalition holds one decision still to be won.

    `decide` and `veto` are codes of the coalition; `holders` everybody known who does either;
    `ear` the holders outside who trust or ask somebody of the coalition.
    """

    decision: str
    title: str
    state: str
    required: bool
    holders: tuple[str, ...]
    decide: tuple[str, ...]
    veto: tuple[str, ...]
    ear: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageValue:
    """Value of `coverage`; `coalition` are the codes of the members and the owner."""

    dimensions: tuple[Dimension, ...]
    gaps_ranked: tuple[RankedGap, ...]
    warnings: tuple[Warning_, ...]
    decisions: tuple[Seat, ...]
    coalition: tuple[str, ...]


def coverage(study: Study, question: Coverage) -> Answer[CoverageValue]:
    """Measure the coalition against the system that is being changed.

    The system is what the map names: people who work at a node, who decide, veto or implement a
    decision, who live with the result, who hold resistance or stand in the system sketch, and the
    units, levels, functions and sites they come from. A part is covered when somebody of the
    coalition (a member, or the owner) belongs to it; a unit also when they work below it.

    Notes
    -----
    Counting only: no draws are used. The order of harm is a stated convention (see `harm`).
    """
    view = View(study.snapshot)
    found = dimensions(view)
    missing = ranked_gaps(view, found)
    value = CoverageValue(
        dimensions=found,
        gaps_ranked=missing,
        warnings=warnings(view),
        decisions=tuple(_seat(view, point) for point in unsettled(view.snapshot)),
        coalition=view.coalition,
    )
    reasons = [
        Reason(d.text, tuple(sorted({code for who in d.members.values() for code in who})))
        for d in found
    ]
    return answer(study, question, _headline(view, value), value, reasons, list(_gaps(view)))


def _seat(view: View, point: DecisionPoint) -> Seat:
    people, inside, ear = view.snapshot.people, view.circle.inside, view.circle.ear
    real = [int(i) for i in point.holders if i < len(people)]
    return Seat(
        decision=point.code,
        title=point.title,
        state=point.state.value,
        required=point.required,
        holders=tuple(people[i] for i in real),
        decide=view.within(point.deciders),
        veto=view.within(point.vetoes),
        ear=tuple(people[i] for i in real if not inside[i] and ear[i] > 0),
    )


def _headline(view: View, value: CoverageValue) -> str:
    if not view.snapshot.people:
        return "Nobody is on the map yet, so it cannot be said who is missing."
    if not view.system.stated:
        return (
            "It cannot be said yet who is missing: the map names nobody who decides, does the work "
            "or lives with the result."
        )
    if not view.coalition:
        return "Nobody is in the coalition yet, so every part of the change is still missing."
    held = _held(value)
    if not value.gaps_ranked:
        return f"{held}; every part of what you are changing has somebody in it."
    return f"{held}; what hurts most is that {value.gaps_ranked[0].clause}."


def _held(value: CoverageValue) -> str:
    """Say in how many decisions and places of work the coalition is, or else in how many units."""
    seen = {d.dimension: d for d in value.dimensions}
    parts = []
    if DECISIONS in seen:
        share = _share(seen[DECISIONS], "sits in on", "does not sit in on", "decision")
        parts.append(f"{share} still to be won")
    if NODES in seen:
        share = _share(seen[NODES], "works at", "does not work at", "place")
        parts.append(f"{share} where work must change")
    if not parts and UNITS in seen:
        share = _share(seen[UNITS], "comes from", "does not come from", "unit")
        parts.append(f"{share} that the change touches")
    if not parts and VOICES in seen:
        parts.append(_share(seen[VOICES], "speaks for", "does not speak for", "affected group"))
    return f"The coalition {' and '.join(parts) or 'has begun'}"


def _share(dimension: Dimension, does: str, does_not: str, noun: str) -> str:
    covered, total = len(dimension.covered), len(dimension.covered) + len(dimension.missing)
    if not covered:
        return f"{does_not} {f'the one {noun}' if total == 1 else f'any of {count(total, noun)}'}"
    if covered == total:
        every = {1: f"the one {noun}", 2: f"both {count(2, noun).removeprefix('two ')}"}
        return f"{does} {every.get(total) or f'all {count(total, noun)}'}"
    some = NUMBERS[covered] if covered < len(NUMBERS) else str(covered)
    return f"{does} {some} of {count(total, noun)}"


def _gaps(view: View) -> Iterator[Gap]:
    yield from map_gaps(view.snapshot)
    if view.snapshot.people and not view.system.sketched:
        yield gap(
            GapKind.SYSTEM_UNKNOWN,
            "No sketch says what keeps today's behaviour going, so the system is read from "
            "decisions, work and affected people alone. Draw five links: who does what, and what "
            "rewards it.",
        )
    if view.system.stated and not view.system.voices:
        yield gap(
            GapKind.VOICE_MISSING,
            "Nobody on the map is marked as living with the result. Ask who does, and who speaks "
            "for them.",
        )
    empty = [code for code, people in view.system.units.items() if not people]
    if empty:
        names = ", ".join(view.title(UNITS, code) for code in empty)
        yield gap(
            GapKind.MAP_INCOMPLETE,
            f"Nobody is known in {names}. Ask somebody there who does the work.",
            *empty,
        )
    blank = [p.person for p in view.snapshot.person.values() if not p.level or not p.function]
    yield from _blank(view, sorted(set(blank) & set(view.system.people)))


def _blank(view: View, codes: list[str]) -> Iterator[Gap]:
    if codes:
        who = count(len(codes), "person", "people").capitalize()
        yield gap(
            GapKind.MAP_INCOMPLETE,
            f"{who} of the system {'has' if len(codes) == 1 else 'have'} no level or function, so "
            "they count in neither. Fill in what you know.",
            *codes,
        )
