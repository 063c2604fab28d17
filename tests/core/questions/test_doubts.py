"""Doubts on record: what they say, and which come first."""

from __future__ import annotations

from groundswell.core.questions.doubts import doubts
from tests.core.builders import Row, snapshot


def test_what_was_only_heard_comes_first_and_the_oldest_of_it() -> None:
    rows: list[Row] = [
        {"person": "ann", "date": "2026-01-05", "doubt": "Who pays?", "doubt_state": "tested_by"},
        {"person": "ben", "date": "2026-04-05", "doubt": "For how long?"},
        {"person": "cy", "date": "2026-03-05", "doubt": "Why us?"},
        {"person": "dee", "doubt": "Again?"},
        {"person": "eve", "date": "2026-02-05"},
    ]
    found = doubts(snapshot(people=["ann", "ben", "cy", "dee", "eve"], encounters=rows))
    assert [(d.text, d.untested) for d in found] == [
        ("Again?", True),
        ("Why us?", True),
        ("For how long?", True),
        ("Who pays?", False),
    ]
