"""What a tool returns: data by the public contract, and the same in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from mcp_types import CallToolResult, TextContent

from groundswell.core.answer import Answer
from groundswell.faces.faults import Fault
from groundswell.faces.mcp.asker import Pending
from groundswell.reports.brief import provenance
from groundswell.reports.words import clean, sentence

SHOWN = 10  # reasons and gaps in words; the data hold all

_PART = {"type": "array", "items": {"type": "object"}}
ANSWER: Mapping[str, Any] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "question": {"type": "string"},
            "headline": {"type": "string"},
            "value": {"type": "object"},
            "reasons": _PART,
            "gaps": _PART,
            "provenance": {"type": "object"},
            "pending": {"type": "string", "description": "the job that computes the answer"},
        },
        "oneOf": [
            {"required": "question headline value reasons gaps provenance".split()},
            {"required": ["pending"]},
        ],
    }
)
LISTING: Mapping[str, Any] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "as_of": {"type": "string", "format": "date"},
            "population": {"type": "string"},
        },
        "required": ["as_of", "population"],
    }
)


def answered(answer: Answer[Any], addressed: str = "") -> CallToolResult:
    """Return an answer; `addressed` says whom its sentences call you."""
    return CallToolResult(
        content=[_text("\n".join(in_words(answer, addressed)))],
        structured_content=answer.as_json(),
    )


def in_words(answer: Answer[Any], addressed: str = "") -> Iterator[str]:
    """Yield the lines of an answer: the headline, why, what nobody knows, on what it rests."""
    yield _line(answer.headline)
    yield from _list("Why:", [reason.text for reason in answer.reasons])
    yield from _list("What nobody knows yet:", [gap.text for gap in answer.gaps])
    if addressed:
        yield clean(addressed)
    yield provenance(answer)


def pending(found: Pending) -> CallToolResult:
    """Say that the answer takes longer."""
    return CallToolResult(
        content=[_text(_line(found.text))], structured_content={"pending": found.job}
    )


def listed(found: dict[str, Any]) -> CallToolResult:
    """Return a part of the map; the words are the data."""
    return CallToolResult(
        content=[_text(json.dumps(found, indent=1, ensure_ascii=False))], structured_content=found
    )


def refused(faults: Iterable[Fault]) -> CallToolResult:
    """Say what is wrong with what was given."""
    return failed("\n".join(map(str, faults)))


def failed(text: str) -> CallToolResult:
    """Say why there is no answer."""
    return CallToolResult(content=[_text(text)], is_error=True)


def _list(head: str, texts: list[str]) -> Iterator[str]:
    if not texts:
        return
    yield head
    yield from (f"- {_line(text)}" for text in texts[:SHOWN])
    if len(texts) > SHOWN:
        yield f"- {len(texts) - SHOWN} more in the data."


def _line(text: str) -> str:
    return sentence(clean(text))


def _text(text: str) -> TextContent:
    return TextContent(text=text)
