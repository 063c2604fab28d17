"""The power-interest grid: four quadrants, and a column of its own for interest nobody knows."""

from __future__ import annotations

from groundswell.core.pictures.grid import LITTLE, MUCH, UNKNOWN, Grid, Place
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import shortened
from groundswell.reports.drawing.flow import flow, height
from groundswell.reports.drawing.marks import legend
from groundswell.reports.drawing.speech import USUAL, Speech

_HEAD, _PAD, _AIR = 36, 12, 10
_NAMED_WIDE, _NAMED_NARROW = 16, 12
_COLUMNS = ((UNKNOWN, "Interest not known"), (LITTLE, "Little interest"), (MUCH, "Much interest"))


def draw(
    picture: Grid,
    *,
    narrow: bool = False,
    standalone: bool = False,
    speech: Speech = USUAL,
) -> str:
    """Return the grid as SVG; narrow, its fields stand below each other."""
    name, width = ("grid-n", NARROW) if narrow else ("grid", WIDE)
    canvas = Canvas(
        name,
        "Power and interest",
        f"{picture.headline} {picture.population}.",
        width,
        standalone,
        speech,
    )
    if narrow:
        y = 8.0
        for place in picture.places:
            y += (
                _field(canvas, place, 4, y, width - 8, _high(place, width - 8, _NAMED_NARROW))
                + _AIR
            )
        return canvas.svg(legend(canvas, y + 14))
    return canvas.svg(legend(canvas, _table(canvas, picture) + 18))


def _table(canvas: Canvas, picture: Grid) -> float:
    by = {(place.power, place.interest): place for place in picture.places}
    edges = _edges(canvas.width, picture)
    for (_, words), (left, _wide) in zip(_COLUMNS, edges, strict=True):
        canvas.text(left + _PAD, 16, words, 13, "d-soft")
    y = 26.0
    for power, words in ((MUCH, "Much power"), (LITTLE, "Little power")):
        row = [by[power, interest] for interest, _ in _COLUMNS]
        pairs = list(zip(row, edges, strict=True))
        high = max(_high(place, wide, _NAMED_WIDE) for place, (_, wide) in pairs)
        turn = f"rotate(-90 14 {y + high / 2:.1f})"
        place_of = {"x": 14.0, "y": y + high / 2, "font_size": 13.0}
        canvas.add("text", "d-soft", words, text_anchor="middle", transform=turn, **place_of)
        for place, (left, wide) in pairs:
            _field(canvas, place, left, y, wide, high)
        y += high + _AIR
    return y


def _edges(width: float, picture: Grid) -> list[tuple[float, float]]:
    """Return left edge and width of each column; a column without anybody takes less room."""
    used = {place.interest for place in picture.places if place.people}
    share = [1.0 if interest in used else 0.5 for interest, _ in _COLUMNS]
    left, unit = 26.0, (width - 30.0 - 2 * _AIR) / sum(share)
    found = []
    for part in share:
        found.append((left, part * unit))
        left += part * unit + _AIR
    return found


def _high(place: Place, width: float, named: int) -> float:
    inner = height(len(place.people), width - 2 * _PAD, named)
    return _HEAD + max(inner, 30) + _PAD


def _field(canvas: Canvas, place: Place, x: float, y: float, width: float, high: float) -> float:
    key = "d-field-key" if place.key == "work_closely" else "d-field"
    canvas.add("rect", key, x=x, y=y, width=width, height=high, rx=8)
    title = shortened(f"{place.name} ({len(place.people)})", width - 2 * _PAD, 13)
    canvas.text(x + _PAD, y + 22, title, 13, "d-title")
    people = [(s.person, f"power: {s.power}; interest: {s.interest}") for s in place.people]
    named = _NAMED_NARROW if canvas.width < WIDE else _NAMED_WIDE
    if people:
        flow(canvas, x + _PAD, y + _HEAD, width - 2 * _PAD, people, named)
    else:
        canvas.text(x + _PAD, y + _HEAD + 12, "Nobody", 12, "d-faint")
    return high
