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


@pytest.mark.parametrize(
    ("about", "launched"),
    [
        ({"phase": "rollout"}, True),
        ({"phase": "critical_mass"}, False),
        ({}, False),
        ({"phase": "critical_mass", "announced_on": MAY}, True),
    ],
)
def test_looking_begins_with_the_launch_or_its_announcement(
    about: dict[str, Any], launched: bool
) -> None:
    found = ask(
        snapshot(about=about, people=["ada"], nodes=["desk"], operators=["ada desk"]),
        AfterLaunch(scenarios=16),
    )
    assert found.value.launched is launched
    end = "." if launched else "; that begins with the launch."
    assert found.headline == f"Nobody has looked yet whether the new way is kept{end}"


def test_of_looks_in_one_month_the_last_day_counts() -> None:
    early = {"date": date(2026, 5, 4), "share": 0.1}
    for rows in ((early, {"share": 0.9}), ({"share": 0.9}, early)):
        node = seen(*rows)[1].nodes[0]
        assert [month.on.day for month in node.months] == [4, 20]
        assert node.standing == Standing.UNKNOWN


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({}, "nobody has looked yet."),
        ({"share": 0.0}, "under 1 % work the new way; it needs 60 %."),
        ({"share": 0.3}, "30 % work the new way; it needs 60 %."),
        ({"share": 0.8}, "80 % work the new way, and nobody asked who would without a mandate."),
        (
            {"share": 0.8, "by_choice_share": 0.0},
            "80 % work the new way, and only under 1 % would without a mandate.",
        ),
        (
            {"share": 0.8, "by_choice_share": 0.7},
            "80 % work the new way, and 70 % would without a mandate.",
        ),
        (
            {"share": 0.8, "by_choice_share": 0.7, "expected": True},
            "80 % work the new way, 70 % by choice: it is simply expected by now.",
        ),
    ],
)
def test_a_place_is_told_with_what_was_seen_and_what_it_needs(
    row: dict[str, Any], text: str
) -> None:
    assert seen(row)[1].nodes[0].text == f"‘The desk’: {text}"


@pytest.mark.parametrize(
    ("row", "not_known"),
    [
        ({}, 1),
        ({"share": 0.9}, 1),
        ({"share": 0.1}, 0),
        ({"share": 0.9, "by_choice_share": 0.1}, 0),
    ],
)
def test_not_known_is_where_nobody_looked_or_nobody_asked(
    row: dict[str, Any], not_known: int
) -> None:
    assert seen(row)[1].not_known == not_known


@pytest.mark.parametrize("of", [3, 4])
@pytest.mark.parametrize(
    ("look", "text"),
    [
        (None, "Nobody has looked at {} yet."),
        ({"date": date(2026, 4, 1), "share": 0.1}, "Nobody has looked at {} for a month."),
        (
            {"date": MAY, "share": 0.9},
            "At {} nobody asked who would keep the new way without being told.",
        ),
    ],
)
def test_a_gap_names_three_places_or_two_and_how_many_more(
    of: int, look: dict[str, Any] | None, text: str
) -> None:
    codes = [f"d{at}" for at in range(of)]
    found = ask(
        snapshot(
            about={"phase": "rollout"},
            people=["ada"],
            nodes=[{"node": code, "share_needed": 0.6} for code in codes],
            operators=[f"ada {code}" for code in codes],
            adoption=[{"node": code, **look} for code in codes] if look else [],
        ),
        AfterLaunch(scenarios=16),
    )
    names = "‘d0’, ‘d1’ and ‘d2’" if of == 3 else "‘d0’, ‘d1’ and 2 more"
    assert [(gap.text, gap.ids) for gap in found.gaps] == [(text.format(names), tuple(codes))]
