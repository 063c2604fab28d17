"""A brief as a PDF of one or two pages, with its charts.

What people wrote is handed to the typesetter as data, never as markup. The same brief gives the
same bytes.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

import typst

from groundswell.core.answer import to_plain
from groundswell.reports import figure
from groundswell.reports.parts import Bands, Block, Brief

_LONG = re.compile(r"\S{30}(?=\S)")
_UNIT = re.compile(r"(?<=\d) (?=%)")
_EMBEDDED_UP_TO = 0x5FF  # the typesetter brings letters up to Hebrew


def pdf(brief: Brief, dated: date) -> bytes:
    """Return a brief as PDF, stamped with a date so that the bytes follow from the content."""
    data = json.dumps(page_data(brief), ensure_ascii=False, sort_keys=True)
    foreign = any(ord(sign) > _EMBEDDED_UP_TO and sign.isalpha() for sign in data)
    compiler = typst.Compiler(_template(), ignore_system_fonts=not foreign)
    stamp = datetime.combine(dated, time(), UTC)
    made = compiler.compile(format="pdf", sys_inputs={"brief": data}, timestamp=stamp)
    assert isinstance(made, bytes)
    return made


def page_data(brief: Brief) -> dict[str, Any]:
    """Return what the template sets: the brief's texts, and its charts drawn."""
    plain: dict[str, Any] = _set(to_plain(brief))
    for section, drawn in zip(brief.sections, plain["sections"], strict=True):
        drawn["blocks"] = [
            block | _drawing(part)
            for part, block in zip(section.blocks, drawn["blocks"], strict=True)
        ]
    return plain


def _drawing(part: Block) -> dict[str, str]:
    if not isinstance(part, Bands):
        return {}
    return {"svg": figure.svg(part), "legend": figure.legend(part)}


def _set(thing: Any) -> Any:
    """Return texts as they are printed: endless words break, figures keep their unit."""
    if isinstance(thing, str):
        return _UNIT.sub("\u00a0", _LONG.sub(lambda part: f"{part.group()}\u200b", curled(thing)))
    if isinstance(thing, list):
        return [_set(item) for item in thing]
    if isinstance(thing, dict):
        return {name: _set(item) for name, item in thing.items()}
    return thing


def curled(text: str) -> str:
    """Return text with the quotation marks and apostrophes of print."""
    for straight, opening, closing in (('"', "\u201c", "\u201d"), ("'", "\u2018", "\u2019")):
        text = re.sub(rf"(^|[\s(\u201c]){straight}", rf"\1{opening}", text)
        text = text.replace(straight, closing)
    return text


def _template() -> bytes:
    return (files("groundswell.reports") / "document.typ").read_bytes()
