"""Sheets as an Excel workbook: frozen headings, dates as dates, drop-downs for closed columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name

from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.record import Column
from groundswell.ingest.workbook.cells import allowed
from groundswell.ingest.workbook.layout import Laid, Value, in_one_cell, unlike_excel
from groundswell.ingest.workbook.sheets import code_column, columns_of

_ROOM = 500  # empty rows below the last that get drop-downs too
_WIDE, _NARROW = 44, 12
_MESSAGE, _TITLE = 255, 32  # characters that Excel allows in a cell's hint
# The same observations give the same bytes.
_MADE = datetime(2025, 1, 1)
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


@dataclass(frozen=True, slots=True)
class _Pens:
    """Cell formats."""

    head: Any
    text: Any
    day: Any
    key: Any
    grey: bool


def write_spreadsheet(sheets: Sequence[Laid], path: Path, read_me: Laid | None = None) -> None:
    """Write an .xlsx file; with `read_me`, the template: that sheet first, hints, grey rows."""
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    book.set_properties({"created": _MADE})
    pens = _pens(book, grey=read_me is not None)
    if read_me is not None:
        _put(book, read_me, _pens(book, grey=False))
    places = {laid.sheet: len(laid.lines) for laid in sheets}
    for laid in sheets:
        sheet = _put(book, laid, pens)
        if laid.sheet == Initiative.SHEET:
            by_header = {column.header: column for column in columns_of(laid.sheet)}
            for row, (key, _) in enumerate(laid.lines, start=1):
                if str(key) in by_header:
                    column = by_header[str(key)]
                    _validate(sheet, (row, 1, row, 1), column, places, read_me is not None)
        for at, column in enumerate(laid.columns):
            area = (1, at, len(laid.lines) + _ROOM, at)
            _validate(sheet, area, column, places, read_me is not None)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _pens(book: Any, grey: bool) -> _Pens:
    ink = {"font_color": "#707070", "italic": True} if grey else {}
    return _Pens(
        head=book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF2"}),
        text=book.add_format({**ink, "text_wrap": True, "valign": "top"}),
        day=book.add_format({**ink, "num_format": "yyyy-mm-dd", "valign": "top"}),
        key=book.add_format({"valign": "top"}),
        grey=grey,
    )


def _put(book: Any, laid: Laid, pens: _Pens) -> Any:
    sheet = book.add_worksheet(laid.sheet)
    sheet.freeze_panes(1, 0)
    for at, heading in enumerate(laid.headings):
        sheet.write_string(0, at, _literal(heading), pens.head)
        wide = _long(laid, at)
        sheet.set_column(at, at, _WIDE if wide else max(_NARROW, len(heading) + 2))
    inks = [pens.text if pens.grey or _long(laid, at) else None for at in range(len(laid.headings))]
    if laid.sheet == Initiative.SHEET:
        inks[0] = pens.key
    for row, line in enumerate(laid.lines, start=1):
        for at, value in enumerate(line):
            if value is not None:
                _put_cell(sheet, row, at, value, pens, inks[at])
    return sheet


def _put_cell(sheet: Any, row: int, at: int, value: Value, pens: _Pens, pen: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, at, _literal(value), pen)
    elif isinstance(value, bool):
        sheet.write_string(row, at, "yes" if value else "no", pen)
    elif isinstance(value, (float, int)):
        if unlike_excel(value):
            sheet.write_string(row, at, repr(value), pen)
        else:
            sheet.write_number(row, at, value, pen)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, pens.day)
    elif value is not None:
        sheet.write_string(row, at, _literal(in_one_cell(value)), pen)


def _literal(text: str) -> str:
    """Return a text that the writer takes as it is; readers trim the added space."""
    # Between these tags it would expect its own XML and write it unescaped.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _long(laid: Laid, at: int) -> bool:
    values = (line[at] for line in laid.lines[:50])
    return any(isinstance(value, str) and len(value) > _WIDE // 2 for value in values)


def _validate(
    sheet: Any,
    area: tuple[int, int, int, int],
    column: Column,
    places: dict[str, int],
    hints: bool,
) -> None:
    rule = _rule(column, places)
    if hints:
        rule["input_title"] = column.header[:_TITLE]
        rule["input_message"] = hint(column)[:_MESSAGE]
    if len(rule) > 1:
        sheet.data_validation(*area, rule)


def _rule(column: Column, places: dict[str, int]) -> dict[str, Any]:
    """Return Excel's rule for a column; it advises, since the reader takes more than it lists."""
    low, high, above = column.bounds.low, column.bounds.high, column.bounds.above
    target = column.bounds.refers
    if column.many:
        return {"validate": "any"}
    if words := words_of(column):
        open_ended = float in column.alternatives
        return {"validate": "list", "source": words, **_advice(column, shown=not open_ended)}
    if target in places:
        letter = xl_col_to_name(columns_of(target).index(code_column(target)))
        last = places[target] + _ROOM
        source = f"='{target}'!${letter}$2:${letter}${last}"
        return {"validate": "list", "source": source, **_advice(column, shown=False)}
    if column.kind in (float, int) and not (low is None and high is None and above is None):
        kind = {"validate": "integer" if column.kind is int else "decimal", **_advice(column)}
        least = above if low is None else low
        if least is not None and high is not None:
            return {**kind, "criteria": "between", "minimum": least, "maximum": high}
        if high is not None:
            return {**kind, "criteria": "<=", "value": high}
        return {**kind, "criteria": ">=" if above is None else ">", "value": least}
    return {"validate": "any"}


def _advice(column: Column, shown: bool = True) -> dict[str, Any]:
    return {
        "error_type": "warning",
        "error_title": column.header[:_TITLE],
        "error_message": may_hold(column)[:_MESSAGE],
        "show_error": shown,
    }


def words_of(column: Column) -> list[str]:
    """Return the words a column takes, if they are closed."""
    if column.kind is bool:
        return ["yes", "no"]
    return [str(word.value) for word in column.kind] if issubclass(column.kind, Enum) else []


def may_hold(column: Column) -> str:
    """Return what may stand in a column, in words."""
    words = ", ".join(words_of(column))
    if words:
        return words + (f", or {allowed(column)}" if float in column.alternatives else "")
    if column.many:
        what = f"codes of the sheet {column.bounds.refers}" if column.bounds.refers else "words"
        return f"{what}, divided by semicolons"
    if column.bounds.refers:
        return f"a code of the sheet {column.bounds.refers}"
    if column.kind is date:
        return "a date (year-month-day)" + ("; it may lie ahead" if column.bounds.plan else "")
    return allowed(column) if column.kind in (float, int) else "text"


def hint(column: Column) -> str:
    """Return what a column means and takes, in two short sentences."""
    must = " Must be filled in." if column.required else ""
    return f"{column.bounds.text[:1].upper()}{column.bounds.text[1:]}. {may_hold(column)}.{must}"
