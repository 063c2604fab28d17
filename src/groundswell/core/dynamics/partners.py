"""Compiled draws of adoption: whom everybody meets in each round.

A partner comes from the person's row of who listens to whom: an arc by its drawn weight, or with
the unseen share of the row somebody of their unit. A draw is one hashed counter, looked up among
the running sums of the row. Nothing here branches on a draw, as a processor cannot guess it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.terrain.noise import Hashes, at, mix

Index = NDArray[np.int32]
Single = NDArray[np.float32]
Floats = NDArray[np.float64]
Places = NDArray[np.uint32]

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_COIN = 4294967296.0
# Draws of partners have 31 bits, so that no draw reaches the top threshold.
_DRAW = np.uint64(33)
_DRAW_SCALE = 2147483648.0
_NEVER = np.uint32(0xFFFFFFFF)
# Instead of a place: somebody of the unit.
_UNIT = np.uint32(0xFFFFFFFF)
# Shortest row of thresholds (one cache line), so that nearly all rows are searched in four steps.
_SHORTEST = 16
_ONE, _TWO, _FOUR, _EIGHT = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(8)


class Crew(NamedTuple):
    """Everybody in places: first the crew, whose weeks are followed, then everybody else.

    Lists of partners are in an order of their own (by hash of the code), so that draws do not
    depend on the order of people.

    Parameters
    ----------
    person
        Index of the person in each place. Shape (people,).
    own
        Key of the meetings of each of the crew. Shape (crew,).
    starts, arc, heard
        Rows of the crew: arcs, and the places of those they listen to. Shapes (crew + 1,), (A,).
    unit_first, unit_size, unit_place, colleague
        The unit of each of the crew is `colleague[unit_first:unit_first + unit_size]`, places they
        themselves are among, at `unit_place`. Shapes (crew,) and (people,).
    node_first, operator, node_place
        Operators of each node as places, and where each of the crew stands among them, or -1.
        Shapes (nodes + 1,), (operators,), (nodes, crew).
    share
        Weight of each operator in their node, summing to 1. Shape (operators,).
    adopter
        Key of the draw whether an operator of a node has adopted already. Shape (operators,).
    adopted
        Share of each node that has adopted already. Shape (nodes,).
    needed
        Share of each node that must adopt. Shape (nodes,).
    """

    person: Index
    own: Hashes
    starts: Index
    arc: Index
    heard: Index
    unit_first: Index
    unit_size: Index
    unit_place: Index
    colleague: Index
    node_first: Index
    operator: Index
    node_place: Index
    share: Floats
    adopter: Hashes
    adopted: Floats
    needed: Floats


class Partners(NamedTuple):
    """Thresholds of one scenario, and the draws of one round.

    Parameters
    ----------
    first, half
        Where the row of each of the crew begins, and half its length (a power of two).
    threshold, whom
        A draw that is at least k thresholds of the row means `whom[first + k]`: the arcs of the
        row, then the unit, then the stand-in (place people + c) for those with nobody to listen to.
    bits, met
        Random bits of this round, and the place of whom each of the crew meets.
    waiting
        Those whose meeting takes a second look; scratch.
    stray
        Those with nobody to listen to; as many as `fill_thresholds` says.
    """

    first: Hashes
    half: Hashes
    threshold: Places
    whom: Places
    bits: Hashes
    met: Places
    waiting: Index
    stray: Index


@njit(cache=True, nogil=True)
def address(key: np.uint64, hashes: Hashes) -> Hashes:
    """Return the key of each one's own stream of draws."""
    keys = np.empty_like(hashes)
    for i in range(hashes.size):
        keys[i] = mix(key ^ hashes[i])
    return keys


