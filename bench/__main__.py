"""Print every table: `python -m bench`, or `python -m bench --quick` without the largest sizes."""

from __future__ import annotations

import argparse
import os
import platform
from pathlib import Path

from bench.answers import p2a, p2b, p9
from bench.brief import p1
from bench.frames import p10
from bench.interactive import p11
from bench.measure import table
from bench.opinion import p3
from bench.reach import SIZES, p4
from bench.visitors import p6
from bench.workbench import p7


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="at most 10,000 people")
    parser.add_argument("--data", type=Path, help="folder of the data sets, for P4 on NetHEPT")
    given = parser.parse_args()
    quick = given.quick
    sizes = (200, 2_000, 10_000) if quick else (200, 2_000, 10_000, 100_000)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(p1(), flush=True)
    gains, gain_times = p2a(sizes)
    print(gains, flush=True)
    whole, whole_times = p2b(sizes)
    print(whole, flush=True)
    opinions, opinion_times = p3()
    print(opinions, flush=True)
    walks, walk_times = p4(SIZES[:2] if quick else SIZES, given.data)
    print(walks, flush=True)
    print(p6(), flush=True)
    trips, trip_times = p7()
    print(trips, flush=True)
    rows = [p9("P2a", gain_times), p9("P2b", whole_times), p9("P3", opinion_times)]
    rows += [p9(f"P4, {wanted:.0%} shown", times) for wanted, times in walk_times.items()]
    rows += [p9(f"P7 {step}", times) for step, times in trip_times.items()]
    header = ("", "exponent", "budget", "between sizes")
    print(table("P9  growth with people, at equal scenarios", header, rows))
    print(p10(), flush=True)
    print(p11()[0], flush=True)


if __name__ == "__main__":
    main()
