"""Which meetings are still to be, and when somebody was last heard alone."""

from __future__ import annotations

from datetime import date

from groundswell.core.questions.core_meetings import heard_alone, held, planned
from tests.core.builders import Row, snapshot

MAY, JULY, AUGUST = date(2026, 5, 4), date(2026, 7, 6), date(2026, 8, 3)


def test_a_meeting_is_to_be_while_it_has_a_day_to_come_and_none_it_was_held_on() -> None:
    rows: list[Row] = [
        {"meeting": "m1", "planned_for": AUGUST},
        {"meeting": "m2", "planned_for": JULY},
        {"meeting": "m3", "planned_for": MAY},
        {"meeting": "m4", "planned_for": MAY, "date": MAY},
        {"meeting": "m5"},
        {"meeting": "m6", "planned_for": JULY},
    ]
    found = snapshot(meetings=rows)
    assert [m.meeting for m in planned(found)] == ["m3", "m2", "m6", "m1"]
    assert [m.meeting for m in held(found)] == ["m4"]


def test_of_several_conversations_alone_the_last_day_counts() -> None:
    talks: list[Row] = [
        {"person": "ben", "date": date(2026, 5, 9)},
        {"person": "ben", "date": MAY},
        {"person": "ben"},
        {"person": "cy"},
        {"person": "dee", "date": MAY, "kind": "hallway"},
    ]
    found = heard_alone(snapshot(people=["ben", "cy", "dee"], encounters=talks))
    assert found == {"ben": date(2026, 5, 9), "cy": None}
