"""What the browser gets: built assets, nothing remote, nothing a strict policy would bar."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import hatch_build

PROJECT = Path(__file__).parents[3]
WEB = PROJECT / "src" / "groundswell" / "faces" / "web"
BUILT = WEB / "static" / "groundswell"
FILES = ("groundswell.css", "groundswell.js", "terrain.js", "board.js", "mark.svg", "licences.txt")
FONTS = ("newsreader-latin-opsz-normal", "source-sans-3-latin-wght-normal")

TEMPLATE_LINES, ISLAND_LINES = 150, 500
# Each would need a hole in the content security policy.
BARRED = {
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "event handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "script in htmx": re.compile(r"\shx-(?:on|vals\s*=\s*['\"]js:)", re.IGNORECASE),
    "address of a script": re.compile(
        r"(?:href|src|action)\s*=\s*['\"]\s*javascript:", re.IGNORECASE
    ),
}
REMOTE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""")


def templates() -> list[Path]:
    """Return every template of the web face."""
    return sorted((WEB / "templates").rglob("*.html"))


def relative(file: Path) -> str:
    """Return a file's path within the web face, to name a test by."""
    return file.relative_to(WEB).as_posix()


def barred(text: str) -> Iterator[str]:
    """Yield what a strict policy would refuse to run."""
    return (rule for rule, pattern in BARRED.items() if pattern.search(text))


@pytest.mark.parametrize("name", FILES)
def test_an_asset_is_built(name: str) -> None:
    assert (BUILT / name).stat().st_size > 0


def test_styles_reach_for_nothing_remote_and_bring_their_fonts() -> None:
    css = (BUILT / "groundswell.css").read_text("utf-8")
    assert REMOTE.search(css) is None
    for font in FONTS:
        assert f"fonts/{font}.woff2" in css
        assert (BUILT / "fonts" / f"{font}.woff2").read_bytes()[:4] == b"wOF2"


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_scripts_evaluate_no_text(name: str) -> None:
    script = (BUILT / name).read_text("utf-8")
    assert re.search(r"(?<![\w.])(?:eval\(|new Function\()", script) is None


@pytest.mark.parametrize("package", ["@picocss/pico", "sigma", "@fontsource-variable/newsreader"])
def test_the_licence_of_what_is_built_in_goes_along(package: str) -> None:
    licences = (BUILT / "licences.txt").read_text("utf-8")
    assert f"{package}\n\n" in licences
    assert "Permission is hereby granted" in licences and "SIL OPEN FONT LICENSE" in licences


@pytest.mark.parametrize("file", templates(), ids=relative)
def test_a_template_is_short_and_fits_the_policy(file: Path) -> None:
    text = file.read_text("utf-8")
    assert list(barred(text)) == []
    assert len(text.splitlines()) <= TEMPLATE_LINES


@pytest.mark.parametrize(
    "text",
    [
        '<p style="x">',
        "<style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<a hx-on:click='go()'>",
    ],
)
def test_what_the_policy_bars_is_found(text: str) -> None:
    assert list(barred(text))


@pytest.mark.parametrize("file", sorted((WEB / "islands").rglob("*.ts")), ids=relative)
def test_an_island_is_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= ISLAND_LINES


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    packages = json.loads((PROJECT / "package-lock.json").read_text("utf-8"))["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}
    assert fetched
    for name, entry in fetched.items():
        assert "resolved" not in entry, name
        assert entry["integrity"].startswith("sha512-"), name


def test_a_wheel_carries_the_assets_and_the_switch_skips_building(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        pytest.fail("the assets were built although the switch was set")

    monkeypatch.setenv(hatch_build.SKIP, "1")
    monkeypatch.setattr(hatch_build, "build", refuse)
    [wheel] = WheelBuilder(str(PROJECT)).build(directory=str(tmp_path), versions=["standard"])
    carried = set(zipfile.ZipFile(wheel).namelist())
    assert {f"groundswell/faces/web/static/groundswell/{name}" for name in FILES} <= carried
    assert "groundswell/faces/web/templates/base.html" in carried
