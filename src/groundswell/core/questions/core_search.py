"""The best core, and the best without this or that person.

All sets are tried where few qualify; where many do, all sets of the best, then exchanges. At most
one skeptic belongs to a set: one doubter makes a core better, a second makes it another group.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

import numpy as np

from groundswell.core.questions.core_traits import (
    LARGEST,
    SMALLEST,
    Floats,
    Ints,
    Traits,
    score,
)

# Every set of so many candidates is tried: 14,950 + 2,600 + 325 sets. Where there are more, of
# those best by themselves; the best set is then improved by exchanges with everybody.
TRY_ALL = 26
# Two scores closer than this are the same score, summed in another order.
SAME = 1e-9

Found = tuple[float, tuple[int, ...]]


class Search:
    """Finds the best set of two to four candidates."""

    def __init__(self, people: Traits, try_all: int = TRY_ALL) -> None:
        self.people = people
        self.try_all = try_all

    def best(self, without: frozenset[int] = frozenset()) -> Found | None:
        """Return score and members of the best set that leaves some out; None if there is none."""
        found = self._best_of_tried(without)
        if found is None or self._pool.size == len(self.people.codes):
            return found
        everybody = np.arange(len(self.people.codes), dtype=np.int64)
        return self._swapped(found, everybody[~np.isin(everybody, list(without))])

    def alternatives(self, most: int) -> Iterator[tuple[Found, tuple[int, ...]]]:
        """Yield up to `most` sets, the best first, each with whom it does without.

        Each later one leaves out whom the one before leaned on most: the person without whom the
        best that can still be had is weakest.
        """
        gone: frozenset[int] = frozenset()
        best = self.best()
        for _ in range(most):
            if best is None:
                return
            yield best, tuple(sorted(gone))
            found = [(self.best(gone | {i}), i) for i in best[1]]
            rest = [(other[0], i, other) for other, i in found if other is not None]
            best = None
            if rest:
                _, anchor, best = min(rest, key=lambda r: (round(r[0] / SAME), r[1]))
                gone |= {anchor}

    @cached_property
    def _pool(self) -> Ints:
        """The candidates of whom every set is tried; skeptics at most half where others qualify."""
        alone = score(self.people, np.arange(len(self.people.codes), dtype=np.int64)[:, None])[0]
        order: Ints = np.argsort(-alone, kind="stable")
        doubting = self.people.skeptic[order]
        late = doubting & (doubting.cumsum() > self.try_all // 2)
        order = order[np.argsort(late, kind="stable")]
        return np.asarray(np.sort(order[: self.try_all]), dtype=np.int64)

    @cached_property
    def _tried(self) -> tuple[tuple[Ints, Floats], ...]:
        """Every allowed set of each size with its score."""
        tried = []
        for size in range(SMALLEST, LARGEST + 1):
            rows = list(combinations(self._pool.tolist(), size))
            sets = self._allowed(np.array(rows, dtype=np.int64).reshape(-1, size))
            if len(sets):
                tried.append((sets, score(self.people, sets)[0]))
        return tuple(tried)

    def _allowed(self, sets: Ints) -> Ints:
        allowed: Ints = sets[self.people.skeptic[sets].sum(axis=1) <= 1]
        return allowed

    def _best_of_tried(self, without: frozenset[int]) -> Found | None:
        found: list[Found] = []
        for sets, value in self._tried:
            whole = ~np.isin(sets, list(without)).any(axis=1)
            if whole.any():
                found.append(_top(sets[whole], value[whole]))
        return _better(found)

    def _swapped(self, start: Found, pool: Ints) -> Found:
        """Exchange one person after the other as long as it helps."""
        best = start
        while True:
            rests = [tuple(j for j in best[1] if j != i) for i in best[1]]
            better = _better([self._with(rest, pool) for rest in rests]) or best
            if better[0] <= best[0] + SAME:
                return best
            best = better

    def _with(self, rest: tuple[int, ...], pool: Ints) -> Found:
        """Return the best set of these people and one of the pool."""
        free = pool[~np.isin(pool, rest)]
        joined = np.column_stack([np.tile(np.array(rest, dtype=np.int64), (free.size, 1)), free])
        sets = self._allowed(np.sort(joined, axis=1))
        return _top(sets, score(self.people, sets)[0])


def _top(sets: Ints, value: Floats) -> Found:
    """Return the best of sets of one size, in the order of codes; of equals the first."""
    first = int(np.argmax(value >= value.max() - SAME))
    return float(value[first]), tuple(int(i) for i in sets[first])


def _better(found: list[Found]) -> Found | None:
    """Return the best; of equals the smaller set, then the first in the order of codes."""
    return min(found, key=lambda f: (-round(f[0] / SAME), len(f[1]), f[1]), default=None)
