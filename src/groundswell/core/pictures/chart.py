"""The organisation chart with stances and the coalition laid over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import Arc, Lens, Portrait
from groundswell.core.pictures.tree import depth_first
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, Level, TieKind

_LEVELS = {level.value: at for at, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Box:
    """A unit with its own people, the higher levels first; the empty code is for those without.

    Parameters
    ----------
    parent, depth
        Code of the unit above, and how deep it lies.
    below
        How many people work in it and in all units below it.
    """

    unit: str
    name: str
    parent: str | None
    depth: int
    people: tuple[Portrait, ...]
    below: int


@dataclass(frozen=True, slots=True)
class Line:
    """Who reports to whom; dotted where another line of the same person is stronger."""

    person: str
    manager: str
    dotted: bool


@dataclass(frozen=True, slots=True)
class OrgChart:
    """Units as a tree with their people, and the lines of reporting."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def chart(snapshot: Snapshot, *, veiled: Mapping[str, int] | None = None) -> OrgChart:
    """Return the organisation as far as the map knows it; everybody stands in one box."""
    lens = Lens(snapshot, veiled)
    boxes = tuple(_boxes(lens))
    lines = _lines(lens.arcs)
    return OrgChart(
        headline=_headline(lens, boxes, lines),
        population=lens.population,
        gaps=tuple(_gaps(lens, lines)),
        boxes=boxes,
        lines=lines,
    )


def _boxes(lens: Lens) -> Iterator[Box]:
    staff: dict[str, list[Portrait]] = {}
    for p in sorted(lens.portraits, key=_rank):
        staff.setdefault(p.unit or "", []).append(p)
    records = lens.chart.records
    below: dict[str, int] = {}
    for code in records:
        for above in lens.chart.with_above([code]):
            below[above] = below.get(above, 0) + len(staff.get(code, ()))
    for code, depth in depth_first(records):
        parent = records[code].parent
        yield Box(
            unit=code,
            name=lens.chart.name(code),
            parent=parent if parent in records and depth else None,
            depth=depth,
            people=tuple(staff.get(code, ())),
            below=below[code],
        )
    if "" in staff:
        yield Box("", "No unit stated", None, 0, tuple(staff[""]), len(staff[""]))


def _rank(person: Portrait) -> tuple[int, str, str]:
    return _LEVELS.get(person.level or "", len(_LEVELS)), person.name, person.code


def _lines(arcs: tuple[Arc, ...]) -> tuple[Line, ...]:
    """Return the lines; the strongest of a person are drawn through, the others dotted."""
    reports = [arc for arc in arcs if arc.kind == TieKind.REPORTS_TO]
    strongest: dict[str, float] = {}
    for arc in reports:
        strongest[arc.source] = max(strongest.get(arc.source, 0.0), arc.weight)
    return tuple(Line(a.source, a.target, a.weight < strongest[a.source]) for a in reports)


def _headline(lens: Lens, boxes: tuple[Box, ...], lines: tuple[Line, ...]) -> str:
    units = [box for box in boxes if box.unit]
    if not units:
        return "No unit is on the map yet, so there is no chart to draw."
    tops = [box for box in units if box.parent is None and box.below]
    reached = {p.unit for p in lens.portraits if p.ring}
    inside = [box for box in units if box.unit in reached]
    text = f"{count(len(units), 'unit').capitalize()} on the map"
    if len(tops) == 1:
        text = f"{tops[0].name} and what belongs to it: {count(len(units), 'unit')}"
    text += f"; the coalition sits in {count(len(inside), 'of them', 'of them')}"
    double = len(_several(lines))
    if double:
        people = count(double, "person answers", "people answer")
        text += f", and {people} to more than one manager"
    return f"{text}."


def _several(lines: tuple[Line, ...]) -> list[str]:
    number: dict[str, int] = {}
    for line in lines:
        number[line.person] = number.get(line.person, 0) + 1
    return [person for person, managers in number.items() if managers > 1]


def _gaps(lens: Lens, lines: tuple[Line, ...]) -> Iterator[Gap]:
    nowhere = [p for p in lens.portraits if not p.unit]
    if nowhere:
        yield gap(
            GapKind.MAP_INCOMPLETE,
            f"The unit of {listed([p.name for p in nowhere])} is not stated.",
            *(p.code for p in nowhere),
        )
    tied = {line.person for line in lines} | {line.manager for line in lines}
    loose = [p.code for p in lens.portraits if p.code not in tied and p.level != Level.EXTERNAL]
    if loose and len(lens.portraits) > 1:
        who = count(len(loose), "person reports", "people report")
        yield gap(GapKind.TIES_UNKNOWN, f"Whom {who} to is not on the map.", *loose)
