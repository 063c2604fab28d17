"""Observations laid out as sheets: headings and lines of values, fit for all three forms."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

from groundswell.core.terrain.map_records import Initiative, Person
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Column, Record
from groundswell.ingest.workbook.cells import FIRST_YEAR, Unfit, text_of
from groundswell.ingest.workbook.objects import KEY_VALUE
from groundswell.ingest.workbook.problem import Findings, Problem, shown
from groundswell.ingest.workbook.sheets import columns_of, plain
from groundswell.ingest.workbook.sieve import MAX_ROWS

Value = str | float | int | bool | date | tuple[str, ...] | None


class WorkbookError(Exception):
    """A workbook that cannot be written; `problems` say why, as they do when reading."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet ready to be written.

    Parameters
    ----------
    sheet
        Its name.
    columns
        The known columns, which come first in `headings`; none for a key/value sheet.
    headings
        The headings, those of unknown columns included.
    lines
        Values; every line as long as the headings.
    """

    sheet: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]


def laid_out(observations: Observations, every_sheet: bool = False) -> list[Laid]:
    """Return the sheets that hold something, and `people`; or every sheet.

    Raises
    ------
    WorkbookError
        If a value fits no cell: invisible characters, too long, not finite, not a record's.
    """
    findings = Findings()
    for sheet in set(observations.records) - set(SHEETS):
        say = ("there is no such sheet", "Remove it.")
        findings.error(sheet, None, None, "unknown-sheet", say)
    sheets = [_initiative(observations.initiative, every_sheet, findings)]
    for sheet in SHEETS:
        rows = observations.records.get(sheet, ())
        if sheet != Initiative.SHEET and (rows or every_sheet or sheet == Person.SHEET):
            sheets.append(_table(sheet, rows, findings))
    if findings.broken:
        raise WorkbookError(findings.problems())
    return [laid for laid in sheets if laid.lines or every_sheet or laid.sheet == Person.SHEET]


def _initiative(record: Initiative, every_key: bool, findings: Findings) -> Laid:
    table = _table(Initiative.SHEET, (record,), findings)
    values: Sequence[Value] = table.lines[0] if table.lines else [None] * len(table.headings)
    pairs = tuple(
        pair
        for pair in zip(table.headings, values, strict=True)
        if every_key or pair[1] is not None
    )
    return Laid(Initiative.SHEET, (), KEY_VALUE, pairs)


def _table(sheet: str, records: Sequence[Record], findings: Findings) -> Laid:
    columns = columns_of(sheet)
    others = tuple(sorted({name for record in records for name, _ in record.extra}))
    _check_headings(sheet, others, findings)
    if len(records) > MAX_ROWS:
        what = f"there are {len(records):,} rows; {MAX_ROWS:,} are the most that can be read again"
        findings.error(sheet, None, None, "too-large", (what, "Split the initiative."))
    headings = (*(column.header for column in columns), *others)
    fit = _Fitting(sheet, headings, findings)
    names = attrgetter(*(column.name for column in columns))
    lines = []
    for number, record in enumerate(records, start=2):
        extra = dict(record.extra) if others else {}
        line = fit.line(number, (*names(record), *(extra.get(name) for name in others)))
        if any(value is not None for value in line):
            lines.append(line)
    return Laid(sheet, columns, headings, tuple(lines))


def _check_headings(sheet: str, others: Sequence[str], findings: Findings) -> None:
    known = {plain(column.header) for column in columns_of(sheet)} | {""}
    for name in others:
        try:
            fits = plain(name) not in known and text_of(name) == name
        except Unfit:
            fits = False
        if not fits:
            what = f"{shown(name)} cannot head a column of other cells"
            mend = "Take a name that is no column's, without spaces at its ends."
            findings.error(sheet, 1, name, "heading", (what, mend))


class _Fitting:
    """Makes the values of a sheet fit for cells; equal texts are looked at once."""

    def __init__(self, sheet: str, headings: Sequence[str], findings: Findings) -> None:
        self.sheet = sheet
        self.headings = headings
        self.findings = findings
        self.seen: dict[str, Value] = {}

    def line(self, number: int, values: Iterable[Any]) -> tuple[Value, ...]:
        """Return a line of cells; what fits none becomes a finding."""
        line: list[Value] = []
        for at, value in enumerate(values):
            fitted = self.seen.get(value) if isinstance(value, str) else None
            if fitted is None and value is not None:
                try:
                    fitted = _fit(value)
                except Unfit as unfit:
                    say = (unfit.what, unfit.mend)
                    self.findings.error(self.sheet, number, self.headings[at], unfit.kind, say)
                if isinstance(value, str):
                    self.seen[value] = fitted
            line.append(fitted)
        return tuple(line)


def _fit(value: Any) -> Value:
    """Return a value as a cell holds it, or raise `Unfit`."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return text_of(value) or None
    if isinstance(value, tuple):
        return tuple(_items(value)) or None
    if isinstance(value, (float, int)) and not abs(value) < 1e300:
        raise Unfit("not-a-number", f"{value} is not a number", "Correct the number.")
    if isinstance(value, date) and value.year < FIRST_YEAR:
        raise Unfit("not-a-date", f"{value} lies before {FIRST_YEAR}", "Check the year.")
    if not isinstance(value, (float, int, date)):
        raise Unfit("not-a-value", f"{shown(value)} fits no cell", "Write text or a number.")
    return value


def _items(value: tuple[str, ...]) -> Iterator[str]:
    for item in value:
        if ";" in item:
            what = f"{shown(item)} holds a semicolon"
            raise Unfit("semicolon", what, "Semicolons divide lists; leave it out.")
        if text_of(item):
            yield text_of(item)


def in_one_cell(items: Sequence[str]) -> str:
    """Return a list as one cell; a final semicolon saves the commas of a single entry."""
    text = "; ".join(items)
    return f"{text};" if len(items) == 1 and "," in text else text


def unlike_excel(number: float) -> bool:
    """Return whether a number loses a digit in a spreadsheet file, which keeps sixteen."""
    return math.isfinite(number) and float(f"{number:.16G}") != number
