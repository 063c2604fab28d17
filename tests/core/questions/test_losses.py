"""What goes with members, to the conventions that are told of it."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.resilience import Resilience, resilience
from groundswell.core.questions.upheavals import shocks
from tests.core.builders import snapshot, study

# Three decide by majority; dee is sure to be with you, ben and cy are members.
COVERED: dict[str, Any] = {
    "people": ["ann", "ben", "cy", "dee"],
    "stances": [f"dee champion {a} high" for a in "xyz"],
    "decisions": ["d1 majority"],
    "authority": [f"{p} decide d1" for p in ("ben", "cy", "dee")],
    "coalition": ["ann core", "ben core", "cy core"],
}


def test_pairs_are_measured_by_what_ranks(monkeypatch: pytest.MonkeyPatch) -> None:
    def pairs() -> list[tuple[str, ...]]:
        value = resilience(study(scenarios=64, **COVERED), Resilience()).value
        return [pair.people for pair in value.pairs]

    monkeypatch.setattr("groundswell.core.questions.losses.BEYOND_LOG", 100.0)
    assert pairs() == [("ben", "cy")]
    monkeypatch.setattr("groundswell.core.questions.losses.BEYOND", 0.5)
    assert pairs() == []  # the chance falls by .3 more than by both apart, the objective by .8


def test_whoever_holds_a_decision_takes_ground_there_however_little() -> None:
    """It takes dee and one of the others: ben counts only where cy, nearly sure, says no."""
    rows = {**COVERED, "authority": ["dee decide d1 4", "cy decide d1 3", "ben decide d1 1"]}
    value = resilience(study(scenarios=64, **rows), Resilience()).value
    lost = {member.person: member for member in value.members}
    assert -0.1 < lost["ben"].change.mean < 0
    assert (lost["ben"].lost, lost["ann"].lost) == (("d1",), ())


def test_where_all_who_give_permission_go_they_are_not_counted() -> None:
    folded = snapshot(people=[{"person": p, "gives_permission": True} for p in "ab"])
    words = "those who give permission were replaced, and every open decision were harder"
    assert shocks(folded)[2].convention == words


def test_an_upheaval_that_hits_nobody_changes_nothing() -> None:
    value = resilience(study(scenarios=64, **COVERED), Resilience()).value
    logs = {u.upheaval: u.change_log for u in value.upheavals}
    assert logs["leadership_change"] == logs["organised_resistance"] == 0
    assert logs["budget_crisis"] < 0
