"""The drawing of a pilot says in words what it shows, and fits a page and a hand."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot import PilotAnalysis, pilot_analysis
from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.terms import PilotDesign
from groundswell.reports.drawing.pilot import draw


def value(design: PilotDesign, rows: list[tuple[str, float]]) -> PilotValue:
    data = tuple(
        PilotDatum(pilot="p", unit=str(at), period=str(at), arm=arm, value=number)
        for at, (arm, number) in enumerate(rows)
    )
    record = Pilot(pilot="p", design=design, measure="days")
    held = Observations(records={"pilots": (record,), "pilot_data": data})
    return pilot_analysis(Study(fold(held, date(2026, 11, 1))), PilotAnalysis()).value


SIDES = [("before", 12.0), ("before", 15.0), ("before", 9.0), ("after", 7.0), ("after", 8.0)]
YES = [("control", 1.0), ("control", 0.0), ("trial", 1.0), ("trial", 1.0)]
SERIES = [("before" if at < 6 else "after", 20.0 + at % 3) for at in range(12)]
DRAWN = {
    "sides": value(PilotDesign.BEFORE_AFTER, SIDES),
    "shares": value(PilotDesign.PROPORTIONS, YES),
    "series": value(PilotDesign.TIME_SERIES, SERIES),
    "one value": value(PilotDesign.BEFORE_AFTER, SIDES[:1]),
    "all alike": value(PilotDesign.BEFORE_AFTER, [("before", 3.0), ("after", 3.0)]),
}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("narrow", [False, True])
def test_it_is_sound_and_every_mark_lies_inside(name: str, narrow: bool) -> None:
    root = ElementTree.fromstring(draw(DRAWN[name], narrow=narrow))
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    assert width == (390 if narrow else 640)
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "What was measured: days"
    for mark in root.iter(f"{space}circle"):
        assert 0 <= float(mark.attrib["cx"]) <= width and 0 <= float(mark.attrib["cy"]) <= height


def test_a_value_is_a_dot_and_a_period_says_which() -> None:
    assert draw(DRAWN["sides"]).count("<circle") == len(SIDES)
    assert "<title>3: 20</title>" in draw(DRAWN["series"])
    assert draw(value(PilotDesign.BEFORE_AFTER, [])) == ""
