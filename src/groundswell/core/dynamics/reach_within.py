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

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.dynamics.cascade import Places, Rows
from groundswell.core.dynamics.cover import Cover, met_by
from groundswell.core.dynamics.graph import Floats, Index
from groundswell.core.dynamics.reach import (
    FIRST_SETS,
    MOST_MEMBERS,
    ROUNDS,
    SETTLED,
    Seeds,
    Sets,
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


def reach_within(
    starts: Index,
    heard: Index,
    chance: Floats,
    terms: Terms,
    *,
    seed: int = 0,
    guarantee: float = 0.8,
    doubt: float = 0.01,
    worth: Floats | None = None,
) -> Within:
    """Choose whom to tell within the hours, so that most hear of it beyond those who would anyway.

    Arguments as for `reach.reach_seeds`; `Seeds.reach`, `low` and `best` count what is added. The
    guarantee is against the best choice within the same hours.

    Raises
    ------
    ValueError
        If there is nobody, a chance lies outside [0, 1], or nobody is worth anything.
    """
    people = starts.size - 1
    if people < 1:
        raise ValueError("reach needs at least one person to reach")
    rows = Rows.of(starts, heard, chance)
    below, total = roots_by_worth(worth, people)
    choosing = Sets.empty(stream(seed, "reach choosing"), people)
    judging = Sets.empty(stream(seed, "reach judging"), people)
    doubtful = log(2 * ROUNDS / doubt)
    for turn in range(ROUNDS):
        number = FIRST_SETS << turn
        choosing.grow(rows, number, below)
        judging.grow(rows, number, below)
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
    members = sets.members[: sets.size]
    number = np.repeat(np.arange(sets.number, dtype=np.int32), np.diff(sets.bounds))
    known = np.zeros(sets.number, dtype=bool)
    known[number[terms.informed[members]]] = True
    kept = terms.able[members] & ~known[number]
    bounds = np.zeros(sets.number + 1, dtype=np.int64)
    np.cumsum(np.bincount(number[kept], minlength=sets.number), out=bounds[1:])
    return bounds, members[kept], int(known.sum())


def cover_within(bounds: Places, members: Index, hours: Floats, budget: float) -> Cover:
    """Choose people within the hours greedily by how many further sets they meet an hour.

    Set i holds `members[bounds[i]:bounds[i + 1]]`. Of equals the first comes first. The bound is on
    any choice within the same hours.
    """
    people = hours.size
    gain = np.bincount(members, minlength=people).astype(np.int64)
    starts = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(gain, out=starts[1:])
    number = np.repeat(np.arange(bounds.size - 1, dtype=np.int32), np.diff(bounds))
    within = number[np.argsort(members, kind="stable")]
    done = np.zeros(bounds.size - 1, dtype=np.uint8)
    payable = hours <= budget + 1e-9
    alone = int(np.argmax(np.where(payable, gain, -1)))
    best_alone = int(gain[alone]) if payable.any() else 0
    chosen: list[int] = []
    met, left, most = 0, budget, _best_spent(gain, hours, budget)
    while True:
        rate = np.where((hours <= left + 1e-9) & (gain > 0), gain / hours, 0.0)
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
