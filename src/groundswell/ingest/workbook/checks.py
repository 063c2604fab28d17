"""What must hold between rows: keys are unique, references lead somewhere, units form a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from groundswell.core.terrain.map_records import Person, Unit
from groundswell.core.terrain.notations import WRITTEN, reading
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Column, key_names
from groundswell.ingest.workbook.parse import Row, Rows
from groundswell.ingest.workbook.problem import Findings, listed, meant, shown
from groundswell.ingest.workbook.sheets import code_column, columns_of, keys_of

Codes = Mapping[str, Mapping[str, int]]
_SEVERAL = frozenset(
    column.bounds.refers
    for sheet in SHEETS
    for column in columns_of(sheet)
    if column.many and column.bounds.refers
)


def check_people(sheets: Rows, findings: Findings) -> None:
    """Report a missing people sheet; one without rows is only worth a note."""
    if Person.SHEET not in sheets:
        findings.fatal = True
        say = (
            "the sheet is missing",
            "Add it with a column person; it is the only sheet that must be there.",
        )
        findings.error(Person.SHEET, None, None, "no-people", say)
    elif not sheets[Person.SHEET] and (Person.SHEET, None) not in findings.refused:
        say = ("nobody is listed", "List everybody the change touches, one row for each.")
        findings.note(Person.SHEET, None, None, "nobody", say)


def without_doubles(sheets: Rows, findings: Findings) -> dict[str, list[Row[Any]]]:
    """Return the rows with exact duplicates dropped; report those and keys that clash.

    A row that was taken back clashes with nothing: it is history.
    """
    return {sheet: list(_single(sheet, rows, findings)) for sheet, rows in sheets.items()}


def _single(sheet: str, rows: Sequence[Row[Any]], findings: Findings) -> Iterator[Row[Any]]:
    kind: type = SHEETS[sheet]
    names = key_names(kind)
    key_of, keys = attrgetter(*names), {column.name for column in keys_of(sheet)}
    seen: dict[Any, list[Row[Any]]] = {}
    for row in rows:
        if row.bad and not row.bad.isdisjoint(names):
            yield row
            continue
        earlier = seen.setdefault(key_of(row.record), [])
        same = next((e for e in earlier if not (e.bad or row.bad) and e.record == row.record), None)
        if same is not None:
            say = (f"the row repeats row {same.number} and is counted once", "Delete one of them.")
            findings.note(sheet, row.number, None, "repeated", say)
            continue
        standing = [e for e in earlier if e.record.retracted_on is None]
        if standing and keys and row.record.retracted_on is None:
            _report_clash(sheet, row, standing[0].number, findings)
        earlier.append(row)
        yield row


def _report_clash(sheet: str, row: Row[Any], first: int, findings: Findings) -> None:
    of = [getattr(row.record, column.name) for column in keys_of(sheet)]
    named = listed([shown(value) for value in of if value is not None], "and")
    if row.record.JUDGED:
        mend = "Keep one, or give them different assessors or dates (observed_on)."
    else:
        mend = "Keep one, or fill in retracted_on where the row no longer holds."
    what = f"{named} stands in row {first} already, with other values"
    findings.error(sheet, row.number, keys_of(sheet)[0].header, "same-key", (what, mend))


def codes_of(sheets: Rows) -> dict[str, dict[str, int]]:
    """Return the codes of every sheet that has its own, with their rows."""
    codes: dict[str, dict[str, int]] = {}
    for sheet in SHEETS:
        if (own := code_column(sheet)) is not None:
            every = codes[sheet] = {}
            for row in sheets.get(sheet, ()):
                code = getattr(row.record, own.name)
                if code is not None:
                    every.setdefault(code, row.number)
    return codes


def check_codes(codes: Mapping[str, Mapping[str, int]], findings: Findings) -> None:
    """Report codes that cannot stand in a list, and note those that differ in case only."""
    for sheet, every in codes.items():
        alike: dict[str, str] = {}
        header = keys_of(sheet)[0].header
        for code, number in every.items():
            if sheet in _SEVERAL and ";" in code:
                say = (f"{shown(code)} holds a semicolon", "Semicolons divide lists; leave it out.")
                findings.error(sheet, number, header, "semicolon", say)
            other = alike.setdefault(" ".join(code.casefold().split()), code)
            if other != code:
                what = f"{shown(code)} and {shown(other)} (row {every[other]}) differ only in case"
                say = (what, "If they are the same, use one code everywhere.")
                findings.note(sheet, number, header, "alike", say)


def check_references(
    sheets: Rows, codes: Mapping[str, Mapping[str, int]], findings: Findings
) -> None:
    """Report every code that names nothing in the sheet it refers to, if that can be read."""
    for sheet, rows in sheets.items():
        for column in columns_of(sheet):
            if column.bounds.notation is not None:
                for row in rows:
                    for text in getattr(row.record, column.name) or ():
                        _check_text(sheet, row, column, text, codes, findings)
            target = column.bounds.refers
            if target is None or (target, None) in findings.refused:
                continue
            known = codes[target]
            for row in rows:
                value = getattr(row.record, column.name)
                if value is None or value in known:
                    continue
                for code in value if column.many else (value,):
                    if code not in known:
                        _report_unknown(sheet, row, column, code, target, codes, findings)


def _check_text(
    sheet: str, row: Row[Any], column: Column, text: str, codes: Codes, findings: Findings
) -> None:
    """Report a short text that cannot be read, and codes inside that name nothing."""
    notation = column.bounds.notation
    assert notation is not None
    parts = reading(notation, text, lambda target, code: code in codes[target])
    if not parts:
        say = (f"{shown(text)} cannot be read", f"Write it as {WRITTEN[notation]}.")
        findings.error(sheet, row.at(column.name), column.header, "unreadable", say)
    for part in parts:
        target, refused = part.sheet, (part.sheet, None) in findings.refused
        if target and not refused and part.text not in codes[target]:
            _report_unknown(sheet, row, column, part.text, target, codes, findings)


def _report_unknown(
    sheet: str,
    row: Row[Any],
    column: Column,
    code: str,
    target: str,
    codes: Codes,
    findings: Findings,
) -> None:
    known = codes[target]

    def say() -> tuple[str, str]:
        what = f"{shown(code)} is not in the sheet {target}"
        mend = "Add it there, or correct it" + meant(code, known)
        if column.many and any(f"{code}," in full or f", {code}" in full for full in known):
            mend = "Where a code holds a comma, divide the list by semicolons and end it with one."
        return what, mend

    findings.error(sheet, row.at(column.name), column.header, "unknown-reference", say)


def check_tree(sheets: Rows, findings: Findings) -> None:
    """Report units that belong, in the end, to themselves; each circle once."""
    rows = {row.record.unit: row for row in sheets.get(Unit.SHEET, ())}
    done: set[str] = set()
    for start in rows:
        path: dict[str, None] = {}
        unit: str | None = start
        while unit is not None and unit in rows and unit not in done and unit not in path:
            path[unit] = None
            unit = rows[unit].record.parent
        if unit is not None and unit in path:
            units = list(path)
            circle = units[units.index(unit) :]
            ring = " belongs to ".join([*circle, circle[0]])
            row = min((rows[name] for name in circle), key=lambda row: row.number)
            say = (
                f"the units form a circle: {ring}",
                "Clear the parent of the topmost unit.",
            )
            findings.error(Unit.SHEET, row.number, "parent", "circle", say)
        done.update(path)
