"""Whose reason lets a launch pass."""

from __future__ import annotations

from groundswell.core.questions.launch_gate import reasoned
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import OverrideKind


def test_one_reason_among_other_overrides_is_enough() -> None:
    why = Override(kind=OverrideKind.LAUNCH_GATE, reason="They named the day.")
    other = Override(kind=OverrideKind.MESSENGER, chosen="ben")
    assert reasoned([other, why]) and not reasoned([other])
