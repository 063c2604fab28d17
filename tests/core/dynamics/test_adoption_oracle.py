"""Adoption in words of bits against one person and one lane at a time."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.core.dynamics.adoption import Lanes, Season
from tests.core.dynamics.adoption_oracle import Lane, Map, held, map_of, node, random_map, run


def crowded_map(seed: int) -> Map:
    """Return a map on which everybody listens to 13 to 21 others, or to 40."""
    rng = np.random.default_rng(seed)
    many = [40 if i % 5 == 0 else int(rng.integers(13, 22)) for i in range(45)]
    ties = {
        i: {
            int(k): float(rng.gamma(1.0)) for k in rng.choice(np.delete(np.arange(45), i), d, False)
        }
        for i, d in enumerate(many)
    }
    return map_of(ties, 45, [node(list(range(12)), 0.4, 0.3)], [0] * 45, 0.1, scenarios=2)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("memory", [8, 3])
def test_bits_agree_with_the_plain_rules(seed: int, memory: int) -> None:
    agree(random_map(seed, people=7 + seed % 5), seed, memory)


@pytest.mark.parametrize("seed", range(3))
def test_they_agree_where_people_have_many_ties(seed: int) -> None:
    agree(crowded_map(seed), seed, 3)


def agree(world: Map, seed: int, memory: int) -> None:
    """Run both and compare every lane."""
    rng = np.random.default_rng(seed)
    committed = rng.random((2, world.people, 2)) < 0.3
    refusing = rng.random((2, world.people, 2)) < 0.25
    season = Season(rounds=9, runs=2, mandate=0.15, habit=0.2, memory=memory, sustain=True)
    lanes = Lanes.every(2, len(world.nodes))
    first = 40 + seed
    ended = run(world, lanes, committed, refusing, season, first)
    for k, (variant, n) in enumerate(zip(lanes.variant, lanes.node, strict=True)):
        for r in range(2):
            flags = committed[variant, :, r], refusing[variant, :, r]
            lane = Lane(world, int(n), *flags, r, first + r)
            for inner in range(2):
                share, reached, lasting = lane.play(season, inner)
                assert ended.share[k, r, inner] == pytest.approx(share)
                assert ended.reached[k, r, inner] == reached
                assert held(ended)[k, r, inner] == lasting
