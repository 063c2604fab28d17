"""The ego view: one person, whom they listen to, who listens to them, and one step further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import Arc, Lens, Portrait
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, TieKind

_INNER, _OUTER = 0.24, 0.44  # radius of the first and second step; the person stands at (.5, .5)
_MOST_NEAR, _MOST_FAR = 40, 60
_LISTENING = (TieKind.TRUSTS, TieKind.ADVICE)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A person around the one in the middle: steps away (0 to 2), and place in [0, 1]."""

    person: Portrait
    steps: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ego:
    """One person's neighbourhood of two steps.

    Parameters
    ----------
    listens_to, listened_by
        Codes of those they trust or ask, and of those who trust or ask them.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    person: Portrait
    neighbours: tuple[Neighbour, ...]
    edges: tuple[Arc, ...]
    listens_to: tuple[str, ...]
    listened_by: tuple[str, ...]


def ego(snapshot: Snapshot, person: str, *, veiled: Mapping[str, int] | None = None) -> Ego:
    """Return somebody's neighbourhood.

    Raises
    ------
    KeyError
        If nobody has this code.
    """
    lens = Lens(snapshot, veiled)
    middle = lens.by_code[person]
    around = _around(lens)
    near = sorted(around.get(person, {}), key=lambda c: (-around[person][c], c))
    first = sorted(near[:_MOST_NEAR], key=lambda c: (lens.by_code[c].unit_name, c))
    second = _second(around, person, near, first)
    shown = {person, *first, *(code for code, _ in second)}
    edges = tuple(a for a in lens.arcs if a.source in shown and a.target in shown)
    to = sorted({a.target for a in lens.arcs if a.source == person and a.kind in _LISTENING})
    by = sorted({a.source for a in lens.arcs if a.target == person and a.kind in _LISTENING})
    further = {c for code in near for c in around[code]} - {person, *near}
    left = len(near) - len(first) + len(further) - len(second)
    return Ego(
        headline=_headline(lens, middle, to, by),
        population=f"{count(len(near), 'person', 'people').capitalize()} one step away, "
        f"{len(further)} two steps; {lens.population}",
        gaps=tuple(_gaps(middle, left)),
        person=middle,
        neighbours=_placed(lens, middle, first, second),
        edges=edges,
        listens_to=tuple(to),
        listened_by=tuple(by),
    )


def _around(lens: Lens) -> Mapping[str, Mapping[str, float]]:
    """Return everybody's neighbours either way with the summed weight; conflict counts too."""
    found: dict[str, dict[str, float]] = {}
    for arc in lens.arcs:
        for a, b in ((arc.source, arc.target), (arc.target, arc.source)):
            own = found.setdefault(a, {})
            own[b] = own.get(b, 0.0) + arc.weight
    return found


def _second(
    around: Mapping[str, Mapping[str, float]], person: str, near: list[str], first: list[str]
) -> list[tuple[str, int]]:
    """Return who is two steps away with the place, in the first circle, of their nearest link."""
    best: dict[str, tuple[float, int]] = {}
    for at, code in enumerate(first):
        for other, weight in around[code].items():
            if other != person and other not in near:
                reached = (weight, -at)
                best[other] = max(best.get(other, reached), reached)
    strongest = sorted(best, key=lambda c: (-best[c][0], c))[:_MOST_FAR]
    return sorted(((c, -best[c][1]) for c in strongest), key=lambda pair: (pair[1], pair[0]))


def _placed(
    lens: Lens, middle: Portrait, first: list[str], second: list[tuple[str, int]]
) -> tuple[Neighbour, ...]:
    out = [Neighbour(middle, 0, 0.5, 0.5)]
    inner = np.linspace(0, 2 * np.pi, len(first), endpoint=False) - np.pi / 2  # the first on top
    out += [_at(lens, code, 1, _INNER, angle) for code, angle in zip(first, inner, strict=True)]
    # The outer circle keeps the order of the inner one, so that few lines cross.
    outer = np.linspace(0, 2 * np.pi, len(second), endpoint=False)
    wanted = inner[[at for _, at in second]]
    turn = np.angle(np.exp(1j * (wanted - outer)).sum())
    pairs = zip(second, outer + turn, strict=True)
    out += [_at(lens, code, 2, _OUTER, angle) for (code, _), angle in pairs]
    return tuple(out)


def _at(lens: Lens, code: str, steps: int, radius: float, angle: float) -> Neighbour:
    x, y = 0.5 + radius * np.cos(angle), 0.5 + radius * np.sin(angle)
    return Neighbour(lens.by_code[code], steps, round(float(x), 4), round(float(y), 4))


def _headline(lens: Lens, middle: Portrait, to: list[str], by: list[str]) -> str:
    names = lens.snapshot.name
    if not to and not by:
        return f"Whom {middle.name} trusts or asks, and who turns to them, is not on the map."
    if to:
        text = f"{middle.name} listens to {listed([names(c) for c in to])}"
    else:
        text = f"Whom {middle.name} listens to is not known"
    if by:
        people = count(len(by), "person turns", "people turn")
        return f"{text}; {people} to {middle.name}."
    return f"{text}; nobody is known to turn to them."


def _gaps(middle: Portrait, left: int) -> Iterator[Gap]:
    if left:
        people, verb = count(left, "person", "people").capitalize(), "is" if left == 1 else "are"
        yield gap(GapKind.TOO_FEW, f"{people} with weaker ties {verb} left out here.")
    if not middle.judged:
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"Where {middle.name} stands is not known to you.",
            middle.code,
        )
