"""The sketch of the system that keeps today's behaviour going: signed links, loops named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from groundswell.core.answer import Gap
from groundswell.core.dynamics.luck import lots
from groundswell.core.pictures.lens import day
from groundswell.core.questions.question import gap
from groundswell.core.questions.system import Chart
from groundswell.core.questions.wording import count
from groundswell.core.terrain.map_records import SystemLink
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import ElementKind, GapKind, Sign
from groundswell.core.terrain.visible import latest

_LONGEST, _MOST = 8, 12  # elements of a loop, and loops shown
_DEEP = 6  # leverage points up to this one work on rules, information and goals


@dataclass(frozen=True, slots=True)
class Element:
    """Something in the system, its title, what sort it is, and a place in [0, 1]."""

    id: str
    title: str
    kind: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Link:
    """What acts on what: `sign` '+' moves together, '-' against each other, '' not stated."""

    source: str
    target: str
    sign: str
    text: str
    kind: str
    leverage: int | None


@dataclass(frozen=True, slots=True)
class Loop:
    """A circle of links: `kind` is reinforcing, balancing, or open where a sign is missing."""

    name: str
    kind: str
    elements: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SystemSketch:
    """Elements, links, loops."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    elements: tuple[Element, ...]
    links: tuple[Link, ...]
    loops: tuple[Loop, ...]


def system_sketch(snapshot: Snapshot, *, seed: int = 0) -> SystemSketch:
    """Return the system sketch with its loops; the same sketch gives the same picture."""
    links = tuple(
        Link(
            source=row.from_,
            target=row.to,
            sign=row.sign.value if row.sign else "",
            text=row.text or "",
            kind=row.element_kind.value if row.element_kind else "",
            leverage=row.leverage,
        )
        for row in latest(snapshot.seen.of(SystemLink), "from_", "to")
    )
    elements = _elements(snapshot, links, seed)
    loops = _loops(links, {e.id: e.title for e in elements})
    return SystemSketch(
        headline=_headline(links, loops),
        population=f"{count(len(elements), 'element')} and {count(len(links), 'link')}, "
        f"as of {day(snapshot.as_of)}",
        gaps=tuple(_gaps(links)),
        elements=elements,
        links=links,
        loops=loops,
    )


def _elements(snapshot: Snapshot, links: tuple[Link, ...], seed: int) -> tuple[Element, ...]:
    names = sorted({end for link in links for end in (link.source, link.target)})
    chart = Chart(snapshot)
    titles = {n.code: n.title for n in snapshot.nodes} | {
        d.code: d.title for d in snapshot.decisions
    }
    kinds = {link.source: link.kind for link in links if link.kind}
    places = _places(names, links, seed)
    return tuple(
        Element(
            id=name,
            title=titles.get(name)
            or (chart.name(name) if name in chart.records else "")
            or snapshot.name(name),
            kind=kinds.get(name, ""),
            x=float(x),
            y=float(y),
        )
        for name, (x, y) in zip(names, places, strict=True)
    )


def _places(names: list[str], links: tuple[Link, ...], seed: int) -> list[list[float]]:
    if len(names) < 2:
        return [[0.5, 0.5] for _ in names]
    import igraph

    at = {name: i for i, name in enumerate(names)}
    edges = [(at[link.source], at[link.target]) for link in links]
    net = igraph.Graph(n=len(names), edges=edges)
    # Parts that nothing links would drift apart: for the places alone, one joins the next.
    first = [min(part) for part in net.connected_components("weak")]
    net.add_edges(list(pairwise(first)))
    angle = 2 * np.pi * np.arange(len(names)) / len(names)
    ring = np.column_stack([np.cos(angle), np.sin(angle)])
    with lots(seed, "system sketch"):
        found = np.asarray(net.layout_kamada_kawai(seed=ring.tolist()).coords)
    low, high = found.min(axis=0), found.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    scaled: list[list[float]] = np.round((found - low) / span, 4).tolist()
    return scaled


def _loops(links: tuple[Link, ...], titles: Mapping[str, str]) -> tuple[Loop, ...]:
    """Return the simple circles of at most eight elements, the shortest first, each once."""
    by = {(link.source, link.target): link for link in links}
    after: dict[str, list[str]] = {}
    for source, target in sorted(by):
        after.setdefault(source, []).append(target)
    circles = sorted(_circles(after), key=lambda c: (len(c), c))[:_MOST]
    number = {"reinforcing": 0, "balancing": 0, "open": 0}
    found = []
    for circle in circles:
        steps = [by[pair] for pair in zip(circle, (*circle[1:], circle[0]), strict=True)]
        kind = _loop_kind(steps)
        number[kind] += 1
        told = [s.text for s in steps if s.kind == ElementKind.LOOP and s.text]
        chain = " → ".join(titles[code] for code in (*circle, circle[0]))
        name = f"{kind[0].upper()}{number[kind]}"
        found.append(Loop(name, kind, circle, told[0] if told else chain))
    return tuple(found)


def _circles(after: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each simple circle once, beginning at its first code."""
    for start in sorted(after):
        ahead: list[tuple[str, ...]] = [(start,)]
        while ahead:
            chain = ahead.pop()
            for following in after.get(chain[-1], ()):
                if following == start:
                    yield chain
                elif following > start and following not in chain and len(chain) < _LONGEST:
                    ahead.append((*chain, following))


def _loop_kind(steps: list[Link]) -> str:
    if not all(step.sign for step in steps):
        return "open"
    against = sum(step.sign == Sign.OPPOSITE for step in steps)
    return "balancing" if against % 2 else "reinforcing"


def _headline(links: tuple[Link, ...], loops: tuple[Loop, ...]) -> str:
    if not links:
        return "What keeps today's behaviour going has not been sketched yet."
    deep = sum(link.leverage is not None and link.leverage <= _DEEP for link in links)
    circling = [loop for loop in loops if loop.kind == "reinforcing"]
    if circling:
        text = f"{count(len(circling), 'loop feeds', 'loops feed').capitalize()} on itself"
        text = text if len(circling) == 1 else text.replace("itself", "themselves")
    elif loops:
        text = f"{count(len(loops), 'loop').capitalize()}, none of which feeds on itself"
    else:
        text = "No loop is closed in the sketch yet"
    if deep:
        marked = "link is marked as a deep leverage point"
        return f"{text}; {count(deep, marked, 'links are marked as deep leverage points')}."
    return f"{text}; no deep leverage point is marked."


def _gaps(links: tuple[Link, ...]) -> Iterator[Gap]:
    if not links:
        yield gap(GapKind.SYSTEM_UNKNOWN, "Sketch who operates the system, and what rewards them.")
    unsigned = sum(not link.sign for link in links)
    if unsigned:
        number = count(unsigned, "link does", "links do").capitalize()
        yield gap(
            GapKind.SYSTEM_UNKNOWN,
            f"{number} not say whether the two move together or against each other.",
        )
    if links and not any(link.leverage for link in links):
        yield gap(GapKind.SYSTEM_UNKNOWN, "No leverage point is marked. Where would you press?")
