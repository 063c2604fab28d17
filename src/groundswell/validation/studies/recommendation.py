"""Are recommended sets worth their hours? Against degree, betweenness, seniority and chance.

On generated organisations of known truth, each method spends the same hours on people outside the
coalition. Then the truth decides: who says yes by where they truly stand, how everybody else
adjusts, and what becomes of the chance of critical mass. Methods meet the same coins and the same
luck; the recommended set is the first of `next-recruits`, which sees judgements with errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import igraph
import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.study import Study
from groundswell.core.questions.next_recruits import NextRecruits, next_recruits
from groundswell.validation.line import Line
from groundswell.validation.studies.fate import (
    Luck,
    approached,
    critical_mass,
    worth_of_joining,
)
from groundswell.validation.studies.maps import Sight, code, map_of
from groundswell.validation.studies.organisation import LAYERS, Organisation, organisation

Floats = NDArray[np.float64]
Turn = list[int]
# The search was worked on with organisations 0 to 47; these had no part in it.
SEEDS = range(100, 148)
HOURS = 60.0
ANSWERS = 12  # draws of who says yes
SCENARIOS = 256
INTERVAL = 1.96
OURS = "recommended"
OTHERS = ("degree", "betweenness", "seniority", "random")
METHODS = (OURS, *OTHERS)
READINGS = ("answers drawn", "everybody asked joins")


@dataclass(frozen=True, slots=True)
class Trial:
    """One organisation.

    Parameters
    ----------
    today
        True chance of critical mass as things stand.
    gain
        What each method changed, methods by readings.
    broken
        How many people of the recommended sets no tie reached through members and people picked.
    """

    today: float
    gain: Floats
    broken: int


def lines(tell: Callable[[str], None] | None = None) -> list[Line]:
    """Return the lines of the study."""
    trials = []
    for seed in SEEDS:
        if tell is not None:
            tell(f"organisation {seed}")
        trials.append(trial(seed))
    return summary(trials)


def trial(seed: int) -> Trial:
    """Try every method on one organisation."""
    world = organisation(seed)
    luck = Luck.of(world, seed)
    coins = np.random.default_rng([seed, 9]).random((ANSWERS, world.unit.size))
    turns, broken = recommended(world, seed)
    plans = {OURS: turns} | {name: by_rank(world, name, seed) for name in OTHERS}
    today = critical_mass(world, world.stands, luck)
    worth = worth_of_joining(world, luck, today)
    gain = [
        (
            float(np.mean([worth(approached(world, plans[name], coin)) for coin in coins])),
            worth(plans[name]),
        )
        for name in METHODS
    ]
    return Trial(today, np.array(gain), broken)


def recommended(world: Organisation, seed: int) -> tuple[Turn, int]:
    """Return the first set recommended, in order, and how many of any set no true tie reaches."""
    snapshot = map_of(world, Sight(), seed)
    answer = next_recruits(Study(snapshot, 0, SCENARIOS), NextRecruits(hours=HOURS))
    place = {code(i): i for i in range(world.unit.size)}
    listens = np.max([world.ties[layer] for layer in LAYERS], axis=0) > 0
    broken, turns = 0, []
    for one in answer.value.sets:
        inside = world.member.copy()
        turn = []
        for person in one.people:
            i, via = place[person.person], place[person.via]
            broken += not (inside[via] and listens[i, via])
            turn.append(i)
            inside[i] = True
        turns.append(turn)
    return (turns[0] if turns else []), broken


def by_rank(world: Organisation, method: str, seed: int) -> Turn:
    """Return whom a rule of thumb asks: best first as long as one fits into the hours."""
    rng = np.random.default_rng([seed, 13])
    luck = rng.random(world.unit.size)
    left, turn = HOURS, []
    for i in np.lexsort((luck, -_score(world, method))):
        if not world.member[i] and world.hours[i] <= left:
            turn.append(int(i))
            left -= world.hours[i]
    return turn


def _score(world: Organisation, method: str) -> Floats:
    if method == "degree":
        return np.asarray(world.listens.sum(axis=0))
    if method == "betweenness":
        ends = np.argwhere((world.listens + world.listens.T) > 0)
        graph = igraph.Graph(world.unit.size, ends[ends[:, 0] < ends[:, 1]].tolist())
        return np.array(graph.betweenness())
    if method == "seniority":
        return -world.level.astype(float)
    return np.zeros(world.unit.size)


def summary(trials: Sequence[Trial]) -> list[Line]:
    """Return a line for each rule of thumb and reading, and one for the path."""
    gain = np.array([one.gain for one in trials])
    found = [
        _line(other, reading, gain[:, 0, r], gain[:, m, r], trials)
        for r, reading in enumerate(READINGS)
        for m, other in enumerate(METHODS)
        if m
    ]
    broken = float(sum(one.broken for one in trials))
    metric = "people of recommended sets whom no tie reaches through members and people picked"
    return [*found, Line("sets", metric, broken, None, 0.0, broken == 0, "none")]


def _line(other: str, reading: str, ours: Floats, theirs: Floats, trials: Iterable[Trial]) -> Line:
    apart = ours - theirs
    error = float(apart.std(ddof=1) / np.sqrt(apart.size))
    low, high = apart.mean() - INTERVAL * error, apart.mean() + INTERVAL * error
    today = np.mean([one.today for one in trials])
    note = (
        f"{apart.size} organisations, {HOURS:g} hours each; true chance today {today:.3f}. Paired"
        f" difference {apart.mean():+.3f}, 95 % interval {low:+.3f} to {high:+.3f}; ours better in"
        f" {(apart > 0).mean():.0%}, worse in {(apart < 0).mean():.0%}."
    )
    metric = f"recommended sets against {other}, {reading}: change of the true chance"
    return Line(
        "sets", metric, float(ours.mean()), float(theirs.mean()), None, bool(low > 0),
        "the 95 % interval of the paired difference lies above 0", note,
    )  # fmt: skip
