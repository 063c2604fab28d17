"""Chains of people who listen to each other, from anybody on the map to the coalition.

A message travels against the ties: where a listens to b and b listens to the member m, it goes
from m through b to a. The strength of the chain is the product of its ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from groundswell.core.terrain.map_records import Unit
from groundswell.core.terrain.snapshot import Flags, Floats, Index, Listening, Snapshot, once
from groundswell.core.terrain.terms import Level, TieKind

LAYERS = (TieKind.TRUSTS, TieKind.ADVICE, TieKind.WORKS_WITH, TieKind.REPORTS_TO)
LISTENS = {
    TieKind.TRUSTS: "{a} trusts {b}",
    TieKind.ADVICE: "{a} turns to {b} for advice",
    TieKind.WORKS_WITH: "{a} works with {b}",
    TieKind.REPORTS_TO: "{a} reports to {b}",
}
STRONG = 2  # the first layers carry a message in full, the others as weak ties
HOPS = 4  # ties in a chain: at most three people stand between candidate and member
DECIMALS = 12  # products nearer than this are equal: rounding errors must not pick a messenger


@dataclass(frozen=True, slots=True)
class Links:
    """Ties along which a message can travel: one per pair, sorted by listener and whom they hear.

    Parameters
    ----------
    listener, heard
        Indices of people, shape (links,).
    strength
        Greatest weight of the pair over the layers, weak layers times `weak_tie`; in (0, 1].
    kind
        Position in `LAYERS` of the layer that gave the strength.
    """

    listener: Index
    heard: Index
    strength: Floats
    kind: NDArray[np.int8]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Links:
        """Read the links of a snapshot; between equal layers the first of `LAYERS` names the tie.

        Examples
        --------
        >>> from datetime import date
        >>> from groundswell.core.terrain.fold import fold
        >>> from groundswell.core.terrain.observation import Observations
        >>> Links.of(fold(Observations(), date(2026, 1, 1))).strength.size
        0
        """
        found = _READ.get(snapshot.listening)
        if found is None:
            found = _READ[snapshot.listening] = cls._read(snapshot)
        return found

    @classmethod
    def _read(cls, snapshot: Snapshot) -> Links:
        found = [snapshot.layers[kind].tocoo() for kind in LAYERS]
        listener = np.concatenate([layer.row for layer in found]).astype(np.int32)
        heard = np.concatenate([layer.col for layer in found]).astype(np.int32)
        kind = np.repeat(np.arange(len(LAYERS), dtype=np.int8), [layer.nnz for layer in found])
        factor = np.where(kind < STRONG, 1.0, snapshot.settings.weak_tie)
        strength = np.concatenate([layer.data for layer in found]) * factor
        order = np.lexsort((kind, -strength, heard, listener))
        order = order[strength[order] > 0]
        pair = listener[order].astype(np.int64) * snapshot.size + heard[order]
        best = order[np.unique(pair, return_index=True)[1]]
        return cls(listener[best], heard[best], strength[best], kind[best])

    def without_listeners(self, people: Index) -> Links:
        """Return the links of everybody else, so that nothing reaches these people by others."""
        kept = ~np.isin(self.listener, people)
        return Links(self.listener[kept], self.heard[kept], self.strength[kept], self.kind[kept])

    def among(self, listeners: Flags, heard: Flags) -> Links:
        """Return the links at which certain people listen to certain others."""
        kept = listeners[self.listener] & heard[self.heard]
        return Links(self.listener[kept], self.heard[kept], self.strength[kept], self.kind[kept])

    @property
    def weak(self) -> Flags:
        """Whether only working together or reporting carries the link, shape (links,)."""
        return self.kind >= STRONG

    def between(self, listener: int, heard: int) -> TieKind | None:
        """Return the layer that carries the link between two people, or None without one."""
        first, last = np.searchsorted(self.listener, [listener, listener + 1])
        place = first + int(np.searchsorted(self.heard[first:last], heard))
        if place < last and self.heard[place] == heard:
            return LAYERS[int(self.kind[place])]
        return None


_READ: WeakKeyDictionary[Listening, Links] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Paths:
    """The strongest chain of at most `HOPS` ties for everybody at once.

    Parameters
    ----------
    product
        Strength of each person's best chain, 1 for those it starts from, 0 without one; shape
        (people,), as all below.
    source
        Index of the person at the far end, -1 without a chain.
    weak
        Whether a weak tie is on it.
    hops
        Number of ties on it.
    """

    product: Floats
    source: Index
    weak: Flags
    hops: Index
    _step: Index
    _made: Index
    _reversed: bool

    def path(self, person: int) -> tuple[int, ...]:
        """Return the chain as indices from the candidate to the member; empty without one."""
        if self.source[person] < 0:
            return ()
        chain, allowed = [person], self._made.shape[0] - 1
        while used := int(self._made[allowed, chain[-1]]):
            chain.append(int(self._step[used, chain[-1]]))
            allowed = used - 1
        return tuple(reversed(chain) if self._reversed else chain)


def carriers(snapshot: Snapshot) -> Index:
    """Return who can carry a message: the members, and the owner where they are on the map."""
    flags = snapshot.member.copy()
    if snapshot.owner is not None:
        flags[snapshot.index[snapshot.owner]] = True
    return np.flatnonzero(flags).astype(np.int32)


def best_paths(snapshot: Snapshot, links: Links | None = None) -> Paths:
    """Return everybody's strongest chain to anybody in the coalition.

    The product over the ties is largest among all chains of at most `HOPS` ties. Equal products
    are told apart by fewer ties, then by none of them being weak, then by code.

    Parameters
    ----------
    snapshot
        What is known; nothing in it changes.
    links
        Links of the same snapshot, where they were read before.

    Returns
    -------
    Paths
        `path(person)` runs from the person to the member who has their ear; `source` is that
        member.

    Notes
    -----
    Bellman's recursion over the number of ties, b_k(i) = max over j of w_ij b_(k-1)(j), a pass
    over all links for each tie allowed. With few ties that is faster than a search by distance,
    and exact where the length is limited. As w <= 1, no chain visits anybody twice.

    References
    ----------
    Bellman 1958, On a routing problem.
    """
    if links is None:
        return _best_paths(snapshot)
    return _spread(carriers(snapshot), links, snapshot.size, HOPS)


@once
def _best_paths(snapshot: Snapshot) -> Paths:
    return _spread(carriers(snapshot), Links.of(snapshot), snapshot.size, HOPS)


def paths_to(
    snapshot: Snapshot,
    person: int,
    links: Links | None = None,
    hops: int = HOPS,
    stops: Index | None = None,
) -> Paths:
    """Return the strongest chain by which each person's word reaches one candidate.

    Parameters
    ----------
    person
        Index of the candidate.
    links
        Links of the same snapshot, where they were read before.
    hops
        Ties allowed on a chain.
    stops
        People at whom a chain ends, so that none leads past them (the candidate excepted).

    Returns
    -------
    Paths
        `product[m]` is the strength of the chain from m; `path(m)` runs from the candidate to m.
    """
    links = links or Links.of(snapshot)
    start = np.array([person], dtype=np.int32)
    if stops is not None:
        links = links.without_listeners(stops[stops != person])
    return _spread(start, links, snapshot.size, hops, backwards=True)


def _spread(start: Index, links: Links, size: int, hops: int, backwards: bool = False) -> Paths:
    """Spread from a set of people, to those who listen or (backwards) to those who are heard."""
    at, via = (links.heard, links.listener) if backwards else (links.listener, links.heard)
    product, weak = np.zeros(size), np.zeros(size, dtype=bool)
    source = np.full(size, -1, dtype=np.int32)
    product[start], source[start] = 1.0, start
    step = np.full((hops + 1, size), -1, dtype=np.int32)
    made = np.zeros((hops + 1, size), dtype=np.int32)
    for used in range(1, hops + 1):
        made[used] = made[used - 1]
        value = np.round(links.strength * product[via], DECIMALS)
        better = np.flatnonzero(value > product[at])
        if not better.size:
            made[used:] = made[used - 1]
            break
        is_weak = links.weak[better] | weak[via[better]]
        order = np.lexsort((via[better], is_weak, -value[better], at[better]))
        first = order[np.unique(at[better][order], return_index=True)[1]]
        chosen, reached = better[first], at[better[first]]
        origin = source[via[chosen]]
        product[reached], weak[reached], source[reached] = value[chosen], is_weak[first], origin
        step[used, reached], made[used, reached] = via[chosen], used
    return Paths(product, source, weak, made[-1], step, made, backwards)


@dataclass(frozen=True, slots=True)
class TieToBuild:
    """A tie that does not exist yet and would open a way to a candidate.

    Parameters
    ----------
    member
        Code of the member (or owner) who should get to know somebody.
    person
        Code of whom they should get to know: the candidate, or somebody who has their ear.
    path
        Codes from the candidate to the member, over the new tie.
    why
        The proposal and its reason, as a sentence.
    cost
        The convention of `cheapest_tie`; it orders proposals and has no unit.
    """

    member: str
    person: str
    path: tuple[str, ...]
    why: str
    cost: float

    def as_row(self) -> dict[str, str]:
        """Return it in the words of the ties sheet: *from* would listen to *to*."""
        return {"from": self.person, "to": self.member, "why": self.why}


STEPS = (
    (0.5, ""),
    (1.0, "both work in the same unit"),
    (2.0, "both work at the same site"),
    (2.0, "both do the same kind of work"),
    (3.0, "both stand at the same level"),
    (4.0, "the map knows of nothing they share, so it may take a stranger's introduction"),
)
STEP_COST = np.array([cost for cost, _ in STEPS])


def cheapest_tie(snapshot: Snapshot, person: int, links: Links | None = None) -> TieToBuild | None:
    """Return the cheapest tie that would give the coalition a way to a candidate.

    cost(m, t) = step(m, t) / strength of the chain from t to the candidate, over all members m
    (and the owner) and all t: the candidate, and everybody with their ear within a chain that
    stays short enough. step = .5 where m turns to t already (t does not yet listen to m), 1 in
    the same unit, 2 at the same site or in the same function, 3 at the same level, 4 without
    anything in common; pairs in conflict are left out.

    Returns
    -------
    TieToBuild or None
        None where a way exists already, where nobody could carry a message, or where all who
        could are in conflict with everybody who has the candidate's ear. Equal costs: the shorter
        chain, then the owner, then by code.

    Notes
    -----
    The steps are a convention of this project: people meet more easily the more they share.
    """
    links = links or Links.of(snapshot)
    able = carriers(snapshot)
    if not able.size or (paths_to(snapshot, person, links).product[able] > 0).any():
        return None
    reach = paths_to(snapshot, person, links, HOPS - 1)
    targets = np.flatnonzero(reach.product[: len(snapshot.people)] > 0).astype(np.int32)
    step = _steps(snapshot, links, able, targets)
    cost = np.round(STEP_COST[step] / reach.product[targets], DECIMALS)
    fighting = snapshot.layers[TieKind.CONFLICT][able][:, targets].tocoo()
    cost[fighting.row, fighting.col] = np.inf
    owner = snapshot.index[snapshot.owner] if snapshot.owner is not None else -1
    rows, columns = np.nonzero(cost == cost.min())
    if not np.isfinite(cost.min()):
        return None
    other = able[rows] != owner
    first = np.lexsort((targets[columns], able[rows], other, reach.hops[targets[columns]]))[0]
    m, t = int(able[rows[first]]), int(targets[columns[first]])
    chain = (*reach.path(t), m)
    return TieToBuild(
        member=snapshot.people[m],
        person=snapshot.people[t],
        path=tuple(snapshot.people[i] for i in chain),
        why=_why(snapshot, chain, links.between(m, t), STEPS[step[rows[first], columns[first]]][1]),
        cost=float(cost.min()),
    )


def _why(snapshot: Snapshot, chain: tuple[int, ...], known: TieKind | None, common: str) -> str:
    """Say which tie to build and why that one; `chain` runs from the candidate to the member."""
    candidate, whom, member = (snapshot.name(snapshot.people[chain[k]]) for k in (0, -2, -1))
    if known is not None:
        common = LISTENS[known].format(a=member, b=whom) + " already"
    better = "them better" if len(chain) == 2 else f"{whom} better, who has their ear"
    return f"To reach {candidate}, {member} could get to know {better}: {common}."


def _steps(snapshot: Snapshot, links: Links, able: Index, targets: Index) -> NDArray[np.int8]:
    """Return the place in `STEPS` of each pair, shape (able, targets)."""
    place = {unit.unit: unit.site for unit in snapshot.seen.of(Unit)}
    people = [snapshot.person[code] for code in snapshot.people]
    shared = (
        (4, [person.level for person in people]),
        (3, [person.function for person in people]),
        (2, [person.site or place.get(person.unit or "") for person in people]),
        (1, [person.unit for person in people]),
    )
    step = np.full((able.size, targets.size), len(STEPS) - 1, dtype=np.int8)
    for rank, words in shared:
        numbers = _numbered(words)
        mine, theirs = numbers[able][:, None], numbers[targets][None, :]
        step[(mine == theirs) & (mine >= 0)] = rank
    row, column = np.full(snapshot.size, -1), np.full(snapshot.size, -1)
    row[able], column[targets] = np.arange(able.size), np.arange(targets.size)
    known = (row[links.listener] >= 0) & (column[links.heard] >= 0)
    step[row[links.listener[known]], column[links.heard[known]]] = 0
    return step


def _numbered(words: list[str | None] | list[Level | None]) -> NDArray[np.int64]:
    """Number equal words, whatever their capitals; -1 where there is none."""
    seen: dict[str, int] = {}
    return np.array(
        [seen.setdefault(word.casefold(), len(seen)) if word else -1 for word in words],
        dtype=np.int64,
    )
