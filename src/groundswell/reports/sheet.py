"""A table on screen as CSV or as a workbook; no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from groundswell.reports.words import clean

Plain = str | float | int | bool | date | None

# A spreadsheet takes a cell for a formula that begins with one of these, full width included.
_RISKY = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME, _LONGEST_CELL = 31, 32767
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is shown.

    Parameters
    ----------
    title
        Name of the sheet.
    headings
        One for each column.
    rows
        Plain values, each row as long as the headings.
    note
        Population and date, written above the table of a workbook; a CSV file holds data alone.
    """

    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Plain, ...]]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit their headings, which would shift values unseen."""
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError(f"{self.title}: a row is not as long as the headings")


def as_csv(table: Table) -> bytes:
    """Return UTF-8 with a byte order mark, so that a spreadsheet reads names with accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_guarded(heading) for heading in table.headings])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Plain) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return _guarded(value) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    text = _lines(text)
    return f"'{text}" if _RISKY.match(text) else text


def _lines(text: str) -> str:
    """Return text without control characters; line breaks stay."""
    return "\n".join(clean(line) for line in text.splitlines())


def as_xlsx(table: Table) -> bytes:
    """Return a workbook with one sheet; the same table gives the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet(
            _NAME.sub(" ", clean(table.title)).strip()[:_LONGEST_NAME] or None
        )
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        top = 0
        if table.note:
            sheet.write_string(0, 0, _lines(table.note), book.add_format({"italic": True}))
            top = 2
        for at, heading in enumerate(table.headings):
            sheet.write_string(top, at, _lines(heading), head)
            sheet.set_column(at, at, _width(table, at))
        for number, row in enumerate(table.rows, start=top + 1):
            for at, value in enumerate(row):
                _write(sheet, number, at, value, day)
        sheet.freeze_panes(top + 1, 0)
    return out.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, value: Plain, day: object
) -> None:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool):
        sheet.write_string(row, at, "yes" if value else "no")
    elif isinstance(value, str):
        sheet.write_string(row, at, _lines(value)[:_LONGEST_CELL])
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, day)
    else:
        sheet.write_number(row, at, value)


def _width(table: Table, at: int) -> int:
    longest = max((len(_cell(row[at])) for row in table.rows), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, len(table.headings[at]) + 2))
