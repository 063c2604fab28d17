"""A problem with the input: where it stands, what is wrong, and how to mend it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from groundswell.core.terrain.observation import SHEETS
from groundswell.ingest.workbook.sheets import columns_of

Severity = Literal["error", "note"]
Say = tuple[str, str] | Callable[[], tuple[str, str]]

SHOWN = 20  # rows with the same problem in one column that are told one by one
_ALIKE = 70.0  # per cent of likeness below which a suggestion would only puzzle
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; rows are numbered as a spreadsheet shows them, the header being row 1.

    In JSON, where nothing shows a row, it is the record's place in its list plus 1, so that a
    record has the same row number in all three forms. `sheet` is the file's name when the file
    as a whole is concerned. `kind` is a stable word for the sort of problem.
    """

    sheet: str
    row: int | None
    column: str | None
    what: str
    mend: str
    severity: Severity = "error"
    kind: str = ""

    def __str__(self) -> str:
        """Say the problem in one line: where, what, and the mend."""
        place = [self.sheet]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {_shortened(self.column)}")
        return _open(f"{', '.join(place)}: {self.what}. {self.mend}")


class Unreadable(Exception):
    """The file cannot be opened as a workbook at all."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


class Findings:
    """Collects problems while a file is read; tells each sort at most `SHOWN` times a column.

    What to say may be given as a function, so that no suggestion is searched for a problem that
    will only be counted.
    """

    def __init__(self) -> None:
        self.refused: set[tuple[str, int | None]] = set()
        self.fatal = False
        self._told: list[tuple[float, Problem]] = []
        self._times: Counter[tuple[str, str | None, str]] = Counter()
        self._last: dict[tuple[str, str | None, str], Problem] = {}

    @property
    def broken(self) -> bool:
        """Whether anything stands against the import."""
        return self.fatal or bool(self.refused)

    def error(self, sheet: str, row: int | None, column: str | None, kind: str, say: Say) -> None:
        """Add a problem that stands against the import of its row (or sheet, without a row)."""
        self.refused.add((sheet, row))
        self._add(sheet, row, column, kind, say, "error")

    def note(self, sheet: str, row: int | None, column: str | None, kind: str, say: Say) -> None:
        """Add something worth knowing that stands against nothing."""
        self._add(sheet, row, column, kind, say, "note")

    def unreadable(self, name: str, error: Unreadable) -> None:
        """Add that the file called `name` cannot be read at all."""
        self.fatal = True
        self._add(name, None, None, "unreadable", (error.what, error.mend), "error")

    def join(self, later: Findings) -> None:
        """Take over the errors of a later check; what it noted was noted before."""
        self.refused |= later.refused
        for _, told in later._told:
            if told.severity == "error":
                say = (told.what, told.mend)
                self._add(told.sheet, told.row, told.column, told.kind, say, "error")
        for family, times in later._times.items():
            if later._last[family].severity == "error":
                self._times[family] += max(0, times - SHOWN)

    def _add(
        self, sheet: str, row: int | None, column: str | None, kind: str, say: Say, sev: Severity
    ) -> None:
        family = (sheet, column, kind)
        self._times[family] += 1
        if self._times[family] > SHOWN:
            return
        what, mend = say() if callable(say) else say
        self._last[family] = Problem(sheet, row, column, what, mend, sev, kind)
        self._told.append((-1.0 if row is None else row, self._last[family]))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems by sheet, row and column, each crowd ending in its count."""
        crowds = [
            (math.inf, _crowd(last, self._times[family] - SHOWN))
            for family, last in self._last.items()
            if self._times[family] > SHOWN
        ]
        ordered = sorted(self._told + crowds, key=lambda told: _place(*told))
        return tuple(problem for _, problem in ordered)


def _crowd(last: Problem, more: int) -> Problem:
    rows = "row has" if more == 1 else "rows have"
    what = f"{more} more {rows} the same problem"
    return Problem(last.sheet, None, last.column, what, last.mend, last.severity, last.kind)


def _place(row: float, problem: Problem) -> tuple[int, str, float, int, str]:
    sheets = list(SHEETS)
    if problem.sheet not in SHEETS:
        # What concerns the whole file comes first.
        return (-1, problem.sheet, row, 0, problem.column or "")
    headers = [column.header for column in columns_of(problem.sheet)]
    at = headers.index(problem.column) if problem.column in headers else len(headers)
    if problem.column is None:
        at = -1
    return (sheets.index(problem.sheet), problem.sheet, row, at, problem.column or "")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like the word, or None where none is much like it."""
    found = process.extractOne(
        word, list(choices), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE
    )
    return None if found is None else str(found[0])


def meant(word: str, choices: Iterable[str]) -> str:
    """Return ', did you mean ...?' where a choice is near, else a full stop."""
    found = nearest(word, choices)
    return "." if found is None else f", did you mean {shown(found)}?"


def shown(value: object) -> str:
    """Return a value as a message quotes it: short, on one line, with nothing hidden in it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:.12g}" if abs(value) < 1e15 else f"{value:.3e}"
    return f"'{_open(_shortened(str(value)))}'"


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 3] + "..."


def _open(text: str) -> str:
    """Return a text with everything visible that could hide in it, or steer a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def listed(words: Iterable[object], last: str = "or") -> str:
    """Return 'a, b or c'."""
    every = [str(word) for word in words]
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} {last} {every[-1]}"
