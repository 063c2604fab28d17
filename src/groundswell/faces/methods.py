"""The method cards: how each answer is computed, when it misleads, how it was checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import groundswell

_PACKAGE = Path(groundswell.__file__).parent
# Installed, the cards lie in the package; in a checkout, where they are written.
_PLACES = (_PACKAGE / "methods", _PACKAGE.parents[1] / "docs" / "methods")
INDEX = "index"


@cache
def cards() -> dict[str, str]:
    """Return the text of every card by its name, the index among them."""
    place = next((folder for folder in _PLACES if (folder / f"{INDEX}.md").is_file()), None)
    if place is None:
        return {}
    return {file.stem: file.read_text("utf-8") for file in sorted(place.glob("*.md"))}
