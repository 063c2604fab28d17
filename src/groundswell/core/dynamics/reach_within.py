r"""Reach within a budget of hours, beyond whoever is told already, by those who may be asked.

What is added to those informed, sigma(S | A) = sigma(S + A) - sigma(A), has falling returns too: it
is the share of reverse-reachable sets that S meets and A does not. Under a budget the greedy choice
by gain an hour, or the best single person if that is better, comes with a bound for any choice T of
the same hours H: at every step, what is met so far plus the best of H hours spent at the present
gains, parts of people allowed. Two collections of sets, bounds and stopping are those of `reach`.

References: Khuller, Moss & Naor 1999; Leskovec et al. 2007 (the bound); Tang et al. 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from threading import Lock

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.dynamics.cascade import Places, Rows
from groundswell.core.dynamics.cover import Cover, index_of, met_by
from groundswell.core.dynamics.graph import Floats, Index
from groundswell.core.dynamics.reach import (
    FIRST_SETS,
    MOST_MEMBERS,
    ROUNDS,
    SETTLED,
    Seeds,
    Sets,
    grow_both,
    judged,
    roots_by_worth,
)
from groundswell.core.terrain.noise import stream

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a choice must keep to.

    Parameters
    ----------
    able
        Who may be chosen, shape (people,), as below.
    informed
        Who knows of it already, whatever is chosen.
    hours
        It takes to tell each, above 0.
    budget
        Hours there are.
    """

    able: Flags
    informed: Flags
    hours: Floats
    budget: float


@dataclass(frozen=True, slots=True)
class Within:
    """The choice, and what those informed reach by themselves."""

    seeds: Seeds
    before: float


class Collections:
    """Two collections of sets of one network, seed and worth, for any terms.

    Sets are drawn once: who may be told, who knows and what it takes changes no set, so that asking
    again under other terms draws none, and gives the same bytes as asking afresh.

    Parameters
    ----------
    starts, heard, chance, worth
        As for `reach.reach_seeds`.

    Raises
    ------
    ValueError
        If there is nobody, a chance lies outside [0, 1], or nobody is worth anything.
    """

    def __init__(
        self,
        starts: Index,
        heard: Index,
        chance: Floats,
        *,
        seed: int = 0,
        worth: Floats | None = None,
    ) -> None:
        self.people = starts.size - 1
        if self.people < 1:
            raise ValueError("reach needs at least one person to reach")
        self._rows = Rows.of(starts, heard, chance)
        self._below, self.total = roots_by_worth(worth, self.people)
        self._seed = seed
        self._one_at_a_time = Lock()
        self._begin()

    def _begin(self) -> None:
        self._choosing = Sets.empty(stream(self._seed, "reach choosing"), self.people)
        self._judging = Sets.empty(stream(self._seed, "reach judging"), self.people)

    def first(self, number: int) -> tuple[Sets, Sets]:
        """Return the first sets of both, drawing those that are missing."""
        with self._one_at_a_time:
            grow_both(self._choosing, self._judging, self._rows, number, self._below)
            return self._choosing.first(number), self._judging.first(number)

    def slim(self, most: int) -> None:
        """Forget the sets if they hold more members than are worth keeping."""
        with self._one_at_a_time:
            if self._choosing.members.size + self._judging.members.size > most:
                self._begin()


def reach_within(
    sets: Collections, terms: Terms, *, guarantee: float = 0.8, doubt: float = 0.01
) -> Within:
    """Choose whom to tell within the hours, so that most hear of it beyond those who would anyway.

    Arguments as for `reach.reach_seeds`; `Seeds.reach`, `low` and `best` count what is added. The
    guarantee is against the best choice within the same hours.
    """
    people, total = sets.people, sets.total
    doubtful = log(2 * ROUNDS / doubt)
    for turn in range(ROUNDS):
        number = FIRST_SETS << turn
        choosing, judging = sets.first(number)
        bounds, members, _ = _left_over(choosing, terms)
        chosen = cover_within(bounds, members, terms.hours, terms.budget)
        bounds, members, known = _left_over(judging, terms)
        flags = np.zeros(people, dtype=np.uint8)
        flags[chosen.people] = 1
        met = int(met_by(bounds, members, flags))
        found = judged(chosen, met, choosing, judging, total / number, doubtful)
        in_reach = min(guarantee, SETTLED * chosen.met / chosen.most) if chosen.most else 0.0
        if found.guarantee >= in_reach or 2 * (choosing.size + judging.size) > MOST_MEMBERS:
            break
    return Within(found, known * total / number)


