"""The snapshot: what is known of an initiative at one moment, as arrays with named axes.

Axes: people (real people first, then one anonymous holder for each required link nobody is known
to hold), arcs (who listens to whom, sorted by listener), decisions and nodes. Everything is frozen;
a question never changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from groundswell.core.terrain.map_records import Decision, Node, Person
from groundswell.core.terrain.noise import Hashes, code_hash
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.stances import StancePosterior
from groundswell.core.terrain.terms import DecisionState, Phase, Rule, TieKind
from groundswell.core.terrain.visible import latest

T = TypeVar("T")
Index = NDArray[np.int32]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Listening:
    """Who listens to whom, before noise; arcs run from the listener to whom they listen to.

    A fold that takes the ties over from a former one takes this very object, so that what hangs on
    the ties alone can be kept beside it.

    Parameters
    ----------
    starts, heard
        Compressed rows: arcs of listener i are `starts[i]:starts[i + 1]`, and `heard[arc]` is whom
        they listen to. Shapes (people + 1,) and (arcs,).
    weight
        Expected weight of each arc, from all layers.
    firm
        Whether somebody declared it or told it in a survey; else it was inferred from traffic, or
        follows from a duty to consult. Firm ties are noised less, and only they are ever named.
    hashes
        Address of the arc's noise.
    reported
        Whether anybody reported on the ties of a person (finding none counts).
    group
        Group over which the unseen rest of a row is spread, shape (people,).
    """

    starts: Index
    heard: Index
    weight: Single
    firm: Flags
    hashes: Hashes
    reported: Flags
    group: Index


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """Evidence that was shown to people whose stake it answers.

    `person` is the index, `sign` +1 for helpful and -1 for harmful; `hashes` address the noise.
    """

    person: Index
    sign: Single
    hashes: Hashes


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """A decision with its holders as indices.

    `deciders`, `weight` and `salience` share an axis; `hurdle` is None where the default holds;
    `anonymous` tells that nobody is known to decide and a stand-in was drawn from the prior.
    """

    code: str
    title: str
    rule: Rule
    required: bool
    state: DecisionState
    deciders: Index
    weight: Floats
    salience: Floats
    vetoes: Index
    consulted: Index
    implementers: Index
    hurdle: float | None
    anonymous: bool
    record: Decision

    @property
    def open(self) -> bool:
        """Whether it is still to be taken."""
        return self.state in (DecisionState.OPEN, DecisionState.DEFERRED)

    @property
    def holders(self) -> Index:
        """Everybody who decides or vetoes, each once, in order."""
        return np.unique(np.concatenate([self.deciders, self.vetoes])).astype(np.int32)


@dataclass(frozen=True, slots=True)
class OperationalNode:
    """A place where daily work must change, with its operators as indices."""

    code: str
    title: str
    required: bool
    operators: Index
    weight: Floats
    share_needed: float
    adopted_share: float
    anonymous: bool
    record: Node


@dataclass(frozen=True)
class Snapshot:
    """What is known of an initiative as of a date.

    Parameters
    ----------
    as_of, known_at
        True when, and known when.
    seen
        The records that were visible then.
    settings
        The constants of this initiative.
    people
        Codes of the real people, sorted. Axis `P`.
    hashes
        Addresses of noise for people and anonymous holders. Axis `P + anonymous`; every array about
        people below has this axis.
    unit
        Index into `units`, -1 where not stated.
    stances
        Posterior of stances.
    fixed
        Sworn: does not move.
    susceptibility
        As stated, else NaN.
    member
        In the coalition as of the date; `held` only where the member speaks for it (a critical
        friend keeps their own stance); `hold` is the commitment at which they are held.
    listening, layers
        Combined arcs, and each layer of ties as a (listener, heard) matrix of weights.
    shown
        Evidence shown to people.
    decisions, nodes
        In the order of their codes.
    """

    as_of: date
    known_at: date
    seen: Observations
    settings: Settings
    people: tuple[str, ...]
    hashes: Hashes
    units: tuple[str, ...]
    unit: NDArray[np.int64]
    stances: StancePosterior
    fixed: Flags
    susceptibility: Floats
    member: Flags
    held: Flags
    hold: Floats
    listening: Listening
    layers: Mapping[TieKind, csr_array]
    shown: EvidenceShown
    decisions: tuple[DecisionPoint, ...]
    nodes: tuple[OperationalNode, ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each real person by code."""
        return {code: i for i, code in enumerate(self.people)}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """Record of each real person by code."""
        return {record.person: record for record in latest(self.seen.of(Person), "person")}

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """Record of each active member by code."""
        active = {self.people[i] for i in np.flatnonzero(self.member[: len(self.people)])}
        return {m.person: m for m in latest(self.seen.of(Member), "person") if m.person in active}

    @cached_property
    def shift_hashes(self) -> Hashes:
        """Addresses of noise for stances on single decisions."""
        pairs = zip(self.stances.shift_person, self.stances.shift_decision, strict=True)
        codes = [(self.people[int(p)], self.decisions[int(d)].code) for p, d in pairs]
        return np.array([code_hash(*pair) for pair in codes], dtype=np.uint64)

    @property
    def links(self) -> tuple[DecisionPoint | OperationalNode, ...]:
        """Everything that may be required: decisions, then nodes."""
        return (*self.decisions, *self.nodes)

    @property
    def size(self) -> int:
        """Number of people including anonymous holders."""
        return int(self.hashes.size)

    @property
    def phase(self) -> Phase:
        """The stated phase; nucleus where not stated."""
        return self.seen.initiative.phase or Phase.NUCLEUS

    @property
    def owner(self) -> str | None:
        """Code of the owner, if stated and on the map."""
        owner = self.seen.initiative.owner
        return owner if owner in self.index else None

    def name(self, code: str) -> str:
        """Return the name to show for a person's code; the code itself where there is none."""
        record = self.person.get(code)
        return record.name if record is not None and record.name else code

    def names(self, codes: tuple[str, ...]) -> str:
        """Return names joined for a sentence: 'A, B and C'."""
        shown = [self.name(code) for code in codes]
        if len(shown) <= 1:
            return "".join(shown)
        return f"{', '.join(shown[:-1])} and {shown[-1]}"

    def role(self, code: str) -> str:
        """Return what a person does, or an empty string."""
        record = self.person.get(code)
        return (record.role or "") if record is not None else ""

    @property
    def population(self) -> str:
        """Say whom figures are about."""
        judged = int(self.stances.judged[: len(self.people)].sum())
        if len(self.people) == 1:
            return f"1 person on the map, judged by {'somebody' if judged else 'nobody'}"
        if not judged:
            return f"{len(self.people)} people on the map, none of them judged by anybody"
        return f"{len(self.people)} people on the map, {judged} of them judged by somebody"


def once(make: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """Work a function out once for each snapshot, which keeps the result as long as it lives.

    For what several questions and pictures ask of the same map; the result must not be changed.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(snapshot: Snapshot) -> T:
        found = snapshot.__dict__
        if name not in found:
            found[name] = make(snapshot)
        return found[name]  # type: ignore[no-any-return]

    return kept
