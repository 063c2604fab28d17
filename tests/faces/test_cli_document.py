"""`groundswell document`: three forms, nothing replaced unasked, no word about a single person."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell.faces.cli import app


def run(*words: str | Path) -> int:
    """Run the command and return its exit code."""
    with pytest.raises(SystemExit) as ended:
        app(args=["document", *map(str, words)], prog_name="groundswell")
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    ("form", "begins"), [(".md", b"# Apply once"), (".pdf", b"%PDF"), (".docx", b"PK")]
)
def test_it_writes_the_form_the_name_asks_for(form: str, begins: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"document{form}"
    assert run("government", out) == 0
    assert out.read_bytes().startswith(begins)


def test_it_replaces_nothing_unasked_and_knows_its_forms(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "document.md"
    assert run("loner", out) == 0
    out.write_text("mine", "utf-8")
    assert run("loner", out) == 2 and out.read_text("utf-8") == "mine"
    assert run("loner", out, "--force") == 0 and out.read_text("utf-8") != "mine"
    assert run("loner", tmp_path / "document.txt") == 2
    assert "End the name of the file with .md, .pdf or .docx." in capfd.readouterr().err
