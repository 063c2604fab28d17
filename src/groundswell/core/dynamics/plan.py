"""A plan: who would stand where, tried on a snapshot without changing it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.core.dynamics.opinion import Pull, spread_change
from groundswell.core.terrain.draws import Block, Draws
from groundswell.core.terrain.noise import uniforms
from groundswell.core.terrain.snapshot import Flags, Index, Listening, Single


@dataclass(frozen=True, slots=True)
class Hoped:
    """Somebody who is asked: the level, the chance of a yes, and who brings them (-1: a member).

    Where whoever brings them refuses, they are never asked.
    """

    person: int
    level: float
    chance: float
    via: int = -1


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
    hoped
        People who are asked, each after whoever brings them: raised in the scenarios in which they
        say yes, adjusting like everybody else in the others.
    answers
        Which draw of their answers; different numbers are independent.
    """

    raised: tuple[tuple[int, float], ...] = ()
    held: tuple[tuple[int, float], ...] = ()
    left: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()
    harder: float = 0.0
    said: tuple[tuple[int, str, float], ...] = ()
    hoped: tuple[Hoped, ...] = ()
    answers: int = 0

    @property
    def people(self) -> Index:
        """Everybody the plan moves, in the order of `change`."""
        pinned = [i for i, _ in self.raised] + [i for i, _ in self.held]
        asked = [one.person for one in self.hoped]
        return np.array([*pinned, *self.left, *self.replaced, *asked], dtype=np.int32)

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
        seated = gone + len(self.replaced)
        if gone < seated:
            unknown = draws.prior_stance(moved[gone:seated])
            target[gone:seated] = unknown[:, block.first : block.first + block.width]
        if self.hoped:
            asked = np.array([one.level for one in self.hoped], dtype=np.float32)[:, None]
            refused = self.refused(block, draws)[seated:]
            target[seated:] = np.where(refused, start[seated:], np.maximum(asked, start[seated:]))
        return np.asarray(target - start)

    def refused(self, block: Block, draws: Draws) -> Flags:
        """Return where somebody the plan moves is asked in vain; (people of the plan, width)."""
        none = np.zeros((self.people.size - len(self.hoped), block.width), dtype=bool)
        there = slice(block.first, block.first + block.width)
        return np.concatenate([none, ~self._yes(draws)[:, there]])

    def _yes(self, draws: Draws) -> Flags:
        """Return in which scenarios each of those asked says yes, (hoped, scenarios).

        The coin is the person's own, so that two plans which ask them get the same answer.
        """
        who = np.array([one.person for one in self.hoped], dtype=np.int32)
        coin = uniforms(
            draws.seed, f"yes {self.answers}", draws.snapshot.hashes[who], draws.scenarios
        )
        given: dict[int, Flags] = {}
        for one, own in zip(self.hoped, coin, strict=True):
            willing = own < one.chance
            given[one.person] = willing if one.via < 0 else willing & given[one.via]
        return np.stack(list(given.values()))


TODAY = Plan()


def opinion_under(
    plan: Plan, x: Single, block: Block, arcs: Listening, pull: Pull, draws: Draws
) -> Single:
    """Return everybody's opinion under a plan, today + d; (people, width)."""
    moved = plan.people
    if not moved.size:
        return x
    loose = plan.refused(block, draws) if plan.hoped else None
    d = spread_change(block, arcs, pull, x, moved, plan.change(x, block, draws), loose)
    return np.clip(x + d, -1, 1, out=d)
