"""`groundswell validate`: the model against real data, and against generated truth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from groundswell.faces.cli.progress import progress
from groundswell.faces.cli.terminal import problems, say, say_json, wrong_usage

if TYPE_CHECKING:
    from groundswell.validation.line import Line


def validated(data: Path, as_json: bool) -> None:
    """Run the benchmarks and print them; exit code 1 if no data set could be judged."""
    if not data.is_dir():
        wrong_usage(f"There is no folder {str(data)!r}; name the one that holds the data sets.")
    from groundswell.validation import validate
    from groundswell.validation.benchmarks import BENCHMARKS

    with progress(len(BENCHMARKS)) as step:
        lines = validate(data, step)
    _printed(lines, as_json)
    if all(line.holds is None for line in lines):
        problems([f"No data set that is known was found in {data}."])


def studied(name: str, as_json: bool) -> None:
    """Run a study on generated organisations and print it."""
    from groundswell.validation.studies.every import STUDIES

    if name not in STUDIES:
        wrong_usage(f"There is no study {name!r}; there are {' and '.join(STUDIES)}.")
    study = STUDIES[name]
    with progress(study.steps) as step:
        lines = study.lines(step)
    _printed(lines, as_json)


def _printed(lines: Sequence[Line], as_json: bool) -> None:
    from groundswell.validation import table

    if as_json:
        say_json([line.as_json() for line in lines])
    else:
        say(table(lines) + "\n")
