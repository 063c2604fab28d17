"""The organisation chart as an indented tree, people as marks, second managers as dotted lines."""

from __future__ import annotations

from groundswell.core.pictures.chart import Box, OrgChart
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import shortened, wrapped
from groundswell.reports.drawing.marks import legend, person
from groundswell.reports.drawing.speech import USUAL, Speech

_DOT, _LINE, _MOST = 19.0, 22.0, 60
_MOST_LINES = 30


def draw(
    picture: OrgChart,
    *,
    narrow: bool = False,
    standalone: bool = False,
    speech: Speech = USUAL,
) -> str:
    """Return the chart as SVG: a row for each unit, its people the higher levels first."""
    name, width = ("chart-n", NARROW) if narrow else ("chart", WIDE)
    canvas = Canvas(
        name,
        "Organisation chart",
        f"{picture.headline} {picture.population}.",
        width,
        standalone,
        speech,
    )
    at: dict[str, tuple[float, float]] = {}
    rows: dict[str, float] = {}
    y = 12.0
    for box in picture.boxes:
        rows[box.unit] = y
        y = _box(canvas, box, rows, y, narrow, at)
    _second_lines(canvas, picture, at)
    for box in picture.boxes:
        for who in box.people[:_MOST]:
            person(canvas, *at[who.code], 5.5, who)
    note = "Dotted: a second manager. Higher levels stand first in their row."
    y = canvas.lines(12, y + 12, wrapped(note, width - 24, 12), 12, "d-faint")
    return canvas.svg(legend(canvas, y + 6))


def _box(
    canvas: Canvas,
    box: Box,
    rows: dict[str, float],
    y: float,
    narrow: bool,
    at: dict[str, tuple[float, float]],
) -> float:
    """Draw one unit and note where its people stand; return the height below it."""
    indent = 8 + box.depth * (12 if narrow else 24)
    beside = 8 + (0 if narrow else 330)
    left = indent + 14 if narrow else beside
    title = f"{box.name} ({len(box.people)})" if box.people else box.name
    room = canvas.width - indent - 16 if narrow else beside - indent - 16
    canvas.text(indent + 4, y + 14, shortened(title, room, 13), 13, "d-title")
    if box.parent is not None and box.parent in rows:
        x, top = indent - (6 if narrow else 12), rows[box.parent] + 20
        canvas.add("path", "d-ring", d=f"M{x:.1f} {top:.1f}V{y + 10:.1f}H{indent:.1f}")
    top = y + _LINE if narrow else y
    across = max(1, int((canvas.width - left - 10) // _DOT))
    shown = box.people[:_MOST]
    for k, who in enumerate(shown):
        at[who.code] = (left + 9 + k % across * _DOT, top + 10 + k // across * _DOT)
    lines = -(-len(shown) // across) if shown else 0
    if len(box.people) > _MOST:
        canvas.text(
            left, top + lines * _DOT + 12, f"and {len(box.people) - _MOST} more", 12, "d-faint"
        )
        lines += 1
    high = (_LINE + lines * _DOT) if narrow else max(_LINE, lines * _DOT)
    return y + high + 6


def _second_lines(canvas: Canvas, picture: OrgChart, at: dict[str, tuple[float, float]]) -> None:
    """Draw the lines of people with several managers, the weaker ones dotted."""
    managers: dict[str, int] = {}
    for line in picture.lines:
        managers[line.person] = managers.get(line.person, 0) + 1
    several = [x for x in picture.lines if managers[x.person] > 1][:_MOST_LINES]
    for line in several:
        if line.person in at and line.manager in at:
            (x1, y1), (x2, y2) = at[line.person], at[line.manager]
            bend = max(x1, x2) + 18 + abs(y2 - y1) * 0.06
            classes = "d-dotted" if line.dotted else "d-tie"
            path = f"M{x1:.1f} {y1:.1f}Q{bend:.1f} {(y1 + y2) / 2:.1f} {x2:.1f} {y2:.1f}"
            canvas.add("path", classes, d=path, stroke_width=1.4)
