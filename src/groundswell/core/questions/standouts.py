"""People the ties single out: brokers, bottlenecks, informal leaders, and the chart against them.

Only declared and surveyed ties are read here; nobody is named or ordered by message traffic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.brokerage import betweenness, constraint
from groundswell.core.dynamics.graph import Graph
from groundswell.core.questions.circles import Circle, Known, Labels
from groundswell.core.questions.wording import count, listed, percent
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Level, TieKind

MOST = 10
# Constraint under .5, and fewer than half of the pairs of contacts tied: in a dense network many
# contacts alone make for a low constraint.
OPEN = 0.5
BROKERED_CONTACTS = 3
# One in twenty of the roads between others: beyond it an absence is felt.
NARROW = 0.05
# Sought by at least three, and by a standard deviation more than people are on average.
SOUGHT = 3
EXACT_PEOPLE, PIVOTS = 500, 64


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody whose contacts hardly know each other.

    `constraint` is Burt's, low is open; `closed` the share of pairs of contacts that are tied.
    """

    person: str
    constraint: float
    contacts: int
    closed: float
    groups: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Somebody on many roads between others: betweenness as a share, with its sampling error."""

    person: str
    betweenness: float
    std_error: float
    text: str


@dataclass(frozen=True, slots=True)
class InformalLeader:
    """Somebody sought by many who holds no formal authority; the layers stay apart."""

    person: str
    sought_by: int
    advice: int
    trust: int
    text: str


@dataclass(frozen=True, slots=True)
class ChartAgainstTies:
    """Whom the chart puts first against who is asked for advice most.

    `most_asked` are asked by the most people; `senior` those of them with formal authority;
    `overlooked` those without; `not_asked` people with formal authority whom nobody asks.
    """

    most_asked: tuple[str, ...]
    senior: tuple[str, ...]
    overlooked: tuple[str, ...]
    not_asked: tuple[str, ...]
    text: str


def brokers(
    snapshot: Snapshot, known: Known, label: Labels, circles: Sequence[Circle]
) -> tuple[Broker, ...]:
    """Return people with open contacts in two circles or more, the most open first."""
    shown = {circle.group for circle in circles}
    pairs = known.pairs
    contacts = np.diff(pairs.starts)
    tight = constraint(known.graph)
    able = np.flatnonzero((contacts >= BROKERED_CONTACTS) & (tight < OPEN))
    found = []
    for i in able[np.argsort(tight[able], kind="stable")]:
        heard = pairs.heard[pairs.starts[i] : pairs.starts[i + 1]]
        numbers = sorted({int(label[j]) for j in heard} | {int(label[i])})
        groups = tuple(f"g{n + 1}" for n in numbers if f"g{n + 1}" in shown)
        closed = _closed(pairs, heard)
        if len(groups) > 1 and closed < OPEN:
            found.append(_broker(snapshot, int(i), float(tight[i]), heard.size, closed, groups))
        if len(found) == MOST:
            break
    return tuple(found)


def _closed(pairs: Graph, contacts: NDArray[np.int32]) -> float:
    """Return the share of pairs of contacts that are tied to each other."""
    among = pairs.matrix[contacts][:, contacts].nnz
    return float(among / (contacts.size * (contacts.size - 1)))


def _broker(
    snapshot: Snapshot,
    i: int,
    tight: float,
    contacts: int,
    closed: float,
    groups: tuple[str, ...],
) -> Broker:
    text = (
        f"{snapshot.name(snapshot.people[i])} links {count(len(groups), 'circle')}: of the pairs "
        f"among their {contacts} contacts, {percent(closed)} are tied."
    )
    return Broker(snapshot.people[i], tight, contacts, closed, groups, text)


def bottlenecks(snapshot: Snapshot, known: Known, seed: int) -> tuple[Bottleneck, ...]:
    """Return people on more than a twentieth of the shortest roads between others."""
    # Ties are read both ways: whoever listens to somebody can also be reached by them.
    found = betweenness(known.pairs, seed=seed, exact_people=EXACT_PEOPLE, pivots=PIVOTS)
    order = np.argsort(-found.share, kind="stable")[:MOST]
    return tuple(
        _bottleneck(snapshot, int(i), float(found.share[i]), float(found.std_error[i]))
        for i in order
        if found.share[i] >= NARROW
    )


def _bottleneck(snapshot: Snapshot, i: int, share: float, error: float) -> Bottleneck:
    name = snapshot.name(snapshot.people[i])
    give = f", give or take {percent(error)}" if error >= 0.005 else ""
    text = (
        f"{percent(share)} of the shortest roads between two others lead through {name}{give}; "
        "when they are away, much waits."
    )
    return Bottleneck(snapshot.people[i], share, error, text)


def formal_authority(snapshot: Snapshot) -> NDArray[np.bool_]:
    """Return who decides, vetoes, has people reporting to them, or is senior by level."""
    real = len(snapshot.people)
    formal = np.zeros(snapshot.size, dtype=bool)
    for point in snapshot.decisions:
        formal[point.holders] = True
    formal[snapshot.layers[TieKind.REPORTS_TO].nonzero()[1]] = True
    for code, i in snapshot.index.items():
        if snapshot.person[code].level in (Level.EXECUTIVE, Level.SENIOR):
            formal[i] = True
    return formal[:real]


def _asked(known: Known, kind: TieKind) -> Labels:
    real = known.graph.people
    return np.bincount(known.layers[kind] % real, minlength=real)


def informal_leaders(snapshot: Snapshot, known: Known) -> tuple[InformalLeader, ...]:
    """Return people sought for advice or trust by many, without formal authority."""
    real = known.graph.people
    advice, trust = _asked(known, TieKind.ADVICE), _asked(known, TieKind.TRUSTS)
    either = np.union1d(known.layers[TieKind.ADVICE], known.layers[TieKind.TRUSTS])
    sought = np.bincount(either % real, minlength=real)
    if not either.size:
        return ()
    bar = max(SOUGHT, float(sought.mean() + sought.std()))
    able = np.flatnonzero((sought >= bar) & ~formal_authority(snapshot))
    order = able[np.argsort(-sought[able], kind="stable")][:MOST]
    return tuple(
        _leader(snapshot, int(i), int(sought[i]), int(advice[i]), int(trust[i])) for i in order
    )


def _leader(snapshot: Snapshot, i: int, sought: int, advice: int, trust: int) -> InformalLeader:
    code = snapshot.people[i]
    parts, whom = [], snapshot.name(code)
    if advice:
        verb = "asks" if advice == 1 else "ask"
        parts.append(f"{count(advice, 'person', 'people')} {verb} {whom} for advice")
        whom = "them"
    if trust:
        verb = "trusts" if trust == 1 else "trust"
        parts.append(f"{count(trust, 'person', 'people')} {verb} {whom}")
    text = f"{' and '.join(parts)}, and no formal authority of theirs is known."
    return InformalLeader(code, sought, advice, trust, f"{text[:1].upper()}{text[1:]}")


def chart_against_ties(snapshot: Snapshot, known: Known) -> ChartAgainstTies | None:
    """Compare formal authority with who is asked for advice; None without advice ties."""
    asked = _asked(known, TieKind.ADVICE)
    if not asked.any():
        return None
    formal = formal_authority(snapshot)
    order = np.argsort(-asked, kind="stable")
    last = int(asked[order[min(MOST, int(np.count_nonzero(asked))) - 1]])
    top = [int(i) for i in order if asked[i] >= last]
    if len(top) > MOST:
        # A tie at the end would be cut by the alphabet: leave all of them out, or keep them all.
        top = [i for i in top if asked[i] > last] or top
    senior = tuple(snapshot.people[i] for i in top if formal[i])
    overlooked = tuple(snapshot.people[i] for i in top if not formal[i])
    nobody = tuple(snapshot.people[i] for i in np.flatnonzero(formal & (asked == 0)))
    text = _comparison(snapshot, len(top), senior, overlooked)
    return ChartAgainstTies(
        tuple(snapshot.people[i] for i in top), senior, overlooked, nobody, text
    )


def _comparison(
    snapshot: Snapshot, most: int, senior: Sequence[str], overlooked: Sequence[str]
) -> str:
    start = f"Of the {count(most, 'person', 'people')} asked for advice most"
    if most == 1:
        start = "The person asked for advice most"
        return f"{start} {'has' if senior else 'has no'} formal authority."
    if not overlooked:
        return f"{start}, all have formal authority: chart and ties agree."
    names = listed([snapshot.name(code) for code in overlooked])
    has = count(len(senior), "has", "have") if senior else "none has"
    return f"{start}, {has} formal authority; a chart alone would overlook {names}."
