"""The template is a valid workbook, and a guide to every sheet and column."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative, Person
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.terms import Context
from groundswell.ingest.workbook import read, template
from groundswell.ingest.workbook.sheets import columns_of
from groundswell.ingest.workbook.worked import worked
from tests.ingest.files import TODAY


@pytest.mark.parametrize("context", Context)
def test_a_template_has_no_problem_and_says_the_worked_rows(
    context: Context, tmp_path: Path
) -> None:
    template(context, tmp_path / "plan.xlsx", TODAY)
    reading = read(tmp_path / "plan.xlsx", TODAY)
    assert reading.problems == ()
    assert reading.observations == worked(context, TODAY)
    assert fold(worked(context, TODAY), TODAY).people == ("ada", "ben")


@pytest.mark.parametrize("context", Context)
def test_one_worked_row_in_every_sheet_marked_fictional(context: Context) -> None:
    rows = worked(context, TODAY).records
    assert {sheet: len(rows[sheet]) for sheet in SHEETS if sheet != Initiative.SHEET} == {
        sheet: 2 if sheet == Person.SHEET else 1 for sheet in SHEETS if sheet != Initiative.SHEET
    }
    assert worked(context, TODAY).initiative.context is context
    assert "(fictional)" in str(worked(context, TODAY).initiative.title)
    assert all("(fictional)" in str(person.name) for person in worked(context, TODAY).of(Person))


def test_contexts_differ_in_their_words() -> None:
    titles = {worked(context, TODAY).initiative.title for context in Context}
    assert len(titles) == len(Context)


def test_every_sheet_and_column_is_there_and_explained(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    template(Context.GOVERNMENT, path, TODAY)
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["read me", *SHEETS]
    explained = {(row[0], row[1]) for row in book.get_sheet_by_name("read me").to_python()}
    for sheet in SHEETS:
        headers = [column.header for column in columns_of(sheet)]
        assert {(sheet, header) for header in headers} <= explained
        rows = book.get_sheet_by_name(sheet).to_python()
        found = [row[0] for row in rows[1:]] if sheet == Initiative.SHEET else rows[0]
        assert found == headers


def test_closed_columns_drop_down_and_open_ones_advise(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    template(Context.GOVERNMENT, path, TODAY)
    with zipfile.ZipFile(path) as archive:
        index = 2 + list(SHEETS).index("stances")
        sheet = archive.read(f"xl/worksheets/sheet{index}.xml").decode()
    lists = re.findall(r'<dataValidation type="list"[^>]*>', sheet)
    assert "low,medium,high" in sheet
    assert "yes,no" in sheet
    assert "'people'!$A$2:$A$" in sheet
    (stance,) = (tag for tag in lists if 'promptTitle="stance"' in tag)
    (sure,) = (tag for tag in lists if 'promptTitle="sure"' in tag)
    assert 'showErrorMessage="1"' not in stance
    assert 'showErrorMessage="1"' in sure
    assert "<pane" in sheet
