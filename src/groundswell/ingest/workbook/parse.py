"""Tables to rows of records; what a cell cannot mean becomes a finding, not a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, Generic, TypeVar

from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Column, Record
from groundswell.ingest.workbook.cells import Cell, Unfit, reader_of, text_of
from groundswell.ingest.workbook.objects import KEY_VALUE
from groundswell.ingest.workbook.problem import Findings, meant, shown
from groundswell.ingest.workbook.sheets import columns_of, plain
from groundswell.ingest.workbook.tables import Table, is_blank

R = TypeVar("R", bound=Record)
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Row(Generic[R]):
    """A record and where it stands.

    Parameters
    ----------
    number
        The number a spreadsheet shows beside it.
    record
        Its values; None in a cell that could not be read, required or not.
    bad
        Attributes whose cells could not be read.
    places
        For the key/value sheet: the row of each attribute.
    given
        Attributes, and headings of unknown columns, that have a cell here, empty or not.
    """

    number: int
    record: R
    bad: frozenset[str] = _NOTHING
    places: Mapping[str, int] = field(default_factory=dict)
    given: frozenset[str] = _NOTHING

    def at(self, name: str) -> int:
        """Return the row in which an attribute stands."""
        return self.places.get(name, self.number)


Rows = Mapping[str, Sequence[Row[Any]]]


def rows_of(tables: Iterable[Table], findings: Findings) -> dict[str, list[Row[Any]]]:
    """Return the rows of every sheet that the file holds."""
    return {
        table.sheet: (
            _initiative(table, findings)
            if table.sheet == Initiative.SHEET
            else _sheet(table, SHEETS[table.sheet], findings)
        )
        for table in tables
    }


def _initiative(table: Table, findings: Findings) -> list[Row[Any]]:
    """Turn the key/value rows of the initiative into one record."""
    names = [plain(_heading(cell)) for cell in table.header]
    pairs = list(table.rows)
    first = table.first
    if set(KEY_VALUE) <= set(names):
        at = (names.index("key"), names.index("value"))
    elif len(names) >= 2 and names[0] in {plain(c.header) for c in columns_of(Initiative.SHEET)}:
        # Somebody left out the heading: the first row already holds a key.
        at, first, pairs = (0, 1), table.first - 1, [table.header, *pairs]
    elif names:
        mend = "Head the two columns key and value, with one row for each key."
        row = table.first - 1
        findings.error(table.sheet, row, None, "no-column", ("this is no key/value sheet", mend))
        return []
    else:
        return []
    keys, values, places = [], [], []
    for number, pair in enumerate(pairs, start=first):
        key, value = pair[at[0]], pair[at[1]]
        if is_blank(key) and not is_blank(value):
            say = ("a value stands beside no key", "Name the key, or clear the value.")
            findings.error(table.sheet, number, None, "no-key", say)
        elif not is_blank(key):
            keys.append(key)
            values.append(value)
            places.append(number)
    upright = Table(table.sheet, keys, [values], first, dict(enumerate(places)))
    return _sheet(upright, Initiative, findings)


def _heading(cell: Cell) -> str:
    try:
        return text_of(cell)
    except Unfit:
        return ""


@dataclass(slots=True)
class _Header:
    """Where the columns of a table stand: the known ones, and the others by their headings."""

    known: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)  # known, but there is no telling which


def _sheet(table: Table, kind: type[Record], findings: Findings) -> list[Row[Any]]:
    header = _header_of(table, kind, findings)
    nothing = [None] * len(table.rows)
    bad: dict[int, set[str]] = {}
    values = {
        column.name: (
            _column(column, header.known[column.name], table, findings, bad)
            if column.name in header.known
            else nothing
        )
        for column in columns_of(kind.SHEET)
    }
    extras = _extras(table, header.others, findings, bad)
    empty = (None,) * len(values)
    rows = list(zip(*values.values(), strict=True))
    live = [i for i, row in enumerate(rows) if row != empty or i in bad or i in extras]
    _check_required(kind, header, table, live, values, bad, findings)
    places = {name: table.places[at] for name, at in header.known.items() if table.places}
    given = _given(table, header)
    return [
        Row(
            table.first + i,
            kind(**dict(zip(values, rows[i], strict=True)), extra=extras.get(i, ())),
            frozenset(bad[i]) if i in bad else _NOTHING,
            places,
            given[i],
        )
        for i in live
    ]


def _given(table: Table, header: _Header) -> list[frozenset[str]]:
    """Return for each row what it has cells for; rows that have the same share one."""
    every = {**header.known, **header.others}
    if not table.absent:
        return [frozenset(every)] * len(table.rows)
    alike = {
        absent: frozenset(name for name, at in every.items() if at not in absent)
        for absent in set(table.absent)
    }
    return [alike[absent] for absent in table.absent]


def _header_of(table: Table, kind: type[Record], findings: Findings) -> _Header:
    """Find the columns; say which headings are unknown, doubled, unreadable or missing."""
    header = _Header()
    by_name = {plain(column.header): column for column in columns_of(kind.SHEET)}
    for at, cell in enumerate(table.header):
        row = table.number(-1, at)
        try:
            heading = text_of(cell)
        except Unfit as unfit:
            findings.error(table.sheet, row, None, unfit.kind, (unfit.what, unfit.mend))
            continue
        column = by_name.get(plain(heading))
        where, name = (header.known, column.name) if column else (header.others, heading)
        if not heading:
            _report_unnamed(table, at, findings)
        elif name in where:
            what = f"{shown(heading)} stands there twice"
            if table.places:
                what += f", in row {table.number(0, where[name])} too"
            say = (what, "Remove or rename one of them.")
            findings.error(table.sheet, row, column.header if column else heading, "twice", say)
        else:
            where[name] = at
            if column is None:
                _note_unknown(table.sheet, row, heading, by_name.values(), findings)
    _report_missing(table, kind, header, findings)
    return header


def _report_unnamed(table: Table, at: int, findings: Findings) -> None:
    number = next(
        (n for n, row in enumerate(table.rows, start=table.first) if not is_blank(row[at])), None
    )
    if number is not None:
        what = f"cells stand in column {_letters(at)}, which has no heading; they were left aside"
        findings.note(
            table.sheet, number, None, "no-heading", (what, "Name the column if it matters.")
        )


def _letters(at: int) -> str:
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _note_unknown(
    sheet: str, row: int, heading: str, known: Iterable[Column], findings: Findings
) -> None:
    def say() -> tuple[str, str]:
        mend = "Rename it if it should count" + meant(heading, [c.header for c in known])
        return "this column has no meaning here; it is kept as it is", mend

    findings.note(sheet, row, heading, "unknown-column", say)


def _report_missing(table: Table, kind: type[Record], header: _Header, findings: Findings) -> None:
    for column in columns_of(kind.SHEET):
        if not column.required or column.name in header.known or not table.header:
            continue
        header.spoilt.add(column.name)
        near = meant(column.header, header.others)
        mend = f"Add a column headed {column.header} ({column.bounds.text}){near}"
        say = ("the column is missing", mend)
        findings.error(table.sheet, None, column.header, "no-column", say)


def _column(
    column: Column, at: int, table: Table, findings: Findings, bad: dict[int, set[str]]
) -> list[Any]:
    """Read a column's cells; equal cells are read once."""
    read = reader_of(column)
    cells = [row[at] for row in table.rows]
    # A yes and a 1 are equal and yet read differently, so the kind of cell counts too.
    alike = len({type(cell) for cell in cells} - {str, float, date, NoneType}) == 0
    keys = cells if alike else [(type(cell), cell) for cell in cells]
    values: dict[Any, Any] = {}
    unfit: dict[Any, Unfit] = {}
    for key, cell in dict(zip(keys, cells, strict=True)).items():
        values[key] = None
        if not is_blank(cell):
            try:
                values[key] = read(cell)
            except Unfit as error:
                unfit[key] = error
    if unfit:
        for i, key in enumerate(keys):
            if key in unfit:
                bad.setdefault(i, set()).add(column.name)
                say = (unfit[key].what, unfit[key].mend)
                where = table.number(i, at)
                findings.error(table.sheet, where, column.header, unfit[key].kind, say)
    return [values[key] for key in keys]


