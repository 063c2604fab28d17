"""Tables as CSV and as a workbook: the same values, and no cell that runs."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from groundswell.ingest.workbook.delimited import unguarded
from groundswell.reports.sheet import Plain, Table, as_csv, as_xlsx
from groundswell.reports.words import clean

TABLE = Table(
    "Who is where: [draft]",
    ("name", "since", "hours", "in"),
    (("Zoë", date(2026, 3, 1), 2.5, True), ("=1+1", None, 3, False)),
    note="2 people, as of 1 June 2026",
)


def rows_of(raw: bytes) -> list[list[str]]:
    """Read a CSV file back."""
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_csv_holds_plain_values_and_guards_formulas() -> None:
    assert rows_of(as_csv(TABLE)) == [
        ["name", "since", "hours", "in"],
        ["Zoë", "2026-03-01", "2.5", "yes"],
        ["'=1+1", "", "3", "no"],
    ]


def test_a_workbook_holds_kinds_and_no_formula() -> None:
    raw = as_xlsx(TABLE)
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    assert book.sheet_names == ["Who is where   draft"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "2 people, as of 1 June 2026"
    assert rows[2] == ["name", "since", "hours", "in"]
    assert rows[3] == ["Zoë", date(2026, 3, 1), 2.5, "yes"]
    assert rows[4] == ["=1+1", "", 3.0, "no"]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_same_table_gives_the_same_bytes() -> None:
    assert as_csv(TABLE) == as_csv(TABLE) and as_xlsx(TABLE) == as_xlsx(TABLE)


def test_a_number_that_is_none_leaves_its_cell_blank() -> None:
    odd = Table("odd", ("x",), ((float("nan"),), (float("inf"),)))
    assert rows_of(as_csv(odd))[1:] == [[""], [""]]
    assert CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(odd))).get_sheet_by_index(
        0
    ).to_python() == [["x"]]


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="not as long as the headings"):
        Table("odd", ("a", "b"), ((1,),))


CELL: st.SearchStrategy[Plain] = st.one_of(st.text(max_size=20), st.integers(), st.none())


@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_what_is_written_comes_back(rows: list[tuple[Plain, ...]]) -> None:
    back = rows_of(as_csv(Table("any", ("a", "b"), rows)))[1:]
    for told, read in zip(rows, back, strict=True):
        for value, cell in zip(told, read, strict=True):
            expected = "" if value is None else str(value)
            if isinstance(value, str):
                expected = "\n".join(clean(line) for line in value.splitlines())
            assert unguarded(cell) == expected
            assert cell[:1] not in "=+@" or not cell or not isinstance(value, str)
