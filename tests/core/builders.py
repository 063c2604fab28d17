"""Tiny initiatives for tests, written as one would say them.

Each sheet of the workbook is a keyword; each row a dict of its columns, or a short line of words in
the order of `SHORT` (`-` leaves a column blank):

    snapshot(
        about={"owner": "ama"},
        people=["ama", {"person": "ben", "level": "senior", "capacity_hours": 3}],
        ties=["ben trusts ama", "ama advice ben .5"],
        stances=["ben supporter", {"person": "ben", "stance": -0.5, "assessor": "cleo"}],
        decisions=["d1 majority"],
        authority=["ben decide d1"],
        coalition=["ama core"],
    )
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from groundswell.core.dynamics.study import Study
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Column, Record, columns
from groundswell.core.terrain.snapshot import Snapshot

AS_OF = date(2026, 6, 1)

Row = str | Mapping[str, Any]

SHORT: dict[str, str] = {
    "units": "unit parent",
    "people": "person unit level",
    "ties": "from kind to weight source assessor",
    "stances": "person stance assessor sure observed_on",
    "influence": "person position_power expertise credibility leadership assessor",
    "decisions": "decision rule quota state",
    "authority": "person role decision weight salience",
    "nodes": "node unit share_needed",
    "operators": "person node weight",
    "stakes": "person kind topic weight",
    "resistance": "resistance source held_by",
    "system": "from to sign element_kind",
    "coalition": "person ring role",
    "evidence": "evidence result topics",
    "encounters": "person kind shown",
    "meetings": "meeting date kind",
    "attendance": "meeting person presence",
    "commitments": "person kind state",
}


# Initiatives in which something every question would like to know is missing.
DEGENERATE: dict[str, dict[str, Any]] = {
    "nobody": {},
    "an owner alone": {"about": {"owner": "ama"}, "people": ["ama"]},
    "one person": {"people": ["ama"]},
    "nobody judged": {
        "about": {"owner": "ama"},
        "people": ["ama", "ben", "cleo"],
        "decisions": ["d1 majority"],
        "authority": ["ben decide d1", "cleo veto d1"],
        "coalition": ["ama nucleus"],
    },
    "nobody known to decide or operate": {
        "people": ["ama", "ben"],
        "decisions": ["d1"],
        "nodes": ["n1"],
        "coalition": ["ama core"],
    },
    "no decisions": {
        "people": ["ama", "ben"],
        "ties": ["ben trusts ama"],
        "stances": ["ama champion ben", "ben opponent ama"],
        "coalition": ["ama core"],
    },
    "everybody in the coalition": {
        "about": {"owner": "ama"},
        "people": ["ama", "ben", "cleo"],
        "ties": ["ben trusts ama", "cleo advice ben"],
        "stances": ["ama champion", "ben supporter", "cleo supporter"],
        "decisions": ["d1"],
        "authority": ["ben decide d1"],
        "coalition": ["ama core", "ben core", "cleo wider"],
    },
}


def initiative(about: Mapping[str, Any] | None = None, **sheets: Iterable[Row]) -> Observations:
    """Return the observations of an initiative; `about` holds the cells of its first sheet."""
    rows = {sheet: tuple(record(sheet, row) for row in given) for sheet, given in sheets.items()}
    return Observations(Initiative(**cells(Initiative, about or {})), rows)


def snapshot(
    about: Mapping[str, Any] | None = None, as_of: date = AS_OF, **sheets: Iterable[Row]
) -> Snapshot:
    """Fold a tiny initiative."""
    return fold(initiative(about, **sheets), as_of)


def study(
    about: Mapping[str, Any] | None = None,
    as_of: date = AS_OF,
    seed: int = 0,
    scenarios: int = 64,
    **sheets: Iterable[Row],
) -> Study:
    """Fold a tiny initiative and study it under few scenarios."""
    return Study(snapshot(about, as_of, **sheets), seed, scenarios)


def reordered(observations: Observations) -> Observations:
    """Return the same initiative with the rows of every sheet in reverse order."""
    rows = {sheet: tuple(reversed(given)) for sheet, given in observations.records.items()}
    return Observations(observations.initiative, rows)


def record(sheet: str, row: Row) -> Record:
    """Return one record from a dict or from words in the order of `SHORT`."""
    kind = SHEETS[sheet]
    if isinstance(row, str):
        names, words = SHORT[sheet].split(), row.split()
        assert len(words) <= len(names), f"{sheet}: {row!r} has more words than {names}"
        row = {n: w for n, w in zip(names, words, strict=False) if w != "-"}
    return kind(**cells(kind, row))


def cells(kind: type, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a record from the cells of a row, by heading."""
    by_header = {column.header: column for column in columns(kind)}
    return {by_header[name].name: cell(by_header[name], value) for name, value in row.items()}


def cell(column: Column, value: Any) -> Any:
    """Return a cell's value in the kind of its column; what is no text stays as it is."""
    if column.many:
        parts = value.replace(";", ",").split(",") if isinstance(value, str) else value
        return tuple(part.strip() for part in parts)
    if not isinstance(value, str) or isinstance(value, Enum):
        return value
    for kind in column.alternatives:
        if issubclass(kind, Enum) and value in {member.value for member in kind}:
            return kind(value)
    return from_text(column, value)


def from_text(column: Column, value: str) -> Any:
    """Read a word as the plain kind of its column: text, number, yes or no, date."""
    kind = next(k for k in column.alternatives if not issubclass(k, Enum))
    readers: dict[type, Callable[[str], Any]] = {
        str: str,
        float: float,
        int: int,
        bool: {"yes": True, "no": False}.__getitem__,
        date: date.fromisoformat,
    }
    return readers[kind](value)
