"""Codes and names by sheet, for the fields that refer to something on the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Record
from groundswell.ingest.workbook.sheets import code_column

_NAMES = ("name", "title", "claim", "question", "matter", "what", "text", "artifact")


def choices_of(at: View) -> Mapping[str, list[tuple[str, str]]]:
    """Return the codes a form may refer to, each with its name, by name."""
    return {sheet: _named(at, sheet) for sheet in SHEETS if code_column(sheet) is not None}


def _named(at: View, sheet: str) -> list[tuple[str, str]]:
    own: Any = code_column(sheet)
    rows = {getattr(r.record, own.name): _name(r.record) for r in at.rows(sheet)}
    pairs = [(code, name or code) for code, name in rows.items()]
    return sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0]))


def _name(record: Record) -> str:
    found = (getattr(record, name, None) for name in _NAMES)
    return next((str(text) for text in found if text), "")
