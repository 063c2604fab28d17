"""What README, tutorial and how-to show works as shown: files are saved, commands run, in order."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
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
# A box under a line that holds nothing but a file name in backquotes is that file.
BOX = re.compile(r"(?:^`([\w./-]+)`\n\n)?^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROMPT, SCRIPT = "$ groundswell ", "$ python "
WORKBENCH = frozenset({"import", "export", "backup", "restore"})


def boxes(page: Path) -> Iterator[tuple[str, list[str], str]]:
    """Yield each box: the file it is (or nothing), the commands it shows, and its text."""
    for name, language, text in BOX.findall(page.read_text("utf-8")):
        yield name, text.splitlines() if language == "console" else [], text


def run(line: str) -> None:
    """Run a line of a console that calls us, or a script the page has saved; leave out others."""
    if line.startswith(SCRIPT):
        runpy.run_path(line.removeprefix(SCRIPT), run_name="__main__")
    if not line.startswith(PROMPT):
        return
    # The exit code it promises, written `# exit 1`; otherwise 0.
    command, _, promised = line.removeprefix(PROMPT).partition("# exit ")
    words = shlex.split(command, comments=True)
    if words[0] in WORKBENCH:
        ended = workbench(words)
        assert ended.returncode == int(promised or 0), f"{line}\n{ended.stdout}\n{ended.stderr}"
        return
    result = CliRunner().invoke(app, words)
    assert result.exit_code == int(promised or 0), f"{line}\n{result.output}\n{result.exception!r}"


def workbench(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command on a database of the page's own, which takes a process of its own."""
    start = "from groundswell.config.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start, *words],
        env={**os.environ, "GROUNDSWELL_DATA": str(Path.cwd() / "workbench")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_shows_commands(page: Path) -> None:
    lines = [line for _, lines, _ in boxes(page) for line in lines]
    assert any(line.startswith(PROMPT) for line in lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_works_in_this_order(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, lines, text in boxes(page):
        if name:
            Path(name).write_text(text, "utf-8")
        for line in lines:
            run(line)
