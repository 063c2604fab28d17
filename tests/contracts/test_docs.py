"""What README, tutorial and how-to show works as shown: files are saved, commands run, in order.

Commands act on the test's own database. What asks a running workbench is asked of one.
"""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.error import HTTPError

import pytest
from typer.testing import CliRunner

from groundswell.config import local
from groundswell.config.main import commands
from tests.faces.running import Running, workbench

pytestmark = pytest.mark.django_db(databases="__all__")

PROJECT = Path(__file__).parents[2]
PAGES = [
    PROJECT / "README.md",
    *sorted((PROJECT / "docs" / "tutorial").glob("*.md")),
    *sorted((PROJECT / "docs" / "howto").glob("*.md")),
]
# A box under a line that holds nothing but a file name in backquotes is that file.
BOX = re.compile(r"(?:^`([\w./-]+)`\n\n)?^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROMPT, SCRIPT, REQUEST, WITH = "$ groundswell ", "$ python ", "$ curl ", "$ URL="


def boxes(page: Path) -> Iterator[tuple[str, list[str], str]]:
    """Yield each box: the file it is (or nothing), the lines of its console, and its text."""
    for name, language, text in BOX.findall(page.read_text("utf-8")):
        yield name, text.splitlines() if language == "console" else [], text


def shown(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each line that calls something, and what the page shows it to print."""
    starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
    for at, end in pairwise([*starts, len(lines)]):
        yield lines[at], [line.strip() for line in lines[at + 1 : end] if line.strip()]


def run(line: str, request: pytest.FixtureRequest) -> str:
    """Do what a line of a console says where it concerns us; return what came out."""
    if line.startswith(SCRIPT):
        runpy.run_path(line.removeprefix(SCRIPT), run_name="__main__")
    elif line.startswith(REQUEST):
        ask(shlex.split(line.removeprefix(REQUEST)), running_of(request))
    elif line.startswith(WITH):
        script_of(line, running_of(request), request.getfixturevalue("monkeypatch"))
    elif line.startswith(PROMPT):
        return command(line.removeprefix(PROMPT), request)
    return ""


def running_of(request: pytest.FixtureRequest) -> Running:
    """Return the running workbench, which the first page that needs it starts."""
    found: Running = request.getfixturevalue("running")
    return found


def command(told: str, request: pytest.FixtureRequest) -> str:
    """Run one of our commands to the exit code it promises, written `# exit 1`; otherwise 0."""
    told, _, promised = told.partition("# exit ")
    words = shlex.split(told, comments=True)
    if words == ["run"]:
        return (running_of(request).folder / "log").read_text("utf-8")
    if words[-1] == "--replace" or (words[0] == "backup" and len(words) == 2):
        return whole(words)
    result = CliRunner().invoke(commands(), words)
    assert result.exit_code == int(promised or 0), f"{told}\n{result.output}\n{result.exception!r}"
    return result.output


def whole(words: list[str]) -> str:
    """Run what takes or replaces the whole database, on one that is nobody's."""
    start = "from groundswell.config.main import main; main()"
    place = {**os.environ, "GROUNDSWELL_DATA": str(Path.cwd() / "workbench")}
    call = [sys.executable, "-c", start, *words]
    ended = subprocess.run(call, env=place, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"{words}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def ask(words: list[str], running: Running) -> None:
    """Send what a line of curl sends, to the running workbench with a token that may write."""
    known = {"URL": running.url, "CODE": running.code, "TOKEN": running.writer}
    told = [re.sub(r"\$(\w+)", lambda found: known[found[1]], word) for word in words]
    options = list(pairwise(told))
    headers = [pair.split(": ", 1) for name, pair in options if name == "-H"]
    data = next((value.encode() for name, value in options if name == "-d"), None)
    method = next((value for name, value in options if name == "-X"), "GET")
    asked = urllib.request.Request(told[-1], data, dict(headers), method=method)
    with urllib.request.urlopen(asked, timeout=60) as reply:
        assert reply.status < 300


def script_of(line: str, running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a script that takes address, code and token of a workbench from its environment."""
    known = {"URL": running.url, "CODE": running.code, "TOKEN": running.writer}
    for name, value in known.items():
        assert f"{name}=" in line
        monkeypatch.setenv(name, value)
    runpy.run_path(shlex.split(line)[-1], run_name="__main__")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a running workbench over a folder of its own."""
    with workbench(tmp_path_factory.mktemp("running")) as found:
        yield found


def printed(line: str, output: str) -> bool:
    """Whether a line that a page shows is in what came out; `...` stands for anything."""
    wanted = re.escape(line).replace(re.escape("..."), ".+").replace(":8642", r":\d+")
    return re.search(wanted, output) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_shows_commands(page: Path) -> None:
    lines = [line for _, lines, _ in boxes(page) for line in lines]
    assert any(line.startswith(PROMPT) for line in lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_works_in_this_order(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(local, "there", lambda: True)
    for name, lines, text in boxes(page):
        if name:
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text, "utf-8")
        for line, prints in shown(lines):
            output = run(line, request)
            for wanted in prints:
                assert printed(wanted, output), f"{line}\nshows: {wanted}\nprinted: {output}"


@pytest.mark.parametrize(
    ("screen", "question"),
    [("Coverage", "coverage"), ("Who next", "next-recruits"), ("Critical mass", "critical-mass")],
)
def test_the_screens_of_the_first_page_say_what_the_readme_says(screen: str, question: str) -> None:
    row = re.search(rf"^\| {screen} \| (.*) \|$", PAGES[0].read_text("utf-8"), re.MULTILINE)
    assert row is not None
    answer = CliRunner().invoke(commands(), ["ask", question, "government", "--json"])
    assert json.loads(answer.output)["headline"] == row[1]


def test_nothing_but_the_link_stands_in_the_terminal(running: Running) -> None:
    with urllib.request.urlopen(f"{running.url}/static/groundswell/groundswell.css") as reply:
        assert reply.status == 200
    assert "Warning" not in (running.folder / "log").read_text("utf-8")


def test_a_link_that_is_shown_opens_once(running: Running) -> None:
    log = (running.folder / "log").read_text("utf-8")
    link = re.search(r"http://\S+/enter/\S+", log)
    assert link is not None
    with urllib.request.urlopen(link[0], timeout=60) as first:
        assert first.status == 200
    with pytest.raises(HTTPError, match="410"):
        urllib.request.urlopen(link[0], timeout=60)
