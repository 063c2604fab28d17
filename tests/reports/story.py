"""A small invented initiative for reports: every code is unlike the name it stands for."""

from __future__ import annotations

from typing import Any

from groundswell.core.terrain.snapshot import Snapshot
from groundswell.reports.brief import Asked, Wish, answers_of
from tests.core.builders import snapshot

CODES = ("zq1", "zq2", "zq3", "zq4", "zq5", "zq6", "xd1", "xd2", "xd3", "xn1", "xu1", "xu2", "xe1")
LITTLE = Wish(scenarios=32)

NAMES = {
    "zq1": ("Ama Boateng", "service designer", "xu1"),
    "zq2": ("Ben Adeyemi", "head of people", "xu2"),
    "zq3": ("Cleo Marsh", "finance controller", "xu2"),
    "zq4": ("Dov Lind", "legal counsel", "xu2"),
    "zq5": ("Eve Ito", "night shift lead", "xu1"),
    "zq6": ("Fin Ray", "claims clerk", "xu1"),
}

STORY: dict[str, Any] = {
    "about": {"owner": "zq1", "title": "One front door", "phase": "critical_mass"},
    "units": [{"unit": "xu1", "name": "Service"}, {"unit": "xu2", "name": "Head office"}],
    "people": [
        {"person": code, "name": name, "role": role, "unit": unit}
        for code, (name, role, unit) in NAMES.items()
    ],
    "ties": ["zq2 trusts zq1", "zq3 advice zq2", "zq5 trusts zq1", "zq6 advice zq5"],
    "stances": ["zq2 supporter zq1", "zq3 skeptic zq1", "zq5 supporter zq1"],
    "decisions": [
        {"decision": "xd1", "title": "Move the money", "rule": "majority"},
        {"decision": "xd2", "title": "Drop the targets", "rule": "owner"},
        {"decision": "xd3", "title": "One form for all", "rule": "owner", "state": "passed"},
    ],
    "authority": [
        "zq3 decide xd1",
        "zq2 decide xd1",
        "zq2 decide xd2",
        "zq4 veto xd2",
        "zq4 decide xd3",
    ],
    "nodes": [{"node": "xn1", "title": "Intake desks", "unit": "xu1", "share_needed": 0.6}],
    "stakes": [
        {"person": "zq3", "kind": "problem", "text": "Month end is chaos", "topic": "speed"}
    ],
    "evidence": [
        {
            "evidence": "xe1",
            "kind": "trial",
            "claim": "Twelve users were served faster",
            "result": "worked",
            "topics": ("speed",),
            "n": 12,
        }
    ],
    "coalition": ["zq1 nucleus", "zq2 core"],
}


def story(about: dict[str, Any] | None = None, **sheets: Any) -> Snapshot:
    """Return the initiative with some sheets told differently."""
    return snapshot(**{**STORY, "about": {**STORY["about"], **(about or {})}, **sheets})


def asked(of: Snapshot) -> Asked:
    """Return the answers of a brief under few scenarios."""
    return answers_of(of, LITTLE)
