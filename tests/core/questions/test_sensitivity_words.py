"""What is said of conventions: which decide, which move the chance, and which do not."""

from __future__ import annotations

from typing import Any

from groundswell.core.answer import Estimate
from groundswell.core.questions.sensitivity import (
    Convention,
    SensitivityValue,
    Side,
    _base,
    _for_picking,
    _screened,
    reasons,
    with_constant,
)
from tests.core.builders import snapshot, study

HALF = Estimate(0.5, 0.5, 0.5)
MAP = snapshot(people=["ann", "ben", "cy"], coalition=["ann core"])


def side(value: float, moved: float, first: str = "ben", *, reached: bool = True) -> Side:
    """Return a side; what moves the chance by less than a point is within error."""
    change = Estimate(moved, moved, moved)
    return Side(value, HALF, change, abs(moved) < 0.01, reached, first)


def convention(name: str, low: Side, high: Side, **changes: bool) -> Convention:
    both = {"changes_verdict": False, "changes_pick": False} | changes
    return Convention(name, f"the {name}", "", 0.2, low, high, **both)


def told(*constants: Convention) -> list[str]:
    value = SensitivityValue(
        probability=HALF,
        at_critical_mass=True,
        first_pick="ben",
        constants=constants,
        changes_verdict=tuple(t.constant for t in constants if t.changes_verdict),
        changes_pick=tuple(t.constant for t in constants if t.changes_pick),
        scenarios_compared=32,
    )
    return [reason.text for reason in reasons(value, MAP)]


def test_each_side_is_told_with_what_it_changes() -> None:
    assert told(
        convention("hurdle", side(0, 0.001), side(0.35, -0.1, reached=False), changes_verdict=True),
        convention("price", side(0.1, 0, "cy"), side(0.3, 0.2), changes_pick=True),
    ) == [
        "The hurdle (0.2 in use): at 0 the chance stays within error and at 0.35 it is about 50 % "
        "(band within a point), -10 points (-10 to -10) and no longer critical mass.",
        "The price (0.2 in use): at 0.1 the chance stays within error with cy first and at 0.3 it "
        "is about 50 % (band within a point), +20 points (+20 to +20).",
    ]


def test_what_decides_is_told_once_and_of_the_rest_the_three_that_move_most() -> None:
    """One side beyond error is enough to be told, one that moves at all to be no still one."""
    moves = {"a": 0.02, "b": 0.03, "c": 0.04, "d": 0.05}
    found = told(
        convention("verdict", side(0, 0.5), side(1, 0.5), changes_verdict=True),
        convention("pick", side(0, 0.5), side(1, 0.5), changes_pick=True),
        *(convention(name, side(0, 0), side(1, by)) for name, by in moves.items()),
        convention("noise", side(0, 0), side(1, 0.001)),
        convention("still", side(0, 0), side(1, 0)),
    )
    starts = [text.split(" (")[0] for text in found[:-1]]
    assert starts == ["The verdict", "The pick", "The d", "The c", "The b"]
    assert found[-1] == "One convention of 8 does not move the chance here at all."


def test_of_those_that_move_most_none_is_told_that_stays_within_error() -> None:
    found = told(convention("noise", side(0, -0.001), side(1, 0.001)))
    assert found == []


def test_no_more_draws_are_made_than_were_asked_for() -> None:
    sheets: dict[str, Any] = {"people": ["ann", "ben"], "coalition": ["ann core"]}
    for asked in (16, 32):
        few = study(scenarios=asked, **sheets)
        assert _base(few)[0].study.scenarios == _for_picking(few).scenarios == asked
    many = study(scenarios=500, **sheets)
    assert _for_picking(many).scenarios < _base(many)[0].study.scenarios < 500


def test_those_who_would_move_most_are_tried_as_first_pick() -> None:
    """Cy decides two of three, dee one, ben none."""
    shared = study(
        people=["ann", "ben", "cy", "dee"],
        stances=[f"{p} neutral {a} high" for p in ("ben", "cy", "dee") for a in "xyz"],
        decisions=["d1 owner", "d2 owner", "d3 owner"],
        authority=["cy decide d1", "cy decide d2", "dee decide d3"],
        coalition=["ann core"],
    )
    assert _screened(shared, 2) == (2, 3)
    assert _screened(shared, 5) == (2, 3, 1)


def test_setting_one_constant_leaves_the_others_as_the_initiative_set_them() -> None:
    own = [{"constant": "Weather", "value": 0.1}, {"constant": "vote scale", "value": 0.4}]
    changed = with_constant(snapshot(people=["ann"], settings=own), "vote_scale", 0.3).settings
    assert (changed.weather, changed.vote_scale) == (0.1, 0.3)
