"""Which parts of the system have somebody in the coalition, part by part."""

from __future__ import annotations

from typing import Any

from groundswell.core.questions.represented import LEVELS, NEW_ROLES, View, dimensions
from tests.core.builders import snapshot


def members(name: str, **sheets: Any) -> dict[str, tuple[str, ...]]:
    """Return who of the coalition covers each covered part of a dimension."""
    found = dimensions(View(snapshot(**sheets)))
    return dict(next(d.members for d in found if d.dimension == name))


def test_outsiders_are_external_unless_their_level_is_said() -> None:
    """The system has all three; of the coalition one comes from outside and says no level."""
    levels = ("external", "senior", "middle")
    people: list[Any] = [{"person": v, "level": v, "voice": "tenants"} for v in levels]
    people += [
        "ann",
        {"person": "ben", "outside": True},
        {"person": "cy", "outside": True, "level": "senior"},
        {"person": "dee", "level": "middle"},
    ]
    coalition = [f"{p} core" for p in ("ann", "ben", "cy", "dee")]
    assert members(LEVELS, people=people, coalition=coalition) == {
        "external": ("ben",),
        "senior": ("cy",),
        "middle": ("dee",),
    }


def test_a_newer_role_is_covered_by_whoever_of_the_coalition_holds_it() -> None:
    people = [
        {"person": "ann", "new_role": "data_governance"},
        {"person": "ben", "new_role": "tool_critic"},
        {"person": "cy", "new_role": "feedback_loop"},
    ]
    assert members(NEW_ROLES, people=people, coalition=["ann core", "ben core"]) == {
        "data_governance": ("ann",),
        "tool_critic": ("ben",),
    }
