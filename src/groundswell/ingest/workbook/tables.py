"""A sheet as its file holds it, before anything is understood: a header and rows of cells."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from groundswell.core.terrain.observation import SHEETS
from groundswell.ingest.workbook.cells import Cell
from groundswell.ingest.workbook.problem import Findings, Unreadable, nearest, shown
from groundswell.ingest.workbook.sheets import code_column, plain, sheet_called

READ_ME = "read me"  # the template's explanations; nothing is read from it
MAX_FILE = 128 * 2**20  # bytes of one file as it lies on disk


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. Every row is as long as the header.

    Parameters
    ----------
    sheet
        Its public name.
    header
        Headings as they were written.
    rows
        Cells; a row may be empty.
    first
        The number a spreadsheet shows beside the first row.
    places
        For a key/value sheet turned upright: the number shown beside the key of each column.
    absent
        For each row, the columns that it does not have at all, where rows differ in that.
    """

    sheet: str
    header: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    first: int = 2
    places: Mapping[int, int] = field(default_factory=dict)
    absent: Sequence[frozenset[int]] = ()

    def number(self, row: int, column: int) -> int:
        """Return the number a spreadsheet shows beside a cell."""
        return self.places.get(column, self.first + row)


def claim(name: str, taken: Iterable[str], findings: Findings) -> str | None:
    """Return the sheet that `name` stands for, unless it is unknown or already there."""
    sheet = sheet_called(name)
    if sheet is None:
        if plain(name) != plain(READ_ME):
            what = f"{shown(name)} is no sheet of a workbook and was left aside"
            mend = "Rename it if it should be read" + _near(name)
            findings.note(name, None, None, "unknown-sheet", (what, mend))
        return None
    if sheet in taken:
        what = f"there is a second sheet of this name, {shown(name)}"
        findings.error(sheet, None, None, "second-sheet", (what, "Put their rows into one sheet."))
        return None
    return sheet


def bytes_of(file: Path) -> bytes:
    """Return a file's content, if it is an ordinary file of bearable size."""
    about = file.stat()
    if not stat.S_ISREG(about.st_mode):
        raise Unreadable(f"{file.name} is not an ordinary file", "Name a file or a folder.")
    if about.st_size > MAX_FILE:
        raise Unreadable(
            f"{file.name} has {about.st_size / 2**20:,.0f} MB; {MAX_FILE >> 20} MB is the most",
            "Split it, or remove what does not belong to the initiative.",
        )
    return file.read_bytes()


def _near(name: str) -> str:
    """Return a suggestion; who writes 'persons' means the sheet whose key is a person."""
    by_key = {own.header: sheet for sheet in SHEETS if (own := code_column(sheet))}
    found = nearest(name, [*SHEETS, *by_key])
    return "." if found is None else f", did you mean {shown(by_key.get(found, found))}?"


def is_blank(cell: Cell) -> bool:
    """Return whether a cell holds nothing."""
    return cell in (None, "", ()) or (isinstance(cell, str) and not cell.strip())
