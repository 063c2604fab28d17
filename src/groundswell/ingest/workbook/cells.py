"""One cell to one value: what each kind of column accepts, and what to say of the rest.

An empty cell is unknown and never reaches the readers here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache, partial
from typing import Any

from groundswell.core.terrain.record import Column
from groundswell.ingest.workbook.problem import listed, meant, shown
from groundswell.ingest.workbook.sheets import plain

LONGEST = 32_767  # characters that a spreadsheet cell can hold
FIRST_YEAR = 1901  # spreadsheets disagree about dates before
_WHOLE = 2**53  # beyond it, spreadsheets round whole numbers
_DAY_ZERO = date(1899, 12, 30)

_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n?|[\v\f]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?(\d*),(\d+)")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}((,\d{3})+\.\d+|(\.\d{3})+,\d+|( \d{3})+([.,]\d+)?)")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_OTHER_DAY = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_NUMERIC = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "'": " "}
)
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\uff0b": "+"})

TRUTH = {"yes": True, "true": True, "1": True, "y": True, "x": True}
TRUTH |= {"no": False, "false": False, "0": False, "n": False}


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that the file holds but that has no value, such as a spreadsheet's #N/A."""

    what: str
    mend: str
    kind: str


Scalar = str | float | int | bool | date | time | timedelta | None
Cell = Scalar | Broken | tuple[Scalar, ...]


class Unfit(Exception):
    """A cell that its column cannot take."""

    def __init__(self, kind: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.kind = kind
        self.what = what
        self.mend = mend


def text_of(cell: Cell) -> str:
    """Return a cell as text: trimmed, one kind of line break, whole numbers without '.0'.

    Raises
    ------
    Unfit
        If it is too long for a spreadsheet, or holds characters that nobody can see or type.
    """
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell).isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, (int, timedelta)):
        return _clean(str(cell))
    if isinstance(cell, tuple):
        return _clean("; ".join(text_of(item) for item in cell))
    raise Unfit(cell.kind, cell.what, cell.mend)


def _clean(text: str) -> str:
    if not text.isprintable():
        text = _BREAK.sub("\n", text)
        hidden = _HIDDEN.search(text)
        if hidden:
            code = f"U+{ord(hidden.group()):04X}"
            what = f"{shown(text)} holds a character that cannot be shown ({code})"
            raise Unfit("hidden-character", what, "Delete the cell and type it again.")
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST:
        what = f"the text has {len(text):,} characters"
        raise Unfit("too-long", what, f"A cell can hold {LONGEST:,}; shorten it.")
    return text.strip()


def code_of(cell: Cell) -> str:
    """Return a cell as a code: text in which accents are always written the same way."""
    text = text_of(cell)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _single(cell: Cell, column: Column) -> Scalar:
    if isinstance(cell, Broken):
        raise Unfit(cell.kind, cell.what, cell.mend)
    if isinstance(cell, tuple):
        what = f"a list stands where {column.header} takes one value"
        raise Unfit("list", what, "Write a single value.")
    return cell


def _number_in(text: str) -> float | None:
    """Return the number a text writes, or None; commas only where they can mean one thing."""
    bare = text.translate(_NUMERIC).strip()
    share = bare.endswith("%")
    bare = bare.removesuffix("%").rstrip()
    comma = _COMMA.fullmatch(bare)
    if comma and (len(comma[2]) != 3 or comma[1] in ("", "0") or len(comma[1]) > 3):
        bare = bare.replace(",", ".")
    elif _THOUSANDS.fullmatch(bare):
        # The last mark divides off the decimals; what stands before it only groups.
        point = max(bare.rfind("."), bare.rfind(","))
        whole, decimals = (bare, "") if point < 0 else (bare[:point], bare[point + 1 :])
        bare = re.sub("[., ]", "", whole) + "." + decimals
    if not _NUMBER.fullmatch(bare):
        return None
    return float(bare) / 100 if share else float(bare)


