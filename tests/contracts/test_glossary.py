"""Every word that code and workbook use stands in the glossary."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from pathlib import Path

import pytest

from groundswell.core.terrain import terms
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import columns

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary.md"
IN_CELLS = {k for r in SHEETS.values() for c in columns(r) for k in c.alternatives}
VOCABULARY = sorted(
    {
        kind
        for kind in (*IN_CELLS, *dict(inspect.getmembers(terms, inspect.isclass)).values())
        if issubclass(kind, StrEnum) and kind is not StrEnum
    },
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", VOCABULARY, ids=lambda kind: kind.__name__)
def test_its_words_stand_together_in_one_row_or_one_table(kind: type[StrEnum]) -> None:
    words = {member.value for member in kind}
    sections = re.split(r"^## Kinds", GLOSSARY.read_text("utf-8"), flags=re.MULTILINE)
    places = [*sections[0].splitlines(), sections[1]]
    assert any(words <= set(re.findall(r"`([^`]+)`", place)) for place in places), words
