"""One snapshot under one seed, with what several questions need computed once."""

from __future__ import annotations

from functools import cached_property

from groundswell.core.dynamics.opinion import Mirror
from groundswell.core.terrain.draws import Draws
from groundswell.core.terrain.snapshot import Snapshot


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
    def mirror(self) -> Mirror:
        """Arcs by whom is heard."""
        return Mirror.of(self.snapshot.listening)