def _extras(
    table: Table,
    others: Mapping[str, int],
    findings: Findings,
    bad: dict[int, set[str]],
) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the cells of unknown columns by row, sorted by heading whatever the file's order."""
    extras: dict[int, tuple[tuple[str, str], ...]] = {}
    for heading, at in sorted(others.items()):
        for i, row in enumerate(table.rows):
            if is_blank(row[at]):
                continue
            try:
                text = text_of(row[at])
            except Unfit as unfit:
                say = (unfit.what, unfit.mend)
                findings.error(table.sheet, table.number(i, at), heading, unfit.kind, say)
                bad.setdefault(i, set()).add(heading)
                continue
            if text:
                extras[i] = (*extras.get(i, ()), (heading, text))
    return extras


def _check_required(
    kind: type[Record],
    header: _Header,
    table: Table,
    live: Sequence[int],
    values: Mapping[str, Sequence[Any]],
    bad: dict[int, set[str]],
    findings: Findings,
) -> None:
    for column in columns_of(kind.SHEET):
        if not column.required:
            continue
        for i in live:
            if values[column.name][i] is not None or column.name in bad.get(i, ()):
                continue
            bad.setdefault(i, set()).add(column.name)
            if column.name not in header.spoilt:
                say = ("the cell is empty", _mend_empty(column))
                findings.error(table.sheet, table.first + i, column.header, "empty", say)


def _mend_empty(column: Column) -> str:
    words = [kind for kind in column.alternatives if issubclass(kind, Enum)]
    unknown = any(word.value == "unknown" for kind in words for word in kind)
    write = "Write unknown if nobody knows" if unknown else "Fill it in"
    return f"{write}, or clear the whole row."
