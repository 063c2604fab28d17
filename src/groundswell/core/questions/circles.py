"""The circles that ties draw, whatever the chart says; what joins them, and how closed units are.

Aggregates of what was declared or surveyed; where nothing but inferred traffic is known, only of
groups of five or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.graph import Graph
from groundswell.core.dynamics.networks import communities
from groundswell.core.questions.system import Chart
from groundswell.core.questions.wording import count, listed, percent, sentence
from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Source, TieKind

POSITIVE = (TieKind.TRUSTS, TieKind.ADVICE, TieKind.WORKS_WITH, TieKind.REPORTS_TO)
# A unit names a circle when at least this share of the circle works there.
NAMES = 0.6
# Below this modularity, circles of the same strength are found in random networks too.
CLEAR = 0.3
# Ties leaving a unit make up at most a quarter of its ties.
CLOSED = -0.5
SMALLEST_AGGREGATE = 5
MOST_BRIDGES = 20
THIN = 2

Labels = NDArray[np.int64]
Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Circle:
    """People more tied among themselves than a random network of them would be.

    `group` names it in the other lists; `units` are the codes of the units most of them work in;
    `members` who of the coalition is in it.
    """

    group: str
    title: str
    people: tuple[str, ...]
    units: tuple[str, ...]
    members: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """What links two circles: the number of linked pairs, and the people at its ends."""

    groups: tuple[str, str]
    ties: int
    people: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class UnitBorder:
    """How closed a unit is: E-I index from -1 (ties inside only) to +1 (outside only)."""

    unit: str
    ei: float
    inside: int
    outside: int
    text: str


@dataclass(frozen=True)
class Known:
    """Ties among real people, the layers apart, as far as they may be read by name.

    Parameters
    ----------
    named
        Whether anything was declared or surveyed; if not, the ties are inferred from traffic.
    layers
        (listener, heard) keys `listener * people + heard` of each layer.
    graph, pairs
        All positive layers together with the weight of each arc, and the same without directions.
    """

    named: bool
    layers: Mapping[TieKind, Keys]
    graph: Graph
    pairs: Graph


def known_ties(snapshot: Snapshot) -> Known:
    """Return declared and surveyed ties, or the inferred ones where there are no others."""
    real = len(snapshot.people)
    firm = _firm(snapshot, real)
    everything = {kind: _keys(snapshot, kind, real) for kind in TieKind}
    layers = {kind: keys[np.isin(keys, firm[kind])] for kind, keys in everything.items()}
    named = any(layers[kind].size for kind in POSITIVE)
    if not named:
        layers = everything
    arcs = snapshot.listening
    source = np.repeat(np.arange(snapshot.size), np.diff(arcs.starts))
    keys = source.astype(np.int64) * real + arcs.heard
    wanted = np.concatenate([layers[kind] for kind in POSITIVE])
    keep = np.isin(keys, wanted)
    graph = Graph.of(real, source[keep], arcs.heard[keep], arcs.weight[keep])
    return Known(named, layers, graph, graph.both_ways())


def _firm(snapshot: Snapshot, real: int) -> dict[TieKind, Keys]:
    """Return the keys of ties somebody declared or surveyed, either way where a tie has no way."""
    found: dict[TieKind, list[int]] = {kind: [] for kind in TieKind}
    index = snapshot.index
    for tie in snapshot.seen.of(Tie):
        if tie.source is Source.INFERRED or tie.from_ not in index or tie.to not in index:
            continue
        i, j = index[tie.from_], index[tie.to]
        found[tie.kind].append(i * real + j)
        if tie.kind in (TieKind.WORKS_WITH, TieKind.CONFLICT):
            found[tie.kind].append(j * real + i)
    return {kind: np.array(keys, dtype=np.int64) for kind, keys in found.items()}


def _keys(snapshot: Snapshot, kind: TieKind, real: int) -> Keys:
    rows, columns = (c.astype(np.int64) for c in snapshot.layers[kind].tocoo().coords)
    return np.asarray(rows * real + columns)


def labels(known: Known, seed: int) -> Labels:
    """Return the circle of each person, -1 for who has no tie; 0 is the largest."""
    found = communities(known.graph, seed=seed)
    tied = np.zeros(known.graph.people, dtype=bool)
    tied[known.graph.source] = True
    tied[known.graph.heard] = True
    return np.where(tied, found, -1)


def modularity(known: Known, label: Labels) -> float:
    """Return how much more ties stay inside circles than chance would have it; 0 without ties."""
    pairs = known.pairs
    total = float(pairs.weight.sum())
    if total == 0:
        return 0.0
    inside = float(pairs.weight[label[pairs.source] == label[pairs.heard]].sum())
    strength = np.bincount(pairs.source, weights=pairs.weight, minlength=pairs.people)
    share = np.bincount(label[label >= 0], weights=strength[label >= 0]) / total
    return inside / total - float((share**2).sum())


def circles(snapshot: Snapshot, known: Known, label: Labels) -> tuple[Circle, ...]:
    """Return the circles, the largest first; inferred ones only from five people on."""
    chart, members = Chart(snapshot), set(snapshot.members)
    sizes = np.bincount(label[label >= 0])
    shown = np.flatnonzero(sizes >= (2 if known.named else SMALLEST_AGGREGATE))
    people = {int(n): tuple(snapshot.people[i] for i in np.flatnonzero(label == n)) for n in shown}
    units = {n: _units(snapshot, chart, codes) for n, codes in people.items()}
    alike = Counter(units.values())
    found = []
    for n, codes in people.items():
        title = _title(snapshot, chart, known, codes, units[n], alike[units[n]] > 1)
        inside = tuple(code for code in codes if code in members)
        text = _circle_text(snapshot, title, codes, inside)
        found.append(Circle(f"g{n + 1}", title, codes, units[n], inside, text))
    return tuple(found)


def _units(snapshot: Snapshot, chart: Chart, people: Sequence[str]) -> tuple[str, ...]:
    """Return the fewest units, the largest first, in which most of a circle works."""
    tally = Counter(chart.unit(snapshot.person[code]) for code in people)
    del tally[None]
    order = sorted(tally, key=lambda unit: (-tally[unit], str(unit)))
    chosen: list[str] = []
    for unit in order:
        if sum(tally[u] for u in chosen) >= NAMES * len(people):
            break
        chosen.append(str(unit))
    return tuple(chosen)


def _title(
    snapshot: Snapshot,
    chart: Chart,
    known: Known,
    people: Sequence[str],
    units: Sequence[str],
    alike: bool,
) -> str:
    """Name a circle by its one or two units, else (or besides) by who has most contacts in it."""
    of_units = f"the circle of {listed([chart.name(unit) for unit in units])}"
    by_units = 0 < len(units) < 3
    if by_units and not alike:
        return of_units
    if not known.named:
        start = of_units if by_units else "a circle across units"
        return f"{start} ({count(len(people), 'person', 'people')})"
    index = np.array([snapshot.index[code] for code in people])
    inside = np.diff(known.pairs.matrix[index][:, index].tocsr().indptr)
    first = [people[i] for i in np.argsort(-inside, kind="stable")[:2]]
    around = f"around {snapshot.names(tuple(first))}"
    return f"{of_units} {around}" if by_units else f"the circle {around}"


def _circle_text(
    snapshot: Snapshot, title: str, people: Sequence[str], members: Sequence[str]
) -> str:
    who = count(len(people), "person", "people")
    start = f"{sentence(title)}: {who}"
    if not members:
        return f"{start}, nobody of them in the coalition."
    return f"{start}, with {listed([snapshot.name(code) for code in members])} in the coalition."


def bridges(
    snapshot: Snapshot, known: Known, label: Labels, found: Sequence[Circle]
) -> tuple[Bridge, ...]:
    """Return what links circles, the thinnest first among the larger circles."""
    titles = {int(circle.group[1:]) - 1: circle for circle in found}
    if len(titles) < 2:
        return ()
    pairs = known.pairs
    shown = np.isin(label, list(titles))
    once = (pairs.source < pairs.heard) & (label[pairs.source] != label[pairs.heard])
    once &= shown[pairs.source] & shown[pairs.heard]
    source, heard = pairs.source[once], pairs.heard[once]
    ends = np.sort(np.column_stack([label[source], label[heard]]), axis=1)
    between, which, ties = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    joined = []
    for row in np.argsort(ties, kind="stable")[:MOST_BRIDGES]:
        at = np.flatnonzero(which.ravel() == row)
        people = list(zip(source[at].tolist(), heard[at].tolist(), strict=True))
        one, other = (titles[int(number)] for number in between[row])
        joined.append(_bridge(snapshot, one, other, people))
    return tuple(joined)


def _bridge(
    snapshot: Snapshot, one: Circle, other: Circle, ends: Sequence[tuple[int, int]]
) -> Bridge:
    people = tuple(snapshot.people[i] for i in sorted({i for pair in ends for i in pair}))
    between = f"{one.title} and {other.title}"
    text = f"{count(len(ends), 'tie').capitalize()} run between {between}."
    if len(ends) <= THIN:
        names = [
            (snapshot.name(snapshot.people[i]), snapshot.name(snapshot.people[j])) for i, j in ends
        ]
        runs = "tie runs" if len(ends) == 1 else "ties run"
        ties = listed([f"{a} with {b}" for a, b in names])
        text = f"Only {count(len(ends), runs, runs)} between {between}: {ties}."
    return Bridge((one.group, other.group), len(ends), people, text)


def borders(snapshot: Snapshot, known: Known) -> tuple[UnitBorder, ...]:
    """Return how closed each unit with known ties is, the most closed first."""
    real, units = len(snapshot.people), len(snapshot.units)
    unit = snapshot.unit[:real]
    pairs = known.pairs
    once = pairs.source < pairs.heard
    a, b = unit[pairs.source[once]], unit[pairs.heard[once]]
    same = (a == b) & (a >= 0)
    inside = np.bincount(a[same], minlength=units)
    outside = np.bincount(a[~same & (a >= 0)], minlength=units)
    outside = outside + np.bincount(b[~same & (b >= 0)], minlength=units)
    size = np.bincount(unit[unit >= 0], minlength=units)
    least = 2 if known.named else SMALLEST_AGGREGATE
    found = list(_borders(snapshot, inside, outside, size >= least))
    return tuple(sorted(found, key=lambda border: (border.ei, border.unit)))


def _borders(
    snapshot: Snapshot, inside: Labels, outside: Labels, shown: NDArray[np.bool_]
) -> Iterator[UnitBorder]:
    chart = Chart(snapshot)
    for u in np.flatnonzero((inside + outside > 0) & shown):
        within, across = int(inside[u]), int(outside[u])
        ei = (across - within) / (across + within)
        name = chart.name(snapshot.units[u])
        share = percent(within / (across + within))
        ties = f"{share} of its {count(within + across, 'tie')} stay inside"
        text = f"{name}: {ties}."
        if ei <= CLOSED and within > 1:
            text = f"{name} keeps to itself: {ties}."
        yield UnitBorder(snapshot.units[u], ei, within, across, text)
