"""How wrong the answer is when the map is: does the 80 % band hold the true critical mass?

For each generated organisation the truth is simulated by `fate`; the engine then sees the map with
judgement errors as the model states them, with 30 % of ties and stances missing or wrong, and with
one assessor who judges everybody far too favourably. Bands count as holding at the resolution in
which they are shown, whole percent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.outlook import outlooks
from groundswell.core.dynamics.plan import TODAY
from groundswell.core.dynamics.study import Study
from groundswell.validation.line import Line
from groundswell.validation.studies.fate import Luck, critical_mass
from groundswell.validation.studies.maps import Sight, map_of
from groundswell.validation.studies.organisation import organisation

Floats = NDArray[np.float64]
ORGANISATIONS, ROBUST = 100, 50
SCENARIOS = 256
LEVELS = (0.5, 0.8, 0.95)
SHOWN = 0.005  # half a percent: figures are shown in whole percent
OPEN = 0.10  # bands at least so wide: the others say next to certainly yes or no
SIGHTS = {
    "judged with ordinary errors": Sight(),
    "30 % of ties and stances missing or wrong": Sight(missing=0.15, wrong=0.15),
    "one assessor of three far too favourable": Sight(rosy=0.6),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One kind of sight on every organisation; all of shape (organisations,) unless said.

    Parameters
    ----------
    truth
        True chance of critical mass.
    mean
        The engine's.
    low, high
        Its bands, shape (levels, organisations).
    stance_held
        Share of people judged whose true stance lies in their 80 % interval.
    stance_error
        Mean absolute error of stances.
    """

    truth: Floats
    mean: Floats
    low: Floats
    high: Floats
    stance_held: Floats
    stance_error: Floats

    def holds(self, level: int, chosen: NDArray[np.bool_] | None = None) -> float:
        """Return the share of organisations whose band holds the truth."""
        held = (self.low[level] - SHOWN <= self.truth) & (self.truth <= self.high[level] + SHOWN)
        picked = held if chosen is None else held[chosen]
        return float(picked.mean()) if picked.size else float("nan")

    @property
    def width(self) -> Floats:
        """Width of the 80 % band."""
        return np.asarray(self.high[1] - self.low[1])


def lines(tell: Callable[[str], None] | None = None) -> list[Line]:
    """Return the lines of the study."""
    found: list[Line] = []
    for talked, many in ((False, ORGANISATIONS), (True, ROBUST)):
        world = "talked" if talked else "as stated"
        first: Seen | None = None
        for name, sight in SIGHTS.items():
            if tell is not None:
                tell(f"{world}: {name}")
            seen = look(sight, range(many), talked)
            found += _lines(f"{world}, {name}", seen, first)
            first = first or seen
    return found


def look(sight: Sight, seeds: Sequence[int], talked: bool) -> Seen:
    """Ask the engine about every organisation seen this way, and simulate the truth."""
    rows = [_one(sight, seed, talked) for seed in seeds]
    truth, mean, held, error = np.array([row[:4] for row in rows], dtype=np.float64).T
    bands = np.array([row[4] for row in rows])
    return Seen(truth, mean, bands[:, 0].T, bands[:, 1].T, held, error)


def _one(sight: Sight, seed: int, talked: bool) -> tuple[float, float, float, float, Floats]:
    world = organisation(seed, talked)
    truth = critical_mass(world, world.stands, Luck.of(world, seed))
    snapshot = map_of(world, sight, seed)
    study = Study(snapshot, 0, SCENARIOS)
    chance = outlooks(study.draws, study.stage, [TODAY])[0].chance
    edges = [((1 - level) / 2, (1 + level) / 2) for level in LEVELS]
    bands = np.array([np.quantile(chance, edge) for edge in edges]).T
    judged = snapshot.stances.judged & ~snapshot.member
    drawn = study.draws.stance[judged]
    low, high = np.quantile(drawn, [0.1, 0.9], axis=1)
    stands = world.stands[judged]
    held = float(((low <= stands) & (stands <= high)).mean())
    error = float(np.abs(drawn.mean(axis=1) - stands).mean())
    return truth, float(chance.mean()), held, error, bands


def _lines(name: str, seen: Seen, first: Seen | None) -> list[Line]:
    held = seen.holds(1)
    open_ = seen.width >= OPEN
    over, under = (float(x.mean()) for x in (
        seen.truth < seen.low[1] - SHOWN, seen.truth > seen.high[1] + SHOWN,
    ))  # fmt: skip
    bias = float((seen.mean - seen.truth).mean())
    note = (
        f"{seen.truth.size} organisations; truth below the band in {over:.0%}, above in"
        f" {under:.0%}; mean width {seen.width.mean():.3f}; mean of forecasts minus truth"
        f" {bias:+.3f}. Among the {int(open_.sum())} bands of ten points or wider:"
        f" {seen.holds(1, open_):.0%}. The 50 % band holds {seen.holds(0):.0%}, the 95 % band"
        f" {seen.holds(2):.0%}. Stances of people judged: 80 % interval holds"
        f" {seen.stance_held.mean():.0%}, mean error {seen.stance_error.mean():.2f}. By forecast,"
        f" forecast / truth: {calibration(seen)}."
    )
    found = [
        Line("band", f"{name}: 80 % band holds the true critical mass", held, None, 0.8,
             0.7 <= held <= 0.9, "70 to 90 %", note)
    ]  # fmt: skip
    if first is not None:
        now, before = float(seen.width.mean()), float(first.width.mean())
        note = "Mean width of the 80 % band."
        found.append(
            Line("band", f"{name}: band wider than with ordinary errors", now, before, None,
                 now > before, "wider", note)
        )  # fmt: skip
    return found


def calibration(seen: Seen) -> str:
    """Return forecast and truth in the groups below 10 %, to 35, to 65, and above."""
    groups = np.digitize(seen.mean, (0.10, 0.35, 0.65))
    told = []
    for group in range(4):
        mine = groups == group
        if mine.any():
            told.append(
                f"{seen.mean[mine].mean():.2f} / {seen.truth[mine].mean():.2f} ({mine.sum()})"
            )
    return ", ".join(told)
