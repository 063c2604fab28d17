"""Adoption: a new practice spreads at a node through weekly meetings and a short memory.

In each round everybody followed meets one person they listen to, remembers what that person did,
and does what the majority of their last meetings did; a tie keeps what they do. Committed people
never change and refusers never adopt. Whether a minority tips the rest follows from memory and
structure alone; no tipping share is assumed.

References
----------
Young 1993, The evolution of conventions, Econometrica 61 (a play drawn from memory).
Centola, Becker, Brackbill & Baronchelli 2018, Experimental evidence for tipping points in social
convention, Science 360 (committed minorities).
Rogers 2003, Diffusion of Innovations (self-sustaining adoption).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from groundswell.core.dynamics.crew import AdoptionNode, assemble
from groundswell.core.dynamics.meetings import LaneWords, Pace, play
from groundswell.core.dynamics.partners import Crew
from groundswell.core.terrain.noise import Hashes

Index = NDArray[np.int32]
Single = NDArray[np.float32]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]

WORD = 64
LONGEST_MEMORY = 15


@dataclass(frozen=True, slots=True)
class Season:
    """How adoption is run.

    Parameters
    ----------
    rounds
        Rounds to the horizon; one is a week.
    runs
        Inner runs of each scenario.
    mandate
        Chance that authority makes a meeting count as new practice, until the horizon.
    habit
        Chance that old habit replaces a meeting, after it.
    memory
        Meetings remembered, 1 to 15.
    sustain
        Whether to run as long again after the horizon, with nobody pushing.
    """

    rounds: int = 26
    runs: int = 8
    mandate: float = 0.1
    habit: float = 0.1
    memory: int = 8
    sustain: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.rounds <= 2**19:
            raise ValueError("rounds: give a number of weeks from 1")
        if not 1 <= self.runs <= 2**12:
            raise ValueError("runs: give a number from 1")
        if not 1 <= self.memory <= LONGEST_MEMORY:
            raise ValueError(f"memory: give a number from 1 to {LONGEST_MEMORY}")
        for name, chance in (("mandate", self.mandate), ("habit", self.habit)):
            if not 0.0 <= chance <= 1.0:
                raise ValueError(f"{name}: give a probability")


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """What is simulated side by side: each lane is a variant (a plan) watched at a node.

    Parameters
    ----------
    variant, node
        Of each lane. Shape (lanes,).
    """

    variant: Index
    node: Index

    @classmethod
    def every(cls, variants: int, nodes: int) -> Lanes:
        """Return a lane for each variant at each node; lane = variant * nodes + node."""
        lane = np.arange(variants * nodes, dtype=np.int32)
        return cls(lane // max(nodes, 1), lane % max(nodes, 1))

    @property
    def words(self) -> int:
        """Number of 64-bit words that hold a bit for each lane."""
        return -(-self.node.size // WORD)

    def mask(self, chosen: Flags) -> Words:
        """Return words with the bits of the chosen lanes, shape (words,)."""
        words = np.zeros(self.words, dtype=np.uint64)
        for lane in np.flatnonzero(chosen):
            words[lane // WORD] |= np.uint64(1) << np.uint64(lane % WORD)
        return words

    def blank(self, people: int, scenarios: int) -> Words:
        """Return words of everybody with no bit set, shape (scenarios, people, words)."""
        return np.zeros((scenarios, people, self.words), dtype=np.uint64)

    def mark(self, words: Words, variant: int, flags: Flags) -> None:
        """Set the bits of a variant's lanes wherever `flags` (people, scenarios) holds."""
        _mark(words, self.mask(self.variant == variant), np.ascontiguousarray(flags))


@njit(cache=True, nogil=True)
def _mark(words: Words, mask: Words, flags: Flags) -> None:
    for i in range(flags.shape[0]):
        for r in range(flags.shape[1]):
            if flags[i, r]:
                for w in range(mask.size):
                    words[r, i, w] |= mask[w]


