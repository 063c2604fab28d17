"""The system sketch: what acts on what, with signs, and its loops named below."""

from __future__ import annotations

import math

from groundswell.core.pictures.system_sketch import Link, SystemSketch
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import width_of, wrapped

_SIZE = 12.0
_ROOM, _TURNS = 46.0, 120  # between two boxes, so that the arrow and its sign are seen


def draw(picture: SystemSketch, *, narrow: bool = False, standalone: bool = False) -> str:
    """Return the sketch as SVG."""
    name, width = ("system-n", NARROW) if narrow else ("system", WIDE)
    canvas = Canvas(
        name, "System sketch", f"{picture.headline} {picture.population}.", width, standalone
    )
    wide = 104.0 if narrow else 150.0
    high = max(300.0, 62.0 * len(picture.elements)) if narrow else 520.0
    at = {
        e.id: (
            wide / 2 + 8 + e.x * (width - wide - 16),
            34 + e.y * (high - 68),
        )
        for e in picture.elements
    }
    lines = {e.id: wrapped(e.title, wide - 14, _SIZE, 3) for e in picture.elements}
    boxes = {code: (wide, 14 + len(words) * _SIZE * 1.3) for code, words in lines.items()}
    high = _apart(at, boxes, width, high)
    signs = [_link(canvas, link, at, boxes) for link in picture.links]
    for element in picture.elements:
        (x, y), (w, h) = at[element.id], boxes[element.id]
        canvas.begin(f"{element.title}; {element.kind or 'kind not stated'}")
        classes = "d-field-key" if element.kind == "leverage" else "d-box"
        canvas.add("rect", classes, x=x - w / 2, y=y - h / 2, width=w, height=h, rx=6)
        canvas.lines(x, y - h / 2 + 18, lines[element.id], _SIZE, "d-text", "middle")
        canvas.end()
    for x, y, sign in signs:  # above the boxes, so that none hides a sign
        if sign:
            canvas.add("circle", "d-box", cx=x, cy=y, r=7.5)
            canvas.text(x, y + 4.5, sign, 13, "d-title", "middle")
    return canvas.svg(_loops(canvas, picture, high + 22))


def _apart(
    at: dict[str, tuple[float, float]],
    boxes: dict[str, tuple[float, float]],
    width: float,
    high: float,
) -> float:
    """Push boxes apart that leave no room for an arrow between; return the height needed."""
    codes = sorted(at)
    for _ in range(_TURNS):
        for k, one in enumerate(codes):
            for other in codes[k + 1 :]:
                _push(at, boxes, one, other)
        for code in codes:
            (x, y), (w, h) = at[code], boxes[code]
            at[code] = (min(max(x, w / 2 + 4), width - w / 2 - 4), max(y, h / 2 + 6))
    return max(high, max((y + boxes[c][1] / 2 for c, (_, y) in at.items()), default=0) + 10)


def _push(
    at: dict[str, tuple[float, float]],
    boxes: dict[str, tuple[float, float]],
    one: str,
    other: str,
) -> None:
    (x1, y1), (x2, y2) = at[one], at[other]
    over_x = (boxes[one][0] + boxes[other][0]) / 2 + _ROOM - abs(x2 - x1)
    over_y = (boxes[one][1] + boxes[other][1]) / 2 + _ROOM - abs(y2 - y1)
    if over_x <= 0 or over_y <= 0:
        return
    if over_x < over_y:
        step = math.copysign(over_x / 2, x2 - x1)
        at[one], at[other] = (x1 - step, y1), (x2 + step, y2)
    else:
        step = math.copysign(over_y / 2, y2 - y1)
        at[one], at[other] = (x1, y1 - step), (x2, y2 + step)


def _link(
    canvas: Canvas,
    link: Link,
    at: dict[str, tuple[float, float]],
    boxes: dict[str, tuple[float, float]],
) -> tuple[float, float, str]:
    """Draw an arrow from box to box, bowed so that there and back lie apart; return its sign."""
    if link.source == link.target:
        return 0.0, 0.0, ""
    (x1, y1), (x2, y2) = at[link.source], at[link.target]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    nx, ny = -(y2 - y1) / length, (x2 - x1) / length
    bow = min(46.0, 0.18 * length)
    cx, cy = (x1 + x2) / 2 + nx * bow, (y1 + y2) / 2 + ny * bow
    sx, sy = _edge_of(x1, y1, cx, cy, boxes[link.source], 0)
    tx, ty = _edge_of(x2, y2, cx, cy, boxes[link.target], 7)
    against = link.sign == "-"
    classes = "d-against" if against else "d-together"
    canvas.begin(link.text or f"{link.source} acts on {link.target}")
    canvas.add("path", classes, d=f"M{sx:.1f} {sy:.1f}Q{cx:.1f} {cy:.1f} {tx:.1f} {ty:.1f}")
    angle = math.atan2(ty - cy, tx - cx)
    points = [(tx + 7 * math.cos(angle), ty + 7 * math.sin(angle))]
    points += [(tx + 5 * math.cos(angle + s), ty + 5 * math.sin(angle + s)) for s in (1.9, -1.9)]
    corners = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    canvas.add("polygon", "d-arrow-against" if against else "d-arrow-together", points=corners)
    canvas.end()
    # A third of the way along the curve, clear of the arrow's head.
    x, y = (0.44 * a + 0.44 * b + 0.12 * c for a, b, c in ((sx, cx, tx), (sy, cy, ty)))
    return x, y, {"+": "+", "-": "\u2212"}.get(link.sign, "?")


def _edge_of(
    x: float, y: float, cx: float, cy: float, box: tuple[float, float], air: float
) -> tuple[float, float]:
    """Return where the way from a box's middle to a point leaves the box, and some air more."""
    dx, dy = cx - x, cy - y
    length = math.hypot(dx, dy) or 1.0
    sides = [abs(d) / (size / 2) for d, size in ((dx, box[0]), (dy, box[1]))]
    share = 1 / max(*sides, 1e-9)
    return x + dx * (share + air / length), y + dy * (share + air / length)


def _loops(canvas: Canvas, picture: SystemSketch, y: float) -> float:
    note = "+ they move together, \u2212 against each other, ? not stated."
    y = canvas.lines(12, y, wrapped(note, canvas.width - 24, 12), 12, "d-faint") + 6
    for loop in picture.loops:
        head = f"{loop.name} {loop.kind}"
        canvas.text(12, y, head, 13, "d-title")
        left = 12 + width_of(head, 13) + 18
        y = (
            canvas.lines(left, y, wrapped(loop.text, canvas.width - left - 12, 12, 4), 12, "d-soft")
            + 4
        )
    return y + 4
