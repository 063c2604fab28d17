"""What a pilot's answer says beside its headline: figures and gaps as the data have them."""

from __future__ import annotations

import statistics

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot import PilotAnalysis, pilot_analysis
from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import PilotDatum
from groundswell.core.terrain.terms import PilotDesign
from tests.core.questions.test_pilot import DAY, SOONER, asked, data, kinds, planned, series


def reasons(found: Answer[PilotValue]) -> str:
    return " ".join(reason.text for reason in found.reasons)


def test_without_a_pilot_nothing_was_measured() -> None:
    found = pilot_analysis(Study(fold(Observations(records={}), DAY)), PilotAnalysis())
    assert found.value.rows == 0 and found.value.pilot is None


def test_a_side_is_described_by_its_own_values() -> None:
    value = asked(data(SOONER)).value
    assert value.question == "Do answers come sooner?"
    base = value.sides[0]
    assert base.n == 12
    assert base.spread == pytest.approx(statistics.stdev(SOONER["before"]))
    single = asked(data({"before": [5.0], "after": [8, 9, 7]})).value.sides[0]
    assert single.spread is None


def test_how_sure_it_is_is_said_in_figures() -> None:
    assert "chance of at least this if it did nothing, approximately: under 1 in 1,000" in reasons(
        asked(data(SOONER))
    )
    null = reasons(asked(data({"before": [1, 2, 3, 4, 5], "after": [1, 2, 3, 4, 5]})))
    assert "In its own unit the change is 0, 95 % range" in null
    assert "counted exactly: 1.000" in null
    small = reasons(asked(data({"before": [2.5] * 6, "after": [3.0, 2.9, 3.1, 3.0, 2.9, 3.1]})))
    assert "the change is +0.5, 95 % range +0.4" in small


def test_periods_before_and_after_are_counted_apart() -> None:
    found = asked(series(start=12), design=PilotDesign.TIME_SERIES)
    assert "from 12 periods before and 16 after" in reasons(found)


def test_many_values_all_alike_are_no_difference() -> None:
    """Forty or more without any spread leave no range, and no crash."""
    found = asked(data({"before": [4.0] * 30, "after": [4.0] * 30}))
    assert found.headline == (
        "No difference was seen in days to an answer: it was 4 without and 4 with it."
    )
    assert found.value.verdict == "null" and "no_spread" in kinds(found)


def test_gaps_ask_for_what_is_missing_alone() -> None:
    told = " ".join(gap.text for gap in asked(data(SOONER)).gaps)
    assert "Hand in what was measured" not in told and "No stop rule" not in told
    bare = asked(data({"before": [12, 14]}), stop_rule=None, baseline=None)
    told = " ".join(gap.text for gap in bare.gaps)
    assert "Hand in what was measured" in told and "No stop rule is stated" in told


def test_as_many_cases_as_planned_are_not_below_plan() -> None:
    assert "below_plan" not in kinds(asked(data(SOONER), n_planned=24))
    assert "below_plan" in kinds(asked(data(SOONER), n_planned=25))


def test_values_of_no_known_side_are_not_set_against_a_stated_figure() -> None:
    stray = PilotDatum(pilot="p", unit="x", arm="ward 7", value=99.0)
    found = asked([*data({"after": SOONER["after"]}), stray], baseline=13.0, started_on=None)
    assert found.value.cases == (0, 12) and found.value.new == pytest.approx(8.75)


def test_yes_and_no_against_a_figure_that_is_no_share_is_no_crash() -> None:
    found = asked(data({"after": [1, 0, 1, 1, 0, 1]}), baseline=1.5)
    assert found.value.base == 1.5 and "stated figure" in found.value.method


def test_rows_of_one_unit_are_averaged_and_counted() -> None:
    rows = data({"before": [10, 12, 11, 13, 12], "after": [8, 9, 7, 8, 9]})
    again = PilotDatum(pilot="p", unit="before 0", arm="before", value=20.0)
    found = asked([*rows, again])
    (said,) = [c.text for c in found.value.cautions if c.kind == "repeated"]
    assert said.startswith("One row belongs to a unit that has another")
    assert found.value.base == pytest.approx((15 + 12 + 11 + 13 + 12) / 5)


def twice(groups: dict[str, tuple[str, str]], units: int = 8) -> list[PilotDatum]:
    """Both groups before and after; a group's units have one prefix or another at each time."""
    rng = np.random.default_rng(3)
    return [
        PilotDatum(pilot="p", unit=f"{name} {at}", arm=group, period=time,
                   value=float(20 + at + rng.normal(0, 1)))
        for group, names in groups.items()
        for name, time in zip(names, ("before", "after"), strict=True)
        for at in range(units)
    ]  # fmt: skip


def test_units_of_both_groups_are_followed_only_where_both_have_them() -> None:
    followed = twice({"control": ("c", "c"), "trial": ("t", "t")})
    single = PilotDatum(pilot="p", unit="t 9", arm="trial", period="before", value=90.0)
    both = asked([*followed, single], design=PilotDesign.CONTROL)
    assert both.value.cases == (8, 8)
    assert any("One unit was measured only once" in c.text for c in both.value.cautions)
    one = asked(twice({"control": ("c", "d"), "trial": ("t", "t")}), design=PilotDesign.CONTROL)
    assert one.value.method == "change of both groups, four separate cells"
    assert one.value.cases == (16, 16)


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
