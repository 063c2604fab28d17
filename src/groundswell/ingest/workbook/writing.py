"""Write a workbook in any of its three forms; whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import Observations
from groundswell.ingest.workbook.delimited import SUFFIXES, guarded
from groundswell.ingest.workbook.layout import Laid, Value, WorkbookError, in_one_cell, laid_out
from groundswell.ingest.workbook.problem import Problem, shown
from groundswell.ingest.workbook.reading import Reading, read
from groundswell.ingest.workbook.sheets import sheet_called
from groundswell.ingest.workbook.spreadsheet import write_spreadsheet


def write(observations: Observations, path: Path) -> None:
    """Write an .xlsx workbook, a .json file, or a folder of CSV files.

    What is read back equals what was written, once every text is trimmed and has one kind of
    line break. An existing file is replaced; an existing folder only if nothing else lies in it.

    Raises
    ------
    WorkbookError
        If a value fits no cell, or the path names none of the three forms.
    OSError
        If the disk refuses.
    """
    form = _form_of(path)
    put_in_place(path, lambda target: form(laid_out(observations), target))


def convert(source: Path, target: Path, today: date) -> Reading:
    """Read one form and write another; nothing is written if there are errors.

    Raises
    ------
    WorkbookError, OSError
        As `write` does.
    """
    _form_of(target)
    reading = read(source, today)
    if reading.observations is not None:
        write(reading.observations, target)
    return reading


def _form_of(path: Path) -> Callable[[Sequence[Laid], Path], None]:
    suffix = path.suffix.lower()
    if path.is_dir():
        strangers = sorted(entry.name for entry in path.iterdir() if not _ours(entry))
        if strangers:
            what = f"the folder holds something else already, such as {shown(strangers[0])}"
            raise _refusal(path, what, "Name a new folder.")
        return _write_folder
    if suffix == ".xlsx":
        return write_spreadsheet
    if suffix == ".json":
        return _write_json
    if suffix or path.exists():
        mend = "Name an .xlsx file, a .json file, or a folder for CSV files."
        raise _refusal(path, f"{shown(path.name)} is no form of a workbook", mend)
    return _write_folder


def refuse_unless_xlsx(path: Path) -> None:
    """Raise unless the path names an Excel workbook."""
    if path.suffix.lower() != ".xlsx" or path.is_dir():
        raise _refusal(path, f"{shown(path.name)} is no Excel workbook", "End the name in .xlsx.")


def _ours(entry: Path) -> bool:
    known = entry.suffix.lower() in SUFFIXES and sheet_called(entry.stem) is not None
    return known and entry.is_file() and not entry.is_symlink()


def _refusal(path: Path, what: str, mend: str) -> WorkbookError:
    return WorkbookError([Problem(path.name or str(path), None, None, what, mend, kind="target")])


def put_in_place(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file or folder beside its place and move it there when it is complete."""
    place = path.resolve()
    if not place.parent.is_dir():
        what = f"there is no folder {shown(place.parent.name)} to write into"
        raise _refusal(path, what, "Make it, or name another.")
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".groundswell-") as scratch:
        made = Path(scratch) / place.name
        make(made)
        if not made.is_dir():
            os.replace(made, place)
            return
        former = Path(scratch) / "former"
        if place.exists():
            place.rename(former)
        try:
            made.rename(place)
        except OSError:
            if former.exists():
                former.rename(place)
            raise


def _write_json(sheets: Sequence[Laid], path: Path) -> None:
    content: dict[str, Any] = {}
    for laid in sheets:
        if laid.sheet == Initiative.SHEET:
            content[laid.sheet] = {str(key): _json(value) for key, value in laid.lines}
        else:
            content[laid.sheet] = [_object(laid.headings, line) for line in laid.lines]
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _object(headings: Sequence[str], line: Sequence[Value]) -> dict[str, Any]:
    pairs = zip(headings, line, strict=True)
    return {heading: _json(value) for heading, value in pairs if value is not None}


def _json(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _short(value)
    return list(value) if isinstance(value, tuple) else value


def _short(number: float) -> float:
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _write_folder(sheets: Sequence[Laid], path: Path) -> None:
    path.mkdir()
    for laid in sheets:
        with (path / f"{laid.sheet}.csv").open("w", encoding="utf-8", newline="") as file:
            # Headings in quotation marks leave no doubt about what divides the columns.
            quoted = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
            quoted.writerow([guarded(heading) for heading in laid.headings])
            lines = csv.writer(file, lineterminator="\n")
            lines.writerows([_csv(value) for value in line] for line in laid.lines)


def _csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, tuple):
        return guarded(in_one_cell(value))
    if isinstance(value, date):
        return value.isoformat()
    return repr(_short(value) if isinstance(value, float) else value)
