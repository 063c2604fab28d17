"""The reference says what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.reference import main, pages, table

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_page_is_up_to_date(name: str) -> None:
    assert (REFERENCE / name).read_text("utf-8") == pages()[name], "run `make docs`"


def test_a_missing_or_changed_page_is_named_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path, check=True) == 1
    assert main(tmp_path, check=False) == 0
    assert main(tmp_path, check=True) == 0
    (tmp_path / "settings.md").write_text("old", "utf-8")
    assert main(tmp_path, check=True) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("`make docs`: settings.md")


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert table(["a"], [["x|y"]]).splitlines()[-1] == "| x\\|y |"
