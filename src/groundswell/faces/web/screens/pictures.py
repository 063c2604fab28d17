"""The pictures of the terrain, narrowed to whom the filters keep, and drawn in both widths."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from groundswell.app.browse import terrain
from groundswell.app.browse.views import View
from groundswell.core.pictures.board import Board, board
from groundswell.core.pictures.chart import OrgChart, chart
from groundswell.core.pictures.ego import Ego, ego
from groundswell.core.pictures.grid import Grid, grid
from groundswell.core.pictures.lens import Portrait
from groundswell.core.pictures.rings import Rings, rings
from groundswell.core.pictures.sociogram import Sociogram
from groundswell.core.pictures.wall import Wall, WallCell, wall
from groundswell.core.questions.standing import BACKING, DOUBTING
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.screens.filters import Filters
from groundswell.reports.drawing import chart as chart_drawing
from groundswell.reports.drawing import ego as ego_drawing
from groundswell.reports.drawing import grid as grid_drawing
from groundswell.reports.drawing import rings as rings_drawing
from groundswell.reports.drawing import sociogram as sociogram_drawing
from groundswell.reports.drawing import wall as wall_drawing
from groundswell.reports.drawing.speech import Speech

Keeps = Callable[[str], bool]

# View of the terrain to how its picture is made of what the reader sees.
MADE: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"board": board, "grid": grid, "rings": rings, "chart": chart, "wall": wall}
)
_DRAWN: Mapping[type, Callable[..., str]] = MappingProxyType(
    {
        Ego: ego_drawing.draw,
        Grid: grid_drawing.draw,
        OrgChart: chart_drawing.draw,
        Rings: rings_drawing.draw,
        Sociogram: sociogram_drawing.draw,
        Wall: wall_drawing.draw,
    }
)


def whole(at: View, name: str) -> Any:
    """Return a picture of everybody."""
    return terrain.pictured(at, name, lambda: MADE[name](at.snapshot, veiled=at.veiled))


def around(at: View, person: str) -> Ego:
    """Return one person's neighbourhood."""
    return terrain.pictured(at, ("ego", person), lambda: around_in(at.snapshot, person, at.veiled))


def around_in(snapshot: Snapshot, person: str, veiled: Mapping[str, int]) -> Ego:
    """Return one person's neighbourhood on a map."""
    return ego(snapshot, person, veiled=veiled)


def narrowed(at: View, picture: Any, filters: Filters) -> Any:
    """Return a picture with the people the filters keep; its words stay about everybody."""
    if not filters.on and not filters.without:
        return picture
    people = terrain.lens(at).by_code
    kept = {code for code, person in people.items() if filters.keeps(person)}
    if isinstance(picture, Wall):
        return _wall(picture, kept.__contains__, people)
    return only(picture, kept, filters.without)


def only(picture: Any, kept: Collection[str], without: Collection[str]) -> Any:
    """Return a picture with some of its people, and without some layers of ties."""
    if isinstance(picture, Sociogram):
        return _network(picture, kept.__contains__, without)
    return _lists(picture, kept.__contains__)


def _network(picture: Sociogram, keeps: Keeps, without: Collection[str]) -> Sociogram:
    return dataclasses.replace(
        picture,
        nodes=tuple(n for n in picture.nodes if keeps(n.id)),
        edges=tuple(
            e
            for e in picture.edges
            if keeps(e.source) and keeps(e.target) and e.kind not in without
        ),
    )


def _lists(thing: Any, keeps: Keeps) -> Any:
    """Return a picture in which every list of people holds only those kept."""
    if isinstance(thing, tuple):
        return tuple(_lists(item, keeps) for item in thing if _stays(item, keeps))
    if isinstance(thing, Portrait) or not dataclasses.is_dataclass(thing):
        return thing
    assert not isinstance(thing, type)
    own = {f.name: _lists(getattr(thing, f.name), keeps) for f in dataclasses.fields(thing)}
    return dataclasses.replace(thing, **own)


def _stays(item: Any, keeps: Keeps) -> bool:
    person = item if isinstance(item, Portrait) else getattr(item, "person", None)
    return not isinstance(person, Portrait) or keeps(person.code)


def _wall(picture: Wall, keeps: Keeps, people: Mapping[str, Portrait]) -> Wall:
    rows = tuple(
        dataclasses.replace(row, cells=tuple(_cell(c, keeps, people) for c in row.cells))
        for row in picture.rows
    )
    return dataclasses.replace(picture, rows=rows)


def _cell(cell: WallCell, keeps: Keeps, people: Mapping[str, Portrait]) -> WallCell:
    staff = [people[code] for code in cell.people if keeps(code)]
    judged = sum(p.judged for p in staff)
    return dataclasses.replace(
        cell,
        people=tuple(p.code for p in staff),
        judged=judged,
        unknown=len(staff) - judged,
        supporters=sum(p.stance in BACKING for p in staff),
        doubters=sum(p.stance in DOUBTING for p in staff),
        members=sum(p.ring is not None for p in staff),
    )


def speech_of(at: View) -> Speech:
    """Return how a reader's drawings speak: their trade's words, stances only where shown."""
    return Speech(vocabulary_of(at.about), not at.standing.presentable)


def drawn(picture: Any, speech: Speech, *, narrow: bool = False, standalone: bool = False) -> str:
    """Return a picture as SVG, for the page or as a file of its own."""
    draw = _DRAWN[type(picture)]
    return draw(picture, narrow=narrow, standalone=standalone, speech=speech)


def board_of(picture: Board, most: int) -> tuple[Board, int]:
    """Return a board with at most so many people in a cell, and how many were left out."""
    left = sum(max(0, len(cell.people) - most) for cell in picture.cells)
    cells = tuple(dataclasses.replace(c, people=c.people[:most]) for c in picture.cells)
    return dataclasses.replace(picture, cells=cells), left
