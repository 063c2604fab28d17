"""Work through scenarios in blocks, on as many threads as help."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from groundswell.core.terrain.draws import BLOCK, Block, Draws

Result = TypeVar("Result")
MOST_THREADS = 4  # beyond it memory, not arithmetic, sets the pace


def over_blocks(
    draws: Draws, work: Callable[[Block], Result], scenarios: int | None = None
) -> Iterator[Result]:
    """Yield the result of each block in order.

    Blocks are independent and kernels release the interpreter, so that several threads give the
    same bytes as one.

    Parameters
    ----------
    scenarios
        How many of the first scenarios; default all.
    """
    width = draws.scenarios if scenarios is None else min(scenarios, draws.scenarios)

    def draw_and_work(first: int) -> Result:
        return work(draws.block(first, min(BLOCK, width - first)))

    starts = range(0, width, BLOCK)
    if len(starts) == 1:
        yield draw_and_work(0)
        return
    with ThreadPoolExecutor(max_workers=min(MOST_THREADS, os.cpu_count() or 1)) as pool:
        yield from pool.map(draw_and_work, starts)
