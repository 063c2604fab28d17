"""The architecture holds: import contracts, and a core that carries nothing foreign with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
FOREIGN = {
    "altair", "django", "ninja", "networkx", "pandas", "pydantic", "python_calamine", "requests",
    "rich", "typer", "typst", "vl_convert", "xlsxwriter",
}  # fmt: skip
LOAD_CORE = """
import pkgutil, sys
import groundswell.core
for found in pkgutil.walk_packages(groundswell.core.__path__, "groundswell.core."):
    __import__(found.name)
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_the_import_contracts_hold() -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


def test_loading_the_whole_core_loads_no_foreign_library() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOAD_CORE], capture_output=True, text=True, check=True
    )
    assert set(ran.stdout.split()) & FOREIGN == set()
