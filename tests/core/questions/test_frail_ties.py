"""Whoever decides and listens to one member alone."""

from __future__ import annotations

from groundswell.core.questions.frail_ties import frail_ties
from tests.core.builders import snapshot


def test_those_on_whom_most_decisions_hang_come_first() -> None:
    folded = snapshot(
        people=["ann", "ben", "cy", "dee", "eve"],
        ties=["cy trusts ann", "dee trusts ann", "eve trusts ann", "eve advice ben"],
        decisions=["d1 majority", "d2 owner", "d3 owner - passed"],
        authority=[
            *(f"{who} decide d1" for who in ("cy", "dee", "eve")),
            "dee decide d2",
            "cy decide d3",
        ],
        coalition=["ann core", "ben core"],
    )
    found = frail_ties(folded)
    assert [(tie.holder, tie.decisions) for tie in found] == [
        ("dee", ("d1", "d2")),
        ("cy", ("d1",)),
    ]
