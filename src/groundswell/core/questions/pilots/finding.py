"""What a comparison found: the effect in the measure's own unit, as a share, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its interval; an end is None where the data set it no bound."""

    mean: float
    low: float | None
    high: float | None

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def above(self) -> bool:
        """Whether all of it lies above nought."""
        return self.low is not None and self.low > 0

    @property
    def clear(self) -> bool:
        """Whether nought lies outside."""
        return self.above or (self.high is not None and self.high < 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison found.

    Parameters
    ----------
    method
        How it was compared, in words.
    base, new
        The figure without and with the change; `base` is what would have been expected.
    effect
        `new` less `base`, in the measure's own unit.
    share
        The same as a share of `base`; None where `base` is nought or negative.
    p
        Chance of a difference at least as large if there were none, two-sided.
    exact
        Whether `p` counts every way the data could have fallen.
    cases
        Numbers behind `base` and `new`; one and the same units where `paired`.
    """

    method: str
    base: float
    new: float
    effect: Span
    share: Span | None
    p: float | None
    exact: bool
    cases: tuple[int, int]
    paired: bool = False

    def shown(self, level: float) -> bool:
        """Whether a difference is told: interval and test have to agree."""
        return self.effect.clear and (self.p is None or self.p <= 1 - level + 1e-12)
