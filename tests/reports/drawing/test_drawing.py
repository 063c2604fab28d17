"""Drawings: well formed, readable, without a style attribute, the same for any order of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.pictures import chart as chart_picture
from groundswell.core.pictures import ego as ego_picture
from groundswell.core.pictures import grid as grid_picture
from groundswell.core.pictures import rings as rings_picture
from groundswell.core.pictures import sociogram as sociogram_picture
from groundswell.core.pictures import system_sketch as system_picture
from groundswell.core.pictures import wall as wall_picture
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.examples import names
from groundswell.reports.drawing import chart, ego, grid, rings, sociogram, system, wall
from groundswell.reports.drawing.canvas import NARROW, WIDE
from groundswell.reports.drawing.fitting import Labels, shortened, width_of, wrapped
from groundswell.reports.drawing.look import COLOURS, LOOK, css
from groundswell.reports.drawing.png import png
from tests.core.builders import AS_OF, DEGENERATE, initiative, reordered
from tests.core.pictures.worlds import SMALL, example, folded, small

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS: dict[str, Callable[..., str]] = {
    "sociogram": lambda s, **how: sociogram.draw(sociogram_picture.sociogram(s), **how),
    "grid": lambda s, **how: grid.draw(grid_picture.grid(s), **how),
    "rings": lambda s, **how: rings.draw(rings_picture.rings(s), **how),
    "chart": lambda s, **how: chart.draw(chart_picture.chart(s), **how),
    "wall": lambda s, **how: wall.draw(wall_picture.wall(s), **how),
    "system": lambda s, **how: system.draw(system_picture.system_sketch(s), **how),
    "ego": lambda s, **how: ego.draw(ego_picture.ego(s, s.people[0]), **how),
}
WAYS: list[dict[str, Any]] = [
    {"narrow": narrow, "standalone": alone} for narrow in (False, True) for alone in (False, True)
]


def parsed(svg: str) -> ElementTree.Element:
    """Read a drawing that this test has just made."""
    return ElementTree.fromstring(svg)


@pytest.mark.parametrize("world", [*names(), "small"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_well_formed_says_what_it_is_and_carries_no_style(
    name: str, world: str
) -> None:
    snapshot = small() if world == "small" else folded(world)
    for way in WAYS:
        root = parsed(DRAWINGS[name](snapshot, **way))
        width, height = [float(v) for v in root.attrib["viewBox"].split()[2:]]
        assert width == (NARROW if way["narrow"] else WIDE) and height > 60
        assert root.attrib["role"] == "img"
        told = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
        assert all(part is not None and part.text for part in told)
        every = list(root.iter())
        assert not any("style" in node.attrib for node in every)
        assert not any(node.tag == f"{SVG}style" for node in every)
        sizes = [float(n.attrib["font-size"]) for n in every if n.tag == f"{SVG}text"]
        assert min(sizes) >= 10.5
        _inside(every, width, height)


def _inside(every: list[ElementTree.Element], width: float, height: float) -> None:
    for node in every:
        if node.tag == f"{SVG}circle":
            assert 0 <= float(node.attrib["cx"]) <= width
            assert 0 <= float(node.attrib["cy"]) <= height
        if node.tag == f"{SVG}text" and "transform" not in node.attrib:
            x, size = float(node.attrib["x"]), float(node.attrib["font-size"])
            wide = width_of(node.text or "", size)
            left = {"middle": x - wide / 2, "end": x - wide}.get(
                node.attrib.get("text-anchor", ""), x
            )
            assert left > -0.1 * wide - 4 and left + wide < width + 0.1 * wide + 4, node.text


@pytest.mark.parametrize("name", DRAWINGS)
def test_inline_drawings_leave_colours_to_the_page_and_files_bring_their_own(name: str) -> None:
    inline, alone = (DRAWINGS[name](small(), standalone=s) for s in (False, True))
    assert not re.search(r"#[0-9a-f]{6}", inline) and "var(" not in inline + alone
    classes = {c for found in re.findall(r'class="([^"]*)"', inline) for c in found.split()}
    assert classes - {"drawing"} <= set(LOOK)
    assert set(re.findall(r'"(#[0-9a-f]{6})"', alone)) <= set(COLOURS.values())
    assert png(alone).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_order_of_rows_does_not_change_a_byte(name: str) -> None:
    rows, day = example("movement")
    first, second = fold(rows, day), fold(reordered(rows), day)
    assert DRAWINGS[name](first) == DRAWINGS[name](second)


@pytest.mark.parametrize("world", DEGENERATE)
@pytest.mark.parametrize("name", [n for n in DRAWINGS if n != "ego"])
def test_an_almost_empty_map_is_drawn_too(name: str, world: str) -> None:
    snapshot: Snapshot = fold(initiative(**DEGENERATE[world]), AS_OF)
    for way in WAYS:
        parsed(DRAWINGS[name](snapshot, **way))


def test_an_unknown_stance_is_hatched_and_never_grey() -> None:
    svg = grid.draw(grid_picture.grid(small(stances=[])))
    assert "url(#hatch-grid)" in svg
    without_legend = svg.count('class="d-mark stance-neutral"') - 1
    assert without_legend == 0


def test_a_veiled_person_is_said_to_be_hidden() -> None:
    picture = grid_picture.grid(small(stances=[]), veiled={"ben": 2})
    assert "Ben Adeyemi; Finance; not shown to you yet" in grid.draw(picture)


@given(st.text(max_size=30))
def test_a_name_cannot_break_out_of_the_drawing(name: str) -> None:
    people = [{**p, "name": name} if p["person"] == "ben" else p for p in SMALL["people"]]
    snapshot = small(people=people)
    for draw in ("grid", "chart"):
        parsed(DRAWINGS[draw](snapshot))


def test_markup_in_a_name_stays_text() -> None:
    told = small(people=["ama", {"person": "ben", "name": "</title><script>x</script>"}])
    root = parsed(DRAWINGS["rings"](told))
    assert not [n for n in root.iter() if n.tag.endswith("script")]


def test_two_widths_on_one_page_do_not_share_ids() -> None:
    wide, narrow = (DRAWINGS["rings"](small(), narrow=n) for n in (False, True))
    ids = [set(re.findall(r' id="([^"]*)"', svg)) for svg in (wide, narrow)]
    assert ids[0] and not ids[0] & ids[1]


def test_the_style_sheet_has_every_class_in_the_page_s_own_colours() -> None:
    sheet = css()
    assert all(f".{name} {{" in sheet for name in LOOK)
    assert "fill: var(--champion, #12655d)" in sheet


@given(st.text(max_size=60), st.floats(5, 300), st.integers(1, 4))
def test_text_fits_its_room(text: str, room: float, most: int) -> None:
    assert width_of(shortened(text, room, 12), 12) <= max(room, width_of("\u2026", 12))
    lines = wrapped(text, room, 12, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 12) <= max(room, width_of("\u2026", 12)) for line in lines)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), max_size=25))
def test_labels_do_not_overlap_each_other_or_a_mark(points: list[tuple[float, float]]) -> None:
    labels = Labels(300, 200)
    for x, y in points:
        labels.block(x, y, 4)
    for x, y in points:
        labels.place(x, y, "Ama Boateng", 11, 4)
    boxes = labels.taken[len(points) :]
    for k, (left, top, right, bottom) in enumerate(boxes):
        for x1, y1, x2, y2 in labels.taken[: len(points)] + boxes[:k]:
            assert not (left < x2 and x1 < right and top < y2 and y1 < bottom)
