"""Where to draw people so that those who listen to each other, and those of a unit, lie together.

Two steps of the force-directed method: units find their places by the ties between them, then
people theirs, each held near the unit by a weak spring. People start near their unit at an angle
that hangs on their own code, so that a small change of the map leaves most of the picture alone.
Small groups and people without ties are set in rows beneath, by unit, not flung to the far edge.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from groundswell.core.dynamics.graph import Floats, Graph
from groundswell.core.dynamics.luck import lots
from groundswell.core.terrain.noise import Hashes, uniforms

Labels = NDArray[np.int64]

# Of the mean tie, for each tie a person has on average: enough to keep units together, too little
# to hide a bridge. It grows with the crowd, in which nothing else would show.
_UNIT_PULL, _LEAST_UNIT_PULL, _CROWD = 0.16, 0.6, 400
_HUB_PULL = 0.15  # of the mean tie: keeps separate parts of the network in one picture
_MOST_PULL = 3.0  # of the mean tie: no pair is drawn into one spot
_STAY = 0.02  # how far somebody moves whose place an earlier picture gives
_TURNS_SMALL, _TURNS_LARGE, _LARGE = 300, 150, 1500
_LEAST_PART = 4  # smaller parts lie beneath, with those without ties
_SPREAD = 0.35  # how far outliers are drawn in, so that the middle gets room
_MOST_GATHERED, _HALF_GATHERED = 0.7, 1000  # of the way; people at which it is half of that
_GAP = 0.05  # between the network and the rows beneath, of the height


def layout(
    graph: Graph,
    unit: Labels,
    hashes: Hashes,
    *,
    seed: int = 0,
    previous: Floats | None = None,
) -> Floats:
    """Return a place in [0, 1] x [0, 1] for everybody, shape (people, 2).

    Parameters
    ----------
    graph
        Who listens to whom, all layers to be drawn together.
    unit
        Unit of each person, -1 where not stated, shape (people,).
    hashes
        Address of each person's chance, shape (people,).
    seed
        The same seed and map give the same picture, to the bit.
    previous
        Places in an earlier picture, NaN for people who are new, shape (people, 2). The picture
        then starts from there and moves little.

    References
    ----------
    Fruchterman & Reingold 1991.
    """
    if graph.people == 0:
        return np.empty((0, 2))
    ties = graph.both_ways()
    _, part = connected_components(ties.matrix, directed=False)
    connected = np.bincount(part)[part] >= min(_LEAST_PART, max(graph.people, 2))
    out = np.empty((graph.people, 2))
    beneath = np.flatnonzero(~connected)
    height = 1.0 - _rows_height(beneath.size, graph.people)
    main = np.flatnonzero(connected)
    if main.size:
        start = _start(ties, unit, hashes, seed)[main]
        room = np.array([1.0, height - _GAP if beneath.size else 1.0])
        before = None if previous is None else previous[main] / room
        if before is None or np.isnan(before).all():
            settled = _scaled(_settle(_within(ties, main), unit[main], start, seed))
            places = _gathered(_evened(settled), unit[main])
        else:
            places = _settle(_within(ties, main), unit[main], 0.5 + start / 2, seed, before)
        out[main] = places * room
    _fill_rows(out, beneath, part, unit, hashes, height)
    return np.clip(np.round(out, 5), 0.0, 1.0)


def _rows_height(beneath: int, people: int) -> float:
    """Return the share of the height for people who are tied to nobody else."""
    return 1.0 if beneath == people else min(0.45, max(0.05, 0.6 * beneath / people))


def _within(ties: Graph, people: NDArray[np.intp]) -> Graph:
    return Graph.from_matrix(ties.matrix[people][:, people].tocsr())


def _start(ties: Graph, unit: Labels, hashes: Hashes, seed: int) -> Floats:
    """Return first places: around the unit's own, at an angle of the person's code."""
    chance = uniforms(seed, "place", hashes, 2).astype(np.float64)
    angle, reach = 2 * np.pi * chance[:, 0], np.sqrt(chance[:, 1])
    around = np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]
    units = int(unit.max()) + 1
    size = np.bincount(unit[unit >= 0], minlength=units)
    centre = np.vstack([_unit_centres(ties, unit, units, seed), np.zeros(2)])
    radius = np.append(np.sqrt(size / unit.size), 1.0)
    return np.asarray(centre[unit] + around * 0.7 * radius[unit][:, None])


def _unit_centres(ties: Graph, unit: Labels, units: int, seed: int) -> Floats:
    """Return a place for each unit in about the unit circle, by the ties between units."""
    if units < 2:
        return np.zeros((units, 2))
    import igraph

    angle = 2 * np.pi * np.arange(units) / units
    ring = np.column_stack([np.cos(angle), np.sin(angle)])
    a, b = unit[ties.source], unit[ties.heard]
    across = (a >= 0) & (a < b)
    between = Graph.of(units, a[across], b[across], ties.weight[across])
    ends = np.column_stack([between.source, between.heard])
    hub = np.column_stack([np.arange(units), np.full(units, units)])
    net = igraph.Graph(edges=np.concatenate([ends, hub]).tolist())
    weak = float(between.weight.mean()) * _HUB_PULL if between.weight.size else 1.0
    weights = np.concatenate([between.weight, np.full(units, weak)])
    with lots(seed, "layout of units"):
        found = net.layout_fruchterman_reingold(
            weights=weights.tolist(),
            seed=np.vstack([ring, np.zeros(2)]).tolist(),
            niter=300,
            grid="nogrid",
        )
    places = np.asarray(found.coords)[:units]
    places -= places.mean(axis=0)
    return np.asarray(places / max(float(np.abs(places).max()), 1e-9))


def _settle(
    ties: Graph, unit: Labels, start: Floats, seed: int, before: Floats | None = None
) -> Floats:
    """Return places after the forces came to rest; people who stood somewhere stay near it."""
    import igraph

    people, units = ties.people, int(unit.max()) + 1
    scale = np.sqrt(people)
    if before is not None:
        start = np.where(np.isnan(before), start, before)
    centres = np.vstack([_mean_by(start, unit, units), start.mean(axis=0)])
    ends, weights = _springs(ties, unit, units)
    net = igraph.Graph(edges=ends.tolist())
    with lots(seed, "layout"):
        found = net.layout_fruchterman_reingold(
            weights=weights.tolist(),
            seed=(np.vstack([start, centres]) * scale).tolist(),
            niter=_TURNS_SMALL if people <= _LARGE else _TURNS_LARGE,
            start_temp=0.1 * scale,
            grid="grid" if people > _LARGE else "nogrid",
            **(_bounds(before, units + 1, scale) if before is not None else {}),
        )
    return np.asarray(np.asarray(found.coords)[:people] / scale)


def _springs(ties: Graph, unit: Labels, units: int) -> tuple[Labels, Floats]:
    """Return edges and weights: ties, then people to their unit, then units to a common hub."""
    once = ties.source < ties.heard
    tied = np.column_stack([ties.source[once], ties.heard[once]])
    hub = ties.people + units
    anchor = np.where(unit >= 0, ties.people + unit, hub)
    held = np.column_stack([np.arange(ties.people), anchor])
    spokes = np.column_stack([ties.people + np.arange(units), np.full(units, hub)])
    size = np.bincount(unit[unit >= 0], minlength=units)
    mean = float(ties.weight.mean()) if ties.weight.size else 1.0
    degree = 2 * tied.shape[0] / ties.people
    pull = max(_LEAST_UNIT_PULL, _UNIT_PULL * degree * (1 + ties.people / _CROWD))
    weights = [
        np.minimum(ties.weight[once] / mean, _MOST_PULL),
        np.where(unit >= 0, pull, _HUB_PULL),
        _HUB_PULL * np.sqrt(np.maximum(size, 1)),
    ]
    return np.concatenate([tied, held, spokes]), np.concatenate(weights)


def _bounds(before: Floats, free: int, scale: float) -> dict[str, list[float]]:
    """Return limits of movement: a little for who was there, the whole picture for who is new."""
    low = np.where(np.isnan(before), 0.0, np.clip(before - _STAY, 0.0, 1.0)) * scale
    high = np.where(np.isnan(before), 1.0, np.clip(before + _STAY, 0.0, 1.0)) * scale
    low, high = np.vstack([low, np.zeros((free, 2))]), np.vstack([high, np.full((free, 2), scale)])
    return {
        "minx": low[:, 0].tolist(),
        "maxx": high[:, 0].tolist(),
        "miny": low[:, 1].tolist(),
        "maxy": high[:, 1].tolist(),
    }


def _mean_by(places: Floats, unit: Labels, units: int) -> Floats:
    inside = unit >= 0
    count = np.maximum(np.bincount(unit[inside], minlength=units), 1)
    sums = [np.bincount(unit[inside], places[inside, k], units) for k in (0, 1)]
    return np.asarray(np.column_stack(sums) / count[:, None])


def _scaled(places: Floats) -> Floats:
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    scaled: Floats = np.where(high > low, (places - low) / span, 0.5)
    # A handful of people stays together instead of standing in the corners.
    room = min(1.0, 0.35 + places.shape[0] / 40)
    return np.asarray(0.5 + room * (scaled - 0.5))


def _evened(places: Floats) -> Floats:
    """Return places with part of the way gone to an even spread, so that the crowd gets room."""
    rank = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable")
    even = rank / (places.shape[0] - 1)
    return _scaled((1 - _SPREAD) * places + _SPREAD * even)


def _gathered(places: Floats, unit: Labels) -> Floats:
    """Return places drawn towards the middle of their unit, the more the larger the crowd.

    Forces alone mix the units of thousands of people; drawn together they stay legible as patches.
    """
    people = places.shape[0]
    share = _MOST_GATHERED * people / (people + _HALF_GATHERED)
    middle = _mean_by(places, unit, int(unit.max()) + 1)
    inside = unit >= 0
    out = places.copy()
    out[inside] += share * (middle[unit[inside]] - places[inside])
    return _scaled(out)


def _fill_rows(
    out: Floats,
    people: NDArray[np.intp],
    part: NDArray[np.int32],
    unit: Labels,
    hashes: Hashes,
    top: float,
) -> None:
    """Set people in rows from `top` to the lower edge: by unit, small groups side by side."""
    if not people.size:
        return
    order = people[np.lexsort((hashes[people], part[people], unit[people]))]
    height = 1.0 - top
    rows = max(1, int(np.ceil(np.sqrt(people.size * height / 1.6))))
    width = int(np.ceil(people.size / rows))
    at = np.arange(people.size)
    out[order, 0] = (at % width + 0.5) / width
    out[order, 1] = top + (at // width + 0.5) / rows * height
