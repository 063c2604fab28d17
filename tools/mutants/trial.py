"""A pytest plugin that tries changes instead of running tests.

Tests are collected once. For each change a child is forked, the changed function's code is put in
place of the old one, and the tests that execute the line run until the first fails, the nearest
first, as long as the time allows. The parent never runs a test, so that nothing remembered from
unchanged code can hide a change.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import resource
import signal
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tools.mutants import kernels
from tools.mutants.look import Look
from tools.mutants.places import Place, changed, places
from tools.mutants.report import Verdict

AT_LEAST = 10
"""Tests that run against each change, whatever the time says."""

MEMORY = 12 << 30


@dataclass(frozen=True, slots=True)
class Share:
    """What one process tries: each `of`th place from `shard` on, `budget` seconds of tests each."""

    core: Path
    folder: Path
    wanted: frozenset[str]
    shard: int
    of: int
    budget: float

    @property
    def out(self) -> Path:
        """Where this process writes its verdicts, a line each."""
        return self.folder / f"tried.{self.shard}.jsonl"


class Trial:
    """The plugin of one process."""

    def __init__(self, share: Share) -> None:
        self.share = share
        self.pipe: int | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """End a child at the first failure, and say which it was."""
        if report.failed and self.pipe is not None:
            os.write(self.pipe, f"{report.nodeid}\n".encode())
            os._exit(1)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every place of this share that has no verdict yet."""
        self.items = {item.nodeid: item for item in session.items}
        self.look = Look(self.share.folder)
        files = sorted(self.share.core.rglob("*.py"))
        self.sources = {file: file.read_text("utf-8") for file in files}
        self.callers = kernels.callers({f: ast.parse(text) for f, text in self.sources.items()})
        self.dispatchers = kernels.dispatchers()
        self.functions: dict[str, list[FunctionType]] = defaultdict(list)
        for found in gc.get_objects():
            if type(found) is FunctionType:
                self.functions[found.__code__.co_filename].append(found)
        gc.collect()
        gc.freeze()
        every = [place for file in files for place in places(file)]
        mine = [p for p in every if p.name(self.share.core) in self.share.wanted]
        with self.share.out.open("a", encoding="utf-8") as out:
            for place in mine[self.share.shard :: self.share.of]:
                print(json.dumps(self._tried(place)._asdict()), file=out, flush=True)
        return True

    def _chosen(self, place: Place) -> tuple[list[str], float]:
        """Return the tests to run, nearest and quickest first, and the seconds they should take."""
        if place.kernel:
            found = set().union(
                *(self.look.tests_of(file, [line]) for file, line in self.callers[place.kernel])
            )
        else:
            lines = {place.statement, *range(place.line, place.end + 1)}
            found = self.look.tests_of(place.file, lines)

        # Worlds are remembered between tests, so that only the first to ask is seen to execute a
        # line; the tests of the module's own file are taken for asking, too.
        found |= {test for test in self.items if _stem(test) == place.file.stem}

        def distance(test: str) -> tuple[int, float]:
            stem = _stem(test)
            near = 0 if stem == place.file.stem else 1 if place.file.stem in stem else 2
            return near + (stem == "every_question"), self.look.took[test]

        chosen: list[str] = []
        seconds = 0.0
        for test in sorted(found & self.items.keys(), key=distance):
            took = self.look.took[test]
            if len(chosen) < AT_LEAST or seconds + took <= self.share.budget:
                chosen.append(test)
                seconds += took
        return chosen, seconds

    def _tried(self, place: Place) -> Verdict:
        tests, seconds = self._chosen(place)
        reading, writing = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._in_child(place, tests, seconds, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            said = pipe.read().splitlines()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        before, after = json.loads(said[0]) if said and said[0].startswith("[") else ("?", "?")
        return Verdict(
            place=place.name(self.share.core),
            line=place.line,
            before=before,
            after=after,
            fate=_fate(code, tests),
            by=said[-1] if len(said) > 1 else "",
            tests=len(tests),
            seconds=round(time.monotonic() - began, 2),
        )

    def _in_child(self, place: Place, tests: list[str], seconds: float, pipe: int) -> None:
        """Change the place, run the tests, and never return."""
        try:
            silent = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(silent, stream)
            gc.disable()
            os.write(pipe, (json.dumps(self._patched(place)) + "\n").encode())
            self.pipe = pipe
            # Time at work, so that a busy machine is not taken for a loop; and an end to waiting.
            patience = 10 + 5 * seconds + (30 if place.kernel else 0)
            signal.setitimer(signal.ITIMER_PROF, patience)
            signal.alarm(int(20 * patience))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            items = [self.items[test] for test in tests]
            for item, following in pairwise([*items, None]):
                assert item is not None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except BaseException as error:  # noqa: BLE001  the harness's own: said, never counted
            os.write(pipe, f"harness {error!r}\n".encode())
            os._exit(3)
        os._exit(0)

    def _patched(self, place: Place) -> tuple[str, str]:
        """Put the changed code where the old is; raise if nothing came of it."""
        tree, before, after = changed(self.sources[place.file], place.index)
        new = _codes(compile(tree, str(place.file), "exec"))
        hits = 0
        for function in self.functions[str(place.file)]:
            old = function.__code__
            code = new.get((old.co_qualname, old.co_firstlineno))
            if code is not None and code != old and len(code.co_freevars) == len(old.co_freevars):
                function.__code__ = code
                hits += 1
        if place.kernel:
            hits += kernels.compile_anew(self.dispatchers, place.file, place.kernel)
        if not hits:
            raise LookupError("no living function holds this place")
        return before, after


def _stem(test: str) -> str:
    return test.split("::")[0].rsplit("/", 1)[-1].removeprefix("test_").removesuffix(".py")


def _codes(code: CodeType) -> dict[tuple[str, int], CodeType]:
    """Return every code object inside this one, by its name and first line."""
    found = {(code.co_qualname, code.co_firstlineno): code}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= _codes(constant)
    return found


def _fate(code: int, tests: list[str]) -> str:
    if code == 0:
        return "open" if tests else "no test"
    known = {1: "noticed", 3: "not tried", -signal.SIGPROF: "time", -signal.SIGALRM: "time"}
    return known.get(code, f"ended {code}")
