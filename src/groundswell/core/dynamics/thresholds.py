"""Adoption by thresholds: the other common form, to see whether an answer hangs on the form.

Everybody has a share of those they listen to from which on they do it too. No memory and no chance
meetings: all luck lies in the thresholds.

References
----------
Granovetter 1978, Threshold models of collective behavior, American Journal of Sociology 83.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import ndtri

from groundswell.core.dynamics.adoption import (
    AdoptionSetup,
    Lanes,
    NodeShares,
    Season,
    by_scenario,
    lane_words,
    pace_of,
)
from groundswell.core.dynamics.meetings import LaneWords, Pace, State, begin, blank_state
from groundswell.core.dynamics.partners import Crew, address
from groundswell.core.terrain.noise import Hashes, at, stream, unit

Index = NDArray[np.int32]
Single = NDArray[np.float32]
Floats = NDArray[np.float64]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Acts = NDArray[np.uint8]

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Thresholds:
    """theta_i = clip(base - slope * x_i + N(0, sd^2), 0, 1)."""

    base: float = 0.30
    slope: float = 0.25
    sd: float = 0.12


def simulate_thresholds(
    setup: AdoptionSetup,
    lanes: Lanes,
    weights: Single,
    spread: Single,
    committed: Words,
    refusing: Words,
    season: Season,
    x: Single,
    form: Thresholds | None = None,
    first: int = 0,
) -> NodeShares:
    """Run thresholds in all lanes, with the arguments and result of `adoption.simulate`.

    Synchronously in each round, everybody followed does it where the share of those they listen to
    who do, e_i = (1 - spread) sum w_k a_k / sum w_k + spread * mean of the unit's others, is at
    least theta_i; who has no arcs looks at the other operators of the lane's node. Until the
    horizon a mandate lifts the share seen to mandate + (1 - mandate) e; after it habit lowers it to
    (1 - habit) e. Draws are addressed by (seed, scenario, run, person).

    Parameters
    ----------
    x
        Opinion of everybody under each variant. Shape (variants, people, R).
    form
        How thresholds follow from opinions.

    Returns
    -------
    NodeShares
        Shape (lanes, R, runs).
    """
    form = form or Thresholds()
    shape = (lanes.node.size, weights.shape[1], season.runs)
    share = np.zeros(shape, dtype=np.float32)
    reached, held = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    if share.size:
        keys = address(stream(setup.seed, "threshold"), setup.hashes)
        noise = ndtri(_uniforms(keys, first, *shape[1:]))
        people = setup.crew.person[: setup.crew.own.size]
        _play(
            setup.crew,
            lane_words(setup, lanes),
            np.asarray(lanes.variant, dtype=np.int32),
            pace_of(season),
            first,
            *by_scenario(setup.crew, weights, spread),
            committed,
            refusing,
            form.base - form.slope * x[:, people].astype(np.float64),
            form.sd * noise,
            share,
            reached,
            held,
        )
    return NodeShares(share, reached, held if season.sustain else None)


@njit(cache=True, nogil=True)
def _uniforms(keys: Hashes, first: int, scenarios: int, runs: int) -> Floats:
    out = np.empty((keys.size, scenarios, runs))
    for c in range(keys.size):
        for r in range(scenarios):
            for run in range(runs):
                place = (np.uint64(first + r) << np.uint64(32)) | np.uint64(run)
                out[c, r, run] = unit(at(keys[c], place))
    return out


class _Scene(NamedTuple):
    """One scenario, with a number for each of the crew (or each place) and lane.

    `act` is what everybody does, `then` what the crew does next; `on` and `may` force and permit
    it, `on_after` and `may_after` once nobody pushes. `look` is scratch for the share
    seen, `unit` for how many of a unit do it (by where the unit begins, once it is `counted`).
    """

    act: Acts
    then: Acts
    start: Acts
    on: Acts
    may: Acts
    on_after: Acts
    may_after: Acts
    theta: Floats
    look: Floats
    unit: Index
    counted: Flags


@njit(cache=True, nogil=True)
def _play(
    crew: Crew,
    lanes: LaneWords,
    variant: Index,
    pace: Pace,
    first: int,
    weights: Single,
    spread: Single,
    committed: Words,
    refusing: Words,
    mean: Floats,
    noise: Floats,
    share: Single,
    reached: Flags,
    held: Flags,
) -> None:
    """Run all scenarios; `mean` (variants, crew, R) and `noise` (crew, R, runs) make theta."""
    state = blank_state(crew, lanes, 1)
    now = np.empty(lanes.node.size)
    for r in range(share.shape[1]):
        begin(crew, lanes, state, committed[r], refusing[r], np.uint64(first + r))
        scene = _scene(crew, state, lanes.node.size)
        for run in range(pace.runs):
            _reset(scene, variant, mean, noise, r, run)
            for _ in range(pace.rounds):
                _look_round(crew, lanes, scene, weights[r], spread[r], pace.mandate, 1.0)
                _act(scene, scene.on, scene.may)
            _measure(crew, lanes, scene, now)
            for k in range(now.size):
                share[k, r, run] = now[k]
                reached[k, r, run] = now[k] >= crew.needed[lanes.node[k]] - _SLACK
            for _ in range(pace.rounds if pace.sustain else 0):
                _look_round(crew, lanes, scene, weights[r], spread[r], pace.habit, 0.0)
                _act(scene, scene.on_after, scene.may_after)
            _measure(crew, lanes, scene, now)
            for k in range(now.size):
                enough = now[k] >= crew.needed[lanes.node[k]] - _SLACK
                held[k, r, run] = enough and reached[k, r, run]


@njit(cache=True, nogil=True)
def _scene(crew: Crew, state: State, lanes: int) -> _Scene:
    size = crew.own.size
    start = _bits(state.start, crew.person.size, lanes)
    return _Scene(
        np.empty_like(start),
        np.empty((size, lanes), np.uint8),
        start,
        _bits(state.on, size, lanes),
        _bits(state.may, size, lanes),
        _bits(state.on_after, size, lanes),
        _bits(state.may_after, size, lanes),
        np.empty((size, lanes)),
        np.empty(lanes),
        np.empty((crew.person.size, lanes), np.int32),
        np.empty(crew.person.size, np.bool_),
    )


@njit(cache=True, nogil=True)
def _bits(words: Words, places: int, lanes: int) -> Acts:
    """Return a number for each bit, (places, lanes)."""
    out = np.empty((places, lanes), np.uint8)
    for place in range(places):
        for k in range(lanes):
            out[place, k] = (words[k // 64, place] >> np.uint64(k % 64)) & np.uint64(1)
    return out


@njit(cache=True, nogil=True)
def _reset(scene: _Scene, variant: Index, mean: Floats, noise: Floats, r: int, run: int) -> None:
    """Draw thresholds and go back to the first act."""
    for c in range(scene.theta.shape[0]):
        for k in range(variant.size):
            theta = mean[variant[k], c, r] + noise[c, r, run]
            scene.theta[c, k] = min(max(theta, 0.0), 1.0)
    for place in range(scene.act.shape[0]):
        for k in range(variant.size):
            scene.act[place, k] = scene.start[place, k]


@njit(cache=True, nogil=True)
def _look_round(
    crew: Crew,
    lanes: LaneWords,
    scene: _Scene,
    weights: Single,
    spread: Single,
    share: float,
    shown: float,
) -> None:
    """Let all of the crew look; a part `share` of what they see is replaced by `shown`."""
    scene.counted[:] = False
    for c in range(crew.own.size):
        total = 0.0
        for a in range(crew.starts[c], crew.starts[c + 1]):
            total += weights[a]
        if total > 0.0:
            unseen = np.float64(spread[c]) if crew.unit_size[c] > 1 else 0.0
            _look(crew, scene, c, weights, (1.0 - unseen) / total, unseen)
        else:
            _look_around(crew, lanes, scene, c)
        for k in range(scene.look.size):
            seen = share * shown + (1.0 - share) * scene.look[k]
            scene.then[c, k] = seen >= scene.theta[c, k] - _SLACK


@njit(cache=True, nogil=True)
def _look(crew: Crew, scene: _Scene, c: int, weights: Single, scale: float, unseen: float) -> None:
    """Fill `look` with the share of those c listens to who do it, and of c's unit."""
    scene.look[:] = 0.0
    for a in range(crew.starts[c], crew.starts[c + 1]):
        for k in range(scene.look.size):
            scene.look[k] += weights[a] * scale * scene.act[crew.heard[a], k]
    if unseen > 0.0:
        doing = _count_unit(crew, scene, c)
        for k in range(scene.look.size):
            others = doing[k] - np.int32(scene.act[c, k])
            scene.look[k] += unseen * others / (crew.unit_size[c] - 1)


