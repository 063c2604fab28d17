"""A pytest plugin: which test executes which line, and how long each takes.

Loaded with `-p tools.mutants.look`, in every process of pytest-xdist; each writes its own share
into the folder named by MUTANTS_FOLDER. `Look` reads the shares back.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from collections.abc import Generator, Iterable
from pathlib import Path

import coverage
import pytest


class Look:
    """What one pass over the tests has shown."""

    def __init__(self, folder: Path) -> None:
        self.took: dict[str, float] = {}
        self._lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for part in sorted(folder.glob("look.*.json")):
            self.took |= json.loads(part.read_text("utf-8"))
            seen = coverage.CoverageData(str(part.with_suffix("")))
            seen.read()
            for file in seen.measured_files():
                for line, tests in seen.contexts_by_lineno(file).items():
                    self._lines[file][line] |= {test for test in tests if test}

    def tests_of(self, file: Path, lines: Iterable[int]) -> set[str]:
        """Return the tests that execute one of these lines of a file."""
        known = self._lines.get(str(file), {})
        return set().union(*(known.get(line, set()) for line in lines))


class _Watch:
    """Coverage with one context for each test."""

    def __init__(self, folder: Path, core: Path) -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.out = folder / f"look.{worker}"
        self.took: dict[str, float] = {}
        self.coverage = coverage.Coverage(
            data_file=str(self.out), source=[str(core)], config_file=False
        )
        self.coverage.start()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, None, None]:
        """Give what this test executes its name."""
        self.coverage.switch_context(item.nodeid)
        began = time.perf_counter()
        yield
        self.took[item.nodeid] = time.perf_counter() - began
        self.coverage.switch_context("")

    def pytest_sessionfinish(self) -> None:
        """Keep what was seen."""
        self.coverage.stop()
        self.coverage.save()
        Path(f"{self.out}.json").write_text(json.dumps(self.took), "utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Start to watch before the tests and what they import are loaded."""
    folder, core = Path(os.environ["MUTANTS_FOLDER"]), Path(os.environ["MUTANTS_CORE"])
    if os.environ.get("PYTEST_XDIST_WORKER") or not config.getoption("numprocesses", None):
        config.pluginmanager.register(_Watch(folder, core))
