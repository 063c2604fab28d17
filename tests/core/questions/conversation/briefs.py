"""Briefs of one person for tests: Ama owns the initiative, Vera Lind is the one to talk to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.core.answer import Answer
from groundswell.core.questions.persuasion import Persuasion, PersuasionValue, persuasion
from tests.core.builders import Row, study

WORKED = {
    "evidence": "e1",
    "kind": "pilot",
    "claim": "Pre-filled forms left fewer cases open.",
    "measure": "cases",
    "effect": -0.25,
    "low": -0.35,
    "high": -0.125,
    "n": 62,
    "result": "worked",
    "topics": "backlog",
    "limits": "One office, summer months.",
}
PROBLEM = {
    "person": "vera",
    "kind": "problem",
    "topic": "Backlog",
    "text": "Forty cases a week land on my desk.",
    "measure": "cases",
    "baseline": 40,
    "period": "week",
}


def brief(
    about: Mapping[str, Any] | None = None, person: str = "vera", **sheets: Any
) -> Answer[PersuasionValue]:
    """Ask for the brief of one person."""
    people: list[Row] = [
        {"person": "ama", "name": "Ama Owusu"},
        {"person": "ben", "name": "Ben Ito"},
        {"person": "vera", "name": "Vera Lind", **sheets.pop("vera", {})},
    ]
    base = {"owner": "ama", **(about or {})}
    return persuasion(study(base, people=people, **sheets), Persuasion(person=person))


def with_result(stance: Row | None = "vera neutral", **more: Any) -> Answer[PersuasionValue]:
    """Ask for a brief where one result of our own speaks to her problem."""
    stances = [stance] if stance else []
    given = {"stakes": [PROBLEM], "evidence": [WORKED], "stances": stances, **more}
    return brief(**given)


def kinds(answer: Answer[PersuasionValue]) -> set[str]:
    """Return the kinds of gaps."""
    return {gap.kind for gap in answer.gaps}
