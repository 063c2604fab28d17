"""A workbook as something to ask: read once, read again after a change, problems in words."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from groundswell import examples
from groundswell.core.questions.coverage import Coverage
from groundswell.faces.mcp import Unanswerable, WorkbookAsker, workbook
from groundswell.ingest.workbook import Reading, convert, read
from tests.faces.mcp.clients import FEW, call, words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the smallest example as a folder."""
    convert(examples.path("loner"), tmp_path / "loner", date.max)
    return tmp_path / "loner"


def test_the_file_is_read_once_while_it_stays_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []

    def counted(path: Path, today: date) -> Reading:
        reads.append(path)
        return read(path, today)

    monkeypatch.setattr(workbook, "read", counted)
    asker = WorkbookAsker(folder)
    assert asker.terrain(None, None) is asker.terrain(None, None)
    asker.ask(Coverage(scenarios=16), None, None)
    assert len(reads) == 1


def test_a_change_of_the_file_changes_the_answer(folder: Path) -> None:
    asker = WorkbookAsker(folder)
    before = call(asker, "about", {}).structured_content["population"]
    with (folder / "people.csv").open("a", encoding="utf-8") as people:
        people.write("newcomer\n")
    after = call(asker, "about", {}).structured_content["population"]
    assert (before[0], after[0]) == ("6", "7")


def test_a_file_with_problems_is_named_with_them(folder: Path) -> None:
    ties = folder / "ties.csv"
    rows = [f"nobody-{n},osei,trusts\n" for n in range(9)]
    ties.write_text("from,to,kind\n" + "".join(rows), "utf-8")
    result = call(WorkbookAsker(folder), "silos", FEW)
    assert result.is_error
    assert "loner has problems; `groundswell check` lists them all." in words(result)
    assert "ties, row 2, column from: 'nobody-0'" in words(result)
    assert "... and 4 more." in words(result)


def test_it_answers_again_once_mended(folder: Path) -> None:
    ties = folder / "ties.csv"
    good = ties.read_text("utf-8")
    ties.write_text("from,to,kind\nnobody,osei,trusts\n", "utf-8")
    asker = WorkbookAsker(folder)
    assert call(asker, "silos", FEW).is_error
    ties.write_text(good, "utf-8")
    assert not call(asker, "silos", FEW).is_error


def test_a_file_that_went_away_is_said_to_be_gone(folder: Path) -> None:
    asker = WorkbookAsker(folder)
    asker.terrain(None, None)
    shutil.rmtree(folder)
    with pytest.raises(Unanswerable, match="loner could not be read: no such file"):
        asker.terrain(None, None)


def test_a_setting_that_does_not_fit_is_named(folder: Path) -> None:
    (folder / "settings.csv").write_text("constant,value\ntarget,5\n", "utf-8")
    with pytest.raises(Unanswerable, match="settings"):
        WorkbookAsker(folder).terrain(None, None)
