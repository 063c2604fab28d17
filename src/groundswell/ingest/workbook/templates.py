"""An empty workbook to begin with: drop-downs, hints, and a fictional row to overwrite."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.terms import Context
from groundswell.ingest.workbook.layout import Laid, Value, laid_out
from groundswell.ingest.workbook.sheets import columns_of
from groundswell.ingest.workbook.spreadsheet import may_hold, write_spreadsheet
from groundswell.ingest.workbook.tables import READ_ME
from groundswell.ingest.workbook.worked import worked
from groundswell.ingest.workbook.writing import put_in_place, refuse_unless_xlsx

_HEADINGS = ("sheet", "column", "what it means", "what may stand there", "must be filled in")
_ADVICE = (
    "The grey rows tell one small fictional story. Overwrite them or delete them; then fill in"
    " what you know. An empty cell means unknown, never zero and never neutral.",
    "Only people is needed. Begin with people, ties, stances, decisions and authority; leave any"
    " other sheet empty, or delete it.",
    "Choose short codes for people, units, decisions and nodes, and use the same code everywhere."
    " Nobody's real name is needed.",
    "Columns may stand in any order, and you may add your own: they are kept. Every sheet may also"
    " say when something was observed and written down, by whom, and when it was taken back.",
    "Where a list is asked for, divide it by semicolons.",
)


def template(context: Context, path: Path, today: date) -> None:
    """Write an .xlsx workbook with every sheet and column, ready to be filled in.

    Raises
    ------
    WorkbookError
        If the path does not end in .xlsx or its folder does not exist.
    OSError
        If the disk refuses.
    """
    refuse_unless_xlsx(path)
    guide = Laid(READ_ME, (), _HEADINGS, tuple(_lines()))
    sheets = laid_out(worked(context, today), every_sheet=True)
    put_in_place(path, lambda target: write_spreadsheet(sheets, target, guide))


def _lines() -> Iterator[tuple[Value, ...]]:
    for advice in _ADVICE:
        yield "first", None, advice, None, None
    for sheet, kind in SHEETS.items():
        yield sheet, None, kind.ABOUT, None, None
        for column in columns_of(sheet):
            meaning, takes = column.bounds.text, may_hold(column)
            yield sheet, column.header, meaning, takes, "yes" if column.required else None
