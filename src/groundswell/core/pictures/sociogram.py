"""The sociogram: who is where, and who listens to whom, layer by layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.core.answer import Gap
from groundswell.core.dynamics.graph import Floats, Graph
from groundswell.core.dynamics.layout import layout
from groundswell.core.pictures.lens import Arc, Lens
from groundswell.core.questions.circles import CLOSED, borders, known_ties
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import count
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, TieKind

# Ties that draw people together; conflict is shown and does not bring people near.
_DRAWING = {
    TieKind.TRUSTS.value: 1.0,
    TieKind.ADVICE.value: 1.0,
    TieKind.WORKS_WITH.value: 0.7,
    TieKind.REPORTS_TO.value: 0.5,
}
_FEWEST = 8  # ties of a unit from which it may be said to keep to itself


@dataclass(frozen=True, slots=True)
class Node:
    """A person in the sociogram.

    Parameters
    ----------
    x, y
        Place in [0, 1] x [0, 1], y downwards.
    size
        In [0, 1] by how many trust or ask them, so that it can be drawn; not a score to show.
    sought
        How many trust or ask them.
    """

    id: str
    label: str
    x: float
    y: float
    size: float
    unit: str | None
    level: str | None
    function: str | None
    stance: str | None
    ring: str | None
    judged: bool
    sought: int
    veiled: int


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit with at least one person on the map."""

    id: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of ties and how many it has."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Sociogram:
    """The network with its places.

    Parameters
    ----------
    headline
        What there is to see, in a sentence.
    population
        About whom, and as of when.
    gaps
        What the picture cannot show.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Arc, ...]
    units: tuple[UnitShown, ...]
    layers: tuple[Layer, ...]

    def payload(self) -> dict[str, Any]:
        """Return what the terrain island draws, in plain JSON values."""
        return {
            "nodes": [
                {
                    "id": n.id,
                    "label": n.label,
                    "x": n.x,
                    "y": n.y,
                    "size": n.size,
                    "unit": n.unit,
                    "level": n.level,
                    "function": n.function,
                    "stance": n.stance,
                    "ring": n.ring,
                    "judged": n.judged,
                    "veiled": n.veiled,
                }
                for n in self.nodes
            ],
            "edges": [
                {"source": e.source, "target": e.target, "kind": e.kind, "weight": e.weight}
                for e in self.edges
            ],
            "units": [{"id": u.id, "name": u.name, "people": u.people} for u in self.units],
            "layers": [{"kind": x.kind, "count": x.count} for x in self.layers],
        }

    def places(self) -> Mapping[str, tuple[float, float]]:
        """Return where everybody stands, to start the next picture from."""
        return {n.id: (n.x, n.y) for n in self.nodes}


def sociogram(
    snapshot: Snapshot,
    *,
    veiled: Mapping[str, int] | None = None,
    layers: Collection[TieKind] | None = None,
    previous: Mapping[str, tuple[float, float]] | None = None,
    places: Mapping[str, tuple[float, float]] | None = None,
    seed: int = 0,
) -> Sociogram:
    """Return who is where and who listens to whom.

    Parameters
    ----------
    veiled
        Person code to the number of others' judgements hidden from the viewer.
    layers
        Layers to show; None shows all. Places do not hang on it, so that switching a layer off
        moves nobody.
    previous
        Places in an earlier picture, so that a later date looks alike.
    places
        Where everybody stands, if that is known already; nothing is laid out then.
    seed
        The same seed and map give the same picture.
    """
    lens = Lens(snapshot, veiled)
    spots = _places(lens, previous, seed) if places is None else _kept(lens, places)
    shown = None if layers is None else {kind.value for kind in layers}
    edges = tuple(arc for arc in lens.arcs if shown is None or arc.kind in shown)
    number = Counter(arc.kind for arc in lens.arcs)
    return Sociogram(
        headline=_headline(lens),
        population=lens.population,
        gaps=tuple(_gaps(lens)),
        nodes=_nodes(lens, spots),
        edges=edges,
        units=_units(lens),
        layers=tuple(Layer(kind.value, number[kind.value]) for kind in TieKind),
    )


def _kept(lens: Lens, places: Mapping[str, tuple[float, float]]) -> Floats:
    return np.array([places[code] for code in lens.snapshot.people], dtype=np.float64)


def _places(lens: Lens, previous: Mapping[str, tuple[float, float]] | None, seed: int) -> Floats:
    snapshot = lens.snapshot
    real = len(snapshot.people)
    drawn = [arc for arc in lens.arcs if arc.kind in _DRAWING]
    graph = Graph.of(
        real,
        np.array([snapshot.index[arc.source] for arc in drawn], dtype=np.int64),
        np.array([snapshot.index[arc.target] for arc in drawn], dtype=np.int64),
        np.array([arc.weight * _DRAWING[arc.kind] for arc in drawn]),
    )
    before = None
    if previous is not None:
        nowhere = (np.nan, np.nan)
        rows = [previous.get(code, nowhere) for code in snapshot.people]
        before = np.array(rows, dtype=np.float64).reshape(real, 2)
    unit, hashes = snapshot.unit[:real], snapshot.hashes[:real]
    return layout(graph, unit, hashes, seed=seed, previous=before)


def _nodes(lens: Lens, places: Floats) -> tuple[Node, ...]:
    sought = lens.circle.sought[: len(lens.portraits)]
    most = max(int(sought.max(initial=0)), 1)
    return tuple(
        Node(
            id=p.code,
            label=p.name,
            x=float(x),
            y=float(y),
            size=round(float(np.sqrt(asked / most)), 3),
            unit=p.unit,
            level=p.level,
            function=p.function,
            stance=p.stance,
            ring=p.ring,
            judged=p.judged,
            sought=int(asked),
            veiled=p.veiled,
        )
        for p, (x, y), asked in zip(lens.portraits, places, sought, strict=True)
    )


def _units(lens: Lens) -> tuple[UnitShown, ...]:
    people = Counter(p.unit for p in lens.portraits if p.unit)
    return tuple(
        UnitShown(code, lens.chart.name(code), people[code])
        for code in sorted(people, key=lambda u: (-people[u], u))
    )


def _headline(lens: Lens) -> str:
    snapshot = lens.snapshot
    if not lens.portraits:
        return "Nobody is on the map yet, so there is nobody to see."
    if not lens.arcs:
        people = count(len(lens.portraits), "person", "people")
        return f"{people.capitalize()}, and nobody has said yet who listens to whom."
    closed = [
        border
        for border in borders(snapshot, known_ties(snapshot))
        if border.ei <= CLOSED and border.inside + border.outside >= _FEWEST
    ]
    if closed:
        shape = f"{lens.chart.name(closed[0].unit)} listens mostly to itself"
    elif len(lens.arcs) < _FEWEST:
        shape = f"{count(len(lens.arcs), 'tie').capitalize()} known so far, too few to see a shape"
    else:
        shape = "No unit listens to itself alone"
    return f"{shape}{_most_sought(lens)}."


def _most_sought(lens: Lens) -> str:
    """Say whom most turn to outside the coalition, or inside it if nobody outside is sought."""
    sought = lens.circle.sought[: len(lens.portraits)]
    outside = [i for i in range(sought.size) if not lens.circle.inside[i]]
    for among, place in ((outside, "outside the coalition "), (range(sought.size), "")):
        best = max(among, key=lambda i: (int(sought[i]), -i), default=None)
        if best is not None and sought[best] >= 2:
            people = count(int(sought[best]), "person", "people")
            name = lens.portraits[best].name
            return f"; {place}nobody is turned to by more than {name} ({people})"
    return ""


def _gaps(lens: Lens) -> Iterator[Gap]:
    tied = {end for arc in lens.arcs for end in (arc.source, arc.target)}
    alone = [p.code for p in lens.portraits if p.code not in tied]
    if alone and len(lens.portraits) > 1:
        who = count(len(alone), "person", "people").capitalize()
        verb = "has" if len(alone) == 1 else "have"
        yield gap(
            GapKind.TIES_UNKNOWN,
            f"{who} {verb} no tie on the map and {'stands' if len(alone) == 1 else 'stand'} "
            "beneath the network; ask whom they turn to.",
            *alone,
        )
    inferred = sum(arc.known == "inferred" for arc in lens.arcs)
    if inferred:
        yield gap(
            GapKind.TIES_UNKNOWN,
            f"{count(inferred, 'tie').capitalize()} {'is' if inferred == 1 else 'are'} inferred "
            "from traffic, not told by anybody.",
        )
    yield from unjudged(lens)


def unjudged(lens: Lens) -> Iterator[Gap]:
    """Yield who is shown as unknown, because nobody the viewer may see judged them."""
    unknown = [p for p in lens.portraits if not p.judged]
    hidden = [p.code for p in unknown if p.veiled]
    dark = [p.code for p in unknown if not p.veiled]
    if dark:
        verb = "has" if len(dark) == 1 else "have"
        who = count(len(dark), "person", "people").capitalize()
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"{who} {verb} not been judged by anybody; they show as unknown, not as neutral.",
            *dark,
        )
    if hidden:
        who = count(len(hidden), "person", "people")
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"Others have judged {who} whom you have not; what they said stays hidden until you "
            "have said where you see them.",
            *hidden,
        )
