"""Codes and names by sheet, for the fields that refer to something on the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.remembered import Remembered
from groundswell.ingest.workbook.sheets import code_column

Choices = tuple[tuple[str, str], ...]
_NAMES = ("name", "title", "claim", "question", "matter", "what", "text", "artifact")


def choices_of(at: View) -> Mapping[str, Choices]:
    """Return the codes a form may refer to, each with its name, by name."""
    return {sheet: _named(at, sheet) for sheet in SHEETS if code_column(sheet) is not None}


def _named(at: View, sheet: str) -> Choices:
    return _NAMED(at.records(sheet), sheet)


def _names(records: tuple[Record, ...], sheet: str) -> Choices:
    own: Any = code_column(sheet)
    rows = {getattr(record, own.name): _name(record) for record in records}
    pairs = [(code, name or code) for code, name in rows.items()]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


def _name(record: Record) -> str:
    found = (getattr(record, name, None) for name in _NAMES)
    return next((str(text) for text in found if text), "")


_NAMED = Remembered(_names, size=64)
