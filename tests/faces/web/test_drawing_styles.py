"""The page's style sheet of drawings says what the drawings' own table of looks says."""

from __future__ import annotations

import re
from importlib.resources import files

from groundswell.reports.drawing.look import css


def bare(text: str) -> str:
    """Return a sheet without what only a formatter cares about."""
    return re.sub(r"[\s;]+", "", text)


def test_the_sheet_holds_every_look_and_no_other() -> None:
    sheet = files("groundswell.faces.web") / "styles" / "drawing.css"
    assert bare(sheet.read_text("utf-8").partition("*/")[2]) == bare(css())
