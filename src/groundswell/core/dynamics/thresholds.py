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
    """One scenario; arrays about people have a column for each lane.

    Parameters
    ----------
    act
        What everybody does.
    start, on, may, on_after, may_after
        As in `meetings.State`, one number for each bit.
    theta, seen
        Thresholds of the crew, and the share of those they listen to who do it.
    known, unseen
        Factor on the weights of arcs (0: nobody to listen to), and the share of the unit.
    doing
        How many of a unit do it, in the row where the unit begins.
    """

    act: Acts
    start: Acts
    on: Acts
    may: Acts
    on_after: Acts
    may_after: Acts
    theta: Floats
    seen: Floats
    known: Floats
    unseen: Floats
    doing: Index


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
        scene = _scene(crew, state, lanes.node.size, weights[r], spread[r])
        for run in range(pace.runs):
            _reset(scene, variant, mean, noise, r, run)
            for _ in range(pace.rounds):
                _look(crew, lanes, scene, weights[r])
                _follow(scene, scene.on, scene.may, pace.mandate, 1.0)
            _measure(crew, lanes, scene, now)
            for k in range(now.size):
                share[k, r, run] = now[k]
                reached[k, r, run] = now[k] >= crew.needed[lanes.node[k]] - _SLACK
            for _ in range(pace.rounds if pace.sustain else 0):
                _look(crew, lanes, scene, weights[r])
                _follow(scene, scene.on_after, scene.may_after, pace.habit, 0.0)
            _measure(crew, lanes, scene, now)
            for k in range(now.size):
                enough = now[k] >= crew.needed[lanes.node[k]] - _SLACK
                held[k, r, run] = enough and reached[k, r, run]


@njit(cache=True, nogil=True)
def _scene(crew: Crew, state: State, lanes: int, weights: Single, spread: Single) -> _Scene:
    size = crew.own.size
    known, unseen = np.zeros(size), np.zeros(size)
    for c in range(size):
        total = 0.0
        for a in range(crew.starts[c], crew.starts[c + 1]):
            total += weights[a]
        unseen[c] = spread[c] if total > 0.0 and crew.unit_size[c] > 1 else 0.0
        known[c] = (1.0 - unseen[c]) / total if total > 0.0 else 0.0
    start = _bits(state.start, crew.person.size, lanes)
    return _Scene(
        np.empty_like(start),
        start,
        _bits(state.on, size, lanes),
        _bits(state.may, size, lanes),
        _bits(state.on_after, size, lanes),
        _bits(state.may_after, size, lanes),
        np.empty((size, lanes)),
        np.empty((size, lanes)),
        known,
        unseen,
        np.empty((crew.person.size, lanes), np.int32),
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
def _look(crew: Crew, lanes: LaneWords, scene: _Scene, weights: Single) -> None:
    """Fill `seen`: (1 - unseen) sum w a / sum w + unseen * mean of the others of the unit."""
    _count_units(crew, scene)
    for c in range(crew.own.size):
        seen, own, unit = scene.seen[c], scene.act[c], scene.doing[crew.unit_first[c]]
        others = max(crew.unit_size[c] - 1, 1)
        for k in range(seen.size):
            seen[k] = scene.unseen[c] * (unit[k] - np.int32(own[k])) / others
        for a in range(crew.starts[c], crew.starts[c + 1]):
            weight, theirs = weights[a] * scene.known[c], scene.act[crew.heard[a]]
            for k in range(seen.size):
                seen[k] += weight * theirs[k]
    _look_around(crew, lanes, scene)


@njit(cache=True, nogil=True)
def _count_units(crew: Crew, scene: _Scene) -> None:
    """Count how many of each unit of the crew do it, by whole numbers."""
    for c in range(crew.own.size):
        if scene.unseen[c] > 0.0:
            scene.doing[crew.unit_first[c]] = -1
    for c in range(crew.own.size):
        first = crew.unit_first[c]
        doing = scene.doing[first]
        if scene.unseen[c] > 0.0 and doing[0] < 0:
            doing[:] = 0
            for u in range(first, first + crew.unit_size[c]):
                theirs = scene.act[crew.colleague[u]]
                for k in range(doing.size):
                    doing[k] += theirs[k]


@njit(cache=True, nogil=True)
def _look_around(crew: Crew, lanes: LaneWords, scene: _Scene) -> None:
    """Let who has nobody to listen to see the other operators of each lane's node."""
    for c in range(crew.own.size):
        if scene.known[c] > 0.0 or scene.unseen[c] > 0.0:
            continue
        for k in range(scene.seen.shape[1]):
            n, doing = lanes.node[k], 0
            first, end = crew.node_first[n], crew.node_first[n + 1]
            for o in range(first, end):
                doing += scene.act[crew.operator[o], k]
            own = crew.node_place[n, c] >= 0 and end - first > 1
            others = end - first - (1 if own else 0)
            scene.seen[c, k] = (doing - (scene.act[c, k] if own else 0)) / others


@njit(cache=True, nogil=True)
def _follow(scene: _Scene, on: Acts, may: Acts, part: float, shown: float) -> None:
    """Do it where enough is seen; `part` of what is seen is replaced by `shown`."""
    for c in range(on.shape[0]):
        for k in range(on.shape[1]):
            seen = part * shown + (1.0 - part) * scene.seen[c, k]
            does = np.uint8(seen >= scene.theta[c, k] - _SLACK)
            scene.act[c, k] = (does & may[c, k]) | on[c, k]


@njit(cache=True, nogil=True)
def _measure(crew: Crew, lanes: LaneWords, scene: _Scene, share: Floats) -> None:
    """Fill the adopting share of the node that each lane watches."""
    for k in range(share.size):
        n = lanes.node[k]
        share[k] = 0.0
        for o in range(crew.node_first[n], crew.node_first[n + 1]):
            share[k] += crew.share[o] * scene.act[crew.operator[o], k]
