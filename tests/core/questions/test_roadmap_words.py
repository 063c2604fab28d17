"""A plan by months as it is told: whom first, in which month, by whom, and after a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from groundswell.core.answer import Estimate
from groundswell.core.questions.roadmap_value import Month, RoadmapValue, Step, Way
from groundswell.core.questions.roadmap_words import BY_CHANCE, TOO_LITTLE, headline, reasons
from tests.core.builders import snapshot

MAP = snapshot(about={"owner": "ann"}, people=[*"abcdefg", "ann"], coalition=["ann core"])
SURE = Estimate(0.3, 0.2, 0.4)


def step(person: str, **more: Any) -> Step:
    cells: dict[str, Any] = {
        "via": "ann", "weak_tie": False, "listen_first": False, "chance": "likely",
        "hours": 6.0, "begins": 1, "falls_with": (), "instead": None, "instead_planned": False,
    }  # fmt: skip
    return Step(person, **cells | more)


def plan(*steps: Step, gain: float = 0.1) -> RoadmapValue:
    """Return a plan of two months, everybody in the second."""
    rises = Estimate(gain, gain, gain)
    first = Month(1, date(2026, 6, 1), (), 0, SURE, Estimate(0, 0, 0), SURE)
    second = Month(2, date(2026, 7, 1), steps, 12, SURE, rises, SURE)
    ways = (Way("so", tuple(s.person for s in steps), 0.3, tied=False),)
    cells: dict[str, Any] = {
        "months": (first, second), "today": SURE, "hours_a_month": 6, "hours_from": "asked",
        "target": 0.5, "target_month": None, "ways": ways, "spared": (),
        "ranked_by": BY_CHANCE, "approaches_logged": 0, "scenarios_compared": 64, "most": 12,
    }  # fmt: skip
    return RoadmapValue(**cells)


def told(value: RoadmapValue, start: str) -> str:
    (text,) = (r.text for r in reasons(value, MAP) if r.text.startswith(start))
    return text


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("a", "win a first: "),
        ("ab", "win a first, then b: "),
        ("abcd", "win a first, then b, c and d: "),
        ("abcde", "win a first, then b, c and 2 more: "),
    ],
)
def test_the_headline_says_whom_first_and_who_follows(people: str, words: str) -> None:
    assert headline(plan(*map(step, people)), MAP) == (
        f"With 6 hours a month, {words}the chance would stand at about 30 % (20 to 40 %) after two "
        "months, today at about 30 % (20 to 40 %)."
    )


def test_half_a_point_is_a_move_and_less_hardly_one() -> None:
    for gain, hardly in ((TOO_LITTLE, False), (0.9 * TOO_LITTLE, True), (-TOO_LITTLE, False)):
        words = headline(plan(step("a"), gain=gain), MAP)
        assert ("within two months that would hardly move the chance" in words) == hardly


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"begins": 2}, "a, on your own (6 hours, a yes is likely)"),
        ({}, "a, on your own (6 hours, begun in month 1, a yes is likely)"),
        ({"via": "b", "begins": 2}, "a, through b (6 hours, a yes is likely)"),
        (
            {"weak_tie": True, "listen_first": True},
            "a, on your own (6 hours, begun in month 1, a yes is likely, the tie is weak, listen "
            "before you ask)",
        ),
    ],
)
def test_each_is_told_with_who_brings_them_and_what_it_takes(
    more: dict[str, Any], words: str
) -> None:
    assert told(plan(step("a", **more)), "Month 2").startswith(f"Month 2: {words}. By its end")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "nobody else depends on them, and there would be nobody to turn to."),
        ({"instead": "b"}, "nobody else depends on them, and the plan would turn to b instead."),
        (
            {"instead": "b", "instead_planned": True},
            "nobody else depends on them, and the plan would turn to b, who is in it anyway.",
        ),
        (
            {"falls_with": ("c", "d"), "instead": "b"},
            "c and d would not be asked, and the plan would turn to b instead.",
        ),
    ],
)
def test_after_a_refusal_it_is_told_who_falls_and_whom_to_turn_to(
    more: dict[str, Any], words: str
) -> None:
    value = plan(step("a", **more))
    assert told(value, "If ") == f"If a refuses, {words}"
    (ids,) = (r.ids for r in reasons(value, MAP) if r.text.startswith("If "))
    instead = [more["instead"]] if "instead" in more else []
    assert list(ids) == ["a", *more.get("falls_with", ()), *instead]


def test_of_many_who_would_add_nothing_two_are_named_and_the_rest_counted() -> None:
    for spared, names in (("bcd", "b, c and d"), ("bcde", "b, c and 2 more")):
        text = told(replace(plan(step("a")), spared=tuple(spared)), names)
        assert text.startswith(f"{names} would fit into the hours too")
