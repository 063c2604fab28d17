"""The wall chart: unit by level, with who is judged, who supports and who is in the coalition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import Lens, Portrait
from groundswell.core.pictures.tree import depth_first
from groundswell.core.questions.question import gap
from groundswell.core.questions.standing import BACKING, DOUBTING
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, Level

NOT_STATED = ""
FEW = 3  # below this a cell all but names somebody


@dataclass(frozen=True, slots=True)
class WallCell:
    """The people of a unit at a level.

    Parameters
    ----------
    people
        Codes; nothing is hidden from the team.
    judged, unknown, supporters, doubters, members
        How many were judged by somebody, by nobody, stand for it, doubt or oppose it, are in the
        coalition.
    few
        Whether the cell all but names somebody, so that it is not for a wall others walk past.
    """

    unit: str
    level: str
    people: tuple[str, ...]
    judged: int
    unknown: int
    supporters: int
    doubters: int
    members: int
    few: bool


@dataclass(frozen=True, slots=True)
class WallRow:
    """A unit, how deep it lies in the tree, and its cells in the order of the levels."""

    unit: str
    name: str
    depth: int
    cells: tuple[WallCell, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """Units by levels; the empty code stands for what is not stated."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    levels: tuple[str, ...]
    rows: tuple[WallRow, ...]


def wall(snapshot: Snapshot, *, veiled: Mapping[str, int] | None = None) -> Wall:
    """Return who is where by unit and level; everybody stands in one cell."""
    lens = Lens(snapshot, veiled)
    seen = {p.level or NOT_STATED for p in lens.portraits}
    levels = tuple(step for step in (*(level.value for level in Level), NOT_STATED) if step in seen)
    rows = tuple(_rows(lens, levels))
    return Wall(_headline(lens, rows), lens.population, tuple(_gaps(lens, rows)), levels, rows)


def _rows(lens: Lens, levels: tuple[str, ...]) -> Iterator[WallRow]:
    staff: dict[str, list[Portrait]] = {}
    for p in lens.portraits:
        staff.setdefault(p.unit or NOT_STATED, []).append(p)
    for code, depth in depth_first(lens.chart.records):
        yield _row(code, lens.chart.name(code), depth, staff.get(code, []), levels)
    if NOT_STATED in staff:
        yield _row(NOT_STATED, "No unit stated", 0, staff[NOT_STATED], levels)


def _row(
    unit: str, name: str, depth: int, staff: list[Portrait], levels: tuple[str, ...]
) -> WallRow:
    cells = [_cell(unit, x, [p for p in staff if (p.level or NOT_STATED) == x]) for x in levels]
    return WallRow(unit, name, depth, tuple(cells))


def _cell(unit: str, level: str, people: list[Portrait]) -> WallCell:
    judged = sum(p.judged for p in people)
    return WallCell(
        unit=unit,
        level=level,
        people=tuple(p.code for p in people),
        judged=judged,
        unknown=len(people) - judged,
        supporters=sum(p.stance in BACKING for p in people),
        doubters=sum(p.stance in DOUBTING for p in people),
        members=sum(p.ring is not None for p in people),
        few=0 < len(people) < FEW,
    )


def _headline(lens: Lens, rows: tuple[WallRow, ...]) -> str:
    staffed = [row for row in rows if row.unit and any(cell.people for cell in row.cells)]
    if not staffed:
        return "No unit has anybody on the map yet."
    dark = [row.name for row in staffed if not any(cell.judged for cell in row.cells)]
    away = [row.name for row in staffed if not any(cell.members for cell in row.cells)]
    units = count(len(staffed), "unit")
    if len(dark) == len(staffed):
        return f"In none of {units} has anybody been judged."
    if dark:
        return f"In {listed(dark, 3)} nobody has been judged yet; {_members(away, units)}."
    return f"Somebody has been judged in every one of {units}; {_members(away, units)}."


def _members(away: list[str], units: str) -> str:
    if not away:
        return "the coalition has somebody in each"
    return f"the coalition has nobody in {count(len(away), 'of them', 'of them')}"


def _gaps(lens: Lens, rows: tuple[WallRow, ...]) -> Iterator[Gap]:
    nowhere = [p.code for p in lens.portraits if not p.unit]
    if nowhere:
        who = count(len(nowhere), "person", "people")
        yield gap(GapKind.MAP_INCOMPLETE, f"The unit of {who} is not stated.", *nowhere)
    unplaced = [p.code for p in lens.portraits if not p.level]
    if unplaced:
        who = count(len(unplaced), "person", "people")
        yield gap(GapKind.MAP_INCOMPLETE, f"The level of {who} is not stated.", *unplaced)
    few = sum(cell.few for row in rows for cell in row.cells)
    if few:
        cells = count(few, "cell").capitalize()
        yield gap(
            GapKind.TOO_FEW,
            f"{cells} {'holds' if few == 1 else 'hold'} fewer than {FEW} people and all but "
            "name them: keep this off a wall that others walk past.",
        )
