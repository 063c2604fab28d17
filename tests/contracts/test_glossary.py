"""Every word that code and workbook use stands in the glossary."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from pathlib import Path

import pytest

from groundswell.core.terrain import terms

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary.md"
VOCABULARY = [
    kind
    for _, kind in inspect.getmembers(terms, inspect.isclass)
    if issubclass(kind, StrEnum) and kind is not StrEnum
]


@pytest.mark.parametrize("kind", VOCABULARY, ids=lambda kind: kind.__name__)
def test_its_words_stand_together_in_one_row_or_one_table(kind: type[StrEnum]) -> None:
    words = {member.value for member in kind}
    sections = re.split(r"^## Kinds", GLOSSARY.read_text("utf-8"), flags=re.MULTILINE)
    places = [*sections[0].splitlines(), sections[1]]
    assert any(words <= set(re.findall(r"`([^`]+)`", place)) for place in places), words
