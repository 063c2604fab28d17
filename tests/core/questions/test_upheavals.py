"""Upheavals as plans: how severe, in words, and who is hit first."""

from __future__ import annotations

import pytest

from groundswell.core.questions.upheavals import CRISIS_HURDLE, shocks
from tests.core.builders import snapshot


@pytest.mark.parametrize(
    ("severity", "how"), [(0.3, "somewhat"), (0.5, "somewhat"), (0.6, "much"), (1.0, "much")]
)
def test_beyond_half_a_budget_crisis_needs_much_more_goodwill(severity: float, how: str) -> None:
    crisis = shocks(snapshot(people=["a"]), budget_crisis=severity)[1]
    assert crisis.convention == f"every open decision needed {how} more goodwill"
    assert crisis.plan.harder == pytest.approx(CRISIS_HURDLE * severity)


def test_what_has_been_decided_is_nobodys_weight_any_more() -> None:
    """A holds two that have passed, c one that is open; b comes before c by the alphabet alone."""
    folded = snapshot(
        people=[{"person": p, "level": "executive"} for p in "abc"],
        decisions=["d1 owner", "d2 owner - passed", "d3 owner - passed"],
        authority=["c decide d1", "a decide d2", "a decide d3"],
    )
    assert shocks(folded, leadership_change=1 / 3)[0].plan.replaced == (2,)
    assert shocks(folded, leadership_change=2 / 3)[0].plan.replaced == (0, 2)
