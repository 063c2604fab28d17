"""The architecture holds: import contracts, and a core that carries nothing foreign with it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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
CORE = sorted((PROJECT / "src" / "groundswell" / "core").rglob("*.py"))
BUILTINS = {"open", "input", "print", "eval", "exec"}
MACHINE = {"date.today", "datetime.now", "datetime.utcnow", "os.environ", "os.getenv", "os.urandom"}


def reaching_out(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of what reaches for a file, the clock, the terminal or the machine."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in BUILTINS:
            yield node.lineno, node.id
        if isinstance(node, ast.Attribute):
            name = ".".join(ast.unparse(node).split(".")[-2:])
            if name in MACHINE:
                yield node.lineno, name


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
        [sys.executable, "-c", LOAD_CORE], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert set(ran.stdout.split()) & FOREIGN == set()


@pytest.mark.parametrize("module", CORE, ids=lambda file: "-".join(file.parts[-2:]))
def test_a_core_module_touches_nothing_outside_its_arguments(module: Path) -> None:
    assert list(reaching_out(module.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("open('x')", "open"),
        ("datetime.date.today()", "date.today"),
        ("os.environ['x']", "os.environ"),
    ],
)
def test_the_search_for_such_calls_finds_them(source: str, name: str) -> None:
    assert list(reaching_out(source)) == [(1, name)]
