"""What truly becomes of a generated organisation, by plain simulation of the stated model.

Slow and simple on purpose, and written apart from the engine: votes are drawn one by one, adoption
is played person by person. The only thing shared with the engine is the model's description.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from groundswell.validation.studies.organisation import Organisation, Site, Vote, settled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WEATHER, HURDLE, VOTE = 0.2, 0.2, 0.25
WEEKS, MEMORY, MANDATE = 26, 8, 0.1
COMMITTED, REFUSING = 0.6, -0.6
DRAWS, RUNS = 4_000, 200
JOINS = 0.75
LADDER = np.array([0.02, 0.10, 0.25, 0.50, 0.80])
EDGES = (-0.75, -0.25, 0.25, 0.75)


@dataclass(frozen=True, slots=True)
class Luck:
    """Random numbers for one organisation, the same whatever is tried on it."""

    weather: Floats
    votes: Floats
    meetings: Floats
    mandate: NDArray[np.bool_]

    @classmethod
    def of(cls, world: Organisation, seed: int) -> Luck:
        """Draw them all."""
        rng = np.random.default_rng([seed, 77])
        votes = sum(v.deciders.size + v.vetoes.size for v in world.votes)
        most = max(site.operators.size for site in world.sites)
        shape = (WEEKS, most, RUNS)
        return cls(
            rng.normal(0, WEATHER, DRAWS),
            rng.random((votes, DRAWS)),
            rng.random(shape),
            rng.random(shape) < MANDATE,
        )


def critical_mass(world: Organisation, stands: Floats, luck: Luck) -> float:
    """Return the chance that every vote passes and every site adopts, where people stand so."""
    return pass_together(world.votes, stands, luck) * float(
        np.prod([adopts(world, site, stands, luck) for site in world.sites])
    )


def pass_together(votes: tuple[Vote, ...], stands: Floats, luck: Luck) -> float:
    """Return the share of draws in which all votes pass; the weather is theirs together."""
    passed = np.ones(DRAWS, dtype=bool)
    row = 0
    for vote in votes:
        who = np.concatenate([vote.deciders, vote.vetoes])
        yes = ndtr((stands[who, None] + luck.weather - HURDLE) / VOTE)
        said = luck.votes[row : row + who.size] < yes
        row += who.size
        ayes = said[: vote.deciders.size].sum(axis=0)
        passed &= ayes > vote.quota * vote.deciders.size
        passed &= said[vote.deciders.size :].all(axis=0)
    return float(passed.mean())


def adopts(world: Organisation, site: Site, stands: Floats, luck: Luck) -> float:
    """Return the share of runs in which enough of the site have adopted at the horizon.

    Each week each operator meets one person they listen to and does what most of the last eight
    meetings did. Those whom operators listen to elsewhere repeat what they began with.
    """
    committed = (stands > COMMITTED)[:, None]
    refusing = (stands < REFUSING)[:, None]
    act = np.repeat(committed, RUNS, axis=1)
    memory = np.repeat(act[None, site.operators], MEMORY, axis=0).astype(np.int8)
    heard = np.cumsum(world.listens[site.operators], axis=1)
    columns = np.arange(RUNS)
    for week in range(WEEKS):
        draw = luck.meetings[week, : site.operators.size]
        met = np.stack(
            [np.searchsorted(h, d) for h, d in zip(heard, draw * heard[:, -1:], strict=True)]
        )
        met = np.minimum(met, stands.size - 1)
        pushed = luck.mandate[week, : site.operators.size]
        memory[week % MEMORY] = act[met, columns] | pushed
        count = memory.sum(axis=0)
        now = act[site.operators]
        after = np.where(2 * count == MEMORY, now, 2 * count > MEMORY)
        keeps, never = committed[site.operators], refusing[site.operators]
        act[site.operators] = keeps | (after & ~never)
    share = act[site.operators].mean(axis=0)
    return float((share >= site.needed - 1e-9).mean())


def after_joining(world: Organisation, joined: Sequence[int]) -> Floats:
    """Return where everybody stands once some have joined, others adjusting from today."""
    joined = list(joined)
    held = world.member.copy()
    held[joined] = True
    change = np.zeros(world.stands.size)
    change[joined] = np.maximum(JOINS, world.stands[joined]) - world.stands[joined]
    pull = np.where(held, 0, world.open_to)
    moved = settled(pull[:, None] * world.listens, change)
    return np.clip(world.stands + moved, -1, 1)


def worth_of_joining(
    world: Organisation, luck: Luck, today: float
) -> Callable[[Sequence[int]], float]:
    """Return what people who join change against today; the same people are played once."""
    known: dict[tuple[int, ...], float] = {(): today}

    def worth(joined: Sequence[int]) -> float:
        key = tuple(sorted(joined))
        if key not in known:
            known[key] = critical_mass(world, after_joining(world, key), luck)
        return known[key] - today

    return worth


def approached(world: Organisation, turn: Sequence[int], coins: Floats) -> list[int]:
    """Return who joins of those asked in turn.

    Somebody says yes with the chance of the ladder for where they truly stand, in full with a
    whole tie of trust or advice to somebody who is in by then, six tenths of it without. That rule
    is the same whoever drew up the list. `coins` are everybody's own, shape (people,).
    """
    inside = world.member.copy()
    ladder = LADDER[np.digitize(world.stands, EDGES)]
    trust = np.maximum(world.ties["trusts"], world.ties["advice"])
    joined: list[int] = []
    for person in turn:
        tie = trust[person, inside].max(initial=0)
        if coins[person] < ladder[person] * (0.6 + 0.4 * tie):
            inside[person] = True
            joined.append(person)
    return joined
