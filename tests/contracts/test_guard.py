"""The guard catches what must not be published, and lets ordinary text pass."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.guard import findings, hits, tracked

SLASH = "/"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (f"open('{SLASH}home/ama/map.xlsx')", "machine path"),
        (f"see {SLASH}work/main", "machine path"),
        (f"cd {SLASH}tmp/x", "machine path"),
        ("C:" + "\\Users", "machine path"),
        ("pypi" + ".org/simple", "package registry"),
        ("--extra-index" + "-url https:" + "//packages.example/simple", "package registry"),
        ("https:" + "//me:secret" + "@packages.example", "credential"),
        ("-" * 5 + "BEGIN PRIVATE KEY", "credential"),
    ],
)
def test_it_catches(line: str, rule: str) -> None:
    assert [(number, found) for number, found, _ in hits(f"fine\n{line}")] == [(2, rule)]


@pytest.mark.parametrize(
    "line",
    [
        "/".join(("tests", "work", "test_fold.py")),  # a folder of that name, not the root's
        "either/or, and/opt in",
        "docs/howto/home/index.md",
        "see https://www.gnu.org/licenses/",
        "a file under ~/home/ and one under ./tmp/",
    ],
)
def test_it_lets_pass(line: str) -> None:
    assert list(hits(line)) == []


def test_without_git_hidden_folders_and_binary_files_are_left_out(tmp_path: Path) -> None:
    words = f"{SLASH}home/ama"
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "noise.txt").write_text(words, "utf-8")
    (tmp_path / "sheet.xlsx").write_bytes(b"PK\0" + words.encode())
    (tmp_path / "note.md").write_text(f"\n{words}", "utf-8")
    assert list(findings(tmp_path, tracked(tmp_path))) == [f"note.md:2: machine path: {words[:7]}"]


def test_in_a_checkout_new_files_count_and_ignored_ones_do_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("mine/\n", "utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "map.csv").write_text("person", "utf-8")
    (tmp_path / "new.md").write_text("text", "utf-8")
    assert {file.name for file in tracked(tmp_path)} == {".gitignore", "new.md"}
