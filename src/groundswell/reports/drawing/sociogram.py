"""The sociogram as a still picture: for export, for paper, and where there is no WebGL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from groundswell.core.pictures.lens import Arc
from groundswell.core.pictures.sociogram import Node, Sociogram
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import Labels, short_name, width_of
from groundswell.reports.drawing.marks import legend, mark, stance_of
from groundswell.reports.drawing.speech import USUAL, Speech

_TIES = {"conflict": "d-tie-conflict", "reports_to": "d-tie-reports"}
_MANY = 400  # people from which marks shrink and only members are named
_FEW = 30  # people up to whom everybody is named
_EDGE = 26


def draw(
    picture: Sociogram,
    *,
    narrow: bool = False,
    standalone: bool = False,
    speech: Speech = USUAL,
) -> str:
    """Return the sociogram as SVG."""
    width = NARROW if narrow else WIDE
    name = f"sociogram{'-n' if narrow else ''}"
    canvas = Canvas(
        name, "Sociogram", f"{picture.headline} {picture.population}.", width, standalone, speech
    )
    few = len(picture.nodes) <= _FEW
    height = width * ((0.8 if few else 1.15) if narrow else (0.5 if few else 0.72))
    at = {
        node.id: (
            _EDGE + node.x * (width - 2 * _EDGE),
            _EDGE + node.y * (height - 2 * _EDGE),
        )
        for node in picture.nodes
    }
    if len(picture.nodes) < _MANY:
        for edge in sorted(picture.edges, key=lambda e: e.kind == "conflict"):
            _tie(canvas, edge, at)
    else:
        _all_ties(canvas, picture.edges, at)
    labels = Labels(width, height)
    # Among many small marks a label would find no room: there it may cover some.
    for node in picture.nodes if len(picture.nodes) < _MANY else ():
        labels.block(*at[node.id], _radius(node, len(picture.nodes), width))
    for node in picture.nodes:
        _node(canvas, node, at[node.id], len(picture.nodes))
    inside = sorted((n for n in picture.nodes if n.ring), key=lambda n: (-n.sought, n.id))
    others = sorted((n for n in picture.nodes if not n.ring), key=lambda n: (-n.sought, n.id))
    _names(canvas, inside, at, labels, len(picture.nodes))
    _units(canvas, picture, at, labels)
    sought = [n for n in others if n.sought or few][: 50 if few or not narrow else 6]
    _names(canvas, sought, at, labels, len(picture.nodes))
    return canvas.svg(legend(canvas, height + 18))


def _radius(node: Node, people: int, width: float) -> float:
    radius = (4.0 + 5.5 * node.size) if people < _MANY else (1.6 + 3.0 * node.size)
    return radius if width >= WIDE else 0.7 * radius


def _tie(canvas: Canvas, edge: Arc, at: Mapping[str, tuple[float, float]]) -> None:
    (x1, y1), (x2, y2) = at[edge.source], at[edge.target]
    wide = 0.5 + 0.8 * edge.weight
    classes = _TIES.get(edge.kind, "d-tie")
    canvas.add("path", classes, d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", stroke_width=wide)


def _all_ties(canvas: Canvas, edges: Sequence[Arc], at: Mapping[str, tuple[float, float]]) -> None:
    """Draw the ties of a large map as one thin path for each look: small, and no dark clouds."""
    paths: dict[str, list[str]] = {"d-tie-many": [], "d-tie-conflict": []}
    for edge in edges:
        (x1, y1), (x2, y2) = at[edge.source], at[edge.target]
        classes = "d-tie-conflict" if edge.kind == "conflict" else "d-tie-many"
        paths[classes].append(f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}")
    for classes, steps in paths.items():
        if steps:
            canvas.add("path", classes, d="".join(dict.fromkeys(steps)), stroke_width=0.3)


def _node(canvas: Canvas, node: Node, at: tuple[float, float], people: int) -> None:
    ring = f"in the coalition, {canvas.speech.ring(node.ring)}" if node.ring else ""
    stance = stance_of(node.stance, node.veiled, canvas.speech)
    told = (node.label, stance, ring, f"{node.sought} turn to them")
    canvas.begin("; ".join(part for part in told if part))
    radius = _radius(node, people, canvas.width)
    mark(canvas, *at, radius, node.stance)
    if node.ring:
        canvas.add("circle", "d-member", cx=at[0], cy=at[1], r=radius * 1.25 + 2.2)
    canvas.end()


def _units(
    canvas: Canvas,
    picture: Sociogram,
    at: Mapping[str, tuple[float, float]],
    labels: Labels,
) -> None:
    """Name the larger units at the middle of their people, where there is room."""
    for unit in picture.units[:24]:
        own = [at[node.id] for node in picture.nodes if node.unit == unit.id]
        if len(own) < 3:
            continue
        x = sorted(p[0] for p in own)[len(own) // 2]
        y = sorted(p[1] for p in own)[len(own) // 2]
        spot = labels.place(x, y, unit.name, 12, 2)
        if spot is not None:
            canvas.halo(spot.x, spot.y, unit.name, 12, spot.anchor)
            canvas.text(spot.x, spot.y, unit.name, 12, "d-unit", spot.anchor)


def _names(
    canvas: Canvas,
    nodes: Sequence[Node],
    at: Mapping[str, tuple[float, float]],
    labels: Labels,
    people: int,
) -> None:
    """Write names where there is room; the coalition comes first, then whom most turn to."""
    for node in nodes:
        long = canvas.width < WIDE or width_of(node.label, 11) > 130
        words = short_name(node.label) if long else node.label
        spot = labels.place(*at[node.id], words, 11, _radius(node, people, canvas.width) + 2)
        if spot is not None:
            canvas.halo(spot.x, spot.y, words, 11, spot.anchor)
            canvas.text(spot.x, spot.y, words, 11, "d-text", spot.anchor)
