"""Chance for the examples: each draw is a hash of what it is for.

A person added to a story therefore changes nothing for the others, and every machine and version
of Python draws the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Luck:
    """Draws named by words, under one seed."""

    seed: int

    def unit(self, *purpose: object) -> float:
        """Return a number in (0, 1)."""
        words = "/".join(map(str, (self.seed, *purpose)))
        digest = blake2b(words.encode(), digest_size=6).digest()
        return (int.from_bytes(digest, "big") + 0.5) / 2.0**48

    def happens(self, chance: float, *purpose: object) -> bool:
        """Return whether something of this chance happens."""
        return self.unit(*purpose) < chance

    def normal(self, mean: float, sd: float, *purpose: object) -> float:
        """Return a draw from a normal distribution."""
        return mean + sd * NormalDist().inv_cdf(self.unit(*purpose))

    def pick(self, options: Sequence[T], *purpose: object) -> T:
        """Return one of the options, all equally likely."""
        return options[int(self.unit(*purpose) * len(options))]

    def shuffled(self, options: Sequence[T], *purpose: object) -> list[T]:
        """Return the options in a drawn order."""
        return [
            option
            for _, option in sorted(
                enumerate(options), key=lambda place: self.unit(*purpose, place[0])
            )
        ]

    def workday(self, first: date, last: date, *purpose: object) -> date:
        """Return a Monday to Friday between two dates; the first date where there is none."""
        span = (last - first).days + 1
        days = [first + timedelta(days=offset) for offset in range(span)]
        return self.pick([d for d in days if d.weekday() < _SATURDAY] or [first], *purpose)
