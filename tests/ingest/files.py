"""Workbooks for tests in all three forms, from the same few rows."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from groundswell.ingest.workbook import Problem, Reading, read

TODAY = date(2026, 6, 1)
Rows = Sequence[Sequence[Any]]
Sheets = Mapping[str, Rows]
PEOPLE: Rows = (("person", "name"), ("ama", "Ama"), ("ben", "Ben"))


def xlsx(path: Path, sheets: Sheets, finish: Callable[[Any], None] | None = None) -> Path:
    """Write rows, header first, as an Excel user would have typed them."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for across, cell in enumerate(row):
                if isinstance(cell, (date, datetime)):
                    sheet.write_datetime(at, across, cell, day)
                elif cell is not None:
                    sheet.write(at, across, cell)
    if finish is not None:
        finish(book)
    book.close()
    return path


def folder(path: Path, sheets: Sheets, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as a folder of CSV files."""
    path.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows(rows)
        (path / f"{name}.csv").write_bytes(text.getvalue().encode(encoding))
    return path


def as_json(path: Path, content: Any) -> Path:
    """Write a JSON file."""
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def reading_of(tmp_path: Path, sheets: Sheets, **options: Any) -> Reading:
    """Read rows as a folder, with two people unless the rows say otherwise."""
    given = {"people": PEOPLE} | dict(sheets)
    return read(folder(tmp_path / "plan", given), TODAY, **options)


def only(problems: Sequence[Problem]) -> Problem:
    """Return the one problem that there is."""
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def rezipped(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write an archive anew with changed parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target
