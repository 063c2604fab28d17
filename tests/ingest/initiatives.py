"""Any initiative at all, drawn from the columns that the records declare."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from groundswell.core.terrain import map_records as m
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.notations import INSIDE, Notation, readings
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Column, Record, key_of
from groundswell.core.terrain.run_records import Conflict, Encounter, Evidence, Member, Pilot
from groundswell.core.terrain.settings import CONSTANTS
from groundswell.core.terrain.terms import Rule
from groundswell.ingest.workbook.cells import Unfit, code_of, text_of
from groundswell.ingest.workbook.sheets import columns_of, keys_of, plain
from tests.ingest.files import TODAY

Codes = dict[str, list[str]]

_NASTY = (
    *("=1+1", "'=1+1", "''-x", "+49 30", "-", "@sum", "\uff1dA1", "'", "'a", "0", "1.0", "TRUE"),
    *("a\nb", 'say "so"', "a;b", "a,b", "a\tb", "sep=;", "x" * 3000, "\U0001f331 grün", "e\u0301"),
    *("<r><t>x</t></r>", "_x0041_", "&amp;", "<b>", "2025-01-02", "1e5", "#N/A", "\u2028x", "nan"),
    *("null", "'=", "\ufeffx", "\u200bx", "a\x7fb", "a\x85b", "=", "03/04/2025", "\u0645\u0631"),
)
_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")


def _canonical(text: str) -> str:
    try:
        return text_of(text)
    except Unfit:
        return ""


TEXTS: st.SearchStrategy[str] = (
    (st.sampled_from(_NASTY) | st.text(_CHARACTERS, max_size=12)).map(_canonical).filter(bool)
)
_PLAIN_CODES = TEXTS.map(lambda text: code_of(text).replace(";", ":"))


def _numbers(column: Column) -> st.SearchStrategy[float]:
    low, high, above = column.bounds.low, column.bounds.high, column.bounds.above
    return st.floats(
        min_value=next((bound for bound in (low, above) if bound is not None), -1e15),
        max_value=1e15 if high is None else high,
        exclude_min=low is None and above is not None,
        allow_nan=False,
        allow_infinity=False,
    )


def _whole(column: Column) -> st.SearchStrategy[int]:
    low, high = column.bounds.low, column.bounds.high
    return st.integers(-(2**53) if low is None else int(low), 2**53 if high is None else int(high))


def supposed(notation: Notation, codes: Codes) -> st.SearchStrategy[str]:
    """Return short texts of a notation that name some of the codes."""

    def told(person: str, other: str, decision: str, evidence: str, choice: int) -> str:
        texts: dict[Notation, tuple[str, ...]] = {
            Notation.RECRUIT: (person, f"{person}:.8"),
            Notation.EXIT: (person,),
            Notation.STANCE: (f"{person}=champion", f"{person}=neutral@{decision}"),
            Notation.SHOW: (f"{evidence}:{person}",),
            Notation.RULE: (f"{decision}=majority", f"{decision}=quota:0.6"),
            Notation.TIE: (f"{person}>{other}:trusts",),
        }
        return texts[notation][choice % len(texts[notation])]

    named = [st.sampled_from(codes[s]) for s in ("people", "people", "decisions", "evidence")]
    drawn = st.builds(told, *named, st.integers(0, 1))
    return drawn.filter(lambda text: bool(readings(notation, text)))


def _one(column: Column, kind: type, codes: Codes) -> st.SearchStrategy[Any]:
    if column.bounds.notation:
        return supposed(column.bounds.notation, codes)
    if column.bounds.refers:
        return st.sampled_from(codes[column.bounds.refers])
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if kind is date:
        latest = date(2100, 1, 1) if column.bounds.plan else TODAY
        return st.dates(date(1901, 1, 1), latest)
    if kind is str:
        return _PLAIN_CODES if column.many else (TEXTS.map(code_of) if column.bounds.key else TEXTS)
    if kind is bool:
        return st.booleans()
    return _whole(column) if kind is int else _numbers(column)


def values(column: Column, codes: Codes) -> st.SearchStrategy[Any]:
    """Return values of a column; None where it may be empty."""
    some: st.SearchStrategy[Any] = st.one_of([_one(column, k, codes) for k in column.alternatives])
    if column.many:
        some = st.lists(some, min_size=1, max_size=3).map(tuple)
    return some if column.required else st.none() | some


def _extras(sheet: str) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    known = {plain(column.header) for column in columns_of(sheet)}
    headings = TEXTS.filter(lambda text: plain(text) not in known | {""})
    return st.just(()) | st.dictionaries(headings, TEXTS, max_size=2).map(
        lambda cells: tuple(sorted(cells.items()))
    )


def records(sheet: str, codes: Codes) -> st.SearchStrategy[Record]:
    """Return records of a sheet whose references lead somewhere."""
    cells = {column.name: values(column, codes) for column in columns_of(sheet)}
    drawn = st.builds(SHEETS[sheet], **cells, extra=_extras(sheet))
    return drawn.map(_sensible).filter(_holds_something)


def _holds_something(record: Record) -> bool:
    return bool(record.extra) or any(
        getattr(record, column.name) is not None for column in columns_of(record.SHEET)
    )


_ORDERED = {
    Member: ("joined_on", "left_on"),
    Evidence: ("low", "high"),
    Conflict: ("opened_on", "resolved_on"),
    Pilot: ("started_on", "ends_on"),
}
_RANGES = tuple((f"{name}_low", f"{name}_high") for name in ("cases", "share", "hours", "rate"))


def _sensible(record: Record) -> Record:
    """Return the record with what the rules of the workbook forbid put right."""
    pairs = [("observed_on", "retracted_on")]
    pairs += [_ORDERED[type(record)]] if type(record) in _ORDERED else []
    pairs += _RANGES if isinstance(record, Cost) else ()
    for first, second in pairs:
        low, high = getattr(record, first), getattr(record, second)
        if low is not None and high is not None and high < low:
            record = _changed(record, second, None)
    if isinstance(record, m.Setting):
        known = CONSTANTS[sorted(CONSTANTS)[len(record.constant) % len(CONSTANTS)]]
        record = dataclasses.replace(record, constant=known.name, value=known.default)
    if isinstance(record, m.Unit):
        record = dataclasses.replace(record, parent=None)
    if isinstance(record, Encounter) and record.person == record.by:
        record = dataclasses.replace(record, by=None)
    if isinstance(record, m.Decision):
        record = dataclasses.replace(
            record,
            rule=Rule.MAJORITY if record.rule is Rule.OWNER else record.rule,
            alt_rule=Rule.UNANIMITY if record.alt_rule is Rule.OWNER else record.alt_rule,
            quota=record.quota or 0.5,
            alt_quota=record.alt_quota or 0.5,
            alt_chance=record.alt_chance or 0.5,
        )
    return record


_REFERRED = [
    sheet
    for sheet in SHEETS
    if sheet in INSIDE
    or any(column.bounds.refers == sheet for kind in SHEETS for column in columns_of(kind))
]


@st.composite
def initiatives(draw: st.DrawFn, of: str | None = None) -> Observations:
    """Draw an initiative that is free of errors, with rows in the sheet `of`."""
    some_codes = st.lists(_PLAIN_CODES, min_size=2, max_size=3, unique=True)
    codes = {sheet: draw(some_codes) for sheet in _REFERRED}
    sheets: dict[str, tuple[Record, ...]] = {}
    for sheet in _REFERRED:
        if sheet in ("people", "units", of):
            key = keys_of(sheet)[0].name
            rows = [draw(records(sheet, codes)) for _ in codes[sheet]]
        else:
            key, rows = keys_of(sheet)[0].name, [_bare(sheet, code) for code in codes[sheet]]
        pairs = zip(rows, codes[sheet], strict=True)
        sheets[sheet] = tuple(_changed(row, key, code) for row, code in pairs)
    if of is not None and of not in (*_REFERRED, m.Initiative.SHEET):
        sheets[of] = _without_clashes(draw(st.lists(records(of, codes), min_size=1, max_size=4)))
    sheets["nodes"] = tuple(_changed(node, "unit", codes["units"][0]) for node in sheets["nodes"])
    about = draw(records(m.Initiative.SHEET, codes)) if of == m.Initiative.SHEET else m.Initiative()
    assert isinstance(about, m.Initiative)
    return Observations(about, {sheet: sheets[sheet] for sheet in SHEETS if sheets.get(sheet)})


def _changed(record: Record, name: str, value: Any) -> Record:
    values: dict[str, Any] = {name: value}
    return dataclasses.replace(record, **values)


def _bare(sheet: str, code: str) -> Record:
    values: dict[str, Any] = {keys_of(sheet)[0].name: code}
    return SHEETS[sheet](**values)


def _without_clashes(rows: list[Record]) -> tuple[Record, ...]:
    """Return the rows with one row a key, and no tie to oneself."""
    kept = {key_of(row): row for row in rows}
    return tuple(
        row for row in kept.values() if not (isinstance(row, m.Tie) and row.from_ == row.to)
    )
