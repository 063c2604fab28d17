"""What a plan of a pilot says, word by word, and where it says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot_design import PilotPlan, PilotPlanValue, pilot_plan
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Pilot
from tests.core.questions.test_pilot import DAY, planned
from tests.core.questions.test_pilot_design import lacks, said

KNOWN: dict[str, Any] = {
    "design": "before_after",
    "track": "experiment",
    "baseline": 20.0,
    "spread": 4.0,
}


def of_pilot(**fields: Any) -> Answer[PilotPlanValue]:
    """Return the plan of a pilot of which this is stated and nothing measured."""
    held = Observations(records={"pilots": (Pilot(pilot="p", **fields),)})
    return pilot_plan(Study(fold(held, DAY)), PilotPlan())


@pytest.mark.parametrize(("options", "fewest"), [({}, 4), ({"twice": True}, 3)])
def test_the_fewest_cases_a_design_can_be_tested_with_are_planned(
    options: dict[str, Any], fewest: int
) -> None:
    assert planned(**{**KNOWN, **options}, cases=fewest).value.planned is not None
    assert planned(**{**KNOWN, **options}, cases=fewest - 1).value.planned is None


def test_the_effect_that_is_missed_is_said_with_its_way() -> None:
    assert planned(**KNOWN, effect=-0.003).headline == (
        "No number of cases within reach shows 0.3 % less with 80 % chance."
    )
    assert planned(**KNOWN, effect=0.3).headline.startswith("To see 30 % more with 80 % chance")
    assert planned(**KNOWN, effect=-0.3).headline.startswith("To see 30 % less with 80 % chance")
    assert planned(**KNOWN).headline == (
        "Say which effect would be worth having, and the number of cases follows."
    )


def test_where_todays_figure_comes_from_is_said_of_its_pilot() -> None:
    first = planned(pilot="p").reasons[0]
    assert first.text == "Today's figure 13.2 and its spread come from 12 stored values."
    assert {reason.ids for reason in planned(pilot="p").reasons} == {("p",)}
    bare = planned(**KNOWN, cases=24)
    assert {reason.ids for reason in bare.reasons} == {()}
    assert "stored values" not in said(bare)


def test_what_the_planned_cases_would_see_is_said() -> None:
    told = said(planned(**KNOWN, cases=24, effect=-0.3))
    assert "24 cases planned would see 30 % with " in told
    assert "; the smallest change they show is " in told
    assert " would see " not in said(planned(**KNOWN, cases=24))
    nought = said(planned(**{**KNOWN, "baseline": 0.0}, cases=24, effect=-0.3))
    assert "24 cases planned; the smallest change they show is " in nought  # 30 % of nothing
    series = said(planned(**{**KNOWN, "design": "time_series"}, cases=24, effect=-0.3))
    assert "24 periods planned would see 30 % with " in series
    assert "This takes periods to hang together not at all" in series
    pairs = said(planned(**KNOWN, twice=True, effect=-0.3))
    assert "This takes a unit's two values to hang together not at all" in pairs


def test_without_a_spread_a_shift_is_said_in_spreads_to_a_tenth() -> None:
    told = said(planned(design="before_after", baseline=30.0, effect=-0.1, cases=20))
    assert (
        "20 cases in two halves show a shift of 1.3 spreads of the measure, whatever its spread is."
    ) in told


def test_only_a_trial_is_told_how_long_a_trial_lasts() -> None:
    assert "A trial lasts 30 days or a dozen users" in said(planned(**{**KNOWN, "track": "trial"}))
    assert "A trial lasts" not in said(planned(**KNOWN))


def test_a_design_and_a_stop_rule_are_asked_for_where_they_are_missing() -> None:
    bare = of_pilot(baseline=20.0)
    assert "How it compares is not stated" in lacks(bare) and "No stop rule" in lacks(bare)
    stated = planned(pilot="p")
    assert "How it compares" not in lacks(stated) and "No stop rule" not in lacks(stated)
    assert "No stop rule" not in lacks(planned(**KNOWN))  # no pilot that could have one
