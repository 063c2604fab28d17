"""What a pilot needs: where its figures come from, and what is said where one is missing."""

from __future__ import annotations

import statistics

import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot_design import PilotPlan, PilotPlanValue, pilot_plan
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from tests.core.questions.test_pilot import DAY, SOONER, planned


def said(found: Answer[PilotPlanValue]) -> str:
    return " ".join(reason.text for reason in found.reasons)


def lacks(found: Answer[PilotPlanValue]) -> str:
    return " ".join(gap.text for gap in found.gaps)


def test_a_trial_has_a_dozen_cases_where_nobody_said_how_many() -> None:
    stated = {"design": "proportions", "baseline": 0.5}
    assert planned(track="trial", **stated).value.cases == 12
    assert planned(track="experiment", **stated).value.cases is None


def test_what_is_not_stated_is_taken_from_todays_values() -> None:
    found = planned(pilot="p", baseline=14.0)
    assert found.value.counted == 12 and found.value.baseline == 14.0
    assert found.value.spread == pytest.approx(statistics.stdev(SOONER["before"]))
    both = planned(pilot="p", baseline=14.0, spread=3.0)
    assert both.value.counted == 0


def test_how_long_the_cases_take_to_come_is_said() -> None:
    rare = planned(pilot="p", per_week=0.5)
    assert rare.value.needed is not None
    weeks = 2 * rare.value.needed
    assert any(r.text == f"They take about {weeks} weeks to come." for r in rare.reasons)
    plenty = planned(pilot="p", per_week=1000.0)
    assert any(r.text == "They take about one week to come." for r in plenty.reasons)


def test_gaps_of_a_plan_lead_to_its_pilot() -> None:
    named = planned(pilot="p", effect=0.0)
    bare = planned(design="before_after", baseline=30.0)
    assert named.gaps and bare.gaps
    assert {gap.ids for gap in named.gaps} == {("p",)}
    assert {gap.ids for gap in bare.gaps} == {()}


def test_without_figures_the_latest_pilot_fills_them_in() -> None:
    assert planned().value.pilot == "p"
    assert planned(baseline=30.0).value.pilot is None
    assert planned(pilot="p", baseline=30.0).value.pilot == "p"


@pytest.mark.parametrize(
    ("design", "twice", "words"),
    [
        ("before_after", False, " cases, half before and half after."),
        ("before_after", True, " units, each measured twice."),
        ("control", False, " cases, half with it and half without."),
        ("control", True, " cases, half with it and half without."),
        ("time_series", False, " periods, half of them before the start."),
    ],
)
def test_what_is_counted_follows_the_design(design: str, twice: bool, words: str) -> None:
    found = planned(
        design=design, twice=twice, track="experiment", baseline=20.0, spread=4.0, effect=-0.3
    )
    assert found.headline.endswith(words)


def test_how_values_hang_together_is_said_to_be_assumed_where_nobody_stated_it() -> None:
    """At one half a change varies by as much as a value, at nought by twice its variance."""
    known = {"design": "before_after", "track": "experiment", "baseline": 20.0, "spread": 8.0}
    found = planned(**known, twice=True, effect=-0.2)
    stated = {r: planned(**known, twice=True, effect=-0.2, correlation=r) for r in (0.0, 0.5)}
    none, half = (stated[r].value.needed for r in (0.0, 0.5))
    assert found.value.needed == none and none is not None and half is not None and half < none
    assert f"at 0.5 it would take {half} instead of {none}." in said(found)
    assert "hang together" not in said(stated[0.0]) + said(planned(**known, effect=-0.2))
    beyond = planned(**known, twice=True, effect=-0.004)
    assert beyond.value.needed is None and "hang together" not in said(beyond)


def test_gaps_of_a_plan_name_what_is_missing_alone() -> None:
    known = {"design": "before_after", "baseline": 20.0, "effect": -0.2}
    assert "How much it varies" in lacks(planned(**known))
    assert "How much it varies" not in lacks(planned(**known, spread=4.0))
    shares = {**known, "design": "proportions", "baseline": 0.5}
    assert "How much it varies" not in lacks(planned(**shares))
    empty = Study(fold(Observations(records={}), DAY))
    nothing = pilot_plan(empty, PilotPlan())
    assert "There is no pilot yet." in lacks(nothing)
    for found in (planned(), planned(**known), pilot_plan(empty, PilotPlan(cases=30))):
        assert "There is no pilot yet." not in lacks(found)
