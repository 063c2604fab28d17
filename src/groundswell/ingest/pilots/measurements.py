"""A CSV file of measured values as rows of a pilot: all of it, or every problem with its mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.core.terrain.record import Column, columns
from groundswell.core.terrain.run_records import PilotDatum
from groundswell.ingest.pilots.headings import (
    ARM,
    PERIOD,
    PILOT,
    SHEET,
    UNIT,
    VALUE,
    Columns,
    columns_of,
)
from groundswell.ingest.workbook.cells import Cell, Unfit, reader_of, text_of
from groundswell.ingest.workbook.delimited import table_of_bytes
from groundswell.ingest.workbook.problem import Findings, Problem, Unreadable
from groundswell.ingest.workbook.tables import Table, is_blank

MOST = 20_000  # values of one file
_YES = {"yes": 1.0, "true": 1.0, "y": 1.0, "no": 0.0, "false": 0.0, "n": 0.0}
_MISSING = frozenset("na n/a nan null none missing - -- . ? unknown".split())
_COLUMNS: Mapping[str, Column] = {c.name: c for c in columns(PilotDatum)}
Key = tuple[str | None, str | None, str | None, float | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file of measurements holds.

    Parameters
    ----------
    rows
        Every value, in the file's order; a row without one counts as missing and is kept.
    taken_for
        What each heading was taken for.
    """

    rows: tuple[PilotDatum, ...]
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    taken_for: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> int:
        """Rows without a value."""
        return sum(row.value is None for row in self.rows)


def key_of(row: PilotDatum) -> Key:
    """Return what makes a value the same as another."""
    return row.unit, row.period, row.arm, row.value


def read_measurements(
    raw: bytes, pilot: str, standing: Iterable[PilotDatum] = (), name: str = "the file"
) -> Measured:
    """Read measured values of one pilot.

    Headings may be in any order: a unit, a period, an arm, a value, under the names people give
    them; or before and after, control and trial, side by side. Yes and no count as 1 and 0.

    Parameters
    ----------
    standing
        Values that are there already; a row that repeats one is an error.
    name
        What to call the file, where it cannot be read at all.
    """
    findings = Findings()
    rows: list[PilotDatum] = []
    told: tuple[tuple[str, str], ...] = ()
    try:
        table = table_of_bytes(SHEET, raw, findings)
        found = _columns(table, findings)
        if found is not None:
            told = found.told
            rows = list(_rows(table, found, pilot, set(map(key_of, standing)), findings))
    except Unreadable as error:
        findings.unreadable(name, error)
    every = findings.problems()
    errors = tuple(p for p in every if p.severity == "error")
    return Measured(tuple(rows), errors, tuple(p for p in every if p.severity == "note"), told)


def _columns(table: Table, findings: Findings) -> Columns | None:
    if not table.header:
        say = ("the file is empty", "Give it a heading and a row for each value.")
        findings.error(SHEET, None, None, "empty", say)
        return None
    row = table.first - 1
    if all(_number_like(cell) for cell in table.header if not is_blank(cell)):
        say = ("the first row holds values", "Put headings above: unit, period, arm, value.")
        findings.error(SHEET, row, None, "no-heading", say)
        return None
    return columns_of(table.header, findings, row)


def _number_like(cell: Cell) -> bool:
    try:
        return reader_of(_COLUMNS[VALUE])(cell) is not None
    except Unfit:
        return False


def _rows(
    table: Table, found: Columns, pilot: str, seen: set[Key], findings: Findings
) -> Iterator[PilotDatum]:
    count, others = 0, 0
    for at, cells in enumerate(table.rows):
        number = table.number(at, 0)
        if all(map(is_blank, cells)):
            continue
        if _of_another(cells, found, pilot):
            others += 1
            continue
        for row in _of_line(cells, found, pilot, number, findings):
            count += 1
            if count > MOST:
                say = (f"there are more than {MOST:,} values", "Hand in means of units or periods.")
                findings.error(SHEET, number, None, "too-many", say)
                return
            if key_of(row) in seen:
                what = "this value is there already, with the same unit, period and arm"
                mend = "Delete the row, or name its unit differently if it was measured twice."
                findings.error(SHEET, number, None, "repeated", (what, mend))
                continue
            seen.add(key_of(row))
            yield row
    if others:
        say = (f"{others} rows of other pilots were left aside", "Hand them in there.")
        findings.note(SHEET, None, PILOT, "other-pilot", say)
    if not count and not findings.refused:
        say = ("no row holds a value", "Give it a row for each value, under the headings.")
        findings.error(SHEET, None, None, "empty", say)


def _of_another(cells: Sequence[Cell], found: Columns, pilot: str) -> bool:
    at = found.places.get(PILOT)
    if at is None or is_blank(cells[at]):
        return False
    try:
        return text_of(cells[at]) != pilot
    except Unfit:
        return False


def _of_line(
    cells: Sequence[Cell], found: Columns, pilot: str, number: int, findings: Findings
) -> Iterator[PilotDatum]:
    """Yield the values of one line of the file: one, or one for each arm side by side."""
    texts = {name: _text(cells, found, name, number, findings) for name in (UNIT, PERIOD, ARM)}
    unit = texts[UNIT] or f"row {number}"
    sides = found.wide or ((found.places[VALUE], None),)
    for at, arm in sides:
        value, sound = _value(cells[at], arm or VALUE, number, findings)
        if sound:
            both = " ".join(part for part in (texts[ARM], arm) if part) or None
            yield PilotDatum(pilot=pilot, unit=unit, period=texts[PERIOD], arm=both, value=value)


def _text(
    cells: Sequence[Cell], found: Columns, name: str, number: int, findings: Findings
) -> str | None:
    at = found.places.get(name)
    if at is None or is_blank(cells[at]):
        return None
    try:
        said: Any = reader_of(_COLUMNS[name])(cells[at])
    except Unfit as unfit:
        findings.error(SHEET, number, name, unfit.kind, (unfit.what, unfit.mend))
        return None
    return None if said is None else str(said)


def _value(cell: Cell, column: str, number: int, findings: Findings) -> tuple[float | None, bool]:
    """Return a value, None where it is missing, and whether the cell could be read."""
    if is_blank(cell):
        return None, True
    try:
        word = text_of(cell).casefold()
        if word in _MISSING:
            return None, True
        if word in _YES:
            return _YES[word], True
        return float(reader_of(_COLUMNS[VALUE])(cell)), True
    except Unfit as unfit:
        what = f"{unfit.what}, and not yes or no" if unfit.kind == "not-a-number" else unfit.what
        mend = f"{unfit.mend} Leave the cell empty where nothing was measured."
        findings.error(SHEET, number, column, unfit.kind, (what, mend))
        return None, False
