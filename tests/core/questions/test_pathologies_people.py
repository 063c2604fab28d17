"""Pathologies of who is in it at their borders: enough work, enough members, whose authority."""

from __future__ import annotations

from typing import Any

from groundswell.core.questions.pathologies_people import bloat, lone_builder, single_sponsor
from groundswell.core.questions.pathology import ABSENT, PRESENT, UNKNOWN, Pathology
from groundswell.core.questions.represented import View
from tests.core.builders import snapshot
from tests.core.questions.test_pathologies import SOUND, ago


def seen(**sheets: Any) -> View:
    return View(snapshot(**{**SOUND, **sheets}))


def carried(*by: str, commitments: list[dict[str, Any]] | None = None, days: int = 1) -> Pathology:
    """Return who carries it, where these had a conversation so many days ago."""
    rows = [{"person": "dee", "by": code, "date": ago(days)} for code in by]
    return lone_builder(seen(encounters=rows, rulings=[], commitments=commitments or []))


def test_seven_pieces_of_work_are_enough_to_tell_and_eight_in_ten_are_alone() -> None:
    assert (carried(*["ann"] * 6).state, carried(*["ann"] * 7).state) == (UNKNOWN, PRESENT)
    alone = carried(*["ann"] * 8, "ben", "cy")
    assert alone.state == PRESENT
    assert "Of the last 10 conversations" in alone.text and "8 were yours (80 %)" in alone.text
    shared = carried(*["ann"] * 7, "ben", "cy")
    assert shared.state == ABSENT
    assert shared.text == "7 of 9 recent pieces of work on record were yours."


def test_work_of_eight_weeks_ago_is_of_late_and_a_day_before_it_is_not() -> None:
    assert carried(*["ann"] * 7, days=56).state == PRESENT
    assert carried(*["ann"] * 7, days=57).state == UNKNOWN


def test_only_a_promise_kept_of_late_by_somebody_on_the_map_is_work() -> None:
    def told(person: str, state: str, days: int) -> str:
        rows = [{"person": person, "state": state, "asked_on": ago(days)}] * 3
        return carried(*["ann"] * 8, commitments=rows).text

    assert told("ben", "kept", 56) == "8 of 11 recent pieces of work on record were yours."
    for nothing in (("ben", "promised", 3), ("ben", "kept", 57), ("zed", "kept", 3)):
        assert told(*nothing).startswith("Of the last 8 conversations")


def crowd(members: int, **sheets: Any) -> Pathology:
    """Return whether a coalition of so many is too large."""
    codes = [f"p{k:02d}" for k in range(members - 1)]
    given = {"people": [*SOUND["people"], *codes], "coalition": ["ann core", *codes], **sheets}
    return bloat(seen(**given))


def test_six_without_a_test_of_their_own_are_too_many_while_it_is_early() -> None:
    assert (crowd(5, evidence=[]).state, crowd(6, evidence=[]).state) == (ABSENT, PRESENT)
    assert crowd(6).state == ABSENT
    later = {**SOUND["about"], "phase": "critical_mass"}
    assert crowd(6, evidence=[], about=later).state == ABSENT
    for nothing in (
        {"kind": "trial"},  # without a result
        {"kind": "external", "result": "worked"},  # found elsewhere
    ):
        ledger = [{"evidence": "e", "observed_on": ago(5), **nothing}]
        assert crowd(6, evidence=ledger).state == PRESENT


def test_ten_are_small_enough_to_talk_and_eleven_need_to_know_who_decides() -> None:
    assert crowd(10, rights=[]).text == "Ten members: small enough to talk."
    eleven = crowd(11, rights=[])
    assert eleven.text == "11 people are in it without decision rights or a recent check-in."


def test_only_a_check_in_of_the_last_sixty_days_is_a_recent_one() -> None:
    def told(**meeting: Any) -> str:
        return crowd(11, meetings=[{"meeting": "m1", **meeting}]).state

    assert told(kind="check_in", date=ago(60)) == ABSENT
    assert told(kind="check_in", date=ago(61)) == PRESENT
    assert told(kind="check_in") == PRESENT
    assert told(kind="core", date=ago(1)) == PRESENT


def test_one_sponsor_is_a_risk_from_three_members_on() -> None:
    def told(members: list[str], **sheets: Any) -> Pathology:
        given = {"people": ["ann", "ben", "cy", "dee"], "coalition": members, "authority": []}
        return single_sponsor(seen(**given, **sheets))

    three = ["ann core", "ben core sponsor", "cy core"]
    assert told(three[:2]).text == "Too few members for a second sponsor."
    alone = told(three)
    assert alone.state == PRESENT and alone.ids == ("ben",)
    assert alone.text == "All authority inside the coalition comes from ben: a sponsor."
    both = told(["ann core", "ben core sponsor", "cy core sponsor"])
    assert both.state == ABSENT and both.text == "ben and cy lend it authority."
    nobody = told(["ann core", "ben core", "cy core"])
    assert nobody.state == ABSENT and nobody.text.startswith("Nobody inside lends it authority")


def test_who_gives_permission_lends_authority() -> None:
    lent = single_sponsor(seen(authority=[]))
    assert lent.text.endswith("comes from ben: gives permission.")
