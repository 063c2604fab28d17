"""All decisions of an initiative together: one luck, one chance that everything needed passes.

A decision is a `Ballot`, a `Negotiation`, `Doubtful` between two of these, or `Settled`. Whatever
it is, it says whom it involves, its chance in each sample and weather, and how it slopes in their
opinions. Samples are any flattened axis: scenarios, or variants times scenarios.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.core.dynamics.weather import Weather

Index = NDArray[np.int32]
Floats = NDArray[np.float64]

# Samples worked on at once, so that memory does not grow with them.
_BLOCK = 1024


class Decision(Protocol):
    """What all forms of a decision can say.

    `people` are those involved, each once; opinions `x` come in their order, shape (m', S).
    `width` and `common_width` are those of the steepest step in the weather and its common part.
    """

    @property
    def people(self) -> Index:
        """Return the indices of everybody involved, shape (m',)."""

    @property
    def width(self) -> float:
        """Return the width of the steepest step in the weather."""

    @property
    def common_width(self) -> float:
        """Return the width of the steepest step in the common part, infinite if it has none."""

    def chances(self, x: ArrayLike, weather: Weather) -> Floats:
        """Return P for each sample, weather and common part, shape (S, Q, G) or (S, Q, 1)."""

    def slopes(self, x: ArrayLike, weather: Weather) -> tuple[Floats, Floats]:
        """Return P over all luck (S,), and dP/dx of everybody involved (m', S)."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A decision already taken: passed with the chance that it is not reversed, or refused (0)."""

    chance: float

    width: ClassVar[float] = np.inf
    common_width: ClassVar[float] = np.inf

    @property
    def people(self) -> Index:
        """Return nobody: no opinion moves it."""
        return np.zeros(0, dtype=np.int32)

    def chances(self, x: ArrayLike, weather: Weather) -> Floats:
        """Return the same chance in every weather, shape (S, Q, 1)."""
        return np.full((np.shape(x)[1], weather.z.size, 1), self.chance)

    def slopes(self, x: ArrayLike, weather: Weather) -> tuple[Floats, Floats]:
        """Return the chance (S,) and no slopes (0, S)."""
        samples = np.shape(x)[1]
        return np.full(samples, self.chance), np.zeros((0, samples))


@dataclass(frozen=True, slots=True, eq=False)
class Doubtful:
    """A decision whose rule is not sure: P = (1 - alt_chance) P_first + alt_chance P_other."""

    first: Decision
    other: Decision
    alt_chance: float
    people: Index
    first_rows: NDArray[np.intp]
    other_rows: NDArray[np.intp]

    @classmethod
    def build(cls, first: Decision, other: Decision, alt_chance: float) -> Doubtful:
        """Mix two forms of one decision.

        Raises
        ------
        ValueError
            If `alt_chance` is no probability.
        """
        if not 0.0 <= alt_chance <= 1.0:
            raise ValueError("alt_chance: give a probability")
        people = np.union1d(first.people, other.people)
        rows = (np.searchsorted(people, form.people) for form in (first, other))
        return cls(first, other, alt_chance, people, *rows)

    @property
    def width(self) -> float:
        """Return the width of the steeper of the two."""
        return min(self.first.width, self.other.width)

    @property
    def common_width(self) -> float:
        """Return the width of the steeper of the two in the common part."""
        return min(self.first.common_width, self.other.common_width)

    def chances(self, x: ArrayLike, weather: Weather) -> Floats:
        """Return the mixed P, shape (S, Q, G) if either is negotiated, else (S, Q, 1)."""
        x = np.asarray(x)
        first = self.first.chances(x[self.first_rows], weather)
        other = self.other.chances(x[self.other_rows], weather)
        return (1.0 - self.alt_chance) * first + self.alt_chance * other

    def slopes(self, x: ArrayLike, weather: Weather) -> tuple[Floats, Floats]:
        """Return the mixed P over all luck (S,) and its slopes (m', S)."""
        x = np.asarray(x)
        first, first_slope = self.first.slopes(x[self.first_rows], weather)
        other, other_slope = self.other.slopes(x[self.other_rows], weather)
        slope = np.zeros(x.shape)
        slope[self.first_rows] += (1.0 - self.alt_chance) * first_slope
        slope[self.other_rows] += self.alt_chance * other_slope
        return (1.0 - self.alt_chance) * first + self.alt_chance * other, slope


class Joint(NamedTuple):
    """Chance that every decision passes (S,), and the chance of each by itself (D, S)."""

    together: Floats
    each: Floats


def weather_for(decisions: Sequence[Decision], sd: float = 0.2, common_sd: float = 0.4) -> Weather:
    """Choose quadrature points for the decisions of an initiative.

    Parameters
    ----------
    decisions
        All that will be evaluated with it.
    sd, common_sd
        Standard deviation of the weather, and of the common part of negotiated decisions; the
        latter gives one point if nothing is negotiated.
    """
    width = min((decision.width for decision in decisions), default=np.inf)
    common = min((decision.common_width for decision in decisions), default=np.inf)
    return Weather.of(sd, common_sd if np.isfinite(common) else 0.0, width, common)


def joint_chance(
    decisions: Sequence[Decision], opinions: Sequence[ArrayLike], weather: Weather, samples: int
) -> Joint:
    """Return the chance that all decisions pass, and the chance of each.

    together = sum_zg w_z w_g prod_d P_d(z, g): decisions share their luck, so that the chance of
    all is more than the product of the chances of each.

    Parameters
    ----------
    decisions
        Those required; none gives together = 1.
    opinions
        For each decision the opinion of its `people`, shape (m', S).
    weather
        Points from `weather_for` for these decisions.
    samples
        S.
    """
    together, each = np.empty(samples), np.empty((len(decisions), samples))
    for start in range(0, samples, _BLOCK):
        block = slice(start, min(start + _BLOCK, samples))
        alone = np.ones((block.stop - start, weather.z.size))
        common = np.ones((block.stop - start, weather.z.size, 1))
        for d, (decision, x) in enumerate(zip(decisions, opinions, strict=True)):
            chance = decision.chances(np.asarray(x)[:, block], weather)
            each[d, block] = _over_common(chance, weather) @ weather.z_weight
            if chance.shape[2] == 1:
                alone *= chance[:, :, 0]
            else:
                common = common * chance
        together[block] = (alone * _over_common(common, weather)) @ weather.z_weight
    # Weights of the luck sum to 1 only to the last digit.
    return Joint(np.minimum(together, 1.0), np.minimum(each, 1.0))


def _over_common(chance: Floats, weather: Weather) -> Floats:
    return chance @ weather.g_weight if chance.shape[2] > 1 else chance[:, :, 0]


def log_slopes(
    decision: Decision, x: ArrayLike, weather: Weather, floor: float = 1e-9
) -> tuple[Floats, Floats]:
    """Return ln(P + floor), and its slope in the opinion of everybody involved.

    The floor bounds what a hopeless decision can ask for; it is part of the function, so that the
    slopes stay exact.

    Parameters
    ----------
    decision
        The decision.
    x
        Opinion of its `people`, shape (m', S).
    weather
        Points from `weather_for`.
    floor
        Chance below which improvements stop to count.

    Returns
    -------
    log_chance, slopes
        Shapes (S,) and (m', S).
    """
    chance, slope = decision.slopes(x, weather)
    return np.log(chance + floor), slope / (chance + floor)
