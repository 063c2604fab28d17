"""Adoption in words of bits against one person and one lane at a time."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.core.dynamics.adoption import Lanes, Season
from tests.core.dynamics.adoption_oracle import Lane, held, random_map, run


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("memory", [8, 3])
def test_bits_agree_with_the_plain_rules(seed: int, memory: int) -> None:
    world = random_map(seed, people=7 + seed % 5)
    rng = np.random.default_rng(seed)
    committed = rng.random((2, world.people, 2)) < 0.3
    refusing = rng.random((2, world.people, 2)) < 0.25
    season = Season(rounds=9, runs=2, mandate=0.15, habit=0.2, memory=memory, sustain=True)
    lanes = Lanes.every(2, 2)
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
