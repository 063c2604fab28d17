"""Nothing is lost between an Excel workbook, a folder of CSV files and a JSON file."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.examples import names
from groundswell.examples.telling import tell
from groundswell.ingest.workbook import convert, read, write
from groundswell.ingest.workbook.delimited import guarded, unguarded
from tests.ingest.files import TODAY
from tests.ingest.initiatives import TEXTS, initiatives

FORMS = ("plan.xlsx", "plan", "plan.json")


def _read_back(path: Path) -> Observations:
    reading = read(path, TODAY)
    assert not reading.errors, "\n".join(map(str, reading.errors))
    assert reading.observations is not None
    return reading.observations


@pytest.mark.parametrize("sheet", SHEETS)
@settings(max_examples=4)
@given(data=st.data())
def test_every_sheet_comes_back_from_every_form(sheet: str, data: st.DataObject) -> None:
    observations = data.draw(initiatives(of=sheet))
    with tempfile.TemporaryDirectory() as scratch:
        for form in FORMS:
            path = Path(scratch) / form
            write(observations, path)
            assert _read_back(path) == observations


@settings(max_examples=8)
@given(data=st.data())
def test_a_tour_through_all_forms_ends_in_the_same_bytes(data: st.DataObject) -> None:
    sheet = data.draw(st.sampled_from(list(SHEETS)))
    observations = data.draw(initiatives(of=sheet))
    with tempfile.TemporaryDirectory() as scratch:
        first, last = Path(scratch) / "first.xlsx", Path(scratch) / "last.xlsx"
        write(observations, first)
        stops = [first, Path(scratch) / "folder", Path(scratch) / "file.json", last]
        for source, target in pairwise(stops):
            assert not convert(source, target, TODAY).errors
        assert last.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", names())
def test_worked_examples_come_back_without_a_remark(name: str, tmp_path: Path) -> None:
    observations = tell(name)
    for form in FORMS:
        write(observations, tmp_path / form)
        reading = read(tmp_path / form, observations.initiative.as_of or TODAY)
        assert reading.problems == ()
        assert reading.observations == observations


@given(text=TEXTS | st.text())
def test_no_csv_cell_is_a_formula_and_every_one_comes_back(text: str) -> None:
    written = guarded(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(written) == text
