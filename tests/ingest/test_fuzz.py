"""Whatever stands in a file, reading ends in observations or in problems, never in a crash."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.terms import Context
from groundswell.ingest.workbook import Reading, read, write
from groundswell.ingest.workbook.sheets import columns_of
from groundswell.ingest.workbook.worked import worked
from tests.ingest.files import TODAY, xlsx

_SPLICES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=8)), min_size=1, max_size=5
)
_CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["=1", "60%", "0,5", "1,234", "yes", "2025-02-30", "03/04/2025", "ama", "ben"]),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)),
    st.none(),
)


def _spliced(raw: bytes, splices: list[tuple[float, int, bytes]]) -> bytes:
    for at, cut, put in splices:
        start = int(at * len(raw))
        raw = raw[:start] + put + raw[start + cut :]
    return raw


def _made(name: str) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / name
        write(worked(Context.TECH, TODAY), path)
        return path.read_bytes()


WORKBOOK, OBJECT = _made("plan.xlsx"), _made("plan.json")


def _assert_told(path: Path) -> None:
    for good_rows_only in (False, True):
        reading = read(path, TODAY, good_rows_only=good_rows_only)
        _assert_sound(reading, good_rows_only)


def _assert_sound(reading: Reading, good_rows_only: bool) -> None:
    if reading.observations is None:
        assert reading.errors
    elif not good_rows_only:
        assert not reading.errors
    for problem in reading.problems:
        assert problem.mend.endswith((".", "?")), problem
        assert str(problem).isprintable(), problem
    if reading.observations is not None:
        with tempfile.TemporaryDirectory() as scratch:
            again = Path(scratch) / "again.json"
            write(reading.observations, again)
            assert read(again, TODAY).observations == reading.observations


@settings(max_examples=40)
@given(splices=_SPLICES)
def test_damaged_workbooks(splices: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "plan.xlsx"
        path.write_bytes(_spliced(WORKBOOK, splices))
        _assert_told(path)


@settings(max_examples=50)
@given(data=st.data(), splices=_SPLICES)
def test_damaged_parts_of_workbooks(
    data: st.DataObject, splices: list[tuple[float, int, bytes]]
) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(changed, "w") as new:
        damaged = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _spliced(part, splices) if name == damaged else part)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "plan.xlsx"
        path.write_bytes(changed.getvalue())
        _assert_told(path)


@settings(max_examples=40)
@given(splices=_SPLICES)
def test_damaged_objects(splices: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "plan.json"
        path.write_bytes(_spliced(OBJECT, splices))
        _assert_told(path)


@settings(max_examples=40)
@given(raw=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "plan"
        path.write_bytes(raw)
        _assert_told(path)
        folder = Path(scratch) / "folder"
        folder.mkdir()
        (folder / "people.csv").write_bytes(raw)
        _assert_told(folder)


_TREES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=40)
@given(data=st.data())
def test_any_json(data: st.DataObject) -> None:
    sheets = data.draw(st.lists(st.sampled_from(list(SHEETS)), max_size=3, unique=True))
    content = {"people": [{"person": "ama"}]}
    for sheet in sheets:
        headers = [column.header for column in columns_of(sheet)]
        row = st.dictionaries(st.sampled_from(headers), _TREES, max_size=4)
        content[sheet] = data.draw(st.lists(row | _TREES, max_size=3) | _TREES)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "plan.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        _assert_told(path)


@settings(max_examples=40)
@given(data=st.data())
def test_any_cells(data: st.DataObject) -> None:
    sheets: dict[str, list[list[Any]]] = {"people": [["person"], ["ama"], ["ben"]]}
    for sheet in data.draw(st.lists(st.sampled_from(list(SHEETS)), min_size=1, max_size=3)):
        headers = [column.header for column in columns_of(sheet)]
        chosen = data.draw(st.lists(st.sampled_from(headers) | _CELLS, min_size=1, max_size=5))
        rows = st.lists(_CELLS, min_size=len(chosen), max_size=len(chosen))
        sheets[sheet] = [chosen, *data.draw(st.lists(rows, max_size=4))]
    with tempfile.TemporaryDirectory() as scratch:
        _assert_told(xlsx(Path(scratch) / "plan.xlsx", sheets))