@njit(cache=True, nogil=True)
def blank_partners(crew: Crew) -> Partners:
    """Return unfilled rows for everybody."""
    size = crew.own.size
    first, half = np.empty(size, np.uint64), np.empty(size, np.uint64)
    end = 0
    for c in range(size):
        length = _SHORTEST
        while length < crew.starts[c + 1] - crew.starts[c] + 2:
            length *= 2
        first[c], half[c] = np.uint64(end), np.uint64(length // 2)
        end += length
    whom = np.full(end, _UNIT, np.uint32)
    for c in range(size):
        row = np.int64(first[c]) - crew.starts[c]
        for a in range(crew.starts[c], crew.starts[c + 1]):
            whom[row + a] = np.uint32(crew.heard[a])
        whom[row + crew.starts[c + 1] + 1] = np.uint32(crew.person.size + c)
    return Partners(
        first,
        half,
        np.full(end, _NEVER, np.uint32),
        whom,
        np.empty(size, np.uint64),
        np.empty(size, np.uint32),
        np.empty(size + 1, np.int32),
        np.empty(size, np.int32),
    )


@njit(cache=True, nogil=True)
def fill_thresholds(crew: Crew, partners: Partners, weights: Single, spread: Single) -> int:
    """Make the rows of a scenario; return how many have nobody to listen to.

    `weights` are those of `crew.arc`, `spread` the unseen shares of the crew.
    """
    strays = 0
    for c in range(crew.own.size):
        begin, end = crew.starts[c], crew.starts[c + 1]
        row = np.int64(partners.first[c]) - begin
        total = 0.0
        for a in range(begin, end):
            total += weights[a]
        if total > 0.0:
            seen = 1.0 - np.float64(spread[c]) if crew.unit_size[c] > 1 else 1.0
            running, scale = 0.0, seen * _DRAW_SCALE / total
            for a in range(begin, end):
                running += weights[a]
                partners.threshold[row + a] = np.uint32(running * scale + 0.5)
            partners.threshold[row + end] = _NEVER
        else:
            partners.threshold[row + begin : row + end + 1] = 0
            partners.stray[strays] = c
            strays += 1
    return strays


@njit(cache=True, nogil=True)
def draw(crew: Crew, partners: Partners, luck: np.uint64, forced: float, force: int) -> None:
    """Draw whom each of the crew meets in the round that `luck` addresses.

    With chance `forced` a meeting is replaced by place `force`.
    """
    coin, instead = np.uint64(forced * _COIN), np.uint32(force)
    for c in range(crew.own.size):
        partners.bits[c] = at(crew.own[c], luck)
    waiting = 0
    for c in range(crew.own.size):
        bits = partners.bits[c]
        met = partners.whom[_search(partners, c, np.uint32(bits >> _DRAW))]
        met = instead if (bits & _LOW) < coin else met
        partners.met[c] = met
        partners.waiting[waiting] = c
        waiting += met == _UNIT
    for c in partners.waiting[:waiting]:
        bits = mix(partners.bits[c]) >> _HALF
        other = pick_other(bits, crew.unit_size[c], crew.unit_place[c])
        partners.met[c] = np.uint32(crew.colleague[crew.unit_first[c] + other])


@njit(cache=True, nogil=True)
def _search(partners: Partners, c: int, drawn: np.uint32) -> np.uint64:
    """Return the place in `whom` that a draw of one of the crew means (binary search)."""
    threshold, k = partners.threshold, partners.first[c]
    half = partners.half[c]
    while half > _EIGHT:
        k += np.uint64(drawn >= threshold[k + half - _ONE]) * half
        half >>= _ONE
    k += np.uint64(drawn >= threshold[k + _EIGHT - _ONE]) * _EIGHT
    k += np.uint64(drawn >= threshold[k + _FOUR - _ONE]) * _FOUR
    k += np.uint64(drawn >= threshold[k + _TWO - _ONE]) * _TWO
    k += np.uint64(drawn >= threshold[k])
    return np.uint64(k)


@njit(cache=True, nogil=True)
def pick_other(bits: np.uint64, size: int, own: int) -> int:
    """Turn 32 random bits into a position in a list, but never one's own (-1: not in it)."""
    others = size - 1 if own >= 0 else size
    place = np.int64((bits * np.uint64(others)) >> _HALF)
    return int(place) + int(own >= 0 and place >= own)
