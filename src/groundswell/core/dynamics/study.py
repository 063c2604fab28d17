"""One snapshot under one seed, with what several questions need computed once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.blocks import over_blocks
from groundswell.core.dynamics.gain import Screening, screen
from groundswell.core.dynamics.opinion import Mirror
from groundswell.core.dynamics.outlook import Outlook, opinions_under, outlooks
from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.stage import Stage
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.snapshot import Single, Snapshot

FULL_SUPPORT = 1.0
SMALL = 500  # people up to which plans are tried on more scenarios
SCENARIOS, FEWER_SCENARIOS = 256, 128


class Study:
    """A snapshot, a seed and a number of scenarios; shared results are computed when first asked.

    Questions of one brief share a study, so that today's forecast is made once. Nothing in it
    changes the snapshot.
    """

    def __init__(self, snapshot: Snapshot, seed: int = 0, scenarios: int = 500) -> None:
        self.snapshot = snapshot
        self.seed = seed
        self.scenarios = scenarios

    @cached_property
    def draws(self) -> Draws:
        """All scenarios of stances."""
        return Draws.of(self.snapshot, self.seed, self.scenarios)

    @cached_property
    def stage(self) -> Stage:
        """The decisions in computable form."""
        return Stage.of(self.draws)

    @cached_property
    def mirror(self) -> Mirror:
        """Arcs by whom is heard."""
        return Mirror.of(self.snapshot.listening)

    @cached_property
    def today(self) -> Outlook:
        """The outlook as things stand, with the self-sustaining test."""
        return outlooks(self.draws, self.stage, [TODAY], lasting=True)[0]

    @property
    def compared(self) -> int:
        """How many of the scenarios plans are compared on."""
        least = SCENARIOS if self.snapshot.size <= SMALL else FEWER_SCENARIOS
        return min(self.scenarios, max(least, self.scenarios // 4))

    def tried(self, plans: Sequence[Plan]) -> tuple[Outlook, ...]:
        """Try plans, with today as the first, all on the same scenarios with one inner run.

        What counts is the difference to today under the same luck, for which fewer scenarios do:
        a quarter of all, at least 256, or 128 in an organisation of more than 500 people.
        """
        width = self.compared
        return outlooks(self.draws, self.stage, [TODAY, *plans], width, runs=1)

    @cached_property
    def screening(self) -> Screening:
        """What everybody's full support, and what their joining, would gain to first order."""
        levels = (FULL_SUPPORT, self.snapshot.settings.commitment_asked)
        return screen(self.draws, self.stage, self.mirror, levels)

    def opinion_under(self, plan: Plan, people: NDArray[np.intp]) -> Single:
        """Return the opinion of some people under a plan, (people, scenarios)."""

        def of_block(block: Block) -> Single:
            (x,) = opinions_under([plan], block, self.draws)
            return x[people]

        return np.concatenate(list(over_blocks(self.draws, of_block)), axis=1)

    @cached_property
    def ceiling(self) -> float:
        """Chance of critical mass with everybody a champion: luck alone remains against it."""
        best = [np.ones((held.form.people.size, 1)) for held in self.stage.decisions]
        together, _ = self.stage.weigh(best, 1)
        return float(together[0])
