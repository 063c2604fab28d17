"""What a column is called on a screen, where its heading in the workbook would not do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from groundswell.core.terrain.record import Column

LONG = frozenset(
    "answer approach artifact because best_case_against boundary changed claim doubt "
    "legitimate_core limits meaning_of_success new_constraints outcome problem question reason "
    "resolution stop_rule text vision what".split()
)
_SHEET: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("ties", "from"): "Who listens",
        ("ties", "to"): "To whom",
        ("system", "from"): "What acts",
        ("system", "to"): "On what",
        ("encounters", "by"): "Who of us",
        ("encounters", "answer"): "Their answer",
        ("encounters", "shown"): "Evidence shown",
        ("evidence", "n"): "Number of cases",
        ("overrides", "kind"): "Which suggestion",
        ("pilots", "n_planned"): "Cases planned",
        ("resistance", "answer"): "Our answer",
        ("stances", "fixed"): "Will not move",
        ("stances", "informed"): "Saw others' judgements first",
    }
)
_ANYWHERE: Mapping[str, str] = MappingProxyType(
    {
        "alt_chance": "Chance of the other rule",
        "alt_quota": "Quota of the other rule",
        "alt_rule": "Other rule",
        "as_of": "As of",
        "observed_on": "Seen on",
        "recorded_on": "Written down on",
        "assessor": "Seen by",
        "retracted_on": "Taken back on",
        "sure": "How sure",
        "basis": "What it rests on",
    }
)


def label_of(sheet: str, column: Column) -> str:
    """Return a column's label: its heading as words, or something kinder."""
    header = column.header
    named = _SHEET.get((sheet, header)) or _ANYWHERE.get(header)
    return named or header.replace("_", " ").capitalize()
