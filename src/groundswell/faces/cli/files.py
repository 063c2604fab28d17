"""`check`, `template`, `example`, `convert`: files in, files out, nothing overwritten unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from groundswell import examples
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import Context
from groundswell.faces.cli.source import Kept, reading_of, today
from groundswell.faces.cli.terminal import PROBLEMS, problems, say, stop, tell, wrong_usage
from groundswell.ingest.workbook import WorkbookError, convert
from groundswell.ingest.workbook import template as write_template
from groundswell.reports.text import WIDEST, wrap


def check_source(path: Path | Kept) -> None:
    """Print every problem and note of a file, and what it holds if it reads well."""
    reading = reading_of(path)
    found = [str(problem) for problem in reading.errors]
    if reading.observations is not None:
        found += unfit(reading.observations)
    lines = [*found, *(f"Note: {note}" for note in reading.notes)]
    if found or reading.observations is None:
        lines.append(f"{amount(len(found), 'problem')} to mend in {path.name}.")
    else:
        lines += wrap(f"{path.name} reads well: {contents(reading.observations)}.", WIDEST)
    say("\n".join(lines) + "\n")
    if found:
        stop(PROBLEMS)


def unfit(observations: Observations) -> list[str]:
    """Return what stands against an answer although every row reads well."""
    try:
        fold(observations, observations.initiative.as_of or today())
    except ValueError as error:
        return [f"settings: {error}."]
    return []


def contents(observations: Observations) -> str:
    """Say how many rows each sheet holds."""
    counts = [f"{sheet} {len(rows)}" for sheet, rows in observations.records.items() if rows]
    return ", ".join(counts) or "nothing in it yet"


def amount(number: int, one: str) -> str:
    """Return '1 problem' or '3 problems'."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def make_template(context: Context, out: Path, force: bool) -> None:
    """Write the template of a context."""
    if out.suffix.lower() != ".xlsx":
        wrong_usage(
            f"A template is a workbook; end its name with .xlsx: {out.with_suffix('.xlsx')}"
        )
    make(out, force, lambda: write_template(context, out, today()))
    tell(f"Written to {out}. Next: groundswell check {out}")


def unpack_example(name: str, out: Path, force: bool) -> None:
    """Write a worked example as a file or folder."""
    if name not in examples.names():
        wrong_usage(f"There is no example {name!r}; there are {', '.join(examples.names())}.")
    convert_source(examples.path(name), out, force)


def convert_source(path: Path, out: Path, force: bool) -> None:
    """Write a file or folder in another form; nothing is written if it has problems."""
    if out.exists() and out.resolve() == path.resolve():
        wrong_usage("IN and OUT are the same; name another OUT.")
    with refusals():
        free(out, force)
        reading = convert(path, out, today())
    if reading.observations is None:
        problems(reading.problems)
    for note in reading.notes:
        tell(f"Note: {note}")
    tell(f"Written to {out}.")


def make(out: Path, force: bool, write_it: Callable[[], None]) -> None:
    """Write something that is not there yet, or that may be replaced."""
    with refusals():
        free(out, force)
        write_it()


def free(out: Path, force: bool) -> None:
    """End if something would be lost by writing here."""
    if force or not out.exists():
        return
    if any(out.iterdir()) if out.is_dir() else out.stat().st_size > 0:
        wrong_usage(f"{out} is there already; add --force to replace it.")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what stands in the way of writing into words and an exit code."""
    try:
        yield
    except WorkbookError as error:
        if any(problem.kind == "target" for problem in error.problems):
            wrong_usage("\n".join(map(str, error.problems)))
        problems(error.problems)
    except OSError as error:
        wrong_usage(f"It could not be written: {(error.strerror or str(error)).lower()}.")
