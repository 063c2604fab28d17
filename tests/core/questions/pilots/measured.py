"""Small data sets for pilots, awkward ones among them, with where they come from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def numbers(*values: float) -> Values:
    """Return values as an array."""
    return np.array(values, dtype=float)


def drawn(seed: int, mean: float, spread: float, size: int) -> Values:
    """Return seeded normal values."""
    return np.random.default_rng(seed).normal(mean, spread, size)


# Base and new. Student's sleep data (1908) are the oldest of their kind; the rest is made up.
SLEEP = (
    numbers(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0),
    numbers(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4),
)
TWO_GROUPS = {
    "sleep": SLEEP,
    "five and four": (numbers(12, 15, 11, 9, 14), numbers(8, 9, 11, 7)),
    "three and three": (numbers(10, 12, 11), numbers(7, 8, 6)),
    "ties": (numbers(3, 3, 3, 4, 4, 5), numbers(3, 3, 4, 4, 4, 4)),
    "one side constant": (numbers(5, 5, 5, 5), numbers(4, 6, 3, 5, 4)),
    "one against nine": (numbers(30), numbers(21, 22, 25, 20, 19, 24, 23, 22, 20)),
}
LARGE = {
    "alike spreads": (drawn(1, 30, 8, 40), drawn(2, 25, 6, 33)),
    "unbalanced": (drawn(3, 30, 2, 21), drawn(4, 30.5, 12, 160)),
    "heavy ties": (np.round(drawn(5, 4, 1, 60)), np.round(drawn(6, 4.4, 1, 24))),
}
PAIRS = {
    "seven cases": (numbers(12, 15, 11, 9, 14, 16, 10), numbers(8, 12, 11, 7, 15, 12, 9)),
    "three cases": (numbers(10, 12, 11), numbers(7, 9, 8.5)),
    "no change at all": (numbers(4, 5, 6, 7), numbers(4, 5, 6, 7)),
    "sleep": SLEEP,
}
