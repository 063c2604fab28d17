"""One person's neighbourhood: two circles around them, arrows towards whom is listened to."""

from __future__ import annotations

import math

from groundswell.core.pictures.ego import Ego
from groundswell.core.pictures.lens import TIE_WORDS, Arc
from groundswell.core.terrain.terms import TieKind
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import Labels, short_name, wrapped
from groundswell.reports.drawing.marks import legend, person
from groundswell.reports.drawing.speech import USUAL, Speech

Places = dict[str, tuple[float, float]]
_RADIUS = (13.0, 8.0, 5.0)
_HEADS = (22.0, 10.0, 6.0)  # how far from a middle an arrow ends
_MUTUAL = (TieKind.WORKS_WITH, TieKind.CONFLICT)


def draw(
    picture: Ego,
    *,
    narrow: bool = False,
    standalone: bool = False,
    speech: Speech = USUAL,
) -> str:
    """Return the ego view as SVG."""
    name, width = ("ego-n", NARROW) if narrow else ("ego", WIDE)
    title = f"Who stands near {picture.person.name}"
    canvas = Canvas(
        name, title, f"{picture.headline} {picture.population}.", width, standalone, speech
    )
    across, high = (width, 390.0) if narrow else (width, 640.0)
    at = {
        n.person.code: (across / 2 + (n.x - 0.5) * (across - 40), 12 + n.y * (high - 24))
        for n in picture.neighbours
    }
    steps = {n.person.code: n.steps for n in picture.neighbours}
    for edge in picture.edges:
        near = steps[edge.source] == 0 or steps[edge.target] == 0
        _tie(canvas, edge, at, _HEADS[steps[edge.target]], near)
    labels = Labels(width, high)
    for n in picture.neighbours:
        labels.block(*at[n.person.code], _RADIUS[n.steps])
    for n in picture.neighbours:
        person(canvas, *at[n.person.code], _RADIUS[n.steps], n.person)
    x, y = at[picture.person.code]
    canvas.add("circle", "d-centre", cx=x, cy=y, r=_RADIUS[0] * 1.3 + 6)
    _names(canvas, picture, at, labels, narrow=narrow)
    note = "An arrow points at whom somebody listens to; dashed is conflict."
    y = canvas.lines(12, high + 18, wrapped(note, width - 24, 12), 12, "d-faint")
    return canvas.svg(legend(canvas, y + 6))


def _names(canvas: Canvas, picture: Ego, at: Places, labels: Labels, *, narrow: bool) -> None:
    """Write the names beside their marks, where there is room for them."""
    for n in picture.neighbours:
        words = short_name(n.person.name) if narrow or n.steps else n.person.name
        away = _RADIUS[n.steps] + (9 if not n.steps else 2)
        spot = labels.place(*at[n.person.code], words, 12, away)
        if spot is not None and (not narrow or n.steps < 2):
            look = "d-text" if n.steps < 2 else "d-soft"
            canvas.halo(spot.x, spot.y, words, 12, spot.anchor)
            canvas.text(spot.x, spot.y, words, 12, look, spot.anchor)


def _tie(canvas: Canvas, edge: Arc, at: Places, radius: float, near: bool) -> None:
    (x1, y1), (x2, y2) = at[edge.source], at[edge.target]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    x2, y2 = x2 - ux * (radius + 4), y2 - uy * (radius + 4)
    kind = TieKind(edge.kind)
    classes = "d-tie-conflict" if kind is TieKind.CONFLICT else "d-tie" if near else "d-tie-reports"
    canvas.begin(f"{TIE_WORDS[kind]}, {edge.known}")
    wide = (0.7 + edge.weight) if near else 0.6
    canvas.add("path", classes, d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", stroke_width=wide)
    if near and kind not in _MUTUAL:
        left, right = (
            (x2 - 7 * ux - 3.5 * uy, y2 - 7 * uy + 3.5 * ux),
            (
                x2 - 7 * ux + 3.5 * uy,
                y2 - 7 * uy - 3.5 * ux,
            ),
        )
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in ((x2, y2), left, right))
        canvas.add("polygon", "d-faint", points=points)
    canvas.end()
