"""Adoption by thresholds: hand-made cases, plain rules as oracle, and what must hold."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from groundswell.core.dynamics.adoption import Lanes, NodeShares, Season
from groundswell.core.dynamics.thresholds import Thresholds, simulate_thresholds
from tests.core.dynamics.adoption_oracle import Flags, Lane, Map, at, held, map_of, node, random_map

Floats = NDArray[np.float64]
STEADY = Thresholds(sd=0.0)


def run(
    world: Map,
    lanes: Lanes,
    x: Floats,
    season: Season,
    form: Thresholds = STEADY,
    first: int = 0,
) -> NodeShares:
    """Simulate opinions (variants, people, scenarios), with people beyond .6 held to their act."""
    on = lanes.blank(world.people, world.scenarios)
    off = lanes.blank(world.people, world.scenarios)
    for variant in range(x.shape[0]):
        lanes.mark(on, variant, x[variant] > 0.6)
        lanes.mark(off, variant, x[variant] < -0.6)
    single = x.astype(np.float32)
    return simulate_thresholds(
        world.setup(), lanes, world.weights, world.spread, on, off, season, single, form, first
    )


def opinions(world: Map, *x: float) -> Floats:
    return np.repeat(np.array(x)[None, :, None], world.scenarios, axis=2)


class Plain(Lane):
    """The same lane by thresholds."""

    def weigh(self, i: int, act: Flags) -> float:
        """Return the share of those i listens to who do it."""
        world, row = self.world, self.world.row(i)
        weight = np.array([world.weights[a, self.column] for a in row], dtype=float)
        if weight.sum() <= 0.0:
            others = world.others(self.operators, i) or [i]
            return float(np.mean(act[others]))
        mates = world.others(
            [k for k in range(world.people) if world.group[k] == world.group[i]], i
        )
        unseen = float(world.spread[i, self.column]) if mates else 0.0
        known = float(weight @ act[world.heard[row]] / weight.sum())
        return (1 - unseen) * known + (unseen * float(np.mean(act[mates])) if mates else 0.0)

    def settle(self, x: Floats, form: Thresholds, season: Season, run: int) -> tuple[float, float]:
        theta = np.empty(self.world.people)
        for i in range(theta.size):
            bits = at(self.key("threshold", self.world.hashes[i]), (self.scenario << 32) | run)
            luck = NormalDist().inv_cdf(((bits >> 41) + 0.5) / 2**23)
            theta[i] = np.clip(form.base - form.slope * x[i] + form.sd * luck, 0, 1)
        begun = np.array([self.adopter(i) for i in range(theta.size)])
        act, share = (begun | self.committed) & ~self.refusing, []
        for t in range(2 * season.rounds):
            then, after = act.copy(), t >= season.rounds
            for i in self.follows:
                part, shown = (season.habit, 0.0) if after else (season.mandate, 1.0)
                seen = part * shown + (1 - part) * self.weigh(i, act)
                does = seen >= theta[i] - 1e-9 and not self.refusing[i]
                then[i] = does or (self.committed[i] and not after)
            act = then
            share.append(self.share(act))
        return share[season.rounds - 1], share[-1]


@pytest.mark.parametrize("seed", range(12))
def test_lanes_agree_with_the_plain_rules(seed: int) -> None:
    world = random_map(seed, people=7 + seed % 5)
    x = np.random.default_rng(seed).uniform(-1, 1, (2, world.people, 2)).round(3)
    season = Season(rounds=5, runs=2, mandate=0.1, habit=0.2, sustain=True)
    lanes, form, first = Lanes.every(2, 2), Thresholds(0.4, 0.2, 0.15), 30 + seed
    ended = run(world, lanes, x, season, form, first)
    for k, (variant, n) in enumerate(zip(lanes.variant, lanes.node, strict=True)):
        for r in range(2):
            own = x[variant, :, r].astype(np.float32).astype(float)
            lane = Plain(world, int(n), own > 0.6, own < -0.6, r, first + r)
            for inner in range(2):
                share, later = lane.settle(own, form, season, inner)
                needed = world.nodes[n].needed - 1e-9
                assert ended.share[k, r, inner] == pytest.approx(share)
                assert ended.reached[k, r, inner] == (share >= needed)
                assert held(ended)[k, r, inner] == (min(share, later) >= needed)


def test_a_neutral_person_needs_three_in_ten_of_those_they_listen_to() -> None:
    season = Season(rounds=2, runs=1, mandate=0.0)
    for pushing, follows in ((2, False), (3, True)):
        ties = {0: dict.fromkeys(range(1, 11), 1.0)}
        world = map_of(ties, 11, [node([0])])
        x = opinions(world, 0.0, *[1.0] * pushing, *[-1.0] * (10 - pushing))
        ended = run(world, Lanes.every(1, 1), x, season)
        assert np.all(ended.share == follows)


def test_a_mandate_lifts_and_habit_lowers_what_is_seen() -> None:
    world = map_of({0: {1: 1.0}}, 2, [node([0])])
    lanes, x = Lanes.every(1, 1), opinions(world, 0.0, 0.0)
    assert not run(world, lanes, x, Season(rounds=3, runs=1, mandate=0.29)).share.any()
    assert run(world, lanes, x, Season(rounds=3, runs=1, mandate=0.3)).share.all()
    pushed = opinions(world, 0.0, 1.0)
    for habit, lasts in ((0.1, True), (0.8, False)):
        season = Season(rounds=3, runs=1, mandate=0.0, habit=habit, sustain=True)
        world = map_of({0: {1: 1.0}, 1: {0: 1.0}}, 2, [node([0, 1])])
        ended = run(world, lanes, pushed, season)
        assert ended.reached.all()
        assert held(ended).all() == lasts


def test_a_share_of_just_what_is_needed_is_reached_and_held() -> None:
    # Eight of ten equal shares add up to a rounding below .8.
    ties = {i: dict.fromkeys((k for k in range(8) if k != i), 1.0) for i in range(8)}
    world = map_of(ties, 10, [node(list(range(10)), 0.8)])
    season = Season(rounds=3, runs=2, mandate=0.0, habit=0.0, sustain=True)
    ended = run(world, Lanes.every(1, 1), opinions(world, *[1.0] * 8, -1.0, -1.0), season)
    assert ended.share == pytest.approx(0.8)
    assert ended.reached.all() and held(ended).all()


def test_nobody_needs_more_than_everybody_and_nobody_fewer_than_none() -> None:
    season = Season(rounds=1, runs=1, mandate=0.0)
    world = map_of({0: {1: 1.0}}, 2, [node([0])])
    for base, pushing, follows in ((1.8, 1.0, True), (0.8, 0.0, False), (-0.5, 0.0, True)):
        form = Thresholds(base=base, sd=0.0)
        ended = run(world, Lanes.every(1, 1), opinions(world, 0.0, pushing), season, form)
        assert np.all(ended.share == follows)


def test_in_a_unit_of_two_the_unseen_share_lies_on_the_other() -> None:
    # Person 0 hears 1, who does not do it, and shares a unit with 2, who does: they see .4.
    world = map_of({0: {1: 1.0}}, 3, [node([0])], group=[0, 1, 0], spread=0.4)
    x = opinions(world, 0.0, 0.0, 1.0)
    season = Season(rounds=1, runs=1, mandate=0.0)
    for base, follows in ((0.39, True), (0.41, False)):
        form = Thresholds(base=base, sd=0.0)
        assert np.all(run(world, Lanes.every(1, 1), x, season, form).share == follows)
    # Where all of it is unseen, whom they hear counts for nothing.
    unseen = replace(world, spread=np.ones_like(world.spread))
    form = Thresholds(base=0.99, sd=0.0)
    assert np.all(run(unseen, Lanes.every(1, 1), x, season, form).share == 1)


@given(st.integers(0, 10_000))
def test_better_opinions_lower_no_share_in_any_run(seed: int) -> None:
    world = random_map(seed)
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (1, world.people, 2))
    better = np.minimum(x + rng.exponential(0.2, x.shape) * (rng.random(x.shape) < 0.3), 1.0)
    season = Season(rounds=6, runs=3, sustain=True)
    less = run(world, Lanes.every(1, 2), x, season, Thresholds())
    more = run(world, Lanes.every(1, 2), better, season, Thresholds())
    assert np.all(more.share >= less.share)
    assert np.all(held(more) >= held(less))


def test_a_lane_does_not_depend_on_other_lanes() -> None:
    world = random_map(4)
    x = np.random.default_rng(4).uniform(-1, 1, (40, world.people, 2))
    season = Season(rounds=6, runs=2, sustain=True)
    whole = run(world, Lanes.every(40, 2), x, season, Thresholds())
    for variant in (0, 32, 39):
        alone = run(world, Lanes.every(1, 2), x[variant : variant + 1], season, Thresholds())
        assert np.array_equal(whole.share[2 * variant : 2 * variant + 2], alone.share)


def test_without_nodes_there_is_nothing_to_run() -> None:
    world = random_map(2, nodes=0)
    x = np.zeros((3, world.people, 2))
    ended = run(world, Lanes.every(3, 0), x, Season(runs=2))
    assert ended.share.shape == (0, 2, 2)
    assert ended.held is None
