"""One's own weeks read together: what counts as a sign, what is said, and how energy goes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.pictures.you import OwnWeek, You, monday, you
from tests.core.builders import AS_OF, snapshot

MAP: dict[str, Any] = {"about": {"owner": "ann", "weekly_hours": 4.0}, "people": ["ann", "ben"]}


def week(
    back: int, energy: int | None = None, hours: float | None = None, over: str = ""
) -> OwnWeek:
    """Return a note of the week that lies so many weeks back."""
    return OwnWeek(monday(AS_OF) - timedelta(weeks=back), hours, energy, over)


def read(*weeks: OwnWeek, owns: bool = True, today: date = AS_OF, **sheets: Any) -> You:
    return you(snapshot(**{**MAP, **sheets}), weeks, owns, today)


def test_three_low_weeks_of_the_last_four_are_a_sign_and_two_are_a_mood() -> None:
    assert read(week(0, 3), week(1, 2), week(2, 2)).alarm == ""
    told = read(week(1, 2), week(2, 1), week(3, 2))
    assert told.alarm == "In 3 of your last 4 weeks you had little energy left."
    assert told.headline == "You are carrying a lot."
    assert read(week(1, 2), week(2, 2), week(4, 2)).alarm == ""


def test_three_weeks_well_over_the_hours_one_meant_to_give_are_a_sign_for_the_owner() -> None:
    over = [week(k, 4, 5.5) for k in range(3)]
    assert read(*over).alarm == (
        "In 3 of your last 4 weeks it took well over the 4 hours you meant to give."
    )
    assert read(*over, owns=False).alarm == ""
    assert read(*(week(k, 4, 5.0) for k in range(3))).alarm == ""  # a quarter more is not well over
    assert read(*over[:2]).alarm == ""


def test_what_was_to_be_handed_over_is_advised_and_listed_once_the_newest_first() -> None:
    told = read(week(0, 1), week(1, 1, None, "The minutes."), week(2, 1, None, "The minutes."),
                week(3, 2, None, "The list"), week(4, 4, None, "Long ago"))  # fmt: skip
    assert told.advice == (
        "You wrote down what to hand over: The minutes. Ask one person this week."
    )
    assert told.hand_over == ("The minutes.", "The list")
    assert read(week(0, 1), week(1, 1), week(2, 1)).advice.startswith("Choose one thing")
    assert read(week(0, 4)).advice == ""


def test_it_asks_until_this_week_is_noted() -> None:
    asked = "How was your week? Ten seconds will do."
    assert read().headline == read(week(1, 4)).headline == asked
    assert read(week(0, 4)).headline == "Noted for this week."
    assert read(week(0, 4), today=AS_OF + timedelta(days=7)).headline == asked


@pytest.mark.parametrize(
    ("newest_first", "trend"),
    [
        ((3, 3), ""),
        ((4, 2, 3), "Energy over three notes: rising; last good."),
        ((3, 1, 4), "Energy over three notes: falling; last steady."),
        ((4, 2, 3, 3), "Energy over four notes: about the same; last good."),
        ((4, 4, 4, 3, 3, 3, 3, 3), "Energy over eight notes: rising; last good."),
        ((3, 4, 4, 3, 3, 3, 3, 3), "Energy over eight notes: about the same; last steady."),
        ((2, 2, 2, 3, 3, 3, 3, 3), "Energy over eight notes: falling; last low."),
        ((2, 3, 3, 3, 3, 3, 3, 3, 5, 5), "Energy over eight notes: about the same; last low."),
    ],
)
def test_energy_is_the_newer_half_of_eight_notes_against_the_older(
    newest_first: tuple[int, ...], trend: str
) -> None:
    assert read(*(week(k, e) for k, e in enumerate(newest_first))).trend == trend


def test_the_records_say_whether_the_owner_carries_it_alone_and_to_nobody_else() -> None:
    low = [week(k, 1) for k in range(3)]
    doubtful = "The records do not tell whether you carry it alone."
    inside: dict[str, Any] = {"coalition": ["ann nucleus", "ben core"]}
    assert doubtful in read(*low, **inside).alarm
    assert doubtful not in read(*low, **inside, owns=False).alarm
    assert doubtful not in read(*low).alarm and read(**inside).alarm == ""


@pytest.mark.parametrize("ahead", range(7))
def test_a_week_begins_on_its_monday(ahead: int) -> None:
    assert AS_OF.weekday() == 0
    assert monday(AS_OF + timedelta(days=ahead)) == AS_OF
