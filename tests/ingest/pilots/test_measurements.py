"""A file of measured values comes in whole, or with every problem, its row and its mend."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.terrain.run_records import PilotDatum
from groundswell.ingest.pilots import MOST, Measured, read_measurements
from groundswell.ingest.pilots.measurements import key_of

Told = list[tuple[str | None, str | None, str | None, float | None]]


def read(text: str, standing: tuple[PilotDatum, ...] = ()) -> Measured:
    return read_measurements(text.encode(), "p", standing)


def told(found: Measured) -> Told:
    return [(r.unit, r.period, r.arm, r.value) for r in found.rows]


def test_headings_go_by_the_names_people_give_them() -> None:
    found = read("Case ID;Week;Group;Minutes\nA;2026-W10;control;12,5\nB;2026-W11;trial;9\n")
    assert not found.errors
    assert told(found) == [
        ("A", "2026-W10", "control", 12.5),
        ("B", "2026-W11", "trial", 9.0),
    ]
    assert found.taken_for == (
        ("Case ID", "unit"),
        ("Week", "period"),
        ("Group", "arm"),
        ("Minutes", "value"),
    )


def test_arms_may_stand_side_by_side_within_groups_too() -> None:
    found = read("ward,group,before,after\nA,control,12,NA\nB,trial,15,9\n")
    assert [(r.arm, r.value) for r in found.rows] == [
        ("control before", 12.0),
        ("control after", None),
        ("trial before", 15.0),
        ("trial after", 9.0),
    ]
    assert found.missing == 1


def test_one_column_left_over_is_the_unit_and_that_is_said() -> None:
    found = read("ward,arm,value\nnorth,before,3\nsouth,before,4\n")
    assert [r.unit for r in found.rows] == ["north", "south"]
    assert [n.kind for n in found.notes] == ["guessed"]


def test_yes_and_no_are_counted_and_an_empty_cell_is_missing() -> None:
    found = read("person,arm,value\na,before,yes\nb,before,No\nc,after,\nd,after,n/a\n")
    assert [r.value for r in found.rows] == [1.0, 0.0, None, None] and not found.errors


def test_who_has_no_unit_goes_by_the_row() -> None:
    found = read("arm,value\nbefore,3\nbefore,3\n\nafter,3\n")
    assert [r.unit for r in found.rows] == ["row 2", "row 3", "row 5"]


@pytest.mark.parametrize(
    ("text", "kind", "row"),
    [
        ("", "empty", None),
        ("unit,value\n", "empty", None),
        ("1,2\n3,4\n", "no-heading", 1),
        ("name,colour,shape\na,red,round\n", "no-column", 1),
        ("unit,value\na,twelve\n", "not-a-number", 2),
        ('unit,value\na,"1,234"\n', "ambiguous-number", 2),
        ("unit,value\na,1e999\n", "not-a-number", 2),
        ("unit,case,value\na,b,1\n", "two-columns", 1),
        ("unit,arm,value\na,after,1\na,after,1\n", "repeated", 3),
        ("unit,value\na,1,2,3\n", "too-many-cells", 2),
        ('unit,value\na,"1\n', "unreadable", None),
    ],
)
def test_every_problem_says_where_and_how_to_mend_it(text: str, kind: str, row: int | None) -> None:
    problem = next(p for p in read(text).errors if p.kind == kind)
    assert problem.row == row and problem.what and problem.mend.endswith(".")


def test_a_value_that_is_there_already_is_not_taken_twice() -> None:
    there = PilotDatum(pilot="p", unit="a", period=None, arm="before", value=3.0)
    found = read("unit,arm,value\na,before,3\nb,before,3\n", (there,))
    assert [p.kind for p in found.errors] == ["repeated"]


def test_rows_of_another_pilot_are_left_aside_and_said() -> None:
    found = read("pilot,unit,value\np,a,1\nq,b,2\n")
    assert told(found) == [("a", None, None, 1.0)]
    assert [n.kind for n in found.notes] == ["other-pilot"]


def test_there_is_a_most_of_values() -> None:
    many = "value\n" + "\n".join(str(n) for n in range(MOST + 5))
    found = read(many)
    assert [p.kind for p in found.errors] == ["too-many"] and len(found.rows) == MOST


_ANY: st.SearchStrategy[str] = st.characters(exclude_categories=["Cs"])
CELLS = st.text(
    _ANY | st.sampled_from(",;\t\"'\n=+-@%.0123456789"),
    max_size=8,
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32).map(lambda x: f"{x:.4f}")
LABELS = st.sampled_from(["before", "after", "control", "trial", "", "ward 7"])


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_problems_and_no_crash(raw: bytes) -> None:
    found = read_measurements(raw, "p")
    assert found.rows or found.errors
    for problem in (*found.errors, *found.notes):
        assert problem.what and problem.mend and str(problem).isprintable()


@settings(max_examples=100)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6), st.sampled_from(",;\t"))
def test_any_table_gives_rows_or_problems_and_no_crash(rows: list[list[str]], mark: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows([["unit", "period", "arm", "value"], *rows])
    found = read_measurements(out.getvalue().encode(), "p")
    assert found.rows or found.errors
    assert len(set(map(key_of, found.rows))) == len(found.rows)


@settings(max_examples=60)
@given(st.lists(st.tuples(LABELS, NUMBERS), min_size=1, max_size=12))
def test_a_sound_table_comes_in_whole(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["unit", "arm", "value"], *([f"u{at}", *row] for at, row in enumerate(rows))]
    )
    found = read_measurements(out.getvalue().encode(), "p")
    assert not found.errors
    assert [r.value for r in found.rows] == [float(value) for _, value in rows]
