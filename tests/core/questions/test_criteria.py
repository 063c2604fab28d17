"""Kotter's four as judged: from which mark somebody is strong, and what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.criteria import Met, ratings, strengths
from tests.core.builders import snapshot


def marked(*marks: float, others: tuple[str, ...] = ()) -> Met:
    rows: list[dict[str, Any]] = [
        {"person": "ann", "leadership": mark, "assessor": f"x{k}"} for k, mark in enumerate(marks)
    ]
    people = ["ann", *others, *(f"x{k}" for k in range(len(marks)))]
    folded = snapshot(people=people, influence=rows)
    return strengths(ratings(folded), ("ann", *others))["leadership"].state


@pytest.mark.parametrize(
    ("marks", "state"),
    [((4,), Met.MET), ((3,), Met.UNMET), ((5, 3), Met.MET), ((4, 3), Met.UNMET), ((), Met.UNKNOWN)],
)
def test_strong_is_four_of_five_on_the_average_of_those_who_judged(
    marks: tuple[float, ...], state: Met
) -> None:
    assert marked(*marks) is state


def test_as_long_as_somebody_is_not_judged_a_lack_is_not_known() -> None:
    assert marked(3, others=("ben",)) is Met.UNKNOWN
    assert marked(4, others=("ben",)) is Met.MET