def _no_number(text: str) -> Unfit:
    if _COMMA.fullmatch(text):
        point, none = text.replace(",", "."), text.replace(",", "")
        what = f"{shown(text)} can be read as {point} and as {none}"
        return Unfit("ambiguous-number", what, f"Write {point} or {none}.")
    return Unfit("not-a-number", f"{shown(text)} is not a number", "Write a number such as 0.5.")


def number(cell: Cell, column: Column) -> float:
    """Return a number within the column's bounds; '60%' is 0.6 and '0,5' is 0.5."""
    value = _single(cell, column)
    if isinstance(value, str):
        found = _number_in(_clean(value))
        if found is None:
            raise _no_number(_clean(value))
        value = found
    elif isinstance(value, (date, time, timedelta)):
        what = f"{shown(value)} is a date or time, not a number"
        raise Unfit("not-a-number", what, "Format the column as a number and type it again.")
    elif value is None or isinstance(value, bool):
        what = f"{shown(value)} is not a number"
        raise Unfit("not-a-number", what, "Write a number such as 0.5.")
    if not abs(value) < 1e300:
        raise Unfit("not-a-number", "the number is too large to be meant", "Correct the number.")
    return _within(float(value), column)


def _within(value: float, column: Column) -> float:
    low, high, above = column.bounds.low, column.bounds.high, column.bounds.above
    if (
        (low is None or value >= low)
        and (high is None or value <= high)
        and (above is None or value > above)
    ):
        return value
    mend = f"Write {allowed(column)}."
    if high == 1 and (low or 0) >= 0 and 2 <= value <= 100:
        mend += f" If {shown(value)} per cent is meant, write {shown(value / 100)}."
    raise Unfit("out-of-range", f"{shown(value)} is outside the range", mend)


def allowed(column: Column) -> str:
    """Return the numbers a column takes, in words."""
    what = "a whole number" if column.kind is int else "a number"
    low, high, above = column.bounds.low, column.bounds.high, column.bounds.above
    if above is not None:
        return f"{what} above {above:g}" + (f", at most {high:g}" if high is not None else "")
    if low is not None and high is not None:
        return f"{what} from {low:g} to {high:g}"
    if low is not None:
        return f"{what}, {low:g} or more"
    return what if high is None else f"{what}, {high:g} or less"


def whole(cell: Cell, column: Column) -> int:
    """Return a whole number within the column's bounds."""
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) > _WHOLE:
        raise Unfit("not-a-number", "the number is too large to be meant", "Correct the number.")
    value = number(cell, column)
    if not value.is_integer() or abs(value) > _WHOLE:
        what = f"{shown(value)} is not a whole number"
        raise Unfit("not-whole", what, f"Write {allowed(column)}.")
    return int(value)


def truth(cell: Cell, column: Column) -> bool:
    """Return a yes or a no."""
    value = _single(cell, column)
    if isinstance(value, bool):
        return value
    word = text_of(value).casefold()
    if word in TRUTH:
        return TRUTH[word]
    raise Unfit(
        "not-yes-or-no", f"{shown(text_of(value))} is neither yes nor no", "Write yes or no."
    )


def day(cell: Cell, column: Column) -> date:
    """Return a date: ISO 8601, a spreadsheet's date, or a datetime at midnight."""
    value = _single(cell, column)
    if isinstance(value, datetime):
        if value.time() != time():
            what = f"{shown(value)} holds a time of day"
            raise Unfit("not-a-date", what, f"Write only the date: {value.date()}.")
        value = value.date()
    if isinstance(value, date):
        return _sensible(value)
    if isinstance(value, str):
        return _sensible(_day_in(_clean(value)))
    what = f"{shown(value)} is not a date"
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 367 < value < 80_000:
        guess = _DAY_ZERO + timedelta(days=int(value))
        raise Unfit("not-a-date", what, f"Format the cell as a date; {guess} may be meant.")
    raise Unfit("not-a-date", what, "Write it as 2025-03-14 (year, month, day).")


