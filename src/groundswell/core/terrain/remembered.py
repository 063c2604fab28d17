"""What was worked out from a tuple of rows, remembered while the same rows are asked about again.

An initiative of thousands changes by a row at a time. Rows are compared by identity, which costs
next to nothing; where rows were only added, the former result is carried on instead of made again.
The result is that of the plain function, so remembering changes no answer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from operator import is_
from typing import Any, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")
Rows = tuple[Any, ...]
_EVERY: WeakSet[Remembered[Any]] = WeakSet()


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    """A result with the rows it was made of; holding them keeps their identity theirs."""

    rows: Rows
    result: T


class Remembered(Generic[T]):
    """A function of a tuple of rows that remembers its last results.

    Parameters
    ----------
    make
        The function: of the rows, then of values that can be hashed.
    carry_on
        The same result from a former one and the rows that were added to the end; None where that
        saves nothing.
    size
        How many results are kept.

    Examples
    --------
    >>> total = Remembered(sum, lambda former, added: former + sum(added))
    >>> numbers = (1, 2)
    >>> total(numbers), total((*numbers, 3))
    (3, 6)
    """

    def __init__(
        self,
        make: Callable[..., T],
        carry_on: Callable[..., T] | None = None,
        size: int = 12,
    ) -> None:
        self._make = make
        self._carry_on = carry_on
        self._size = size
        self._kept: OrderedDict[tuple[Hashable, ...], _Made[T]] = OrderedDict()
        self._lock = threading.Lock()
        _EVERY.add(self)

    def __call__(self, rows: Rows, *given: Hashable) -> T:
        """Return the result for these rows."""
        key = (id(rows), *given)
        with self._lock:
            found = self._kept.get(key)
            if found is not None and found.rows is rows:
                self._kept.move_to_end(key)
                return found.result
            former = self._former(rows, given)
        result = self._worked_out(rows, given, former)
        with self._lock:
            self._kept[key] = _Made(rows, result)
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return result

    def _worked_out(self, rows: Rows, given: tuple[Hashable, ...], former: _Made[T] | None) -> T:
        if former is None or self._carry_on is None or not begins_with(rows, former.rows):
            return self._make(rows, *given)
        return self._carry_on(former.result, rows[len(former.rows) :], *given)

    def _former(self, rows: Rows, given: tuple[Hashable, ...]) -> _Made[T] | None:
        """Return the longest remembered result that these rows may continue."""
        old = (made for key, made in self._kept.items() if key[1:] == given and made.rows)
        fits = (m for m in old if len(m.rows) <= len(rows) and rows[0] is m.rows[0])
        return max(fits, key=lambda made: len(made.rows), default=None)

    def forget(self) -> None:
        """Forget every result."""
        with self._lock:
            self._kept.clear()


def begins_with(rows: Rows, former: Rows) -> bool:
    """Whether rows are the former ones, each the same object, perhaps with more after them."""
    if len(rows) < len(former):
        return False
    return all(map(is_, rows, former))


def forget_all() -> None:
    """Forget everything that is remembered in this process; what was erased must not live on."""
    for remembered in tuple(_EVERY):
        remembered.forget()
