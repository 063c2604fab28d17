"""Orders in which people could be won month by month, each tried in full at every month's end.

An order keeps the path: nobody is asked before whoever brings them. Orders are made in several ways
and compared under the same draws, with yes and no drawn by the convention. What counts is the mean
over the months of the expected chance, so that what comes early is worth more; where the chance is
too small to move, the smooth objective stands in for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.dynamics.plan import Hoped, Plan
from groundswell.core.dynamics.set_pool import Pool
from groundswell.core.dynamics.set_search import search
from groundswell.core.dynamics.set_turns import (
    brought_by,
    by_rate,
    greedy_turn,
    in_order,
    lazy_turn,
)
from groundswell.core.dynamics.study import SMALL, Study
from groundswell.core.questions.roadmap_words import TOO_LITTLE

Floats = NDArray[np.float64]
Turn = tuple[tuple[int, int], ...]  # places in the pool, each with who brings them (-1: a member)
ANSWERS, FEWER_ANSWERS = 4, 2  # draws of everybody's answers in each scenario
SAME = 2.0  # standard errors within which two orders are a tie
SLACK = 1e-9

SUM = "the best set for all the hours, in the order of what its people are worth an hour"
SPREAD = "by what each is worth alone, an hour"
PICKED = "month by month, by what each adds to those already won"
DRAWN = "month by month, by what asking each adds to those asked before, yes or no drawn"


@dataclass(frozen=True, slots=True)
class Course:
    """One order of asking, and what it makes of the chance by the end of each month.

    Parameters
    ----------
    made
        How it was made, in words.
    turn
        Whom to ask in turn.
    chance, objective
        At each month's end, for each draw of the answers and each scenario; (months, answers, R).
    """

    made: str
    turn: Turn
    chance: Floats
    objective: Floats

    def worth(self, by_chance: bool) -> Floats:
        """Return the mean over months and answers of what ranks, in each scenario; (R,)."""
        ranked = self.chance if by_chance else self.objective
        return np.asarray(ranked.mean(axis=(0, 1)))


@dataclass(frozen=True, slots=True)
class Calendar:
    """How many hours there are each month, and for how many months."""

    hours: float
    months: int

    def done(self, pool: Pool, turn: Sequence[tuple[int, int]]) -> list[int]:
        """Return how many people can have been asked by each month's end, out of all hours so far.

        Somebody who takes more than a month is done in the month in which the last hour is spent.
        """
        spent = np.cumsum([float(pool.hours[place]) for place, _ in turn])
        ends = self.hours * np.arange(1, self.months + 1) + SLACK
        return [int(k) for k in np.searchsorted(spent, ends, side="right")]


@dataclass(frozen=True, slots=True)
class Compared:
    """Today, the orders found, best first, and whom the best one can do without.

    Parameters
    ----------
    found
        Equal ones in the order they were made; the first without `spared`.
    spared
        Who would come last in it, and adds nothing that can be told from chance: a larger coalition
        is no stronger one.
    """

    today: Outlook
    found: list[Course]
    spared: Turn


def courses(
    study: Study, pool: Pool, strength: Floats, calendar: Calendar, by_chance: bool
) -> Compared:
    """Make orders and compare them; `strength` has the strength of every tie of the pool."""
    asking = _Asking(study, pool, strength)
    turns: dict[Turn, str] = {}
    for made, turn in _orders(asking, by_chance):
        if turn:
            turns.setdefault(tuple(brought_by(pool, turn, strength)), made)
    today, found = asking.lived(turns, calendar)
    if not found:
        return Compared(today, [], ())
    found.sort(key=lambda one: -round(float(one.worth(by_chance).mean()), 12))
    best = found[0]
    kept = asking.needed(best.turn, by_chance)
    if kept < len(best.turn):
        _, found[:1] = asking.lived({best.turn[:kept]: best.made}, calendar)
    return Compared(today, found, best.turn[kept:])


def _orders(asking: _Asking, by_chance: bool) -> list[tuple[str, tuple[int, ...]]]:
    pool = asking.pool
    if not pool.size:
        return []
    best = search(pool, 1).sets
    # Where answers are drawn, the chance of a yes is in the value already.
    sure = replace(pool, surest=np.ones(pool.size))
    return [
        (DRAWN, lazy_turn(sure, lambda sets: asking.asked(sets, by_chance))),
        (PICKED, lazy_turn(pool, lambda sets: asking.joined(sets, by_chance))),
        (SUM, by_rate(pool, best[0].places) if best else ()),
        (SPREAD, greedy_turn(pool)),
    ]


def tied(first: Course, other: Course, by_chance: bool) -> bool:
    """Return whether two orders differ by less than two standard errors over the scenarios."""
    apart = first.worth(by_chance) - other.worth(by_chance)
    return bool(abs(apart.mean()) <= SAME * apart.std() / np.sqrt(apart.size))


class _Asking:
    """Plans that ask people of a pool in turn, all under the same draws."""

    def __init__(self, study: Study, pool: Pool, strength: Floats) -> None:
        self.study, self.pool, self.strength = study, pool, strength
        self.level = study.snapshot.settings.commitment_asked
        self.answers = ANSWERS if study.snapshot.size <= SMALL else FEWER_ANSWERS

    def joined(self, sets: Sequence[tuple[int, ...]], by_chance: bool) -> list[float]:
        """Return what sets change if all say yes, in what ranks them."""
        today, *after = self.study.tried([all_joined(self.study, self.pool, s) for s in sets])
        return [_risen(one, today, by_chance) for one in after]

    def asked(self, sets: Sequence[tuple[int, ...]], by_chance: bool) -> list[float]:
        """Return what asking sets changes, surest first, answers drawn, in what ranks them."""
        turns = [tuple(in_order(self.pool, places, self.strength)) for places in sets]
        draws = range(FEWER_ANSWERS)
        today, *after = self.study.tried([self.plan(turn, a) for turn in turns for a in draws])
        risen = np.array([_risen(one, today, by_chance) for one in after])
        return [float(each) for each in risen.reshape(len(turns), -1).mean(axis=1)]

    def plan(self, turn: Turn, answers: int) -> Plan:
        """Return the plan that asks them in turn, with one draw of their answers."""
        people, chance = self.pool.people, self.pool.chance
        hoped = (
            Hoped(int(people[i]), self.level, float(chance[i]), int(people[j]) if j >= 0 else -1)
            for i, j in turn
        )
        return Plan(hoped=tuple(hoped), answers=answers)

    def needed(self, turn: Turn, by_chance: bool) -> int:
        """Return how many of them it takes, the first always: all the others add too little."""
        stretches = [turn[:k] for k in range(1, len(turn) + 1)]
        plans = [self.plan(part, a) for part in stretches for a in range(self.answers)]
        _, *after = self.study.tried(plans)
        each = np.array([one.chance if by_chance else one.objective for one in after])
        worth = each.reshape(len(turn), self.answers, -1).mean(axis=1)
        missing = worth[-1] - worth
        error = missing.std(axis=1) / np.sqrt(missing.shape[1])
        least = np.maximum(SAME * error, TOO_LITTLE if by_chance else 0.0)
        return int(np.flatnonzero(missing.mean(axis=1) <= least)[0]) + 1

    def lived(self, turns: dict[Turn, str], calendar: Calendar) -> tuple[Outlook, list[Course]]:
        """Try each order as far as it has come at each month's end."""
        ends = {turn: calendar.done(self.pool, turn) for turn in turns}
        # Who is asked counts, not in what order: a stretch that two orders share is tried once.
        stretches = {frozenset(turn[:k]): turn[:k] for turn in turns for k in ends[turn] if k}
        plans = [self.plan(t, a) for t in stretches.values() for a in range(self.answers)]
        today, *after = self.study.tried(plans)
        nobody: frozenset[tuple[int, int]] = frozenset()
        tried = {nobody: [today] * self.answers}
        for place, key in enumerate(stretches):
            tried[key] = after[place * self.answers : (place + 1) * self.answers]
        found = []
        for turn, made in turns.items():
            months = [tried[frozenset(turn[:k])] for k in ends[turn]]
            chance = np.array([[one.chance for one in month] for month in months])
            smooth = np.array([[one.objective for one in month] for month in months])
            found.append(Course(made, turn, chance, smooth))
        return today, found


def _risen(after: Outlook, today: Outlook, by_chance: bool) -> float:
    if by_chance:
        return float((after.chance - today.chance).mean())
    return float((after.objective - today.objective).mean())


def all_joined(study: Study, pool: Pool, places: Sequence[int]) -> Plan:
    """Return the plan in which people of the pool all say yes."""
    level = study.snapshot.settings.commitment_asked
    return Plan(raised=tuple((int(pool.people[i]), level) for i in places))
