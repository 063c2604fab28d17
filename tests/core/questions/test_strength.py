"""How strong an entry is, by convention: each reason moves it, and none beyond the ends."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.strength import strength_of
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.run_records import Evidence, Pilot
from groundswell.core.terrain.terms import EvidenceKind, PilotDesign, PilotTrack

SOUND: dict[str, Any] = {"effect": -0.2, "low": -0.3, "high": -0.1, "n": 120, "pilot": "p"}


def word(kind: EvidenceKind | None, behind: Pilot | None = None, **cells: Any) -> str:
    entry = Evidence(evidence="e", kind=kind, **cells)
    return strength_of(entry, [behind] if behind else []).word


def pilot(design: PilotDesign, track: PilotTrack = PilotTrack.EXPERIMENT) -> Pilot:
    return Pilot(pilot="p", design=design, track=track)


def test_what_it_was_compared_with_counts_first() -> None:
    of = EvidenceKind.PILOT
    assert word(of, pilot(PilotDesign.CONTROL), **SOUND) == "strong"
    assert word(of, pilot(PilotDesign.TIME_SERIES), **SOUND) == "strong"
    assert word(of, pilot(PilotDesign.BEFORE_AFTER), **SOUND) == "fair"
    assert word(of, pilot(PilotDesign.CONTROL, PilotTrack.TRIAL), **SOUND) == "fair"
    assert word(EvidenceKind.TRIAL, **{**SOUND, "pilot": None}) == "weak"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"low": None}, "without a range"),
        ({"n": 12}, "few cases"),
        ({"n": None}, "nobody says how many cases"),
        ({"contested": True}, "contested"),
    ],
)
def test_each_weakness_takes_a_step_and_says_so(cells: dict[str, Any], reason: str) -> None:
    record = pilot(PilotDesign.CONTROL)
    entry = Evidence(evidence="e", kind=EvidenceKind.PILOT, **{**SOUND, **cells})
    found = strength_of(entry, [record])
    assert found.word == "fair" and reason in found.reasons


def test_an_example_from_elsewhere_needs_to_say_how_like_us_it_is() -> None:
    assert word(EvidenceKind.EXTERNAL) == "a hint"
    assert word(EvidenceKind.EXTERNAL, comparability="Same law, half our size.") == "weak"
    assert word(EvidenceKind.EXTERNAL, comparability="Same law.", contested=True) == "a hint"


def test_a_cost_kept_line_by_line_is_stronger_than_a_number() -> None:
    entry = Evidence(evidence="e", kind=EvidenceKind.COST)
    assert strength_of(entry).word == "weak"
    assert strength_of(entry, (), [Cost(evidence="e", line="calls")]).word == "fair"
    assert strength_of(entry, (), [Cost(evidence="other", line="calls")]).word == "weak"


def test_nothing_falls_below_a_hint() -> None:
    assert word(None, contested=True) == "a hint"


def test_thirty_cases_are_no_longer_few() -> None:
    of, behind = EvidenceKind.PILOT, pilot(PilotDesign.CONTROL)
    assert word(of, behind, **{**SOUND, "n": 29}) == "fair"
    assert word(of, behind, **{**SOUND, "n": 30}) == "strong"


def test_a_trend_counts_no_more_than_a_control_group() -> None:
    behind = pilot(PilotDesign.TIME_SERIES)
    assert word(EvidenceKind.PILOT, behind, **{**SOUND, "low": None}) == "fair"


def test_an_entry_is_as_strong_as_the_pilot_it_came_from_and_not_as_another() -> None:
    better = Pilot(pilot="other", design=PilotDesign.CONTROL)
    entry = Evidence(evidence="e", kind=EvidenceKind.PILOT, **SOUND)
    assert strength_of(entry, [better, pilot(PilotDesign.BEFORE_AFTER)]).word == "fair"
    own = Evidence(evidence="e", kind=EvidenceKind.TRIAL, **{**SOUND, "pilot": None})
    assert strength_of(own, [better]).word == "weak"


def test_what_it_is_is_said_or_that_nobody_says_it() -> None:
    for kind, told in ((EvidenceKind.DEMO, "a demo"), (None, "nobody says what it is")):
        assert strength_of(Evidence(evidence="e", kind=kind, low=0, high=1)).reasons[0] == told
