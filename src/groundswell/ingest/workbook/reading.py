"""Read a workbook in any of its three forms, and say everything that is wrong with it at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from groundswell.core.terrain.map_records import Initiative, Person
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.ingest.workbook import checks, rules
from groundswell.ingest.workbook.delimited import one_file, tables_of_folder
from groundswell.ingest.workbook.excel import tables_of_excel
from groundswell.ingest.workbook.objects import tables_of_json
from groundswell.ingest.workbook.packed import holds_csv, tables_of_packed
from groundswell.ingest.workbook.parse import Row, Rows, rows_of
from groundswell.ingest.workbook.problem import Findings, Problem, Unreadable
from groundswell.ingest.workbook.tables import Table, bytes_of

_ANOTHER = "Name an .xlsx workbook, a folder of CSV files, or a .json file."
_MAGIC = {
    b"%PDF": "this is a PDF",
    b"\x89PNG": "this is a picture",
    b"\xff\xd8\xff": "this is a picture",
    b"{\\rtf": "this is a rich-text document",
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the observations, unless an error stands against them, and the problems.

    `rows` holds, for each sheet, the row in which each of its records stands; `given` what that row
    has cells for, empty or not: attributes, and headings of unknown columns.
    """

    observations: Observations | None
    problems: tuple[Problem, ...]
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    given: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stand against an import."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Return what is only worth knowing."""
        return tuple(p for p in self.problems if p.severity == "note")


def read(
    path: Path, today: date, *, good_rows_only: bool = False, beside: Observations | None = None
) -> Reading:
    """Read an xlsx workbook, a JSON file, or CSV files in a folder or zip; bad input never raises.

    Parameters
    ----------
    path
        The file or folder; what it is shows in its content, not its name.
    today
        The day after which nothing can have been observed.
    good_rows_only
        Whether to leave out the rows with errors, and those that refer to them, instead of
        refusing the file. The problems are told all the same.
    beside
        What is recorded already and the file is to be added to: it may refer to that, and need not
        list people. What only the two together can break, whoever joins them has to check.
    """
    findings = Findings()
    try:
        tables = _tables(path, findings)
    except Unreadable as error:
        findings.unreadable(path.name or str(path), error)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        failed = Unreadable(f"it could not be read: {reason.lower()}", "Check the name and access.")
        findings.unreadable(path.name or str(path), failed)
    else:
        return _checked(tables, today, findings, good_rows_only, beside)
    return Reading(None, findings.problems())


def _tables(path: Path, findings: Findings) -> list[Table]:
    if path.is_dir():
        return tables_of_folder(path, findings)
    if not path.exists():
        raise Unreadable("there is no such file or folder", "Check the name.")
    raw = bytes_of(path)
    if raw.startswith(_ZIP):
        packed = holds_csv(raw)
        return tables_of_packed(raw, findings) if packed else tables_of_excel(raw, findings)
    start = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe\x00 \t\r\n")
    if start[:1] in (b"{", b"[") and not start.startswith(b"{\\rtf"):
        return tables_of_json(raw, findings)
    raise _unknown(path, raw, start)


def _unknown(path: Path, raw: bytes, start: bytes) -> Unreadable:
    if not start:
        return Unreadable("the file is empty", _ANOTHER)
    for magic, what in _MAGIC.items():
        if raw.startswith(magic):
            return Unreadable(what, _ANOTHER)
    if raw.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            what = "the workbook is protected by a password"
            return Unreadable(what, "Save a copy without the password.")
        what = "this is a file of an old Office version"
        return Unreadable(what, "Open it in Excel or LibreOffice and save it as .xlsx.")
    if b"\0" in raw[:1024]:
        return Unreadable("this is no workbook", _ANOTHER)
    return one_file(path)


def _checked(
    tables: list[Table],
    today: date,
    findings: Findings,
    good_rows: bool,
    beside: Observations | None,
) -> Reading:
    sheets: Rows = rows_of(tables, findings)
    if beside is None:
        checks.check_people(sheets, findings)
    sheets = checks.without_doubles(sheets, findings)
    _check(sheets, today, findings, beside)
    if good_rows and not findings.fatal:
        sheets = _good(sheets, today, findings, beside)
    elif findings.broken:
        return Reading(None, findings.problems())
    if findings.fatal:
        return Reading(None, findings.problems())
    rows = {sheet: tuple(row.number for row in of) for sheet, of in sheets.items()}
    given = {sheet: tuple(row.given for row in of) for sheet, of in sheets.items()}
    return Reading(_observed(sheets), findings.problems(), rows, given)


def problems_of(observations: Observations, today: date) -> tuple[Problem, ...]:
    """Return what the reader would say of records that come from elsewhere than a file.

    Rows are numbered by their place in each sheet, from 1.
    """
    findings = Findings()
    given = {Initiative.SHEET: (observations.initiative,), Person.SHEET: (), **observations.records}
    sheets: Rows = {
        sheet: [Row(number, record) for number, record in enumerate(records, start=1)]
        for sheet, records in given.items()
    }
    _check(checks.without_doubles(sheets, findings), today, findings)
    return findings.problems()


def _good(sheets: Rows, today: date, findings: Findings, beside: Observations | None) -> Rows:
    """Leave out what is refused, until nothing that is left refers to it."""
    while True:
        sheets = {sheet: _kept(sheet, rows, findings) for sheet, rows in sheets.items()}
        later = Findings()
        _check(sheets, today, later, beside)
        if not later.refused:
            return sheets
        findings.join(later)


def _check(
    sheets: Rows, today: date, findings: Findings, beside: Observations | None = None
) -> None:
    codes = checks.codes_of(sheets)
    checks.check_codes(codes, findings)
    checks.check_references(sheets, _known(codes, beside), findings)
    checks.check_tree(sheets, findings)
    rules.check_dates(sheets, today, findings)
    rules.check_order(sheets, findings)
    rules.check_selves(sheets, findings)
    rules.check_settings(sheets, findings)
    rules.check_evidence(sheets, findings)
    if beside is None:
        rules.check_decisions(sheets, findings)
        rules.check_nodes(sheets, findings)


def _known(
    codes: Mapping[str, Mapping[str, int]], beside: Observations | None
) -> Mapping[str, Mapping[str, int]]:
    """Return the codes that may be referred to: the file's own and those recorded already."""
    if beside is None:
        return codes
    standing = beside.where(lambda record: record.retracted_on is None)
    there = {
        sheet: [Row(number, record) for number, record in enumerate(records, start=1)]
        for sheet, records in standing.records.items()
    }
    before = checks.codes_of(there)
    return {sheet: {**before[sheet], **own} for sheet, own in codes.items()}


def _kept(sheet: str, rows: Sequence[Row[Any]], findings: Findings) -> list[Row[Any]]:
    """Return the rows nothing stands against; of the initiative, the values."""
    if (sheet, None) in findings.refused:
        return []
    if sheet != Initiative.SHEET:
        return [row for row in rows if (sheet, row.number) not in findings.refused]
    return [
        dataclasses.replace(
            row,
            record=dataclasses.replace(
                row.record,
                **{n: None for n, at in row.places.items() if (sheet, at) in findings.refused},
            ),
        )
        for row in rows
    ]


def _observed(sheets: Rows) -> Observations:
    abouts = sheets.get(Initiative.SHEET, ())
    return Observations(
        initiative=abouts[0].record if abouts else Initiative(),
        records={
            sheet: tuple(row.record for row in sheets[sheet])
            for sheet in SHEETS
            if sheet != Initiative.SHEET and sheets.get(sheet)
        },
    )
