"""The commands shown in README, tutorial and how-to work as shown, one after the other."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from groundswell.faces.cli import app

PROJECT = Path(__file__).parents[2]
PAGES = [
    PROJECT / "README.md",
    *sorted((PROJECT / "docs" / "tutorial").glob("*.md")),
    *sorted((PROJECT / "docs" / "howto").glob("*.md")),
]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROMPT = "$ groundswell "


def shown(page: Path) -> Iterator[tuple[str, int]]:
    """Yield each command of a page with the exit code it promises (`# exit 1`, otherwise 0)."""
    for block in BLOCK.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith(PROMPT):
                command, _, promise = line.removeprefix(PROMPT).partition("# exit ")
                yield command.strip(), int(promise or 0)


def test_every_page_shows_commands() -> None:
    assert [page.name for page in PAGES if not list(shown(page))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_works_in_this_order(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, promised in shown(page):
        result = CliRunner().invoke(app, shlex.split(command, comments=True))
        assert result.exit_code == promised, f"{command}\n{result.output}\n{result.exception!r}"
