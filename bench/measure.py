"""Timing that can be trusted a little on a noisy machine: medians, CPU time, peak memory."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Timing:
    """Median seconds of wall clock and of this process's CPU over some runs."""

    wall: float
    cpu: float


def timed(work: Callable[[], object], runs: int = 5) -> Timing:
    """Run once to warm up, then `runs` times."""
    work()
    wall, cpu = [], []
    for _ in range(runs):
        start, spent = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - spent)
    return Timing(statistics.median(wall), statistics.median(cpu))


def peak_mebibytes(children: bool = False) -> float:
    """Return the peak resident memory of this process, or of its finished children."""
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    peak = resource.getrusage(who).ru_maxrss
    return peak / MEBIBYTE if sys.platform == "darwin" else peak / 1024


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an aligned table under a title."""
    width = [max(len(row[k]) for row in (header, *rows)) for k in range(len(header))]
    lines = [
        "  ".join(cell.rjust(width[k]) if k else cell.ljust(width[0]) for k, cell in enumerate(row))
        for row in (header, *rows)
    ]
    return "\n".join([title, *("  " + line.rstrip() for line in lines), ""])


def seconds(value: float) -> str:
    """Return a time with three significant digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value / 1e-9:.3g} ns"
