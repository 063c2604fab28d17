"""A source given on the command line, read to a snapshot; every problem is told at once."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from groundswell import examples
from groundswell.faces.cli.terminal import problems, tell, wrong_usage

if TYPE_CHECKING:
    from groundswell.core.terrain.observation import Observations
    from groundswell.core.terrain.snapshot import Snapshot
    from groundswell.ingest.workbook import Reading


def located(source: str) -> Path:
    """Return where a source lies: a file or folder wins over an example of the same name."""
    path = Path(source)
    if source and path.exists():
        return path
    if source in examples.names():
        return examples.path(source)
    near = difflib.get_close_matches(source.lower(), examples.names(), n=1)
    hint = f" Did you mean the example {near[0]}?" if near else ""
    every = ", ".join(examples.names())
    wrong_usage(
        f"There is no file or folder {source!r}, and no example of that name.{hint}\n"
        f"The examples are {every}."
    )


def today() -> date:
    """Return the day; nothing below the faces reads the clock."""
    return date.today()


def reading_of(path: Path) -> Reading:
    """Read a file or folder; worked examples have days of their own, whatever the clock says."""
    from groundswell.ingest.workbook import read

    told = any(path == examples.path(name) for name in examples.names())
    return read(path, date.max if told else today())


def observations_of(path: Path) -> Observations:
    """Return what a file or folder holds; its problems end the command, its notes do not."""
    reading = reading_of(path)
    if reading.observations is None:
        problems(reading.problems)
    for note in reading.notes:
        tell(f"Note: {note}")
    return reading.observations


def snapshot_of(path: Path, as_of: date | None, known_at: date | None) -> Snapshot:
    """Return what is known as of a day: the one asked for, the file's own, or today."""
    from groundswell.core.terrain.fold import fold

    found = observations_of(path)
    day = as_of or found.initiative.as_of or today()
    try:
        return fold(found, day, known_at)
    except ValueError as error:
        problems([f"settings: {error}."])