@njit(cache=True, nogil=True)
def _count_unit(crew: Crew, scene: _Scene, c: int) -> Index:
    """Return how many of c's unit do it in each lane, counted once a round."""
    first = crew.unit_first[c]
    doing = scene.unit[first]
    if not scene.counted[first]:
        scene.counted[first] = True
        doing[:] = 0
        for u in range(first, first + crew.unit_size[c]):
            for k in range(doing.size):
                doing[k] += scene.act[crew.colleague[u], k]
    return doing


@njit(cache=True, nogil=True)
def _look_around(crew: Crew, lanes: LaneWords, scene: _Scene, c: int) -> None:
    """Fill `look` with the share of the other operators of each lane's node."""
    for k in range(scene.look.size):
        n, doing = lanes.node[k], 0
        begin, end = crew.node_first[n], crew.node_first[n + 1]
        for o in range(begin, end):
            doing += scene.act[crew.operator[o], k]
        others = end - begin
        if crew.node_place[n, c] >= 0 and others > 1:
            doing -= scene.act[c, k]
            others -= 1
        scene.look[k] = doing / others


@njit(cache=True, nogil=True)
def _act(scene: _Scene, on: Acts, may: Acts) -> None:
    for c in range(on.shape[0]):
        for k in range(on.shape[1]):
            scene.act[c, k] = (scene.then[c, k] & may[c, k]) | on[c, k]


@njit(cache=True, nogil=True)
def _measure(crew: Crew, lanes: LaneWords, scene: _Scene, share: Floats) -> None:
    """Fill the adopting share of the node that each lane watches."""
    for k in range(share.size):
        n = lanes.node[k]
        share[k] = 0.0
        for o in range(crew.node_first[n], crew.node_first[n + 1]):
            share[k] += crew.share[o] * scene.act[crew.operator[o], k]
