"""Voices the coalition lacks."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.voices import missing_voices, skeptics, voices
from tests.core.builders import Row, snapshot

NURSES: list[Row] = [
    "ann",
    {"person": "ben", "voice": "nurses"},
    {"person": "cy", "voice": "nurses"},
    {"person": "dee", "affected": True},
]


def missing(**sheets: Any) -> dict[str, tuple[tuple[str, ...], str]]:
    rows: dict[str, Any] = {"people": NURSES, "coalition": ["ann core"], **sheets}
    return {m.voice: (m.people, m.text) for m in missing_voices(snapshot(**rows))}


def test_groups_are_named_by_their_voice_and_the_rest_together() -> None:
    assert voices(snapshot(people=NURSES)) == {
        "nurses": ("ben", "cy"),
        "people who live with the result": ("dee",),
    }
    assert voices(snapshot(people=("ann",))) == {}


def test_a_group_without_a_member_is_missing() -> None:
    found = missing()
    assert found["nurses"] == (
        ("ben", "cy"),
        "Nobody in the coalition speaks for nurses; ben and cy could.",
    )
    assert found["people who live with the result"][0] == ("dee",)


def test_one_member_of_the_group_is_enough() -> None:
    assert "nurses" not in missing(coalition=["ann core", "cy wider"])


def test_whoever_left_speaks_for_nobody() -> None:
    left = {"person": "ben", "left_on": snapshot().as_of}
    assert "nurses" in missing(coalition=["ann core", left])


SKEPTICS = ["ben opponent x high", "cy opponent x high"]


@pytest.mark.parametrize(
    ("sheets", "people", "tail"),
    [
        ({}, (), "sees the risks first."),
        ({"stances": SKEPTICS[:1]}, ("ben",), "ask the one skeptic on the map to"),
        ({"stances": SKEPTICS}, ("ben", "cy"), "ask one of two skeptics on the map to"),
        (
            {"stances": [*SKEPTICS, {"person": "cy", "stance": -1, "fixed": True}]},
            ("ben",),
            "ask the one skeptic on the map to",
        ),
    ],
)
def test_a_coalition_without_a_doubter_lacks_one(
    sheets: dict[str, Any], people: tuple[str, ...], tail: str
) -> None:
    found = missing(people=["ann", "ben", "cy"], **sheets)
    assert found["skeptic"][0] == people
    assert tail in found["skeptic"][1]


@pytest.mark.parametrize(
    "sheets",
    [
        {"coalition": ["ann core", "ben wider critical_friend"]},
        {"coalition": ["ann core", "ben wider"], "stances": SKEPTICS[:1]},
        {"coalition": []},
    ],
)
def test_a_doubter_inside_is_enough_and_without_a_coalition_nobody_lacks_one(
    sheets: dict[str, Any],
) -> None:
    assert "skeptic" not in missing(people=["ann", "ben"], **sheets)


def test_nobody_judged_is_no_skeptic() -> None:
    assert skeptics(snapshot(people=["ann"])) == ()
    assert skeptics(snapshot(people=["ann"], stances=["ann unknown x"])) == ()
    mild = [{"person": "ann", "stance": -0.2}]
    assert skeptics(snapshot(people=["ann"], stances=mild)) == ()
    edge = [{"person": "ann", "stance": -0.9, "sure": "high", "assessor": "x"}]
    assert skeptics(snapshot(people=["ann"], stances=edge)) == ("ann",)


def test_of_a_large_group_two_are_named_and_the_rest_counted() -> None:
    people: list[Row] = ["ann", *({"person": p, "voice": "nurses"} for p in "bcde")]
    told = missing(people=people)["nurses"][1]
    assert told == "Nobody in the coalition speaks for nurses; b, c and 2 more could."
