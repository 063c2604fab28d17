"""Pipes that close, terminals that cannot show a sign, a stop in the middle: calm in each."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from groundswell.config.main import STOPPED, main
from groundswell.faces.cli import briefing, progress, terminal

HEAVY = ("numba", "scipy", "altair", "typst", "numpy", "rich.progress")
ENTRY = "from groundswell.config.main import main; main()"


@pytest.fixture(autouse=True)
def _no_workbench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let commands find no database on this machine, whatever other tests have made."""
    monkeypatch.setenv("GROUNDSWELL_DATA", str(tmp_path / "nowhere"))


def started(*words: str) -> list[str]:
    """Return the command that runs the console script in a new process."""
    script = f"import sys; sys.argv = ['groundswell', *{list(words)!r}]; {ENTRY}"
    return [sys.executable, "-c", script]


@pytest.mark.parametrize("words", [("--help",), ("brief", "--help"), ("brief", "no-such-file")])
def test_help_and_a_wrong_name_load_nothing_heavy(words: tuple[str, ...]) -> None:
    script = (
        f"import sys; sys.argv = ['groundswell', *{list(words)!r}]\n"
        "from groundswell.config.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_a_reader_that_has_gone_is_no_error() -> None:
    with subprocess.Popen(
        started("--version"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == terminal.PIPE_CLOSED


def test_a_stop_by_the_user_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(briefing, "snapshot_of", stop)
    monkeypatch.setattr(sys, "argv", ["groundswell", "brief", "loner"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == STOPPED
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("José – “so”…", "ascii", 'Jose - "so"...'),
        ("José – 東京", "latin-1", "José - ??"),
        ("José – 東京", "utf-8", "José – 東京"),
        ("\udcff", "utf-8", "?"),
    ],
)
def test_a_sign_the_terminal_lacks_has_a_stand_in(text: str, encoding: str, shown: str) -> None:
    assert terminal.writable(text, encoding) == shown


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_output_in_any_encoding_does_not_fail(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    terminal.say("━━● José 東京\n")
    assert "Jos" in raw.getvalue().decode(encoding)


def test_a_full_disk_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(typer.Exit) as ended:
        terminal.say("words")
    assert ended.value.exit_code == terminal.WRONG_USAGE
    assert "no space left" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_no_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    with pytest.raises(typer.Exit):
        terminal.save(target, b"words")
    assert "could not be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [target]


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress(2) as step:
        step("reading")
        step("writing")
    assert capsys.readouterr() == ("", "")


def test_progress_shows_the_step_once_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    ticker = progress.Ticker(3)
    ticker.step("reading")
    ticker.show()
    ticker.step("who is missing")
    ticker.end()
    out, err = capsys.readouterr()
    assert out == ""
    assert "who is missing" in err


def test_progress_that_ended_is_not_shown_later(capsys: pytest.CaptureFixture[str]) -> None:
    ticker = progress.Ticker(1)
    ticker.end()
    ticker.show()
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_its_own_width_and_no_colour_if_unwanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Screen(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv("COLUMNS", "72")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert (terminal.page().width, terminal.page().styled) == (72, True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.page().styled


def test_warming_up_is_silent_and_keeps_the_bytecode(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(briefing, "WARM_SCENARIOS", 16)
    monkeypatch.setattr("compileall.compile_file", lambda file, quiet: kept.append(file))
    briefing.warm_up()
    assert capsys.readouterr() == ("", "")
    assert briefing.__file__ in kept
    assert all(file.endswith(".py") for file in kept)
