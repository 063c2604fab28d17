"""P7: a workbook of 5,000 people goes into the workbench, comes out, and is undone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from bench.measure import seconds, table

BUDGET = {"import": 4.0, "undo": 1.0, "export": 5.0}
SIZES = (625, 1_250, 2_500, 5_000)
TIES, STANCES = 9, 2  # for each person
# The whole trip in a process of its own, so that Django is set up over a folder of its own.
TRIP = """
import json, sys, time
from datetime import date
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from bench.initiatives import initiative
from groundswell.app import keys
from groundswell.app.actor import Actor
from groundswell.app.do.imports import import_path
from groundswell.app.do.initiatives import open_
from groundswell.app.do.undo import undo_
from groundswell.app.browse.views import view
from groundswell.core.terrain.observation import Observations
from groundswell.ingest.workbook import write

call_command("migrate", verbosity=0, interactive=False)
people, folder = int(sys.argv[1]), Path(sys.argv[2])
now = timezone.localtime()
me = Actor(keys.solo_account(now), "You", now)
source = folder / "in.xlsx"
write(initiative(people, people * 9, people * 2), source)
code = open_(me, Observations())
took = {}
start = time.perf_counter()
done = import_path(me, code, source)
took["import"] = time.perf_counter() - start
start = time.perf_counter()
write(view(me, code).observations, folder / "out.xlsx")
took["export"] = time.perf_counter() - start
start = time.perf_counter()
undo_(me, code, done.change)
took["undo"] = time.perf_counter() - start
print(json.dumps(took))
"""


def p7(sizes: tuple[int, ...] = SIZES) -> tuple[str, dict[str, dict[int, float]]]:
    """Return the table, and the seconds of each step by size."""
    times: dict[str, dict[int, float]] = {step: {} for step in BUDGET}
    rows = []
    for people in sizes:
        took = _trip(people)
        for step in BUDGET:
            times[step][people] = took[step]
        largest = people == max(sizes)
        cells = [
            cell
            for step in ("import", "undo", "export")
            for cell in (seconds(took[step]), f"{BUDGET[step]:g} s" if largest else "")
        ]
        rows.append((f"{people:,} people, {people * TIES:,} ties", *cells))
    header = ("", "import", "budget", "undo", "budget", "export", "budget")
    return table("P7  a workbook into the workbench, out of it, and undone", header, rows), times


def _trip(people: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "GROUNDSWELL_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
        }
        told = subprocess.run(
            [sys.executable, "-c", TRIP, str(people), folder],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, float] = json.loads(told.stdout)
    return found
