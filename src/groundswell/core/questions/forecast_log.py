r"""How right the forecasts were: scored once the outcomes are known, never corrected in silence.

Under 20 outcomes there is a list and a Brier score, nothing more: groups would be noise. From 20 on
forecasts are put into groups of like chance beside the share that came true. From 30 on a
correction is fitted and, if it would have helped, offered; whoever runs the initiative decides.

The correction moves and stretches forecasts on the scale of the normal curve,
:math:`p' = \Phi(a + b\,\Phi^{-1}(p))`, held towards a = 0, b = 1 by a prior, so that thirty
outcomes cannot turn a forecast round. What it would have gained is judged on outcomes left out of
its fit.

References: Brier 1950; Cox 1958 (recalibration); Bröcker & Smith 2007 (reliability diagrams).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, ndtri
from scipy.stats import beta

from groundswell.core.questions.wording import count, percent
from groundswell.core.terrain.settings import CONSTANTS, Settings

Floats = NDArray[np.float64]
FEWEST_GROUPED, FEWEST_CORRECTED = 20, 30
GROUPS = 5
GROUP_SIZE = 5  # outcomes in a group at least
EDGE = 0.005  # chances nearer to 0 or 1 count as this near when corrected
PRIOR_SHIFT, PRIOR_STRETCH = 0.5, 0.35  # sd around no correction
HELPS = 1.0  # standard errors by which the left-out score must fall before it is offered
STEPS = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """A forecast chance and what happened; `what` names the forecast in the log."""

    what: str
    chance: float
    happened: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Forecasts of like chance: their mean, the share that came true, its 80 % band, the number."""

    forecast: float
    share: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that is offered, never applied here.

    Parameters
    ----------
    shift, stretch
        a and b of the correction.
    hurdle_change
        The same shift as a change of the constant `hurdle`, read off a decision of one person.
    score_before, score_after
        Brier score of the forecasts, and of corrected forecasts each fitted without it.
    std_error
        Standard error of the difference.
    """

    shift: float
    stretch: float
    hurdle_change: float
    score_before: float
    score_after: float
    std_error: float


@dataclass(frozen=True, slots=True)
class ForecastRecord:
    """How right forecasts were.

    Parameters
    ----------
    outcomes
        As given, in their order.
    score, score_of_share
        Brier score (0 is perfect, .25 is what "half" always scores), and that of the overall
        share always said; None without outcomes.
    groups
        Reliability, from 20 outcomes on.
    correction
        Offered from 30 on, where it would have helped.
    text
        All that in words.
    """

    outcomes: tuple[Outcome, ...]
    score: float | None
    score_of_share: float | None
    groups: tuple[Group, ...]
    correction: Correction | None
    text: str


def forecast_record(
    outcomes: Sequence[Outcome],
    settings: Settings | None = None,
    fresh: Sequence[Outcome] | None = None,
) -> ForecastRecord:
    """Score forecasts whose outcome is known.

    Parameters
    ----------
    fresh
        Those on which a correction may rest: forecasts made since the constant it concerns was last
        set, so that nothing is corrected twice. Default all.

    Raises
    ------
    ValueError
        If a chance lies outside [0, 1].
    """
    given = tuple(outcomes)
    chance = np.array([one.chance for one in given], dtype=np.float64)
    happened = np.array([one.happened for one in given], dtype=np.float64)
    if not np.all((chance >= 0) & (chance <= 1)):
        raise ValueError("a forecast chance lies between 0 and 1")
    if not given:
        return ForecastRecord((), None, None, (), None, "No forecast has been put to the test yet.")
    score = float(((chance - happened) ** 2).mean())
    plain = float(((happened.mean() - happened) ** 2).mean())
    groups = _groups(chance, happened) if len(given) >= FEWEST_GROUPED else ()
    usable = given if fresh is None else tuple(fresh)
    correction = None
    if len(usable) >= FEWEST_CORRECTED:
        own = np.array([one.chance for one in usable], dtype=np.float64)
        came = np.array([one.happened for one in usable], dtype=np.float64)
        correction = _correction(own, came, settings or Settings())
    words = _words(len(given), len(usable), score, plain, correction)
    return ForecastRecord(given, score, plain, groups, correction, words)


def corrected(chance: float, correction: Correction) -> float:
    """Return a chance as the correction would have it."""
    return float(_apply(np.array([chance]), correction.shift, correction.stretch)[0])


def corrected_hurdle(settings: Settings, correction: Correction) -> float:
    """Return the hurdle as the correction would have it, within what is allowed."""
    known = CONSTANTS["hurdle"]
    value = settings.hurdle + correction.hurdle_change
    return round(min(max(value, known.low), known.high), 3)


def _groups(chance: Floats, happened: Floats) -> tuple[Group, ...]:
    """Group by equal numbers; forecasts of the same chance stay together."""
    order = np.argsort(chance, kind="stable")
    most = min(GROUPS, chance.size // GROUP_SIZE)
    cuts = [int(part[-1]) for part in np.array_split(np.arange(chance.size), most)]
    edges = np.unique(chance[order][cuts])
    mine = np.searchsorted(edges, chance)
    found = []
    for group in range(edges.size):
        own = mine == group
        yes, number = float(happened[own].sum()), int(own.sum())
        low, high = (float(beta.ppf(q, yes + 0.5, number - yes + 0.5)) for q in (0.1, 0.9))
        share = yes / number
        mean = float(chance[own].mean())
        found.append(Group(mean, share, min(low, share), max(high, share), number))
    return tuple(found)


def _correction(chance: Floats, happened: Floats, settings: Settings) -> Correction | None:
    shift, stretch = _fit(chance, happened)
    after = np.empty(chance.size)
    for k in range(chance.size):
        rest = np.arange(chance.size) != k
        after[k] = _apply(chance[[k]], *_fit(chance[rest], happened[rest]))[0]
    better = (chance - happened) ** 2 - (after - happened) ** 2
    error = float(better.std(ddof=1) / np.sqrt(better.size))
    if better.mean() <= HELPS * error:
        return None
    spread = float(np.hypot(settings.vote_scale, settings.weather))
    return Correction(
        shift=shift,
        stretch=stretch,
        hurdle_change=-shift * spread,
        score_before=float(((chance - happened) ** 2).mean()),
        score_after=float(((after - happened) ** 2).mean()),
        std_error=error,
    )


def _apply(chance: Floats, shift: float, stretch: float) -> Floats:
    return np.asarray(ndtr(shift + stretch * ndtri(np.clip(chance, EDGE, 1 - EDGE))))


def _fit(chance: Floats, happened: Floats) -> tuple[float, float]:
    """Return the likeliest shift and stretch under the prior, by damped Fisher scoring."""
    z = ndtri(np.clip(chance, EDGE, 1 - EDGE))
    design = np.column_stack([np.ones(z.size), z])
    precision = np.diag([PRIOR_SHIFT**-2, PRIOR_STRETCH**-2])
    start = np.array([0.0, 1.0])
    value = start.copy()
    given = (design, happened, precision)
    for _ in range(STEPS):
        reached = design @ value
        p = np.clip(ndtr(reached), 1e-9, 1 - 1e-9)
        density = np.exp(-0.5 * reached**2) / np.sqrt(2 * np.pi)
        slope = design.T @ (density * (happened - p) / (p * (1 - p)))
        weight = density**2 / (p * (1 - p))
        step = np.linalg.solve(
            (design.T * weight) @ design + precision, slope - precision @ (value - start)
        )
        # A whole step may overshoot where nearly all forecasts are wrong, and then runs in circles.
        while np.abs(step).max() >= 1e-10 and _belief(value + step, *given) < _belief(
            value, *given
        ):
            step /= 2
        value = value + step
        if np.abs(step).max() < 1e-10:
            break
    return float(value[0]), float(value[1])


def _belief(value: Floats, design: Floats, happened: Floats, precision: Floats) -> float:
    """Return the logarithm of the posterior up to a constant; it has one summit."""
    reached = design @ value
    told = np.where(happened > 0, log_ndtr(reached), log_ndtr(-reached)).sum()
    apart = value - np.array([0.0, 1.0])
    return float(told - apart @ precision @ apart / 2)


def _words(
    number: int, usable: int, score: float, plain: float, correction: Correction | None
) -> str:
    told = (
        f"{count(number, 'forecast').capitalize()} put to the test: Brier score {score:.2f}, where "
        f"always saying the overall share would score {plain:.2f} and 0 is perfect."
    )
    if number < FEWEST_GROUPED:
        return (
            f"{told} Too few to say how far they can be trusted; from {FEWEST_GROUPED} on, groups."
        )
    if number < FEWEST_CORRECTED:
        return f"{told} No correction is made of fewer than {FEWEST_CORRECTED}."
    if usable < FEWEST_CORRECTED:
        since = count(usable, "outcome is", "outcomes are")
        return (
            f"{told} The hurdle was set meanwhile: of forecasts made since, {since} known, and no "
            f"correction is made of fewer than {FEWEST_CORRECTED}."
        )
    if correction is None:
        return f"{told} No correction would have made them better by more than chance."
    half = percent(corrected(0.5, correction))
    return (
        f"{told} A correction would have scored {correction.score_after:.2f}: where 50 % is said, "
        f"it would say {half}. It is offered, and changes nothing until it is accepted."
    )