@dataclass(frozen=True, slots=True, eq=False)
class AdoptionSetup:
    """Who works at which node and who can be met, made once for a map.

    Parameters
    ----------
    crew
        Everybody in places.
    follows
        Which of the crew each node follows. Shape (nodes, crew).
    seed, hashes
        Of all draws, and addresses of the crew's noise.
    """

    crew: Crew
    follows: Flags
    seed: int
    hashes: Hashes

    @classmethod
    def build(
        cls,
        seed: int,
        hashes: Hashes,
        starts: Index,
        heard: Index,
        group: ArrayLike,
        nodes: Sequence[AdoptionNode],
    ) -> AdoptionSetup:
        """Prepare nodes on a map.

        Parameters
        ----------
        seed
            Of all draws.
        hashes
            Address of each person's noise, all different. Shape (people,).
        starts, heard
            Compressed rows of who listens to whom. Shapes (people + 1,) and (arcs,).
        group
            Unit of each person; the unseen share of their row lies on the others in it.
        nodes
            Those that will be watched.

        Raises
        ------
        ValueError
            If a part does not fit; the message begins with its name.
        """
        if starts.size != hashes.size + 1 or np.size(group) != hashes.size:
            raise ValueError("hashes: people, rows and units differ in number")
        crew, follows = assemble(seed, hashes, starts, heard, group, nodes)
        return cls(crew, follows, seed, hashes[crew.person[: crew.own.size]])


@dataclass(frozen=True, slots=True, eq=False)
class NodeShares:
    """What became of each lane's node; axes (lanes, scenarios, runs).

    Parameters
    ----------
    share
        Adopting share of the node's operators, by weight, at the horizon.
    reached
        Whether that is the share needed.
    held
        Whether it also is the share needed as long again after the horizon, with nobody pushing;
        None where that was not asked.
    """

    share: Single
    reached: Flags
    held: Flags | None


def simulate(
    setup: AdoptionSetup,
    lanes: Lanes,
    weights: Single,
    spread: Single,
    committed: Words,
    refusing: Words,
    season: Season,
    first: int = 0,
) -> NodeShares:
    """Run the norm dynamics with memory in all lanes at once.

    Synchronously in each round, everybody followed by a lane (the operators of its node and those
    they listen to) meets a partner: one of their arcs by its weight, or with chance `spread`
    another of their unit; who has no arcs meets another operator of the lane's node. They remember
    what the partner does and do what most of their last `memory` meetings did. Operators who have
    adopted already, and the committed, begin with a memory of the new practice, all others of the
    old. Everybody else repeats their first act. After the horizon the committed are like all
    others; refusers remain.

    Draws are addressed by (seed, scenario, run, round, person), never by state: a lane does not
    depend on other lanes, a scenario not on other scenarios, and more committed or fewer refusing
    people lower no share in any run.

    Parameters
    ----------
    setup
        The nodes on the map.
    lanes
        Variant and node of each lane.
    weights
        Weight of each arc in each scenario, on any scale within a row. Shape (arcs, R).
    spread
        Share of each row that lies on the unit. Shape (people, R).
    committed, refusing
        Who always and who never does it; bits by lane, as `Lanes.mark` sets them. Who is both is
        committed. Shape (R, people, words).
    season
        How it is run.
    first
        Number of the first scenario; ranges may be run apart, in any order or thread.

    Returns
    -------
    NodeShares
        Shape (lanes, R, runs).
    """
    shape = (lanes.node.size, weights.shape[1], season.runs)
    share = np.zeros(shape, dtype=np.float32)
    reached, held = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    if share.size:
        play(
            setup.crew,
            lane_words(setup, lanes),
            pace_of(season),
            first,
            *by_scenario(setup.crew, weights, spread),
            committed,
            refusing,
            share,
            reached,
            held,
        )
    return NodeShares(share, reached, held if season.sustain else None)


def lane_words(setup: AdoptionSetup, lanes: Lanes) -> LaneWords:
    """Return which node each lane watches and whom it follows, as words."""
    nodes, size = setup.follows.shape
    of_node = np.zeros((lanes.words, nodes), dtype=np.uint64)
    moves = np.zeros((lanes.words, size), dtype=np.uint64)
    for n in range(nodes):
        of_node[:, n] = lanes.mask(lanes.node == n)
        moves |= of_node[:, n, None] * setup.follows[n].astype(np.uint64)
    return LaneWords(np.asarray(lanes.node, dtype=np.int32), of_node, moves)


def by_scenario(crew: Crew, weights: Single, spread: Single) -> tuple[Single, Single]:
    """Return weights (R, A) and unseen shares (R, crew) of the crew, contiguous by scenario."""
    people = crew.person[: crew.own.size]
    return (
        np.ascontiguousarray(weights[crew.arc].T, dtype=np.float32),
        np.ascontiguousarray(spread[people].T, dtype=np.float32),
    )


def pace_of(season: Season) -> Pace:
    """Return a season as compiled loops take it."""
    return Pace(
        season.rounds,
        season.runs,
        float(season.mandate),
        float(season.habit),
        season.memory,
        season.sustain,
    )
