"""A JSON file as tables: an object that names the sheets, each a list of objects.

`initiative` is an object, or such a list of {"key", "value"}; `settings` may be an object as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from groundswell.core.terrain.map_records import Initiative, Setting
from groundswell.ingest.workbook.cells import Broken, Cell
from groundswell.ingest.workbook.problem import Findings, Unreadable
from groundswell.ingest.workbook.sieve import MAX_ROWS, MAX_SPAN
from groundswell.ingest.workbook.tables import Table, claim

KEY_VALUE = ("key", "value")
_PAIRED = {Initiative.SHEET: KEY_VALUE, Setting.SHEET: ("constant", "value")}
_LONGEST_NUMBER = 300
_FORM = 'Write {"initiative": {...}, "people": [{...}, ...], ...}.'
_NESTED = Broken("a nested value stands here", "Write text, a number, true or false.", "nested")


class _Doubled(dict[str, Any]):
    """An object that names a field twice."""


def tables_of_json(raw: bytes, findings: Findings) -> list[Table]:
    """Return the sheets of a JSON file.

    Raises
    ------
    Unreadable
        If it is no JSON, or not an object of sheets.
    """
    content = _loaded(raw)
    if isinstance(content, _Doubled):
        raise Unreadable("a sheet is named twice", "Put their records into one list.")
    if not isinstance(content, dict):
        raise Unreadable("the file is not one object of sheets", _FORM)
    tables: dict[str, Table] = {}
    for name, rows in content.items():
        sheet = claim(name, tables, findings)
        if sheet is not None:
            tables[sheet] = _table(sheet, rows, findings)
    return list(tables.values())


def _loaded(raw: bytes) -> Any:
    try:
        text = raw.decode(json.detect_encoding(raw))
    except UnicodeDecodeError as error:
        raise Unreadable("the file is not UTF-8", "Save it as UTF-8.") from error
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"the file is not valid JSON ({where})", "Correct it there.") from error
    except RecursionError as error:
        raise Unreadable("the file is nested far too deeply", _FORM) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _Doubled(made)


def _whole(digits: str) -> int | str:
    # Beyond this length the conversion is refused or slow, and no count is meant.
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _table(sheet: str, rows: Any, findings: Findings) -> Table:
    if isinstance(rows, dict) and sheet in _PAIRED:
        if isinstance(rows, _Doubled):
            _report(sheet, None, "a field is named twice", findings)
        return Table(sheet, _PAIRED[sheet], [(name, _cell(v)) for name, v in rows.items()])
    if not isinstance(rows, list):
        _report(sheet, None, "this is not a list of objects", findings)
        return Table(sheet, (), ())
    header = list(dict.fromkeys(_names(rows)))
    if len(rows) > MAX_ROWS or len(rows) * len(header) > MAX_SPAN:
        what = f"there are more than {MAX_ROWS:,} records or {MAX_SPAN:,} cells"
        findings.error(sheet, None, None, "too-large", (what, "Split the file."))
        return Table(sheet, (), ())
    for number, row in enumerate(rows, start=2):
        if not isinstance(row, dict):
            _report(sheet, number, "this is not an object", findings)
        elif isinstance(row, _Doubled):
            _report(sheet, number, "a field is named twice", findings)
    cells = [_cells(row, header) for row in rows]
    return Table(sheet, header, cells, absent=_absent(rows, header))


def _names(rows: Iterable[Any]) -> Iterable[str]:
    return (name for row in rows if isinstance(row, dict) for name in row)


def _cells(row: Any, header: list[str]) -> list[Cell]:
    if not isinstance(row, Mapping):
        return [None] * len(header)
    return [_cell(row.get(name)) for name in header]


def _absent(rows: Iterable[Any], header: list[str]) -> list[frozenset[int]]:
    """Return for each row the columns it does not name; rows that name the same share one."""
    alike: dict[tuple[str, ...], frozenset[int]] = {}
    found = []
    for row in rows:
        names = tuple(row) if isinstance(row, Mapping) else ()
        if names not in alike:
            alike[names] = frozenset(at for at, name in enumerate(header) if name not in names)
        found.append(alike[names])
    return found


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        flat = all(isinstance(item, (str, int, float)) for item in value)
        return tuple(value) if flat else _NESTED
    return _NESTED if isinstance(value, dict) else value


def _report(sheet: str, row: int | None, what: str, findings: Findings) -> None:
    findings.error(sheet, row, None, "not-an-object", (what, f"Mend it: {_FORM[6:]}"))
