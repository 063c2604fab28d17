"""Maps for pictures: a small one where every answer is known by heart, and the five examples."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.examples import path
from groundswell.ingest.workbook import read
from tests.core.builders import AS_OF, initiative

FAR = date(2030, 1, 1)

SMALL: dict[str, Any] = {
    "about": {"owner": "ama"},
    "units": [
        {"unit": "top", "name": "Council"},
        {"unit": "desk", "name": "Front desk", "parent": "top"},
        {"unit": "fin", "name": "Finance", "parent": "top"},
    ],
    "people": [
        {"person": "ama", "name": "Ama Boateng", "unit": "desk", "level": "middle"},
        {"person": "ben", "name": "Ben Adeyemi", "unit": "fin", "level": "executive"},
        {"person": "cleo", "name": "Cleo Marsh", "unit": "fin", "level": "senior"},
        {"person": "dov", "name": "Dov Lind", "unit": "desk", "level": "frontline"},
        {"person": "eve", "name": "Eve Ito", "affected": True, "voice": "night workers"},
    ],
    "ties": [
        "ben trusts ama",
        "cleo advice ben",
        "dov reports_to ama",
        "dov reports_to cleo .4",
        "cleo conflict dov",
        {"from": "eve", "to": "dov", "kind": "trusts", "source": "inferred"},
    ],
    "stances": [
        {
            "person": "ben",
            "stance": "supporter",
            "assessor": "ama",
            "observed_on": date(2026, 3, 1),
        },
        {
            "person": "cleo",
            "stance": "opponent",
            "assessor": "ama",
            "observed_on": date(2026, 4, 1),
        },
        {"person": "dov", "stance": "unknown", "assessor": "ama"},
    ],
    "influence": [
        {
            "person": "ben",
            "position_power": 5,
            "credibility": 2,
            "assessor": "ama",
            "observed_on": date(2026, 2, 1),
        }
    ],
    "decisions": [
        {"decision": "d1", "title": "Move the money", "rule": "majority"},
        {"decision": "d2", "title": "Open at night", "rule": "owner"},
    ],
    "authority": ["ben decide d1", "cleo decide d1", "cleo veto d1", "dov implement d2"],
    "nodes": [{"node": "n1", "title": "Intake desks", "unit": "desk"}],
    "stakes": [{"person": "ben", "kind": "gain", "text": "Fewer queues", "weight": 1.0}],
    "coalition": [
        {
            "person": "ama",
            "ring": "nucleus",
            "role": "ally",
            "reason": "began it",
            "joined_on": date(2026, 1, 5),
        }
    ],
    "encounters": [
        {
            "person": "ben",
            "by": "ama",
            "kind": "one_to_one",
            "date": date(2026, 5, 1),
            "ask": "support",
            "answer": "later",
        }
    ],
    "commitments": [
        {
            "person": "ben",
            "text": "An hour a week",
            "state": "promised",
            "promised_on": date(2026, 5, 2),
        }
    ],
}


def small(**told: Any) -> Snapshot:
    """Return the small map with some sheets told differently."""
    return fold(initiative(**{**SMALL, **told}), AS_OF)


@cache
def example(name: str) -> tuple[Observations, date]:
    """Return a worked example and the day it describes."""
    found = read(path(name), FAR).observations
    assert found is not None
    assert found.initiative.as_of is not None
    return found, found.initiative.as_of


@cache
def folded(name: str) -> Snapshot:
    """Return a worked example folded on its day."""
    return fold(*example(name))