def _sensible(value: date) -> date:
    if value.year < FIRST_YEAR:
        what = f"{value} lies before {FIRST_YEAR}"
        raise Unfit("not-a-date", what, "Check the year.")
    return value


def _day_in(text: str) -> date:
    found = _DAY.fullmatch(text)
    if found:
        exact = _calendar(*(int(part) for part in found.groups()))
        if exact:
            return exact
        what = f"there is no day {shown(text)}"
        raise Unfit("not-a-date", what, "Check day and month: the form is year-month-day.")
    raise _no_day(text)


def _no_day(text: str) -> Unfit:
    mend = "Write it as 2025-03-14 (year, month, day)."
    other = _OTHER_DAY.fullmatch(text)
    if other:
        a, b, c = (int(part) for part in other.groups())
        pairs = [(a, b, c)] if len(other[1]) == 4 else [(c, b, a), (c, a, b)]
        readings = sorted({d for d in (_calendar(*p) for p in pairs) if d and d.year >= FIRST_YEAR})
        if len(readings) == 2:
            what = f"{shown(text)} can be read as {readings[0]} and as {readings[1]}"
            return Unfit("ambiguous-date", what, f"Write {readings[0]} or {readings[1]}.")
        if readings:
            mend = f"Write {readings[0]} (year, month, day)."
    return Unfit("not-a-date", f"{shown(text)} is not a date this file can hold", mend)


def _calendar(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


@cache
def _words(kind: type[Enum]) -> dict[str, Enum]:
    exact = {str(member.value): member for member in kind}
    return {plain(word): member for word, member in exact.items() if plain(word)} | exact


def word(cell: Cell, column: Column, kind: type[Enum]) -> Enum:
    """Return the enumeration's member that a cell names, however it is spaced or capitalised."""
    text = text_of(_single(cell, column)).translate(_SIGNS)
    found = _words(kind).get(text) or _words(kind).get(plain(text))
    if found is not None:
        return found
    choices = [str(member.value) for member in kind]
    also = f", or {allowed(column)}" if float in column.alternatives else ""
    mend = f"Write {'one of ' if len(choices) > 2 else ''}{listed(choices)}{also}"
    what = f"{shown(text)} is not a {column.header}"
    raise Unfit("not-a-word", what, mend + meant(text, choices))


def _either(cell: Cell, column: Column, kind: type[Enum]) -> Enum | float:
    numeric = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    if numeric or (isinstance(cell, str) and _number_in(cell) is not None):
        return number(cell, column)
    return word(cell, column, kind)


def items(cell: Cell, column: Column) -> tuple[str, ...] | None:
    """Return a list: divided by semicolons, or by commas where there is no semicolon."""
    if isinstance(cell, tuple):
        parts = [code_of(item) for item in cell]
        if any(";" in part for part in parts):
            what = f"an entry of {column.header} holds a semicolon"
            raise Unfit("semicolon", what, "Semicolons divide entries; make it two.")
    else:
        text = code_of(cell)
        parts = [part.strip() for part in text.split(";" if ";" in text else ",")]
    return tuple(part for part in parts if part) or None


def _text(cell: Cell, column: Column) -> str | None:
    return text_of(_single(cell, column)) or None


def _code(cell: Cell, column: Column) -> str | None:
    return code_of(_single(cell, column)) or None


def reader_of(column: Column) -> Callable[[Cell], Any]:
    """Return the function that reads a cell of the column or raises `Unfit`."""
    if column.many:
        return partial(items, column=column)
    if issubclass(column.kind, Enum):
        read = _either if float in column.alternatives else word
        return partial(read, column=column, kind=column.kind)
    if column.kind is str and (column.bounds.key or column.bounds.refers):
        return partial(_code, column=column)
    by_kind: dict[type, Callable[..., Any]] = {
        str: _text,
        float: number,
        int: whole,
        bool: truth,
        date: day,
    }
    return partial(by_kind[column.kind], column=column)
