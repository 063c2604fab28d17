"""Who is represented and who is missing: the gaps by harm, the grid of dimensions, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.questions.coverage import CoverageValue, Seat
from groundswell.core.questions.represented import Dimension
from groundswell.core.questions.represented import View as Represented
from groundswell.core.terrain.terms import Stance
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.people import People, Who


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the system: its name, and who of the coalition covers it, if anybody."""

    name: str
    members: list[Who]


@dataclass(frozen=True, slots=True)
class Side:
    """One way to look at the coalition, with the parts it covers and those it misses."""

    name: str
    text: str
    covered: list[Part]
    missing: list[Part]


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap with what goes wrong and who could fill it."""

    text: str
    harm: str
    ask: list[Who]


@dataclass(frozen=True, slots=True)
class Held:
    """A decision still to be won, and which of the coalition hold it."""

    title: str
    url: str
    required: bool
    decide: list[Who]
    veto: list[Who]
    ear: list[Who]
    others: list[Who]


def covered(at: View, answer: Answer[CoverageValue]) -> dict[str, Any]:
    """Return what the coverage screen shows beside the answer itself."""
    people, value = People(at), answer.value
    names = Represented(at.snapshot)
    return {
        "missing": [Missing(g.text, g.harm, people.all(g.ask)) for g in value.gaps_ranked],
        "sides": [_side(at, d, names, people) for d in value.dimensions],
        "warnings": value.warnings,
        "seats": [_held(seat, people, at) for seat in value.decisions],
        "coalition": people.all(value.coalition),
    }


def _side(at: View, found: Dimension, names: Represented, people: People) -> Side:
    def part(item: str) -> Part:
        name = _title(names, found.dimension, item, at)
        return Part(name, people.all(found.members.get(item, ())))

    return Side(
        name=found.dimension.replace("_", " ").capitalize(),
        text=found.text,
        covered=[part(item) for item in found.covered],
        missing=[part(item) for item in found.missing],
    )


def _title(names: Represented, dimension: str, item: str, at: View) -> str:
    """Return the name of a part; stances in the words of the vocabulary."""
    if item in set(Stance):
        return vocabulary_of(at.about).label(Stance(item))
    name = names.title(dimension, item)
    return f"{name[:1].upper()}{name[1:]}"


def _held(seat: Seat, people: People, at: View) -> Held:
    known = {*seat.decide, *seat.veto, *seat.ear}
    return Held(
        title=seat.title,
        url=f"{home_of(at.code)}decisions#decision-{seat.decision}",
        required=seat.required,
        decide=people.all(seat.decide),
        veto=people.all(seat.veto),
        ear=people.all(seat.ear),
        others=people.all(code for code in seat.holders if code not in known),
    )
