"""A workbook, folder, JSON file or worked example as something to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from groundswell.core.answer import Answer, to_plain
from groundswell.core.pictures.week import week_of
from groundswell.core.questions.question import Question, UnfitOptionError
from groundswell.core.registry import ask
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.faces.mcp.asker import Unanswerable
from groundswell.ingest.workbook import read

SHOWN = 5  # problems told of a file that does not read
Mark = tuple[tuple[str, int, int], ...]


class WorkbookAsker:
    """Answers from a file, which is read when first asked and again after it has changed.

    One question is answered at a time. `today` says after which day nothing can have been seen.
    """

    def __init__(self, path: Path, today: Callable[[], date] = date.today) -> None:
        self._path = path
        self._today = today
        self._lock = Lock()
        self._mark: Mark | None = None
        self._observations: Observations | None = None
        self._folded: dict[tuple[date, date | None], Snapshot] = {}

    def ask(self, question: Question, as_of: date | None, known_at: date | None) -> Answer[Any]:
        """Answer a question from the file as it is now."""
        with self._lock:
            snapshot = self._snapshot(as_of, known_at)
            try:
                return ask(snapshot, question)
            except UnfitOptionError as error:
                raise Unanswerable(f"{error.field}: {error.what}. {error.mend}") from error

    def terrain(self, as_of: date | None, known_at: date | None) -> Snapshot:
        """Return the map; who can open the file sees all of it."""
        with self._lock:
            return self._snapshot(as_of, known_at)

    def addressed(self, as_of: date | None, known_at: date | None) -> str:
        """Say nothing: who reads a file may be anybody, its owner too."""
        return ""

    def today(self, as_of: date | None) -> dict[str, Any]:
        """Return what to do this week; who can open the file sees all of it."""
        with self._lock:
            snapshot = self._snapshot(as_of, None)
            told: dict[str, Any] = to_plain(week_of(snapshot))
        return {**told, "as_of": snapshot.as_of.isoformat()}

    def forecasts(self, as_of: date | None) -> dict[str, Any]:
        """Return an empty log: nothing is written into somebody's file."""
        snapshot = self.terrain(as_of, None)
        return {
            "headline": "A file keeps no forecasts; an initiative of the workbench does.",
            "as_of": snapshot.as_of.isoformat(),
            "population": snapshot.population,
            "entries": [],
        }

    def _snapshot(self, as_of: date | None, known_at: date | None) -> Snapshot:
        found = self._read()
        moment = (as_of or found.initiative.as_of or self._today(), known_at)
        if moment not in self._folded:
            try:
                self._folded = {moment: fold(found, *moment)}
            except ValueError as error:
                raise Unanswerable(f"settings: {error}.") from error
        return self._folded[moment]

    def _read(self) -> Observations:
        mark = tuple(marks(self._path))
        if self._observations is None or mark != self._mark:
            reading = read(self._path, self._today())
            if reading.observations is None:
                raise Unanswerable(unread(self._path, [str(problem) for problem in reading.errors]))
            self._mark, self._observations, self._folded = mark, reading.observations, {}
        return self._observations


def marks(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, time and size of a file, or of every file of a folder."""
    try:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            seen = file.stat()
            yield file.name, seen.st_mtime_ns, seen.st_size
    except OSError as error:
        why = (error.strerror or "it cannot be opened").lower()
        raise Unanswerable(f"{path.name} could not be read: {why}.") from error


def unread(path: Path, problems: list[str]) -> str:
    """Say why a file gives no answer."""
    more = len(problems) - SHOWN
    rest = [f"... and {more} more."] if more > 0 else []
    head = f"{path.name} has problems; `groundswell check` lists them all."
    return "\n".join([head, *problems[:SHOWN], *rest])
