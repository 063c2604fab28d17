"""A plan: who would stand where, tried on a snapshot without changing it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.core.dynamics.opinion import Pull, spread_change
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.snapshot import Index, Listening, Single


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes against today, by index of people.

    Parameters
    ----------
    raised
        Person and level: held at the level, or where they stand if that is higher (recruits).
    held
        Person and level: held exactly there (an opponent who digs in).
    left
        Members who leave the coalition and return to their own stance.
    replaced
        People whose seat passes to a successor nobody knows.
    harder
        How much further above neutral every open decision lies, in stance units.
    said
        Person, code of a decision and level: where they stand on that decision, whatever they
        think of the whole; nobody else adjusts to it.
    """

    raised: tuple[tuple[int, float], ...] = ()
    held: tuple[tuple[int, float], ...] = ()
    left: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()
    harder: float = 0.0
    said: tuple[tuple[int, str, float], ...] = ()

    @property
    def people(self) -> Index:
        """Everybody the plan moves, in the order of `change`."""
        pinned = [i for i, _ in self.raised] + [i for i, _ in self.held]
        return np.array([*pinned, *self.left, *self.replaced], dtype=np.int32)

    def change(self, x: Single, block: Block, draws: Draws) -> Single:
        """Return how far each moves from today's opinion `x` (people, width)."""
        level = np.array([v for _, v in self.raised], dtype=np.float32)[:, None]
        exact = np.array([v for _, v in self.held], dtype=np.float32)[:, None]
        moved = self.people
        start = x[moved]
        risen = len(self.raised)
        fixed = risen + len(self.held)
        gone = fixed + len(self.left)
        target = np.empty_like(start)
        target[:risen] = np.maximum(level, start[:risen])
        target[risen:fixed] = exact
        target[fixed:gone] = block.stance[moved[fixed:gone]]
        if gone < moved.size:
            unknown = draws.prior_stance(moved[gone:])
            target[gone:] = unknown[:, block.first : block.first + block.width]
        return np.asarray(target - start)


TODAY = Plan()


def opinion_under(
    plan: Plan, x: Single, block: Block, arcs: Listening, pull: Pull, draws: Draws
) -> Single:
    """Return everybody's opinion under a plan, today + d; (people, width)."""
    moved = plan.people
    if not moved.size:
        return x
    d = spread_change(block, arcs, pull, x, moved, plan.change(x, block, draws))
    return np.clip(x + d, -1, 1, out=d)
