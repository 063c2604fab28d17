"""What a cell may hold: every generous reading, and every refusal with its place and mend."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from groundswell.core.terrain.map_records import Judgement, Person, SystemLink, Tie
from groundswell.core.terrain.run_records import Encounter
from groundswell.ingest.workbook import read
from tests.ingest.files import TODAY, as_json, only, reading_of, rezipped, xlsx

LIKED = [
    ("people", "capacity_hours", "0,5", 0.5),
    ("people", "capacity_hours", "2.50", 2.5),
    ("people", "capacity_hours", " 3 ", 3.0),
    ("people", "hours_to_recruit", "999.5", 999.5),
    ("people", "hours_to_recruit", "1e2", 100.0),
    ("people", "susceptibility", "60%", 0.6),
    ("people", "susceptibility", "12,5 %", 0.125),
    ("people", "susceptibility", ",25", 0.25),
    ("people", "overloaded", "Yes", True),
    ("people", "overloaded", "x", True),
    ("people", "overloaded", "FALSE", False),
    ("people", "overloaded", "0", False),
    ("people", "level", "Front-Line", "frontline"),
    ("people", "new_role", "Responsible AI", "responsible_ai"),
    ("people", "observed_on", "2025-03-04", date(2025, 3, 4)),
    ("people", "observed_on", "2025-3-4", date(2025, 3, 4)),
    ("people", "observed_on", "2025-03-04T00:00:00", date(2025, 3, 4)),
    ("people", "name", "  Ama\r\nOwusu ", "Ama\nOwusu"),
    ("evidence", "effect", "-1.234,5", -1234.5),
    ("evidence", "effect", "1,234.5", 1234.5),
    ("evidence", "effect", "1 234 567", 1234567.0),
    ("evidence", "effect", "\u22120.25", -0.25),
    ("evidence", "n", "40", 40),
    ("evidence", "topics", "cost; waiting;; ", ("cost", "waiting")),
    ("evidence", "topics", "cost, waiting", ("cost", "waiting")),
    ("evidence", "topics", "cost, direct;", ("cost, direct",)),
    ("people", "name", " \t ", None),
]


@pytest.mark.parametrize(("sheet", "column", "cell", "value"), LIKED)
def test_generous_reading(
    sheet: str, column: str, cell: str, value: object, tmp_path: Path
) -> None:
    header, row = {"people": ("person", "eve"), "evidence": ("evidence", "e1")}[sheet]
    reading = reading_of(tmp_path, {sheet: [(header, column), (row, cell)]})
    assert reading.problems == ()
    assert reading.observations is not None
    (record,) = reading.observations.records[sheet]
    assert getattr(record, column) == value


REFUSED = [
    ("stances", "stance", "champ", "not-a-word", "'champ' is not a stance", "'champion'?"),
    ("stances", "stance", "60", "out-of-range", "60 is outside", "from -1 to 1"),
    ("stances", "stance", "-1.5", "out-of-range", "-1.5 is outside", "from -1 to 1."),
    ("stances", "stance", "", "empty", "the cell is empty", "Write unknown if nobody knows"),
    ("stances", "fixed", "maybe", "not-yes-or-no", "'maybe' is neither", "Write yes or no."),
    ("stances", "observed_on", "03/04/2025", "ambiguous-date", "2025-03-04 and as 2025-04-03", ""),
    ("stances", "observed_on", "14/03/2025", "not-a-date", "not a date", "Write 2025-03-14"),
    ("stances", "observed_on", "14.03.2025", "not-a-date", "not a date", "Write 2025-03-14"),
    ("stances", "observed_on", "2025/03/14", "not-a-date", "not a date", "Write 2025-03-14"),
    ("stances", "observed_on", "2025-02-30", "not-a-date", "there is no day", "year-month-day"),
    ("stances", "observed_on", "last week", "not-a-date", "'last week'", "Write it as 2025-03-14"),
    ("stances", "observed_on", "0202-03-01", "not-a-date", "before 1901", "Check the year."),
    ("stances", "observed_on", "2026-06-02", "future", "lies in the future", "Only plans may"),
    ("ties", "weight", "1.2", "out-of-range", "1.2 is outside", "from 0 to 1."),
    ("ties", "weight", "strong", "not-a-number", "'strong' is not a number", "such as 0.5"),
    ("ties", "weight", "1_0", "not-a-number", "'1_0' is not a number", "such as 0.5"),
    ("ties", "weight", "nan", "not-a-number", "'nan' is not a number", "such as 0.5"),
    ("ties", "weight", "1e999", "not-a-number", "too large", "Correct the number."),
    ("ties", "weight", "9" * 310, "not-a-number", "too large", "Correct the number."),
    ("ties", "kind", "", "empty", "the cell is empty", "clear the whole row."),
    ("decisions", "quota", "0", "out-of-range", "0 is outside", "above 0, at most 1."),
    ("decisions", "quota", "1,500", "ambiguous-number", "as 1.500 and as 1500", "Write 1.500 or"),
    ("evidence", "n", "2.5", "not-whole", "2.5 is not a whole number", "whole number, 0 or more"),
    ("evidence", "n", "-3", "out-of-range", "-3 is outside", "0 or more."),
    ("system", "leverage", "13", "out-of-range", "13 is outside", "from 1 to 12."),
    ("evidence", "claim", "a\x00b", "hidden-character", "U+0000", "type it again."),
    ("evidence", "claim", "x" * 32768, "too-long", "32,768 characters", "shorten it."),
]
_START: dict[str, dict[str, str]] = {
    "stances": {"person": "ama", "stance": "neutral"},
    "ties": {"from": "ama", "to": "ben", "kind": "trusts"},
    "decisions": {"decision": "d1", "rule": "quota"},
    "evidence": {"evidence": "e1"},
    "system": {"from": "habit", "to": "delay"},
}


@pytest.mark.parametrize(("sheet", "column", "cell", "kind", "what", "mend"), REFUSED)
def test_refusal_names_the_place_and_the_mend(
    sheet: str, column: str, cell: str, kind: str, what: str, mend: str, tmp_path: Path
) -> None:
    good = _START[sheet]
    bad = good | {column: cell}
    rows = [list(bad), ["" for _ in bad], list(bad.values())]
    reading = reading_of(tmp_path, {sheet: rows})
    problem = only(reading.errors)
    assert reading.observations is None
    assert (problem.sheet, problem.row, problem.column) == (sheet, 3, column)
    assert problem.kind == kind
    assert what in problem.what
    assert mend in problem.mend


EXCEL_LIKED = [
    ("person", 7.0, "7"),
    ("person", 1.5, "1.5"),
    ("name", True, "TRUE"),
    ("name", date(2025, 3, 4), "2025-03-04"),
    ("overloaded", True, True),
    ("overloaded", 0, False),
    ("capacity_hours", 4, 4.0),
    ("observed_on", datetime(2025, 3, 4), date(2025, 3, 4)),
]


@pytest.mark.parametrize(("column", "cell", "value"), EXCEL_LIKED)
def test_excel_cells_are_read_as_meant(
    column: str, cell: object, value: object, tmp_path: Path
) -> None:
    row: dict[str, Any] = {"person": "eve"} | {column: cell}
    reading = read(xlsx(tmp_path / "a.xlsx", {"people": [list(row), list(row.values())]}), TODAY)
    assert reading.problems == ()
    assert reading.observations is not None
    assert getattr(reading.observations.records["people"][0], column) == value


EXCEL_REFUSED = [
    ("capacity_hours", date(2025, 1, 2), "not-a-number", "Format the column as a number"),
    ("capacity_hours", True, "not-a-number", "such as 0.5"),
    ("observed_on", 45720, "not-a-date", "2025-03-04 may be meant"),
    ("observed_on", True, "not-a-date", "Write it as"),
    ("observed_on", datetime(2025, 3, 4, 14, 30), "not-a-date", "only the date: 2025-03-04."),
    ("overloaded", 2, "not-yes-or-no", "Write yes or no."),
]


@pytest.mark.parametrize(("column", "cell", "kind", "mend"), EXCEL_REFUSED)
def test_excel_cells_that_excel_has_turned_into_something_else(
    column: str, cell: object, kind: str, mend: str, tmp_path: Path
) -> None:
    rows = [("person", column), ("eve", cell)]
    problem = only(read(xlsx(tmp_path / "a.xlsx", {"people": rows}), TODAY).problems)
    assert (problem.sheet, problem.row, problem.column, problem.kind) == ("people", 2, column, kind)
    assert mend in problem.mend


def test_json_takes_its_own_kinds(tmp_path: Path) -> None:
    content = {
        "people": [{"person": "ama"}, {"person": 7, "overloaded": True, "capacity_hours": 2}],
        "stances": [{"person": "7", "stance": -0.5}, {"person": "ama", "stance": "Unknown"}],
        "ties": [{"from": "ama", "to": 7, "kind": "works with", "weight": None}],
        "evidence": [{"evidence": "e1", "topics": ["cost, direct", "waiting"]}],
        "encounters": [{"person": "ama", "shown": ["e1"], "doubt": []}],
        "system": [{"from": "a", "to": "b", "sign": "\u2212"}],
    }
    observations = read(as_json(tmp_path / "a.json", content), TODAY).observations
    assert observations is not None
    assert [judgement.stance for judgement in observations.of(Judgement)] == [-0.5, "unknown"]
    assert observations.of(Tie)[0].to == "7"
    assert observations.of(Encounter)[0].shown == ("e1",)
    assert observations.of(SystemLink)[0].sign == "-"


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("capacity_hours", {"hours": 2}, "nested"),
        ("capacity_hours", [2, 3], "list"),
        ("capacity_hours", float("nan"), "not-a-number"),
        ("capacity_hours", 10**400, "not-a-number"),
        ("capacity_hours", 10**299, "out-of-range"),
        ("name", "\ud800", "hidden-character"),
        ("name", [["deep"]], "nested"),
        ("overloaded", "ja", "not-yes-or-no"),
    ],
)
def test_json_values_that_fit_no_cell(
    column: str, value: object, kind: str, tmp_path: Path
) -> None:
    path = as_json(tmp_path / "a.json", {"people": [{"person": "ama", column: value}]})
    problem = only(read(path, TODAY).problems)
    assert (problem.sheet, problem.row, problem.column, problem.kind) == ("people", 2, column, kind)


def test_a_list_entry_with_a_semicolon_is_two_entries(tmp_path: Path) -> None:
    content = {"people": [{"person": "ama"}], "evidence": [{"evidence": "e", "topics": ["a;b"]}]}
    problem = only(read(as_json(tmp_path / "a.json", content), TODAY).problems)
    assert (problem.column, problem.kind) == ("topics", "semicolon")


def test_excel_error_and_uncalculated_formula_are_no_empty_cells(tmp_path: Path) -> None:
    def finish(book: Any) -> None:
        sheet = book.get_worksheet_by_name("people")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
        sheet.write_formula(2, 1, "=1+1", None, 2)
        sheet.write_formula(2, 2, '=IF(1,"a","b")', None, "")

    rows = [("person", "capacity_hours", "role"), ("ama",), ("ben",)]
    error, formula = read(xlsx(tmp_path / "a.xlsx", {"people": rows}, finish), TODAY).problems
    assert (error.row, error.column, error.kind) == (2, "capacity_hours", "error-value")
    assert "#N/A" in error.what
    assert (formula.row, formula.column, formula.kind) == (3, "role", "no-result")


def test_a_formula_that_shows_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    def finish(book: Any) -> None:
        book.get_worksheet_by_name("people").write_formula(1, 1, '=""', None, "shown")

    plain = xlsx(tmp_path / "a.xlsx", {"people": [("person", "role"), ("ama",)]}, finish)
    empty = rezipped(
        plain, tmp_path / "b.xlsx", lambda _, part: part.replace(b"<v>shown</v>", b"<v></v>")
    )
    reading = read(empty, TODAY)
    assert reading.problems == ()
    assert reading.observations is not None
    assert reading.observations.of(Person)[0].role is None


def test_accents_are_one_however_they_are_typed(tmp_path: Path) -> None:
    people = [("person",), ("Jose\u0301",), ("ben",)]
    ties = [("from", "to", "kind"), ("Jos\u00e9", "ben", "trusts")]
    assert reading_of(tmp_path, {"people": people, "ties": ties}).problems == ()
