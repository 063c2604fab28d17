"""Warnings about the coalition and the map: when each is given, when not, and of whom."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.blind_spots import Warning_, warnings
from groundswell.core.questions.represented import View
from tests.core.builders import Row, snapshot

CORE: list[Row] = ["a core", "b core", "c core"]


def given(kind: str, **sheets: Any) -> list[Warning_]:
    rows = {"people": [*"abcxyz"], "coalition": CORE, **sheets}
    return [warning for warning in warnings(View(snapshot(**rows))) if warning.kind == kind]


@pytest.mark.parametrize(
    ("rings", "stances", "ids"),
    [
        (CORE, ["a supporter x", "b champion x", "c supporter x"], [("a", "b", "c")]),
        (CORE, ["a supporter x"], [("b", "c")]),
        (CORE, ["a supporter x", "b skeptic x high", "c supporter x"], []),
        (CORE[:2], ["a supporter x", "b champion x"], []),
        (CORE[:2], ["a skeptic x high", "b skeptic x high"], []),
    ],
)
def test_three_of_whom_none_doubts_are_warned_of_and_one_doubter_is_enough(
    rings: list[Row], stances: list[Row], ids: list[tuple[str, ...]]
) -> None:
    found = given("pure_enthusiasts", coalition=rings, stances=stances)
    assert [warning.ids for warning in found] == ids
    for warning in found:
        known = len(warning.ids) == len(rings)
        assert ("are on your side" in warning.text) is known
        assert ("2 of its 3 people have not been judged" in warning.text) is not known


def test_nobody_outside_is_judged_until_one_of_them_is() -> None:
    (dark,) = given("nobody_known", stances=["a champion x"])
    assert dark.ids == ("x", "y", "z")
    assert dark.text.startswith("Nobody has judged where the three people outside the coalition")
    assert not given("nobody_known", stances=["y neutral a"])
    (bare,) = given("nobody_known", people=[*"abc"])
    assert bare.text.startswith("Nobody outside the coalition is on the map.")


@pytest.mark.parametrize(
    ("sheets", "ids"),
    [
        ({}, [()]),
        ({"ties": ["a reports_to x", "a trusts y", "y reports_to z"]}, [("x",)]),
        ({"ties": ["a reports_to x", "a reports_to y"]}, [("x",), ("y",)]),
        ({"ties": ["a reports_to x"], "encounters": ["x hallway"]}, []),
        ({"ties": ["a reports_to x"], "stances": ["x neutral a"]}, []),
        ({"ties": ["a reports_to b"]}, []),
        ({"about": {}}, []),
    ],
)
def test_your_own_manager_is_asked_about_unless_something_is_known(
    sheets: dict[str, Any], ids: list[tuple[str, ...]]
) -> None:
    found = given("own_manager", **{"about": {"owner": "a"}, "decisions": ["d1"], **sheets})
    assert [warning.ids for warning in found] == ids


@pytest.mark.parametrize(
    ("sheets", "shown"),
    [
        ({}, True),
        ({"stances": ["a champion x", "y skeptic a high"]}, False),
        ({"stances": ["a champion x", "y supporter a high"]}, True),
        ({"resistance": ["r1"]}, False),
        ({"people": [], "coalition": []}, False),
    ],
)
def test_a_map_without_any_resistance_is_doubted(sheets: dict[str, Any], shown: bool) -> None:
    assert bool(given("no_resistance", **sheets)) is shown


def test_a_coalition_without_anybody_from_outside_is_told_who_could_be_asked() -> None:
    people: list[Row] = [*"abc", {"person": "x", "affected": "yes"}]
    (alone,) = given("insiders_only", people=people)
    assert alone.ids == ("x",)
    assert alone.text.endswith(" x does, and could say what it is like.")
    for row in ({"outside": "yes"}, {"level": "external"}, {"affected": "yes"}):
        inside = [*"bc", {"person": "a", **row}]
        assert not given("insiders_only", people=inside)
    assert not given("insiders_only", coalition=CORE[:1])
    (pair,) = given("insiders_only", coalition=CORE[:2])
    assert pair.text.endswith("Nor is anybody of that kind on the map: who are they?")
