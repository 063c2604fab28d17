"""The link check tells a dead link from a living one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.links import broken, findings, main


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "other.md").write_text("# Other page\n\n## Two words, here\n", "utf-8")
    return tmp_path / "page.md"


@pytest.mark.parametrize(
    "target", ["other.md", "other.md#two-words-here", "#here", "https://example.org/x", "."]
)
def test_living_links_pass(page: Path, target: str) -> None:
    page.write_text(f"# Here\n\n[text]({target})\n", "utf-8")
    assert list(broken(page)) == []


@pytest.mark.parametrize("target", ["gone.md", "other.md#three", "#gone", "../gone/"])
def test_dead_links_are_found_with_their_line(page: Path, target: str) -> None:
    page.write_text(f"# Here\n\n[text]({target})\n", "utf-8")
    assert list(broken(page)) == [(3, target)]


def test_code_blocks_are_not_prose(page: Path) -> None:
    page.write_text(
        "```console\n[text](gone.md)\n# not a heading\n```\n[x](#not-a-heading)", "utf-8"
    )
    assert list(broken(page)) == [(5, "#not-a-heading")]


def test_readme_and_docs_are_both_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("[docs](docs/index.md)\n", "utf-8")
    (tmp_path / "docs" / "index.md").write_text("[back](../README.md)\n", "utf-8")
    assert main(tmp_path) == 0
    (tmp_path / "docs" / "index.md").write_text("[back](../READ.md)\n", "utf-8")
    assert main(tmp_path) == 1
    assert "docs/index.md:1: leads nowhere: ../READ.md" in capsys.readouterr().out


def test_a_page_that_only_links_to_itself_is_found(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("[docs](docs/index.md)\n", "utf-8")
    (tmp_path / "docs" / "index.md").write_text("[one](one.md)\n", "utf-8")
    (tmp_path / "docs" / "one.md").write_text("text\n", "utf-8")
    (tmp_path / "docs" / "two.md").write_text("[me](two.md)\n", "utf-8")
    assert list(findings(tmp_path)) == ["docs/two.md:1: no page leads here"]
