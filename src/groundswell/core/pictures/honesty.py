"""How honest the map is about itself: shown on every view of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import Lens, day
from groundswell.core.questions.blind_spots import warnings
from groundswell.core.questions.map_gaps import last_revised, map_gaps
from groundswell.core.questions.represented import View
from groundswell.core.questions.standing import DOUBTING
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind

_ASKED = 2
_ENOUGH_NAMED = 10  # people named by somebody from which it may be guessed how many are unnamed
_ASKS = ("no_resistance", "own_manager", "nobody_known")


@dataclass(frozen=True, slots=True)
class Honesty:
    """What every map view says about itself.

    Parameters
    ----------
    headline
        How many are known of how many there may be, and whom to ask.
    known, perhaps
        People on the map, and how many there may be at least; None where it cannot be guessed.
    basis
        How `perhaps` was come by, in a sentence.
    ask
        Codes of up to two people to ask who is missing.
    days
        Days since anything was last revised; None where nothing is dated.
    revised
        The same in words.
    questions
        What the map should be asked: empty resistance side, your own manager, nobody known.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    known: int
    perhaps: int | None
    basis: str
    ask: tuple[str, ...]
    days: int | None
    revised: str
    questions: tuple[str, ...]


def honesty(snapshot: Snapshot, *, veiled: Mapping[str, int] | None = None) -> Honesty:
    """Return how much of the place the map knows, whom to ask, and how old it is.

    Notes
    -----
    How many there may be is the bias-corrected lower bound of Chao: with f1 people named in the
    ties of one other person only, and f2 in those of two, at least f1 (f1 - 1) / (2 (f2 + 1)) more
    have not been named by anybody.

    References
    ----------
    Chao 1984, Nonparametric estimation of the number of classes in a population.
    """
    lens = Lens(snapshot, veiled)
    known = len(lens.portraits)
    perhaps, basis = _perhaps(lens)
    ask = _ask(lens)
    revised = last_revised(snapshot)
    days = None if revised is None else (snapshot.as_of - revised).days
    return Honesty(
        headline=_headline(lens, known, perhaps, ask),
        population=lens.population,
        gaps=tuple(g for g in map_gaps(snapshot) if g.kind != GapKind.NO_RESISTANCE),
        known=known,
        perhaps=perhaps,
        basis=basis,
        ask=ask,
        days=days,
        revised=_revised(snapshot, days),
        questions=tuple(w.text for w in warnings(View(snapshot)) if w.kind in _ASKS),
    )


def _perhaps(lens: Lens) -> tuple[int | None, str]:
    known = len(lens.portraits)
    pairs = {(a.source, a.target) for a in lens.arcs if a.known in ("declared", "surveyed")}
    named = np.unique([target for _, target in pairs], return_counts=True)[1]
    if named.size < _ENOUGH_NAMED:
        few = count(int(named.size), "person is", "people are")
        return None, f"How many there may be cannot be guessed: only {few} named by another."
    once, twice = int((named == 1).sum()), int((named == 2).sum())
    unnamed = once * (once - 1) / (2 * (twice + 1))
    total = max(known, int(named.size) + round(unnamed))
    basis = (
        f"{named.size} people are named in somebody's ties, {once} of them once and {twice} twice, "
        f"which hints at {round(unnamed)} or more whom nobody named"
    )
    if total > known:
        return total, f"{basis}: more than the map holds."
    return total, f"{basis}; the map holds {known - int(named.size)} such people."


def _ask(lens: Lens) -> tuple[str, ...]:
    """Return whom to ask who is missing: near the coalition, not against it, with wide contacts."""
    snapshot, circle = lens.snapshot, lens.circle
    units: dict[str, set[str]] = {}
    for arc in lens.arcs:
        for a, b in ((arc.source, arc.target), (arc.target, arc.source)):
            units.setdefault(a, set()).add(lens.by_code[b].unit_name or b)

    def near(code: str) -> bool:
        i = snapshot.index[code]
        return bool(circle.inside[i] or circle.ear[i] > 0)

    able = [
        p.code
        for p in lens.portraits
        if p.code in units
        and near(p.code)
        and p.stance not in DOUBTING
        and p.code != snapshot.owner
    ]
    able.sort(key=lambda c: (-len(units[c]), -int(circle.sought[snapshot.index[c]]), c))
    return tuple(able[:_ASKED])


def _headline(lens: Lens, known: int, perhaps: int | None, ask: tuple[str, ...]) -> str:
    if not known:
        return "Nobody is on the map yet. Start with ten names."
    people = count(known, "person", "people").capitalize()
    if perhaps is not None and perhaps > known:
        text = f"{known} of perhaps {perhaps} people are on this map"
    else:
        text = f"{people} {'is' if known == 1 else 'are'} on this map"
    who = listed([lens.snapshot.name(code) for code in ask])
    if ask:
        return f"{text}; ask {who} who is missing."
    return f"{text}; nobody on it can be asked yet who is missing."


def _revised(snapshot: Snapshot, days: int | None) -> str:
    if days is None:
        return "Nothing on the map is dated, so its age is not known."
    if days == 0:
        return f"Last revised on {day(snapshot.as_of)}."
    return f"Not revised for {count(days, 'day')}."
