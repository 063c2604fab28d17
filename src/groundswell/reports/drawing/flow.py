"""People set in columns within a field, each with mark and name; those beyond as marks alone."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.core.pictures.lens import Portrait
from groundswell.reports.drawing.canvas import Canvas
from groundswell.reports.drawing.fitting import shortened
from groundswell.reports.drawing.marks import person

_ROW, _COLUMN, _SIZE, _DOT = 21.0, 138.0, 12.0, 15.0


def columns(width: float) -> int:
    """Return how many columns of names fit."""
    return max(1, int(width // _COLUMN))


def height(people: int, width: float, named: int) -> float:
    """Return how high a field of this width becomes with at most `named` names."""
    shown, rest = min(people, named), max(0, people - named)
    rows = -(-shown // columns(width))
    dots = -(-rest // max(1, int(width // _DOT)))
    return rows * _ROW + (dots * _DOT + 24 if dots else 0)


def flow(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    people: Sequence[tuple[Portrait, str]],
    named: int,
) -> None:
    """Set people from the upper left; what follows each portrait is said in its tooltip."""
    across = columns(width)
    column = width / across
    for at, (who, more) in enumerate(people[:named]):
        left, top = x + at % across * column, y + at // across * _ROW
        person(canvas, left + 7, top + 8, 5, who, more)
        canvas.text(left + 19, top + 12, shortened(who.name, column - 24, _SIZE), _SIZE)
    rest = people[named:]
    if not rest:
        return
    top = y - (-min(len(people), named) // across) * _ROW + 14
    canvas.text(x, top, f"and {len(rest)} more:", _SIZE, "d-faint")
    per_row = max(1, int(width // _DOT))
    for at, (who, more) in enumerate(rest):
        person(canvas, x + 7 + at % per_row * _DOT, top + 14 + at // per_row * _DOT, 4.2, who, more)
