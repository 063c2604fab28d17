"""What a pilot's answer says, word by word: the measure's name, figures, ways and gaps."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot import PilotAnalysis, pilot_analysis
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import PilotDesign
from tests.core.questions.test_pilot import DAY, SOONER, asked, data, series
from tests.core.questions.test_pilot_details import reasons


def test_without_a_pilot_nothing_is_missing_from_it() -> None:
    found = pilot_analysis(Study(fold(Observations(records={}), DAY)), PilotAnalysis())
    assert found.value.cautions == () and not found.value.binary
    assert found.value.measure == "the measure"


@pytest.mark.parametrize(
    ("measure", "within"),
    [
        ("Tickets.", "tickets"),
        ("Follow-up calls", "follow-up calls"),
        ("Überstunden", "überstunden"),
        ("IT tickets", "IT tickets"),
        ("PCs in use", "PCs in use"),
        ("HbA1c", "HbA1c"),
        ("A1c level", "A1c level"),
        ("IoT alarms", "IoT alarms"),
        ("A day's cases", "A day's cases"),
    ],
)
def test_a_measure_loses_its_capital_within_a_sentence_unless_it_is_a_name(
    measure: str, within: str
) -> None:
    null = {"before": [12, 15, 9, 14, 11], "after": [13, 10, 12, 14, 12]}
    assert f" in {within}: " in asked(data(null), measure=measure).headline


def test_yes_and_no_are_read_as_shares_and_a_series_of_them_as_figures() -> None:
    halves = {"control": [1, 0] * 12, "trial": [1, 1, 0] * 8}
    found = asked(data(halves), design=PilotDesign.PROPORTIONS)
    assert found.value.binary and "Compared: 50 % without and 67 % with it" in reasons(found)
    assert "the change is +16.7 points" in reasons(found)
    of_periods = asked(series(), design=PilotDesign.TIME_SERIES)
    assert not of_periods.value.binary
    assert "cannot show rare trouble" not in of_periods.headline  # 28 periods are no 28 cases


def test_what_it_cannot_show_follows_as_one_sentence() -> None:
    told = reasons(asked(data(SOONER)))
    assert "It cannot show whether something else changed" in told


@pytest.mark.parametrize(("wanted", "way"), [(-0.2, "20 % less"), (0.2, "20 % more")])
def test_the_effect_worth_having_is_said_with_its_way(wanted: float, way: str) -> None:
    assert f"the smallest effect worth having, {way}" in reasons(
        asked(data(SOONER), minimum_effect=wanted)
    )


def test_whether_the_stop_rule_was_reached_is_asked_once_something_was_measured() -> None:
    def asks(values: dict[str, Any], reached: bool | None) -> bool:
        found = asked(data(values), stop_reached=reached)
        return any("Whether the stop rule was reached" in gap.text for gap in found.gaps)

    assert asks(SOONER, None)
    assert not asks(SOONER, False) and not asks(SOONER, True) and not asks({}, None)
