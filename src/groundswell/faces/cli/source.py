"""A source given on the command line, read to a snapshot; every problem is told at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from groundswell import examples
from groundswell.faces.cli.terminal import problems, tell, wrong_usage

if TYPE_CHECKING:
    from groundswell.core.terrain.observation import Observations
    from groundswell.core.terrain.snapshot import Snapshot
    from groundswell.ingest.workbook import Reading


@dataclass(frozen=True, slots=True)
class Kept:
    """An initiative of the workbench on this machine, and the day its map speaks of."""

    name: str
    observations: Observations
    day: date


@dataclass(slots=True)
class Workbench:
    """How to find an initiative by its code; the console script says how, before anything runs."""

    find: Callable[[str], Kept | None] = lambda code: None


WORKBENCH = Workbench()


def located(source: str) -> Path | Kept:
    """Return a source: a file or folder wins over an example, an example over an initiative."""
    found = file_or_example(source)
    return found or WORKBENCH.find(source) or unknown(source)


def file_or_example(source: str) -> Path | None:
    """Return where a file, a folder or an example lies."""
    path = Path(source)
    if source and path.exists():
        return path
    if source in examples.names():
        return examples.path(source)
    return None


def unknown(source: str) -> NoReturn:
    """Say that there is no such source, and end."""
    near = difflib.get_close_matches(source.lower(), examples.names(), n=1)
    hint = f" Did you mean the example {near[0]}?" if near else ""
    every = ", ".join(examples.names())
    wrong_usage(
        f"There is no file, folder, example or initiative called {source!r}.{hint}\n"
        f"The examples are {every}."
    )


def today() -> date:
    """Return the day; nothing below the faces reads the clock."""
    return date.today()


def reading_of(path: Path | Kept) -> Reading:
    """Read a source; worked examples have days of their own, whatever the clock says."""
    from groundswell.ingest.workbook import Reading, problems_of, read

    if isinstance(path, Kept):
        found = problems_of(path.observations, max(path.day, today()))
        return Reading(path.observations, found)

    told = any(path == examples.path(name) for name in examples.names())
    return read(path, date.max if told else today())


def observations_of(path: Path | Kept) -> Observations:
    """Return what a source holds; its problems end the command, its notes do not."""
    if isinstance(path, Kept):
        return path.observations
    reading = reading_of(path)
    if reading.observations is None:
        problems(reading.problems)
    for note in reading.notes:
        tell(f"Note: {note}")
    return reading.observations


def snapshot_of(path: Path | Kept, as_of: date | None, known_at: date | None) -> Snapshot:
    """Return what is known as of a day: the one asked for, the file's own, or today."""
    from groundswell.core.terrain.fold import fold

    found = observations_of(path)
    stated = path.day if isinstance(path, Kept) else found.initiative.as_of
    day = as_of or stated or today()
    try:
        return fold(found, day, known_at)
    except ValueError as error:
        problems([f"settings: {error}."])
