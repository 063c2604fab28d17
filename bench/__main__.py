"""Print every table: `python -m bench`, or `python -m bench --quick` without the largest sizes."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from bench.answers import p2a, p2b, p9
from bench.brief import p1
from bench.frames import p10
from bench.interactive import p11
from bench.measure import table
from bench.opinion import p3
from bench.reach import SIZES, p4
from bench.visitors import p6
from bench.workbench import p7

P = ParamSpec("P")
Result = TypeVar("Result")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="at most 10,000 people")
    parser.add_argument("--data", type=Path, help="folder of the data sets, for P4 on NetHEPT")
    given = parser.parse_args()
    quick = given.quick
    sizes = (200, 2_000, 10_000) if quick else (200, 2_000, 10_000, 100_000)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(alone(p1), flush=True)
    gains, gain_times = alone(p2a, sizes)
    print(gains, flush=True)
    whole, whole_times = alone(p2b, sizes)
    print(whole, flush=True)
    opinions, opinion_times = alone(p3)
    print(opinions, flush=True)
    walks, walk_times = alone(p4, SIZES[:2] if quick else SIZES, given.data)
    print(walks, flush=True)
    print(alone(p6), flush=True)
    trips, trip_times = alone(p7)
    print(trips, flush=True)
    rows = [p9("P2a", gain_times), p9("P2b", whole_times), p9("P3", opinion_times)]
    rows += [p9(f"P4, {wanted:.0%} shown", times) for wanted, times in walk_times.items()]
    rows += [p9(f"P7 {step}", times) for step, times in trip_times.items()]
    header = ("", "exponent", "budget", "between sizes")
    print(table("P9  growth with people, at equal scenarios", header, rows))
    print(alone(p10), flush=True)
    print(alone(p11)[0], flush=True)


def alone(measure: Callable[P, Result], *given: P.args, **named: P.kwargs) -> Result:
    """Measure in a process of its own, so that no table finds the memory another left behind."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *given, **named).result()


if __name__ == "__main__":
    main()
