"""P1: the brief of a 200-person workbook as a whole process."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import peak_mebibytes, seconds, table, timed

BUDGET = (3.0, 500.0)


def p1() -> str:
    """Time the process from start to printed brief on the largest worked example."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "hospital.xlsx"
        program = [sys.executable, "-c", "from groundswell.config.main import main; main()"]
        subprocess.run([*program, "example", "hospital", str(workbook)], check=True)

        def brief() -> None:
            subprocess.run(
                [*program, "brief", str(workbook)], check=True, stdout=subprocess.DEVNULL
            )

        took = timed(brief)
    row = ["brief", seconds(took.wall), seconds(BUDGET[0])]
    row += [f"{peak_mebibytes(children=True):.0f} MB", f"{BUDGET[1]:.0f} MB"]
    header = ("", "median wall", "budget", "peak memory", "budget")
    return table("P1  brief of a worked example as a workbook, whole process", header, [row])
