"""Is a plan by months worth following? Against the same rules of thumb, month after month.

As for sets, on generated organisations of known truth, but the hours come month by month: by each
month's end a method has asked whoever its hours reached, in its own order. The truth decides who
says yes and what becomes of the chance, and a method is worth the mean over the months, so that
what comes early counts. The plan is that of `roadmap`, which sees judgements with errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.study import Study
from groundswell.core.questions.roadmap import Roadmap, roadmap
from groundswell.core.questions.roadmap_words import steps_of
from groundswell.validation.line import Line
from groundswell.validation.studies.fate import (
    Luck,
    approached,
    critical_mass,
    worth_of_joining,
)
from groundswell.validation.studies.maps import Sight, code, map_of
from groundswell.validation.studies.organisation import LAYERS, Organisation, organisation
from groundswell.validation.studies.recommendation import (
    ANSWERS,
    HOURS,
    INTERVAL,
    OTHERS,
    READINGS,
    SCENARIOS,
    SEEDS,
    Turn,
    by_rank,
)

Floats = NDArray[np.float64]
MONTHS = 6
OURS = "plan"
METHODS = (OURS, *OTHERS)


@dataclass(frozen=True, slots=True)
class Trial:
    """One organisation: true chance today, what each method changed (methods, readings), and steps
    of the plan that no true tie carries.
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
    """Follow every method for the months in one organisation."""
    world = organisation(seed)
    luck = Luck.of(world, seed)
    coins = np.random.default_rng([seed, 9]).random((ANSWERS, world.unit.size))
    turn, broken = planned(world, seed)
    turns = {OURS: turn} | {name: by_rank(world, name, seed) for name in OTHERS}
    today = critical_mass(world, world.stands, luck)
    worth = worth_of_joining(world, luck, today)
    gain = []
    for name in METHODS:
        ends = list(stretches(world, turns[name]))
        drawn = [worth(approached(world, part, coin)) for part in ends for coin in coins]
        gain.append((float(np.mean(drawn)), float(np.mean([worth(part) for part in ends]))))
    return Trial(today, np.array(gain), broken)


def planned(world: Organisation, seed: int) -> tuple[Turn, int]:
    """Return the plan's people in turn, and how many of them no true tie reaches in that turn."""
    answer = roadmap(
        Study(map_of(world, Sight(), seed), 0, SCENARIOS),
        Roadmap(hours=HOURS / MONTHS, months=MONTHS),
    )
    place = {code(i): i for i in range(world.unit.size)}
    listens = np.max([world.ties[layer] for layer in LAYERS], axis=0) > 0
    inside, broken, turn = world.member.copy(), 0, []
    for step in steps_of(answer.value):
        i, via = place[step.person], place[step.via]
        broken += not (inside[via] and listens[i, via])
        turn.append(i)
        inside[i] = True
    return turn, broken


def stretches(world: Organisation, turn: Turn) -> Iterator[Turn]:
    """Yield whom a method has asked by the end of each month."""
    spent = np.cumsum(world.hours[turn]) if turn else np.zeros(0)
    for month in range(1, MONTHS + 1):
        yield turn[: int((spent <= month * HOURS / MONTHS + 1e-9).sum())]


def summary(trials: Sequence[Trial]) -> list[Line]:
    """Return a line for each rule of thumb and reading, and one for the path."""
    gain = np.array([one.gain for one in trials])
    found = [
        _line(other, reading, gain[:, 0, r] - gain[:, m, r], gain[:, [0, m], r].mean(axis=0))
        for r, reading in enumerate(READINGS)
        for m, other in enumerate(METHODS)
        if m
    ]
    broken = float(sum(one.broken for one in trials))
    metric = "steps of plans that no tie carries in their turn"
    return [*found, Line("months", metric, broken, None, 0.0, broken == 0, "none")]


def _line(other: str, reading: str, apart: Floats, means: Floats) -> Line:
    error = float(apart.std(ddof=1) / np.sqrt(apart.size))
    low, high = apart.mean() - INTERVAL * error, apart.mean() + INTERVAL * error
    note = (
        f"{apart.size} organisations, {HOURS / MONTHS:g} hours a month for {MONTHS} months. Paired"
        f" difference {apart.mean():+.3f}, 95 % interval {low:+.3f} to {high:+.3f}; ours better in"
        f" {(apart > 0).mean():.0%}, worse in {(apart < 0).mean():.0%}."
    )
    metric = f"plans by months against {other}, {reading}: mean change of the true chance"
    return Line(
        "months", metric, float(means[0]), float(means[1]), None, bool(low > 0),
        "the 95 % interval of the paired difference lies above 0", note,
    )  # fmt: skip
