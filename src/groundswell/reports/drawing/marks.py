"""The mark of a person: shape and colour say the stance, a ring the coalition, hatching unknown."""

from __future__ import annotations

import math

from groundswell.core.pictures.lens import STANCES, Portrait
from groundswell.reports.drawing.canvas import Canvas
from groundswell.reports.drawing.fitting import width_of
from groundswell.reports.drawing.speech import Speech

# Corners and turn of each shape; a neutral stance and an unknown one are round.
_SHAPES = {
    "opponent": (4, math.pi / 4),
    "skeptic": (4, 0.0),
    "supporter": (3, -math.pi / 2),
    "champion": (6, 0.0),
}
_LARGER = {"supporter": 1.25, "skeptic": 1.12, "opponent": 1.12, "champion": 1.08}
VEILED = "not shown to you yet"


def mark(canvas: Canvas, x: float, y: float, radius: float, stance: str | None) -> None:
    """Draw the shape of a stance; None is unknown, hatched."""
    if not canvas.speech.stances:
        canvas.add("circle", "d-mark-plain", cx=x, cy=y, r=radius)
    elif stance is None:
        canvas.add("circle", "d-mark-unknown", cx=x, cy=y, r=radius, fill=canvas.hatch)
    elif stance in _SHAPES:
        corners, turn = _SHAPES[stance]
        size = radius * _LARGER[stance]
        steps = [turn + 2 * math.pi * k / corners for k in range(corners)]
        points = " ".join(
            f"{x + size * math.cos(a):.1f},{y + size * math.sin(a):.1f}" for a in steps
        )
        canvas.add("polygon", f"d-mark stance-{stance}", points=points)
    else:
        canvas.add("circle", f"d-mark stance-{stance}", cx=x, cy=y, r=radius)


def person(
    canvas: Canvas, x: float, y: float, radius: float, who: Portrait, more: str = ""
) -> None:
    """Draw a person with what a pointer or a screen reader finds."""
    canvas.begin(told(who, canvas.speech, more))
    mark(canvas, x, y, radius, who.stance)
    if who.ring:
        canvas.add("circle", "d-member", cx=x, cy=y, r=radius * 1.25 + 2.2)
    canvas.end()


def told(who: Portrait, speech: Speech, more: str = "") -> str:
    """Return what is said of a mark: name, unit, stance or unknown, ring."""
    parts = [who.name, who.role, who.unit_name, stance_of(who.stance, who.veiled, speech)]
    parts.append(f"in the coalition, {speech.ring(who.ring)}" if who.ring else "")
    parts.append(more)
    return "; ".join(part for part in parts if part)


def stance_of(stance: str | None, veiled: int, speech: Speech) -> str:
    """Return where somebody stands in words; nothing where it is not to be said."""
    if not speech.stances:
        return ""
    if stance is not None:
        return speech.stance(stance)
    return VEILED if veiled else "unknown: nobody has judged them"


def legend(canvas: Canvas, y: float, members: bool = True) -> float:
    """Draw what the marks mean from the height given, and return the height below it."""
    known: list[tuple[str | None, str]] = [(s, canvas.speech.stance(s)) for s in STANCES]
    entries = [*known, (None, canvas.speech.stance("unknown"))] if canvas.speech.stances else []
    x, size = 12.0, 12.0
    for stance, words in [*entries, *([("ring", "in the coalition")] if members else [])]:
        wide = 18 + width_of(words, size) + 14
        if x + wide > canvas.width:
            x, y = 12.0, y + 20
        if stance == "ring":
            canvas.add("circle", "d-member", cx=x + 5, cy=y - 4, r=6)
        else:
            mark(canvas, x + 5, y - 4, 5, stance)
        canvas.text(x + 16, y, words, size, "d-soft")
        x += wide
    return y + 16
