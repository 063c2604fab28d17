"""A method card as a page: Markdown without raw HTML, its links leading to other cards alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from groundswell.faces.methods import INDEX, cards


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its title, and its text as HTML."""

    title: str
    body: SafeString


@cache
def card(name: str) -> Card | None:
    """Return a card by its name; None if there is none."""
    text = cards().get(name)
    if text is None:
        return None
    # What people write never comes here, and even a card brings no HTML of its own.
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    title, rest = _titled(tokens)
    for token in rest:
        _lead(token.children or ())
    html = str(reader.renderer.render(rest, reader.options, {}))
    framed = html.replace("<table>", _TABLE).replace("</table>", "</table></div>")
    return Card(title, mark_safe(framed))  # nosec B308, B703


_TABLE = '<div class="table-wrap" tabindex="0" role="group" aria-label="Table"><table>'


def _titled(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Return the first heading, and what follows it."""
    if len(tokens) > 2 and tokens[0].type == "heading_open":
        return tokens[1].content, tokens[3:]
    return "", tokens


def _lead(tokens: Sequence[Token]) -> None:
    """Turn links to cards into addresses, and those into the source into plain words."""
    tag = "a"
    for token in tokens:
        if token.type == "link_open":
            to = str(token.attrs.get("href", ""))
            name, dot, _ = to.partition(".md")
            known = bool(dot) and name in cards()
            tag = "a" if known else "span"
            token.attrs = {"href": _address(name)} if known else {}
        if token.type in ("link_open", "link_close"):
            token.tag = tag


def _address(name: str) -> str:
    return "/methods" if name == INDEX else f"/methods/{name}"
