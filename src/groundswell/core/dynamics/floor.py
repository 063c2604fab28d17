"""The floor where work is done: adoption of all plans at all nodes of a snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.adoption import (
    AdoptionSetup,
    Lanes,
    NodeShares,
    Season,
    simulate,
)
from groundswell.core.dynamics.crew import AdoptionNode
from groundswell.core.dynamics.thresholds import Thresholds, simulate_thresholds
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.noise import code_hash
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import Single

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]
THRESHOLDS = 0.5  # from here on the switch `threshold_form` means thresholds


class Adopted(NamedTuple):
    """Adoption in a block: plans first, then nodes, then scenarios.

    Parameters
    ----------
    shares
        Adopting share at the horizon, mean over inner runs, (plans, nodes, width).
    reached
        Share of inner runs in which the node reaches what it needs, (plans, nodes, width).
    together, lasting
        Share of inner runs in which every required node does, at the horizon and again after the
        pushing stopped, (plans, width).
    """

    shares: Floats
    reached: Floats
    together: Floats
    lasting: Floats | None


@dataclass(frozen=True, slots=True)
class Floor:
    """The nodes of a snapshot, ready to be run."""

    setup: AdoptionSetup
    settings: Settings
    required: Flags

    @classmethod
    def of(cls, draws: Draws) -> Floor:
        """Prepare the nodes, required or not."""
        snapshot, arcs = draws.snapshot, draws.snapshot.listening
        nodes = [
            AdoptionNode(
                n.operators, n.weight, n.share_needed, n.adopted_share, code_hash("node", n.code)
            )
            for n in snapshot.nodes
        ]
        setup = AdoptionSetup.build(
            draws.seed, snapshot.hashes, arcs.starts, arcs.heard, arcs.group, nodes
        )
        required = np.array([n.required for n in snapshot.nodes], dtype=bool)
        return cls(setup, snapshot.settings, required)

    def season(self, runs: int, sustain: bool) -> Season:
        """Return how adoption is run, by the settings."""
        return Season(
            rounds=int(self.settings.horizon_weeks),
            runs=runs,
            mandate=self.settings.mandate,
            habit=self.settings.habit,
            sustain=sustain,
        )

    def cast(self, block: Block, plans: int) -> Cast:
        """Return an empty cast for a block of scenarios."""
        lanes = Lanes.every(plans, self.required.size)
        people = block.stance.shape[0]
        return Cast(
            self, block, plans, lanes, lanes.blank(people, block.width),
            lanes.blank(people, block.width),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is committed and who refuses, plan by plan, in one block of scenarios."""

    floor: Floor
    block: Block
    plans: int
    lanes: Lanes
    committed: Words
    refusing: Words
    opinions: dict[int, Single] = field(default_factory=dict)

    def put(self, plan: int, x: Single) -> None:
        """Note who is committed and who refuses under a plan's opinions (people, width)."""
        settings = self.floor.settings
        if self.lanes.node.size:
            self.lanes.mark(self.committed, plan, x > settings.committed_above)
            self.lanes.mark(self.refusing, plan, x < settings.refusing_below)
            if settings.threshold_form >= THRESHOLDS:
                self.opinions[plan] = x

    def play(self, runs: int, sustain: bool) -> Adopted:
        """Run adoption of all plans and nodes at once."""
        block, nodes = self.block, self.floor.required.size
        ended = self._run(self.floor.season(runs, sustain))
        shape = (self.plans, nodes, block.width, runs)
        reached = ended.reached.reshape(shape)
        held = None if ended.held is None else ended.held.reshape(shape)
        needed = self.floor.required
        return Adopted(
            ended.share.reshape(shape).mean(axis=3, dtype=np.float64),
            reached.mean(axis=3),
            reached[:, needed].all(axis=1).mean(axis=2),
            None if held is None else held[:, needed].all(axis=1).mean(axis=2),
        )

    def _run(self, season: Season) -> NodeShares:
        """Run the memory form, or the threshold form where the settings switch to it."""
        settings, block = self.floor.settings, self.block
        world = (self.floor.setup, self.lanes, block.weights, block.unseen)
        if not self.opinions:
            return simulate(*world, self.committed, self.refusing, season, block.first)
        form = Thresholds(settings.threshold_base, settings.threshold_slope, settings.threshold_sd)
        x = np.stack([self.opinions[plan] for plan in range(self.plans)])
        return simulate_thresholds(
            *world, self.committed, self.refusing, season, x, form, block.first
        )
