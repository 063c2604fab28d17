"""Compiled loops of adoption: what each round makes of 64 lanes at once.

A lane is one plan watched at one node. Draws never depend on what anybody does, so a meeting
happens alike in all lanes, and each lane is one bit of a word: what a person does, what they met in
each of their last meetings, and how often that was the new practice (counted in binary, one word
for each digit) are words, and one pass of logic moves all lanes on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.dynamics.partners import (
    Crew,
    Partners,
    blank_partners,
    draw,
    fill_thresholds,
    pick_other,
)
from groundswell.core.terrain.noise import at, unit

Index = NDArray[np.int32]
Single = NDArray[np.float32]
Floats = NDArray[np.float64]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Places = NDArray[np.uint32]

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_NONE = np.uint64(0)
_ONE = np.uint64(1)
_HALF = np.uint64(32)
_RUN = np.uint64(20)
# Digits of the count. It is shifted so that the top digit alone says "more than half"; one below
# is the tie of an even memory.
_DIGITS = 4
_TIE = 7
# Shares are sums of weights: a share that equals the one needed may lie a rounding below it.
_SLACK = 1e-9


class LaneWords(NamedTuple):
    """What each lane watches and follows; lane k is bit k % 64 of word k // 64.

    Parameters
    ----------
    node
        Node that each watches. Shape (lanes,).
    of_node
        Lanes that watch each node. Shape (words, nodes).
    moves
        Lanes in which each of the crew is followed. Shape (words, crew).
    """

    node: Index
    of_node: Words
    moves: Words


class Pace(NamedTuple):
    """How long, how often and how, as in `adoption.Season`."""

    rounds: int
    runs: int
    mandate: float
    habit: float
    memory: int
    sustain: bool


class State(NamedTuple):
    """Words of everybody, (words, places) or (words, crew).

    Parameters
    ----------
    act
        What everybody does in this round. After the people come stand-ins for those of the crew
        who have nobody to listen to, then the new practice itself and the old.
    then
        What the crew does in the next round.
    start, fresh
        What everybody does at first, and whether the memory of the crew begins with the new.
    on, may
        Where the crew must do the new practice, and where they may. `on_after`, `may_after`: once
        nobody pushes any more.
    digit, ring
        How often each of the crew met the new practice, digit by digit on the last axis, and in
        which of the last meetings, (words, memory, crew).
    """

    act: Words
    then: Words
    start: Words
    fresh: Words
    on: Words
    may: Words
    on_after: Words
    may_after: Words
    digit: Words
    ring: Words


@njit(cache=True, nogil=True)
def play(
    crew: Crew,
    lanes: LaneWords,
    pace: Pace,
    first: int,
    weights: Single,
    spread: Single,
    committed: Words,
    refusing: Words,
    shares: Single,
    reached: Flags,
    held: Flags,
) -> None:
    """Run all scenarios; fill shares, reached and held, each (lanes, scenarios, runs).

    `weights` (scenarios, A) are those of `crew.arc`, `spread` (scenarios, crew) unseen shares.
    """
    state = blank_state(crew, lanes, pace.memory)
    partners = blank_partners(crew)
    share = np.empty(lanes.node.size)
    for r in range(shares.shape[1]):
        strays = partners.stray[: fill_thresholds(crew, partners, weights[r], spread[r])]
        begin(crew, lanes, state, committed[r], refusing[r], np.uint64(first + r))
        for run in range(pace.runs):
            luck = (np.uint64(first + r) << _HALF) | (np.uint64(run) << _RUN)
            _reset(state)
            _rounds(crew, lanes, state, partners, strays, pace, luck, False)
            _measure(crew, lanes, state, share)
            some = False
            for k in range(share.size):
                shares[k, r, run] = share[k]
                reached[k, r, run] = share[k] >= crew.needed[lanes.node[k]] - _SLACK
                some = some or reached[k, r, run]
            if some and pace.sustain:
                _rounds(crew, lanes, state, partners, strays, pace, luck, True)
                _measure(crew, lanes, state, share)
                for k in range(share.size):
                    enough = share[k] >= crew.needed[lanes.node[k]] - _SLACK
                    held[k, r, run] = enough and reached[k, r, run]


@njit(cache=True, nogil=True)
def blank_state(crew: Crew, lanes: LaneWords, memory: int) -> State:
    """Return an unfilled state."""
    words, size = lanes.moves.shape
    places = crew.person.size + size + 2
    return State(
        np.zeros((words, places), np.uint64),
        np.empty((words, size), np.uint64),
        np.zeros((words, places), np.uint64),
        np.empty((words, size), np.uint64),
        np.empty((words, size), np.uint64),
        np.empty((words, size), np.uint64),
        np.empty((words, size), np.uint64),
        np.empty((words, size), np.uint64),
        np.empty((words, size, _DIGITS), np.uint64),
        np.empty((words, memory, size), np.uint64),
    )


@njit(cache=True, nogil=True)
def begin(
    crew: Crew,
    lanes: LaneWords,
    state: State,
    committed: Words,
    refusing: Words,
    scenario: np.uint64,
) -> None:
    """Set first acts and who is free to change; who is committed does not refuse."""
    for w in range(state.start.shape[0]):
        start = state.start[w]
        start[:] = _NONE
        start[start.size - 2] = _ALL
        for n in range(crew.adopted.size):
            for o in range(crew.node_first[n], crew.node_first[n + 1]):
                if unit(at(crew.adopter[o], scenario)) < crew.adopted[n]:
                    start[crew.operator[o]] |= lanes.of_node[w, n]
        for place in range(crew.person.size):
            pushing = committed[crew.person[place], w]
            against = refusing[crew.person[place], w] & ~pushing
            new = start[place] | pushing
            start[place] = new & ~against
            if place < crew.own.size:
                moves = lanes.moves[w, place]
                still = start[place] & ~moves
                state.fresh[w, place] = new
                state.on[w, place] = still | (moves & pushing)
                state.may[w, place] = moves & ~against
                state.on_after[w, place] = still
                state.may_after[w, place] = moves & ~against


@njit(cache=True, nogil=True)
def _reset(state: State) -> None:
    """Go back to the first act and a memory of one kind."""
    words, memory, size = state.ring.shape
    none = _TIE - memory // 2
    for w in range(words):
        for place in range(state.act.shape[1]):
            state.act[w, place] = state.start[w, place]
        for m in range(memory):
            for c in range(size):
                state.ring[w, m, c] = state.fresh[w, c]
        for k in range(_DIGITS):
            full = _ALL if (none + memory) >> k & 1 else _NONE
            empty = _ALL if none >> k & 1 else _NONE
            for c in range(size):
                fresh = state.fresh[w, c]
                state.digit[w, c, k] = (fresh & full) | (~fresh & empty)


@njit(cache=True, nogil=True)
def _rounds(
    crew: Crew,
    lanes: LaneWords,
    state: State,
    partners: Partners,
    strays: Index,
    pace: Pace,
    luck: np.uint64,
    after: bool,
) -> None:
    """Run to the horizon, or as long again after it; `act` then holds what everybody does."""
    old = state.act.shape[1] - 1
    on, may = (state.on_after, state.may_after) if after else (state.on, state.may)
    chance, force = (pace.habit, old) if after else (pace.mandate, old - 1)
    begin = pace.rounds if after else 0
    for t in range(begin, begin + pace.rounds):
        draw(crew, partners, luck | np.uint64(t), chance, force)
        _stand_in(crew, lanes, state, partners, strays)
        _meet(state, partners.met, on, may, t)


@njit(cache=True, nogil=True)
def _stand_in(
    crew: Crew, lanes: LaneWords, state: State, partners: Partners, strays: Index
) -> None:
    """Let who has nobody to listen to meet, in each lane, another operator of its node."""
    people = crew.person.size
    for c in strays:
        for w in range(state.act.shape[0]):
            state.act[w, people + c] = _NONE
        for n in range(crew.adopted.size):
            begin, own = crew.node_first[n], crew.node_place[n, c]
            size = crew.node_first[n + 1] - begin
            alone = size == 1 and own == 0
            place = pick_other(partners.bits[c] >> _HALF, size, -1 if alone else own)
            operator = crew.operator[begin + place]
            for w in range(state.act.shape[0]):
                state.act[w, people + c] |= state.act[w, operator] & lanes.of_node[w, n]


@njit(cache=True, nogil=True)
def _meet(state: State, met: Places, on: Words, may: Words, t: int) -> None:
    """Put each meeting in the place of the oldest one, and do what the majority did."""
    words, memory, size = state.ring.shape
    tied = _NONE if memory % 2 else _ALL
    for w in range(words):
        act, then, ring = state.act[w], state.then[w], state.ring[w, t % memory]
        digit = state.digit[w]
        for c in range(size):
            new, old = act[met[c]], ring[c]
            ring[c] = new
            # Where one was taken away a digit borrows if it is 0, where one came it carries if 1.
            down = old & ~new
            change = old ^ new
            ones = digit[c, 0] ^ change
            change &= digit[c, 0] ^ down
            twos = digit[c, 1] ^ change
            change &= digit[c, 1] ^ down
            fours = digit[c, 2] ^ change
            change &= digit[c, 2] ^ down
            top = digit[c, 3] ^ change
            digit[c, 0] = ones
            digit[c, 1] = twos
            digit[c, 2] = fours
            digit[c, 3] = top
            tie = ones & twos & fours & ~top & tied
            then[c] = ((top | (tie & act[c])) & may[w, c]) | on[w, c]
        for c in range(size):
            act[c] = then[c]


@njit(cache=True, nogil=True)
def _measure(crew: Crew, lanes: LaneWords, state: State, share: Floats) -> None:
    """Fill the adopting share of the node that each lane watches."""
    for k in range(lanes.node.size):
        n, bit = lanes.node[k], np.uint64(k % 64)
        act = state.act[k // 64]
        share[k] = 0.0
        for o in range(crew.node_first[n], crew.node_first[n + 1]):
            share[k] += crew.share[o] * np.float64((act[crew.operator[o]] >> bit) & _ONE)
