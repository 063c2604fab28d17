"""What belongs to the system that is being changed, and where people sit in it."""

from __future__ import annotations

from typing import Any

from groundswell.core.questions.system import Chart, system_of
from tests.core.builders import snapshot


def test_people_are_where_they_are_said_to_be_or_else_where_their_unit_is() -> None:
    folded = snapshot(
        units=[{"unit": "ward", "site": "Main street"}, "desk"],
        people=[
            {"person": "ann", "unit": "ward", "site": "Harbour"},
            {"person": "ben", "unit": "ward"},
            {"person": "cy", "unit": "desk"},
            {"person": "dee", "site": "Harbour"},
            "eve",
        ],
    )
    chart = Chart(folded)
    assert [chart.site(folded.person[code]) for code in folded.people] == [
        "Harbour", "Main street", None, "Harbour", None,
    ]  # fmt: skip


def test_a_unit_belongs_to_it_where_nobody_is_known_to_do_the_work_that_must_change() -> None:
    """Once somebody is named who works there, it is their own unit that counts."""
    rows: dict[str, Any] = {"units": ["ward", "desk"], "people": ["ann desk"], "nodes": ["n1 ward"]}
    assert system_of(snapshot(**rows)).units == {"ward": ()}
    assert system_of(snapshot(**rows, operators=["ann n1"])).units == {"desk": ("ann",)}
