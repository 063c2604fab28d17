"""How each question is answered, as text that a client may read: formula, units, reference."""

from __future__ import annotations

import inspect

from mcp_types import ReadResourceResult, Resource, TextResourceContents

from groundswell.core.registry import QUESTIONS
from groundswell.faces.methods import cards

ROOT = "groundswell://method/"
PLAIN = "text/plain"


def notes() -> list[Resource]:
    """Return the note of every question."""
    return [
        Resource(
            name=slug,
            uri=f"{ROOT}{slug}",
            title=f"How this is answered: {entry.options.ASKS}",
            mime_type=PLAIN,
        )
        for slug, entry in QUESTIONS.items()
    ]


def note(uri: str) -> ReadResourceResult | None:
    """Return the text of a note; None if there is no such note."""
    entry = QUESTIONS.get(uri.removeprefix(ROOT)) if uri.startswith(ROOT) else None
    if entry is None:
        return None
    parts = (entry.options.ASKS, inspect.getdoc(entry.answer), cards().get(entry.slug, ""))
    text = "\n\n".join(part.strip() for part in parts if part) + "\n"
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=PLAIN, text=text)])
