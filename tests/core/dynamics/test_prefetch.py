"""Asking for memory ahead changes nothing, whatever place is named."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from groundswell.core.dynamics.prefetch import prefetch


@njit(nogil=True)
def _sum(values: NDArray[np.int64], ahead: int) -> int:
    total = 0
    for place in range(values.size):
        prefetch(values, np.int64(place + ahead))
        total += values[place]
    return total


def test_a_hint_reads_nothing_and_may_point_anywhere() -> None:
    values = np.arange(1_000, dtype=np.int64)
    for ahead in (0, 4, 10**12, -(10**12)):
        assert _sum(values, ahead) == 499_500
    assert np.array_equal(values, np.arange(1_000))
