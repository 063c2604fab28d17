"""The wall chart: a cell for each unit and level, with a bar of who stands where."""

from __future__ import annotations

from groundswell.core.pictures.wall import Wall, WallCell, WallRow
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import shortened, wrapped
from groundswell.reports.drawing.speech import USUAL, Speech

_ROW, _HEAD, _BAR = 38.0, 30.0, 8.0
_KEY = ("stance-supporter", "stance-neutral", "stance-skeptic", "")


def draw(
    picture: Wall,
    *,
    narrow: bool = False,
    standalone: bool = False,
    speech: Speech = USUAL,
) -> str:
    """Return the wall chart as SVG."""
    name, width = ("wall-n", NARROW) if narrow else ("wall", WIDE)
    canvas = Canvas(
        name,
        "Units by levels",
        f"{picture.headline} {picture.population}.",
        width,
        standalone,
        speech,
    )
    first = 110.0 if narrow else 270.0
    column = (width - first - 8) / max(1, len(picture.levels))
    for at, level in enumerate(picture.levels):
        size = 10.5 if narrow else 12
        words = shortened(level or "not stated", column - 4, size)
        canvas.text(first + at * column + 4, 18, words, size, "d-soft")
    y = _HEAD
    for row in picture.rows:
        if any(cell.people for cell in row.cells) or not narrow:
            _row(canvas, row, y, first, column)
            y += _ROW
    return canvas.svg(_legend(canvas, y + 22))


def _row(canvas: Canvas, row: WallRow, y: float, first: float, column: float) -> None:
    indent = 6 + row.depth * (5 if canvas.width < WIDE else 14)
    lines = wrapped(row.name, first - indent - 6, 12, 2)
    canvas.add("path", "d-rule", d=f"M4 {y:.1f}H{canvas.width - 4:.1f}")
    canvas.lines(indent, y + (16 if len(lines) > 1 else 22), lines, 12, "d-text")
    for at, cell in enumerate(row.cells):
        if cell.people:
            _cell(canvas, cell, row.name, first + at * column, y, column)


def _cell(canvas: Canvas, cell: WallCell, unit: str, x: float, y: float, width: float) -> None:
    level = cell.level or "level not stated"
    canvas.begin(
        f"{unit}, {level}: {len(cell.people)} on the map, {cell.judged} judged, "
        f"{cell.supporters} for it, {cell.doubters} against it or in doubt, "
        f"{cell.unknown} unknown, {cell.members} in the coalition"
        f"{'; all but names them' if cell.few else ''}"
    )
    words = str(len(cell.people))
    canvas.text(x + 4, y + 16, words, 13, "d-text")
    if cell.members:
        canvas.add("circle", "d-member", cx=x + 34, cy=y + 11.5, r=4.2)
        canvas.text(x + 41, y + 16, str(cell.members), 12, "d-soft")
    if cell.few:
        canvas.add("circle", "d-few", cx=x + 17, cy=y + 8, r=2.2)
    _bar(canvas, cell, x + 4, y + 22, width - 12)
    canvas.end()


def _bar(canvas: Canvas, cell: WallCell, x: float, y: float, width: float) -> None:
    between = cell.judged - cell.supporters - cell.doubters
    parts = (cell.supporters, between, cell.doubters, cell.unknown)
    for number, classes in zip(parts, _KEY, strict=True):
        wide = width * number / len(cell.people)
        if number:
            _piece(canvas, classes, x, y, wide)
        x += wide


def _piece(canvas: Canvas, classes: str, x: float, y: float, wide: float) -> None:
    if classes:
        canvas.add("rect", f"d-mark {classes}", x=x, y=y, width=wide, height=_BAR)
    else:
        hatch = canvas.hatch
        canvas.add("rect", "d-mark-unknown", x=x, y=y, width=wide, height=_BAR, fill=hatch)


def _words(speech: Speech) -> tuple[str, ...]:
    """Return what the pieces of a bar mean."""
    ends = ("supporter", "champion"), ("skeptic", "opponent")
    backing, doubting = (" or ".join(map(speech.stance, pair)) for pair in ends)
    return backing, "in between", doubting, speech.stance("unknown")


def _legend(canvas: Canvas, y: float) -> float:
    x = 12.0
    entries = [*zip(_KEY, _words(canvas.speech), strict=True)]
    entries += [("ring", "in the coalition"), ("few", "fewer than three: all but names them")]
    for classes, words in entries:
        wide = 40 + 6.6 * len(words)
        if x + wide > canvas.width and x > 12:
            x, y = 12.0, y + 20
        if classes == "ring":
            canvas.add("circle", "d-member", cx=x + 8, cy=y - 4, r=4.5)
        elif classes == "few":
            canvas.add("circle", "d-few", cx=x + 8, cy=y - 4, r=2.2)
        else:
            _piece(canvas, classes, x, y - 9, 16)
        canvas.text(x + 22, y, words, 12, "d-soft")
        x += wide
    return y + 16
