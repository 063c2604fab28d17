"""The rings of the coalition, with those who are missed named beside."""

from __future__ import annotations

import math
from collections.abc import Iterator

from groundswell.core.pictures.rings import Rings, Seat
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import Labels, short_name, wrapped
from groundswell.reports.drawing.marks import legend, mark, person
from groundswell.reports.drawing.speech import USUAL, Speech

_SIZE = 12
_MOST_WANTED = 6
_TOP = 0.45  # radians either side of the top that stay free


def draw(
    picture: Rings,
    *,
    narrow: bool = False,
    standalone: bool = False,
    speech: Speech = USUAL,
) -> str:
    """Return the rings as SVG; narrow, names stand in a list below, by number."""
    name, width = ("rings-n", NARROW) if narrow else ("rings", WIDE)
    canvas = Canvas(
        name,
        "Rings of the coalition",
        f"{picture.headline} {picture.population}.",
        width,
        standalone,
        speech,
    )
    radius = 180.0 if narrow else 280.0
    middle = (width / 2 if narrow else 330.0, radius + 14)
    _circles(canvas, picture, middle, radius)
    seats = list(_seated(picture, middle, radius))
    labels = Labels(width if narrow else 660.0, 2 * radius + 28)
    for _, x, y in seats:
        labels.block(x, y, 11)
    for number, (seat, x, y) in enumerate(seats, start=1):
        person(canvas, x, y, 8, seat.person, seat.role)
        words = str(number) if narrow else short_name(seat.person.name)
        spot = labels.place(x, y, words, _SIZE, 13)
        if spot is not None:
            canvas.halo(spot.x, spot.y, words, _SIZE, spot.anchor)
            canvas.text(spot.x, spot.y, words, _SIZE, "d-text", spot.anchor)
    y = 2 * radius + 44
    if narrow:
        y = _numbered(canvas, [seat for seat, _, _ in seats], y)
        return canvas.svg(legend(canvas, _missed(canvas, picture, 12, y + 14, width - 24) + 10))
    below = _missed(canvas, picture, 690, 40, width - 700)
    return canvas.svg(legend(canvas, max(y, below + 10)))


def _circles(canvas: Canvas, picture: Rings, middle: tuple[float, float], radius: float) -> None:
    for at in reversed(range(len(picture.circles))):
        reach = radius * (at + 1) / len(picture.circles)
        classes = "d-disc" if at == 0 else "d-ring"
        canvas.add("circle", classes, cx=middle[0], cy=middle[1], r=reach)
        words = canvas.speech.ring(picture.circles[at].ring)
        base = middle[1] - reach + 15
        canvas.halo(middle[0], base, words, _SIZE, "middle")
        canvas.text(middle[0], base, words, _SIZE, "d-faint", "middle")


def _seated(
    picture: Rings, middle: tuple[float, float], radius: float
) -> Iterator[tuple[Seat, float, float]]:
    """Yield each seat with its place: evenly round the ring, the rings turned a little apart."""
    rings = len(picture.circles)
    for at, circle in enumerate(picture.circles):
        reach = radius * (at + (0.45 if at == 0 else 0.55)) / rings
        number = len(circle.seats)
        for k, seat in enumerate(circle.seats):
            if at == 0 and number == 1:
                yield seat, middle[0], middle[1] + 6
                continue
            # The top stays free for the ring's name; neighbouring rings are turned a little apart.
            part = (k + 0.5 + (0.16 if at % 2 else -0.16)) / number
            angle = -math.pi / 2 + _TOP + (2 * math.pi - 2 * _TOP) * part
            yield seat, middle[0] + reach * math.cos(angle), middle[1] + reach * math.sin(angle)


def _numbered(canvas: Canvas, seats: list[Seat], y: float) -> float:
    for number, seat in enumerate(seats, start=1):
        words = f"{number}  {seat.person.name}" + (f", {seat.role}" if seat.role else "")
        y = canvas.lines(12, y, wrapped(words, canvas.width - 24, 13, 2), 13) + 3
    return y


def _missed(canvas: Canvas, picture: Rings, x: float, y: float, width: float) -> float:
    """Draw who is wanted and what they would bring; return the height below."""
    title = "Outside, and missed" if picture.wanted else "Nobody outside is known to be missed"
    y = canvas.lines(x, y, wrapped(title, width, 14), 14, "d-title") + 6
    for wanted in picture.wanted[:_MOST_WANTED]:
        mark(canvas, x + 6, y - 4, 5, wanted.person.stance)
        y = canvas.lines(x + 19, y, wrapped(wanted.person.name, width - 19, 13, 1), 13)
        y = canvas.lines(x + 19, y, wrapped(wanted.reason, width - 19, 12, 3), 12, "d-soft") + 8
    rest = len(picture.wanted) - _MOST_WANTED
    if rest > 0:
        y = canvas.lines(x + 19, y, [f"and {rest} more"], 12, "d-faint")
    return y
