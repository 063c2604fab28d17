"""Each point of an agenda: which record of several it takes, for how long, and in which words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.questions import agenda_points as points
from groundswell.core.questions.agenda_points import Point
from tests.core.builders import AS_OF, Row, snapshot

PEOPLE = ["ann", "ben", "cy", "dee"]


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def made(source: str, **sheets: Any) -> list[Point]:
    rows = {"people": PEOPLE, "coalition": ["ann core", "ben core", "cy core"], **sheets}
    return list(getattr(points, source)(snapshot(**rows), AS_OF))


def test_of_several_conflicts_the_one_open_longest_is_heard() -> None:
    rows = [
        {"conflict": "k1", "between": ("ann", "cy"), "opened_on": ago(3)},
        {"conflict": "k2", "between": ("ben", "cy"), "opened_on": ago(9), "text": "The pace."},
        {"conflict": "k0", "between": ("ann", "ben")},
    ]
    assert made("conflicts", conflicts=rows) == [
        Point(
            "conflict",
            10,
            "Hear both sides: The pace",
            "Open between ben and cy. Left alone, sides form.",
            ("k2", "ben", "cy"),
        )
    ]
    [undated] = made("conflicts", conflicts=rows[2:])
    assert (undated.title, undated.ids) == ("Hear both sides", ("k0", "ann", "ben"))


def test_of_several_gates_the_one_due_first_counts() -> None:
    rows = [{"gate": "g1", "due_on": ago(-5)}, {"gate": "g2", "due_on": ago(-2)}]
    found = made("gates", gates=rows)
    assert [(p.ids, p.reason) for p in found] == [
        (("g2",), "The gate is due on 3 June; the best case against comes first.")
    ]


@pytest.mark.parametrize(("days", "asked"), [(1, True), (14, True), (15, False)])
def test_answers_are_asked_for_up_to_two_weeks_before_a_gate(days: int, asked: bool) -> None:
    assert bool(made("gates", gates=[{"gate": "g1", "due_on": ago(-days)}])) is asked


def test_at_most_two_of_many_decisions_without_an_owner_are_named() -> None:
    [point] = made("rulings", rulings=[{"ruling": f"r{k}"} for k in range(1, 5)])
    assert point.title == "Give ‘r1’, ‘r2’ and 2 more an owner"
    assert point.reason == "Four decisions have no owner, so nobody answers for them."
    assert point.minutes == 5
    [three] = made("rulings", rulings=[{"ruling": f"r{k}"} for k in range(1, 4)])
    assert three.title == "Give ‘r1’, ‘r2’ and ‘r3’ an owner"
    [one] = made("rulings", rulings=[{"ruling": "r1"}])
    assert one.reason == "One decision has no owner, so nobody answers for it."


def promised(*whose: str) -> list[Row]:
    """Return one promise for each name, the first due last."""
    return [{"person": code, "state": "promised", "due_on": ago(k)} for k, code in enumerate(whose)]


@pytest.mark.parametrize(
    ("whose", "title", "reason"),
    [
        (["ben"], "ben", "One promise is due, and nothing says what became of it."),
        (
            ["ann", "cy"],
            "cy and ann",
            "Two promises are due, and nothing says what became of them.",
        ),
        (
            ["ann", "ben", "ann"],
            "ann and ben",
            "Three promises are due, and nothing says what became of them.",
        ),
        (
            ["ann", "cy", "ben", "dee"],
            "dee, ben and 2 more",
            "Four promises are due, and nothing says what became of them.",
        ),
    ],
)
def test_whose_promise_has_been_due_longest_is_named_first(
    whose: list[str], title: str, reason: str
) -> None:
    [point] = made("promises", commitments=promised(*whose))
    assert point.title == f"What became of what {title} promised"
    assert (point.reason, point.minutes) == (reason, 5)
    assert set(point.ids) == set(whose)


def test_a_doubt_to_test_gets_five_minutes_and_names_who_has_it() -> None:
    talk = {"person": "dee", "by": "ann", "date": ago(5), "doubt": "Is it too slow?"}
    [point] = made("untested", encounters=[talk])
    assert point.title == "Choose a doubt to test: ‘Is it too slow’"
    assert (point.minutes, point.ids) == (5, ("dee",))


def test_of_several_pilots_that_run_the_one_that_ends_first_is_looked_at() -> None:
    running = {"state": "running"}
    rows = [
        {"pilot": "p1", "ends_on": ago(-30), **running},
        {"pilot": "p2", "ends_on": ago(-8), "stop_rule": "Two complaints.", **running},
        {"pilot": "p0", **running},
        {"pilot": "p3", "ends_on": ago(-1), "state": "planned"},
    ]
    assert made("pilots", pilots=rows) == [
        Point(
            "pilot",
            5,
            "What the pilot shows so far: ‘p2’",
            "It runs until 9 June. Stop rule: Two complaints.",
            ("p2",),
        )
    ]
