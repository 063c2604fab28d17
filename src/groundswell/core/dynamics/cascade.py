"""Walking a cascade with chance on every arc: backwards to one root, or forwards from seeds.

Every walk has a random stream of its own, named by its number, so that it comes out the same
however many are drawn and in which order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.dynamics.graph import Floats, Index
from groundswell.core.dynamics.prefetch import prefetch
from groundswell.core.terrain.noise import at

Packed = NDArray[np.uint64]
Places = NDArray[np.int64]
Marks = NDArray[np.uint8]

# A coin has 31 bits, so that a threshold of 2^31 is certain.
_CERTAIN = 1 << 31
_COIN = np.uint64(_CERTAIN - 1)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_UPPER = np.uint64(33)
_ONE = np.uint64(1)
_UNIT = 1.0 / (1 << 53)
# From here on jumping to the next success beats a coin for each arc (measured).
_DENSE_ROW = 16
_DENSE_CHANCE = 0.25
# How many people ahead a row is asked for (1 to 8 measured; 4 halves the time at a million people).
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Rows:
    """Arcs packed for walking: one 8-byte word for each person and one for each arc.

    Parameters
    ----------
    head
        Start of the row, its length, and whether it is walked by jumps, shape (people,).
    packed
        Neighbour and threshold of the coin, shape (arcs,).
    log_miss
        Read only for rows walked by jumps, long ones of small chances: log(1 - largest chance).
        The walk takes geometric steps and accepts an arc with its chance over the largest, which
        the threshold then holds. Shape (people,).
    """

    head: Packed
    packed: Packed
    log_miss: Floats

    @classmethod
    def of(cls, starts: Index, heard: Index, chance: Floats) -> Rows:
        """Pack compressed rows; chances in [0, 1]."""
        if chance.size and not (np.min(chance) >= 0 and np.max(chance) <= 1):
            raise ValueError("a chance must lie between 0 and 1")
        people = starts.size - 1
        head = np.empty(people, dtype=np.uint64)
        packed = np.empty(heard.size, dtype=np.uint64)
        log_miss = np.zeros(people)
        _pack(starts, heard, np.asarray(chance, dtype=np.float64), head, packed, log_miss)
        return cls(head, packed, log_miss)


@njit(cache=True, nogil=True)
def _pack(
    starts: Index, heard: Index, chance: Floats, head: Packed, packed: Packed, log_miss: Floats
) -> None:
    """Fill the words of all rows."""
    for i in range(head.size):
        first, stop = starts[i], starts[i + 1]
        top = 0.0
        for e in range(first, stop):
            top = max(top, chance[e])
        jumps = stop - first >= _DENSE_ROW and 0 < top <= _DENSE_CHANCE
        if jumps:
            log_miss[i] = np.log1p(-top)
        scale = top if jumps else 1.0
        for e in range(first, stop):
            threshold = np.uint64(np.rint(chance[e] / scale * _CERTAIN))
            packed[e] = (np.uint64(heard[e]) << _HALF) | threshold
        length = (np.uint64(stop - first) << _ONE) | np.uint64(jumps)
        head[i] = (np.uint64(first) << _HALF) | length


@njit(cache=True, nogil=True)
def walk_back(
    head: Packed,
    packed: Packed,
    log_miss: Floats,
    stream: np.uint64,
    below: Floats,
    seen: Marks,
    first: int,
    bounds: Places,
    members: Index,
) -> int:
    """Draw reverse-reachable sets from number `first` on, until all are drawn or the room ends.

    Set i fills `members[bounds[i]:bounds[i + 1]]`, its root first. Roots are uniform, or drawn by
    the cumulative shares `below`. Returns how many sets there are.
    """
    people = head.size
    for number in range(first, bounds.size - 1):
        begin = bounds[number]
        if members.size - begin < people:
            return number
        key = at(stream, np.uint64(number))
        root = _root(at(key, np.uint64(0)), below, people)
        members[begin] = root
        seen[root] = 1
        bounds[number + 1] = _flow(head, packed, log_miss, key, seen, members, begin, begin + 1)
    return int(bounds.size - 1)


@njit(cache=True, nogil=True)
def walk_on(
    head: Packed,
    packed: Packed,
    log_miss: Floats,
    stream: np.uint64,
    seeds: Index,
    worth: Floats,
    runs: int,
) -> Floats:
    """Run cascades from the seeds and return what all those reached are worth, shape (runs,)."""
    people = head.size
    seen = np.zeros(people, dtype=np.uint8)
    members = np.empty(people, dtype=np.int32)
    reached = np.empty(runs)
    for number in range(runs):
        members[: seeds.size] = seeds
        for v in seeds:
            seen[v] = 1
        key = at(stream, np.uint64(number))
        end = _flow(head, packed, log_miss, key, seen, members, 0, seeds.size)
        total = 0.0
        for place in range(end):
            total += worth[members[place]]
        reached[number] = total
    return reached


@njit(cache=True, nogil=True)
def _flow(
    head: Packed,
    packed: Packed,
    log_miss: Floats,
    key: np.uint64,
    seen: Marks,
    members: Index,
    begin: int,
    end: int,
) -> int:
    """Follow arcs from the members between begin and end, adding whom they lead to; return the end.

    Leaves all marks cleared.
    """
    turn = _ONE
    place = begin
    while place < end:
        v = members[place]
        place += 1
        if place + _AHEAD < end:
            prefetch(packed, np.int64(head[members[place + _AHEAD]] >> _HALF))
        row = np.int64(head[v] >> _HALF)
        length = np.int64(head[v] & _LOW)
        stop = row + (length >> 1)
        if length & 1:
            end, turn = _jump(packed, row, stop, log_miss[v], key, turn, seen, members, end)
        else:
            end, turn = _toss(head, packed, row, stop, key, turn, seen, members, end)
    for place in range(begin, end):
        seen[members[place]] = 0
    return end


@njit(cache=True, nogil=True)
def _root(bits: np.uint64, below: Floats, people: int) -> np.int64:
    if below.size:
        drawn = np.searchsorted(below, np.float64(bits >> np.uint64(11)) * _UNIT, "right")
        return np.int64(drawn if drawn < people else people - 1)
    return np.int64(((bits >> _HALF) * np.uint64(people)) >> _HALF)


@njit(cache=True, nogil=True)
def _toss(
    head: Packed,
    packed: Packed,
    row: np.int64,
    stop: np.int64,
    key: np.uint64,
    turn: np.uint64,
    seen: Marks,
    members: Index,
    end: int,
) -> tuple[int, np.uint64]:
    """Toss a coin for each arc of a row, two coins from each 64 random bits."""
    bits = np.uint64(0)
    for e in range(row, stop):
        if (e - row) & 1:
            coin = bits >> _UPPER
        else:
            bits = at(key, turn)
            turn += _ONE
            coin = bits & _COIN
        arc = packed[e]
        if coin < (arc & _LOW):
            u = arc >> _HALF
            if not seen[u]:
                seen[u] = 1
                prefetch(head, np.int64(u))
                members[end] = u
                end += 1
    return end, turn


@njit(cache=True, nogil=True)
def _jump(
    packed: Packed,
    row: np.int64,
    stop: np.int64,
    log_miss: float,
    key: np.uint64,
    turn: np.uint64,
    seen: Marks,
    members: Index,
    end: int,
) -> tuple[int, np.uint64]:
    """Jump from success to success of a row whose chances are all at most the largest one."""
    e = row
    while True:
        u01 = (np.float64(at(key, turn) >> np.uint64(11)) + 0.5) * _UNIT
        leap = np.log(u01) / log_miss
        if leap >= stop - e:
            break
        e += int(leap)
        arc = packed[e]
        u = arc >> _HALF
        if (at(key, turn + _ONE) & _COIN) < (arc & _LOW) and not seen[u]:
            seen[u] = 1
            members[end] = u
            end += 1
        turn += np.uint64(2)
        e += 1
    return end, turn + _ONE
