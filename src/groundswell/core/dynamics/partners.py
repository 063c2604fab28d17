"""Compiled draws of adoption: whom everybody meets in each round.

A partner comes from the person's row of who listens to whom: an arc with its drawn weight, or with
the unseen share of the row somebody of their unit. One hashed counter and one alias table (Walker
1977) make a draw, at the same cost for two ties and for two hundred.
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

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_SCALE = 4294967296.0
_TOP = np.uint32(0xFFFFFFFF)
# Marks in the table: somebody of the unit; nobody to listen to.
_UNIT, _STRAY = np.int32(-1), np.int32(-2)


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
    """Alias tables of one scenario, and the draws of one round.

    Slot k of c is `starts[c] + c + k`: with chance `cut / 2^32` it means `here`, else `there`.
    Who has nobody to listen to has no `slots`. `bits` are this round's random bits, `met` the place
    of whom each of the crew meets.
    """

    slots: Hashes
    cut: NDArray[np.uint32]
    here: Index
    there: Index
    bits: Hashes
    met: Index


@njit(cache=True, nogil=True)
def address(key: np.uint64, hashes: Hashes) -> Hashes:
    """Return the key of each one's own stream of draws."""
    keys = np.empty_like(hashes)
    for i in range(hashes.size):
        keys[i] = mix(key ^ hashes[i])
    return keys


@njit(cache=True, nogil=True)
def blank_partners(crew: Crew) -> Partners:
    """Return unfilled tables."""
    size, slots = crew.own.size, crew.heard.size + crew.own.size
    return Partners(
        np.empty(size, np.uint64),
        np.empty(slots, np.uint32),
        np.empty(slots, np.int32),
        np.empty(slots, np.int32),
        np.empty(size, np.uint64),
        np.empty(size, np.int32),
    )


@njit(cache=True, nogil=True)
def fill_tables(crew: Crew, partners: Partners, weights: Single, spread: Single, r: int) -> None:
    """Make the alias tables of scenario `r` from arcs (A, R) and unseen shares (people, R)."""
    longest = 1
    for c in range(crew.own.size):
        longest = max(longest, crew.starts[c + 1] - crew.starts[c] + 1)
    chance, stack = np.empty(longest), np.empty(longest, np.int64)
    for c in range(crew.own.size):
        begin, end = crew.starts[c], crew.starts[c + 1]
        total = 0.0
        for a in range(begin, end):
            total += weights[crew.arc[a], r]
        slots = end - begin + 1
        if total <= 0.0:
            partners.slots[c] = np.uint64(0)
            partners.cut[begin + c] = _TOP
            partners.here[begin + c] = _STRAY
            continue
        unseen = np.float64(spread[crew.person[c], r]) if crew.unit_size[c] > 1 else 0.0
        for a in range(begin, end):
            chance[a - begin] = weights[crew.arc[a], r] / total * (1.0 - unseen) * slots
            partners.here[a + c] = crew.heard[a]
        chance[slots - 1] = unseen * slots
        partners.here[end + c] = _UNIT
        partners.slots[c] = np.uint64(slots)
        _alias(partners, begin + c, slots, chance, stack)


@njit(cache=True, nogil=True)
def _alias(
    partners: Partners, first: int, slots: int, chance: Floats, stack: NDArray[np.int64]
) -> None:
    """Fill `cut` and `there` of one row from chances that average 1 (Vose 1991)."""
    low, high = 0, slots
    for k in range(slots):
        partners.cut[first + k] = _TOP
        partners.there[first + k] = partners.here[first + k]
        if chance[k] < 1.0:
            stack[low] = k
            low += 1
        else:
            high -= 1
            stack[high] = k
    while low > 0 and high < slots:
        small, large = stack[low - 1], stack[high]
        partners.cut[first + small] = np.uint32(chance[small] * _SCALE)
        partners.there[first + small] = partners.here[first + large]
        chance[large] -= 1.0 - chance[small]
        low -= 1
        if chance[large] < 1.0:
            stack[low] = large
            low += 1
            high += 1


@njit(cache=True, nogil=True)
def draw(crew: Crew, partners: Partners, luck: np.uint64, forced: float, force: int) -> None:
    """Draw whom each of the crew meets in the round that `luck` addresses.

    With chance `forced` a meeting is replaced by place `force`; who has nobody to listen to gets
    the place after theirs in the list of stand-ins that `meetings` keeps.
    """
    size = crew.own.size
    coin = np.uint64(forced * _SCALE)
    for c in range(size):
        partners.bits[c] = at(crew.own[c], luck)
    for c in range(size):
        bits = partners.bits[c]
        scaled = (bits >> _HALF) * partners.slots[c]
        slot = crew.starts[c] + c + np.int64(scaled >> _HALF)
        keep = np.uint32(scaled & _LOW) < partners.cut[slot]
        met = partners.here[slot] if keep else partners.there[slot]
        if (bits & _LOW) < coin:
            met = np.int32(force)
        elif met == _UNIT:
            met = _colleague(crew, c, bits)
        elif met == _STRAY:
            met = np.int32(crew.person.size + c)
        partners.met[c] = met


@njit(cache=True, nogil=True)
def _colleague(crew: Crew, c: int, bits: np.uint64) -> np.int32:
    """Pick another person of the unit with fresh bits."""
    place = pick_other(mix(bits) >> _HALF, crew.unit_size[c], crew.unit_place[c])
    return np.int32(crew.colleague[crew.unit_first[c] + place])


@njit(cache=True, nogil=True)
def pick_other(bits: np.uint64, size: int, own: int) -> int:
    """Turn 32 random bits into a position in a list, never one's own (-1: not in the list)."""
    others = size - 1 if own >= 0 else size
    place = np.int64((bits * np.uint64(others)) >> _HALF)
    return int(place + 1) if own >= 0 and place >= own else int(place)
