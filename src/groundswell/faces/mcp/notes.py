"""How each question is answered, as text that a client may read: formula, units, reference."""

from __future__ import annotations

import inspect

from mcp_types import ReadResourceResult, Resource, TextResourceContents

from groundswell.core.registry import QUESTIONS

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
    text = f"{entry.options.ASKS}\n\n{inspect.getdoc(entry.answer)}\n"
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=PLAIN, text=text)])
