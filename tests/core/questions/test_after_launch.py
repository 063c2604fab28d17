"""After the launch: each word on both sides of its border, and what nobody looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.questions.after_launch import (
    MONTH,
    AfterLaunch,
    AfterLaunchValue,
    Standing,
)
from groundswell.core.questions.wording import NUMBERS
from groundswell.core.registry import ask
from tests.core.builders import AS_OF, snapshot

MAY = date(2026, 5, 20)


def seen(*rows: dict[str, Any], phase: str = "rollout") -> tuple[str, AfterLaunchValue]:
    found = ask(
        snapshot(
            about={"owner": "ada", "phase": phase},
            people=["ada"],
            nodes=[{"node": "desk", "title": "The desk", "share_needed": 0.6}],
            operators=["ada desk"],
            adoption=[{"node": "desk", "date": MAY, **row} for row in rows],
        ),
        AfterLaunch(scenarios=16),
    )
    return found.headline, found.value


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ({}, Standing.NOT_SEEN),
        ({"share": 0.59, "by_choice_share": 0.59}, Standing.NOT_YET),
        ({"share": 0.6}, Standing.UNKNOWN),
        ({"share": 0.9, "by_choice_share": 0.59, "expected": True}, Standing.COMPLIANCE),
        ({"share": 0.9, "by_choice_share": 0.6}, Standing.COMMITMENT),
        ({"share": 0.9, "by_choice_share": 0.6, "expected": True}, Standing.EXPECTED),
    ],
)
def test_each_word_has_its_border(row: dict[str, Any], word: Standing) -> None:
    assert seen(row)[1].nodes[0].standing == word


def test_commitment_and_compliance_are_told_apart_in_the_first_line() -> None:
    willing = seen({"share": 0.8, "by_choice_share": 0.7})
    ordered = seen({"share": 0.8, "by_choice_share": 0.2})
    assert willing[0] == "Of one place, one keeps the new way by choice."
    assert "and one only because it was ordered" in ordered[0]
    assert (ordered[1].by_choice, ordered[1].by_mandate) == (0, 1)


def test_the_newest_look_counts_and_one_after_the_day_does_not() -> None:
    first = {"date": date(2026, 3, 1), "share": 0.9, "by_choice_share": 0.9}
    later = {"date": date(2026, 7, 1), "share": 0.1}
    value = seen(first, {"share": 0.9, "by_choice_share": 0.1}, later)[1]
    assert value.nodes[0].standing == Standing.COMPLIANCE
    assert [m.on for m in value.nodes[0].months] == [date(2026, 3, 1), MAY]


def test_a_place_is_due_after_a_month_once_it_is_launched() -> None:
    old = {"date": date(2026, 4, 30), "share": 0.9}
    assert (AS_OF - date(2026, 4, 30)).days == 32
    assert seen(old)[1].due == ("desk",)
    assert seen(old, phase="evidence")[1].due == ()
    assert seen({"share": 0.9})[1].due == ()


def test_work_arounds_are_told_as_they_were_written() -> None:
    found = ask(
        snapshot(
            about={"phase": "rollout"},
            people=["ada"],
            nodes=["desk"],
            operators=["ada desk"],
            adoption=[
                {"node": "desk", "date": MAY, "share": 0.9, "work_arounds": "A second list."}
            ],
        ),
        AfterLaunch(scenarios=16),
    )
    assert any("A second list." in reason.text for reason in found.reasons)


def many(seen_at: int, of: int, on: date = MAY) -> Any:
    """Return the answer for some places, of which the first were looked at and obey."""
    looks = [
        {"node": f"d{at:02}", "date": on, "share": 0.9, "by_choice_share": 0.1}
        for at in range(seen_at)
    ]
    return ask(
        snapshot(
            about={"owner": "ada", "phase": "rollout"},
            people=["ada"],
            nodes=[{"node": f"d{at:02}", "share_needed": 0.6} for at in range(of)],
            operators=[f"ada d{at:02}" for at in range(of)],
            adoption=looks,
        ),
        AfterLaunch(scenarios=16),
    )


def test_numbers_beyond_words_are_said_in_figures() -> None:
    for number in (1, len(NUMBERS) - 1, len(NUMBERS), len(NUMBERS) + 1):
        word = NUMBERS[number] if number < len(NUMBERS) else f"{number}"
        assert f" and {word} only because it was ordered." in many(number, number).headline


def test_one_place_looked_at_is_enough_to_say_something_of_all() -> None:
    found = many(1, 2)
    assert found.headline == (
        "Of two places, none keeps the new way by choice and one only because it was ordered."
    )
    assert [gap.ids for gap in found.gaps] == [("d01",)]


def test_a_place_is_due_from_the_day_after_a_month_on() -> None:
    for days, due in ((MONTH, ()), (MONTH + 1, ("d00",))):
        found = many(1, 1, AS_OF - timedelta(days=days))
        assert found.value.due == due
        assert [gap.ids for gap in found.gaps] == ([due] if due else [])
