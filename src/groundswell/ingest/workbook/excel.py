"""An Excel workbook as tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from groundswell.ingest.workbook.cells import Broken, Cell
from groundswell.ingest.workbook.marks import MARK, unmarked
from groundswell.ingest.workbook.problem import Findings, Unreadable
from groundswell.ingest.workbook.sieve import sieve
from groundswell.ingest.workbook.tables import Table, claim, is_blank

_SAVE_ANEW = "Open it in Excel or LibreOffice and save it as .xlsx."
_DAMAGED = "the workbook is damaged"
_OTHERS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "xl/workbook.bin": "a binary Excel workbook (.xlsb)",
}


def tables_of_excel(raw: bytes, findings: Findings) -> list[Table]:
    """Return the sheets of an xlsx file that have a known name, in the file's order.

    Raises
    ------
    Unreadable
        If the file is no workbook, is damaged, or is larger than any workbook should be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _look_inside(archive)
            clean, marks = sieve(archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable("the file is damaged or was not copied completely", _SAVE_ANEW) from error
    try:
        return list(_tables(clean, marks, findings))
    except CalamineError as error:
        raise Unreadable(_DAMAGED, _SAVE_ANEW) from error
    except BaseException as error:
        # The parser's own crashes are no ordinary exceptions and have no importable class.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(_DAMAGED, _SAVE_ANEW) from error


def _look_inside(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return
    for part, what in _OTHERS.items():
        if part in names:
            raise Unreadable(f"this is {what}", _SAVE_ANEW)
    raise Unreadable("this is a zip archive, not a workbook", "Unpack it and name what is inside.")


def _tables(file: io.BytesIO, marks: bool, findings: Findings) -> Iterator[Table]:
    taken: set[str] = set()
    with CalamineWorkbook.from_filelike(file) as book:
        for index, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = claim(about.name, taken, findings)
            if sheet is not None:
                taken.add(sheet)
                source = book.get_sheet_by_index(index)
                rows = source.to_python(skip_empty_area=False)
                if marks:
                    _unmark(rows)
                yield _table(sheet, rows, source, findings)


def _unmark(rows: list[list[Any]]) -> None:
    for row in rows:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith(MARK):
                row[at] = unmarked(cell)


def _table(sheet: str, rows: list[list[Any]], source: CalamineSheet, findings: Findings) -> Table:
    top = next((i for i, row in enumerate(rows) if not all(map(is_blank, row))), len(rows))
    if top == len(rows):
        return Table(sheet, (), ())
    first = rows[top][0]
    if isinstance(first, Broken) and first.kind == "too-large":
        findings.error(sheet, None, None, first.kind, (first.what, first.mend))
        return Table(sheet, (), ())
    _report_merged(sheet, source, rows[top], top, findings)
    return Table(sheet, rows[top], rows[top + 1 :], top + 2)


def _report_merged(
    sheet: str, source: CalamineSheet, header: list[Cell], top: int, findings: Findings
) -> None:
    """Report cells merged over several rows or columns: only the first holds the value."""
    for (row, column), (last_row, last_column) in source.merged_cell_ranges or ():
        heading = header[column] if column < len(header) and last_row > top else None
        if (
            isinstance(heading, str)
            and heading.strip()
            and (last_row > row or last_column > column)
        ):
            ends = f"rows {row + 1} to {last_row + 1}" if last_row > row else "several columns"
            what = f"a cell is merged over {ends}; only its first place holds the value"
            mend = "Undo the merge and fill in every cell."
            findings.error(sheet, row + 1, heading.strip(), "merged", (what, mend))
