"""Records on a page: which columns a table shows, and how a value is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Any

from groundswell.app.browse.views import Row, View
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import META_COLUMNS, Column, Record, columns
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.labels import label_of
from groundswell.faces.web.screens.choices import choices_of
from groundswell.ingest.workbook.sheets import columns_of
from groundswell.reports.words import day

PAGE, WIDTH = 50, 6
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The change", ("initiative", "decisions", "authority", "nodes", "operators", "system")),
    ("People", ("people", "units", "ties", "stances", "influence", "stakes", "resistance")),
    ("Coalition", ("coalition", "encounters", "commitments", "rights", "conflicts", "overrides")),
    ("Meetings", ("meetings", "attendance", "rulings", "wins", "adaptations")),
    ("Gates", ("gates", "gate_answers")),
    ("Evidence", ("evidence", "pilots", "pilot_data", "costs", "adoption")),
    ("Seasons", ("launch", "visibility", "governance", "seats", "replants")),
    ("Document", ("document",)),
    ("Plans", ("plans",)),
    ("Model", ("settings",)),
)
_TITLES = {"pilot_data": "Pilot data", "system": "System sketch", "settings": "Model constants"}

Say = Callable[[Column, Any], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One record in a table."""

    id: int
    cells: tuple[tuple[str, str], ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a sheet.

    Parameters
    ----------
    head
        Labels of the columns; only those that hold something, the key first.
    found
        How many records match what is searched for.
    """

    head: tuple[str, ...]
    lines: tuple[Line, ...]
    found: int
    asked: str
    page: int
    pages: int

    @property
    def before(self) -> int | None:
        """The page before, if there is one."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        """The page after, if there is one."""
        return self.page + 1 if self.page < self.pages else None


def title_of(sheet: str) -> str:
    """Return a sheet's name as a title."""
    return _TITLES.get(sheet) or sheet.replace("_", " ").capitalize()


def shown_table(at: View, sheet: str, asked: str, page: str) -> Shown:
    """Return the records of a sheet that hold what is asked for, newest first, by page."""
    say = saying(at)
    rows = [row for row in reversed(at.rows(sheet)) if _holds(row.record, asked, say)]
    pages = max(1, -(-len(rows) // PAGE))
    number = min(max(int(page), 1), pages) if page.isdecimal() and len(page) < 9 else 1
    part = rows[(number - 1) * PAGE : number * PAGE]
    picked = _picked(sheet, [row.record for row in part])
    head = tuple(label_of(sheet, column) for column in picked)
    lines = tuple(_line(row, picked, head, say) for row in part)
    return Shown(head, lines, len(rows), asked.strip(), number, pages)


def _line(row: Row, picked: Sequence[Column], head: Sequence[str], say: Say) -> Line:
    cells = (say(column, getattr(row.record, column.name)) for column in picked)
    return Line(row.id, tuple(zip(head, cells, strict=True)), row.mine)


def _picked(sheet: str, records: Sequence[Record]) -> list[Column]:
    """Return the columns worth showing: keys, then those that hold something."""
    told = [
        c
        for c in columns_of(sheet)
        if c.name not in META_COLUMNS
        and (c.bounds.key or any(getattr(r, c.name) is not None for r in records))
    ]
    own = told or [c for c in columns_of(sheet) if c.name not in META_COLUMNS]
    dated = [c for c in columns_of(sheet) if c.name in ("observed_on", "assessor")]
    judged = dated if SHEETS[sheet].JUDGED else []
    return [*own[: WIDTH - len(judged)], *judged]


def _holds(record: Record, asked: str, say: Say) -> bool:
    words = asked.casefold().split()
    if not words:
        return True
    told = " ".join(
        f"{value} {say(column, value)}"
        for column in columns(type(record))
        if (value := getattr(record, column.name)) is not None
    ).casefold()
    return all(word in told for word in words)


def saying(at: View) -> Say:
    """Return how values are said: codes by their names, words as the trade says them."""
    names = {sheet: dict(pairs) for sheet, pairs in choices_of(at).items()}
    return partial(_said, names, vocabulary_of(at.about).label)


def _said(
    names: Mapping[str, Mapping[str, str]], word: Callable[[Enum], str], column: Column, value: Any
) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(_said(names, word, column, one) for one in value)
    if isinstance(value, Enum):
        return word(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return f"{value:g}"
    return names.get(column.bounds.refers or "", {}).get(value, str(value))


def line_of(at: View, record: Record) -> str:
    """Return a record in one line: its key and what it says first."""
    say = saying(at)
    told = (say(c, getattr(record, c.name)) for c in _picked(record.SHEET, [record])[:4])
    return ", ".join(text for text in told if text)


def beside(at: View, mine: Record, theirs: Record | None) -> list[tuple[str, str, str, bool]]:
    """Return label, mine and theirs for each column that either fills, and whether they differ."""
    say, told = saying(at), []
    for column in columns_of(mine.SHEET):
        values = [getattr(record, column.name, None) for record in (mine, theirs)]
        if column.name not in ("recorded_on", "retracted_on") and values != [None, None]:
            texts = [say(column, value) for value in values]
            told.append((label_of(mine.SHEET, column), *texts, values[0] != values[1]))
    return told  # type: ignore[return-value]