def _left_over(sets: Sets, terms: Terms) -> tuple[Places, Index, int]:
    """Return the sets with those who may be chosen alone, empty where somebody informed is in it.

    The third value is the number of sets somebody informed is in.
    """
    bounds = np.zeros(sets.number + 1, dtype=np.int64)
    kept = np.empty(sets.size, dtype=np.int32)
    known = _keep(sets.bounds, sets.members, terms.able, terms.informed, bounds, kept)
    return bounds, kept[: bounds[-1]], int(known)


@njit(cache=True, nogil=True)
def _keep(
    before: Places, members: Index, able: Flags, informed: Flags, bounds: Places, kept: Index
) -> int:
    """Fill `bounds` and `kept`; return the number of sets somebody informed is in."""
    known, end = 0, 0
    for s in range(before.size - 1):
        told = False
        for place in range(before[s], before[s + 1]):
            if informed[members[place]]:
                told = True
                break
        if told:
            known += 1
        else:
            for place in range(before[s], before[s + 1]):
                if able[members[place]]:
                    kept[end] = members[place]
                    end += 1
        bounds[s + 1] = end
    return known


def cover_within(bounds: Places, members: Index, hours: Floats, budget: float) -> Cover:
    """Choose people within the hours greedily by how many further sets they meet an hour.

    Set i holds `members[bounds[i]:bounds[i + 1]]`. Of equals the first comes first. The bound is on
    any choice within the same hours.
    """
    people = hours.size
    gain = np.bincount(members, minlength=people).astype(np.int64)
    starts = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(gain, out=starts[1:])
    within = index_of(bounds, members, starts)
    done = np.zeros(bounds.size - 1, dtype=np.uint8)
    by_one = np.where(hours <= budget + 1e-9, gain, 0)
    alone = int(np.argmax(by_one))
    best_alone = int(by_one[alone])
    chosen: list[int] = []
    met, left, most = 0, budget, _best_spent(gain, hours, budget)
    while True:
        rate = np.where(hours <= left + 1e-9, gain / hours, 0.0)
        v = int(np.argmax(rate))
        if rate[v] <= 0:
            break
        chosen.append(v)
        met, left = met + int(gain[v]), left - hours[v]
        _take(v, starts, within, bounds, members, done, gain)
        most = min(most, met + _best_spent(gain, hours, budget))
    if best_alone > met:
        chosen, met = [alone], best_alone
    return Cover(np.array(chosen, dtype=np.int32), met, max(int(np.ceil(most - 1e-6)), met))


def _best_spent(gain: Places, hours: Floats, budget: float) -> float:
    """Return what the hours buy at these gains, best rates first, the last person in part."""
    some = np.flatnonzero((gain > 0) & (hours <= budget + 1e-9))
    order = some[np.argsort(-(gain[some] / hours[some]), kind="stable")]
    before = np.concatenate([[0.0], np.cumsum(hours[order])])[:-1]
    part = np.clip((budget - before) / hours[order], 0, 1)
    return float(part @ gain[order])


@njit(cache=True, nogil=True)
def _take(
    v: int, starts: Places, within: Index, bounds: Places, members: Index,
    done: NDArray[np.uint8], gain: Places,
) -> None:  # fmt: skip
    """Mark the sets of a person as met, and lower everybody's gain by them."""
    for place in range(starts[v], starts[v + 1]):
        s = within[place]
        if done[s]:
            continue
        done[s] = 1
        for other in range(bounds[s], bounds[s + 1]):
            gain[members[other]] -= 1
