"""A pilot's answer: plain words first, null and harmful effects said as plainly as good ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot import PilotAnalysis, pilot_analysis
from groundswell.core.questions.pilot_design import PilotPlan, pilot_plan
from groundswell.core.questions.pilots.entry import entry_of, same_figures, told_of
from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.terms import (
    EvidenceKind,
    PilotDesign,
    PilotState,
    PilotTrack,
    Result,
)

DAY = date(2026, 11, 1)
PLAN: dict[str, Any] = {
    "question": "Do answers come sooner?",
    "context": "One office",
    "track": PilotTrack.EXPERIMENT,
    "design": PilotDesign.BEFORE_AFTER,
    "measure": "days to an answer",
    "minimum_effect": -0.2,
    "n_planned": 24,
    "started_on": date(2026, 9, 1),
    "ends_on": date(2026, 10, 1),
    "stop_rule": "Two wrong answers",
    "stop_reached": False,
    "state": PilotState.DONE,
}
SOONER = {"before": [12, 15, 11, 14, 13, 12, 16, 11, 14, 15, 12, 13],
          "after": [8, 9, 7, 10, 9, 8, 11, 7, 9, 10, 8, 9]}  # fmt: skip


def data(sides: Mapping[str, Sequence[float]], *, named: bool = False) -> list[PilotDatum]:
    """Return values by arm; with `named`, the units of all arms are the same."""
    return [
        PilotDatum(pilot="p", unit=f"{'' if named else arm} {at}", arm=arm, value=float(value))
        for arm, values in sides.items()
        for at, value in enumerate(values)
    ]


def asked(rows: list[PilotDatum], **plan: Any) -> Answer[PilotValue]:
    """Ask about a pilot with these rows."""
    options = {name: plan.pop(name) for name in ("base", "level", "seed") if name in plan}
    record = Pilot(pilot="p", **{**PLAN, **plan})
    held = Observations(records={"pilots": (record,), "pilot_data": tuple(rows)})
    return pilot_analysis(Study(fold(held, DAY)), PilotAnalysis(pilot="p", **options))


def kinds(found: Answer[PilotValue]) -> set[str]:
    return {caution.kind for caution in found.value.cautions}


def test_a_good_effect_is_said_with_its_range_and_what_so_few_cannot_show() -> None:
    found = asked(data(SOONER))
    assert found.headline == (
        "Days to an answer fell by 34 %, between 26 and 41, from 13.2 to 8.75; 24 cases cannot "
        "show rare trouble, or that it lasts."
    )
    value = found.value
    assert (value.verdict, value.result, value.against_wanted) == (
        "better",
        Result.WORKED,
        "beyond",
    )
    assert value.cannot_show[0].startswith("Whether something else changed")
    assert "Whether it holds outside ‘One office’, or once nobody watches." in value.cannot_show


def test_a_harmful_effect_is_said_first() -> None:
    turned = {"before": SOONER["after"], "after": SOONER["before"]}
    found = asked(data(turned))
    assert found.headline.startswith("It got worse: days to an answer rose by 50 %")
    assert found.value.result is Result.BROKE


def test_a_null_effect_says_what_fits() -> None:
    found = asked(
        data({"before": [12, 15, 9, 14, 11], "after": [13, 10, 12, 14, 12]}), minimum_effect=-0.1
    )
    assert found.headline.startswith("No difference could be told in days to an answer: anything")
    assert "less to" in found.headline and found.headline.endswith("more fits the data.")
    assert found.value.result is Result.NULL and found.value.against_wanted == "open"


def test_no_difference_worth_having_is_more_than_none_told() -> None:
    rng = np.random.default_rng(4)
    many = {arm: list(rng.normal(20, 2, 200).round(2)) for arm in ("before", "after")}
    found = asked(data(many))
    assert found.headline.startswith(
        "It made no difference worth having: days to an answer changed"
    )
    assert found.value.against_wanted == "short"


def test_too_few_is_said_and_no_range_is_made_up() -> None:
    found = asked(data({"before": [12, 14, 13], "after": [8, 9, 7]}))
    assert found.headline == (
        "Six cases are too few to tell anything about days to an answer: it was 13 without and 8 "
        "with it."
    )
    assert found.value.effect is not None and found.value.effect.low is None
    assert found.value.result is Result.NULL


def test_a_change_of_which_nobody_said_the_good_direction_did_not_work() -> None:
    found = asked(data(SOONER), minimum_effect=None)
    assert (found.value.verdict, found.value.result) == ("changed", None)
    assert any("which way is better" in gap.text for gap in found.gaps)


def test_the_same_units_are_paired_and_single_ones_left_out_aloud() -> None:
    rows = data({"before": [30, 12, 50, 22, 41], "after": [28, 11, 47, 20, 38]}, named=True)
    found = asked([*rows, PilotDatum(pilot="p", unit="late", arm="after", value=9.0)])
    assert found.value.paired and found.value.cases == (5, 5)
    assert "unpaired" in kinds(found)
    assert any("One unit was measured only once" in c.text for c in found.value.cautions)


def test_cases_of_two_groups_that_are_numbered_alike_are_no_pairs() -> None:
    rows = data({"control": SOONER["before"], "trial": SOONER["after"]}, named=True)
    found = asked(rows, design=PilotDesign.CONTROL, started_on=None)
    assert not found.value.paired and found.value.cases == (12, 12)


def test_a_group_that_was_only_measured_before_is_compared_with_nothing() -> None:
    rows = [
        PilotDatum(pilot="p", unit=f"{arm} {at}", arm=arm, period=time, value=float(at))
        for arm, time in (("control", "before"), ("trial", "before"), ("trial", "after"))
        for at in range(6)
    ]
    found = asked(rows, design=PilotDesign.CONTROL)
    assert found.value.effect is None
    assert "There are no values from after the start for control." in found.headline


def test_missing_values_unread_labels_and_an_empty_side_are_warned_about() -> None:
    rows = [
        *data({"before": [12, 14, 13, 15]}),
        PilotDatum(pilot="p", unit="x", arm="before", value=None),
        PilotDatum(pilot="p", unit="y", arm="ward 7", value=3.0),
    ]
    found = asked(rows, baseline=None, started_on=None)
    assert {"missing", "not_understood", "arm_empty"} <= kinds(found)
    assert found.value.verdict == "nothing"
    assert "none for after" in found.headline


def test_one_side_is_compared_with_a_stated_figure() -> None:
    found = asked(data({"after": SOONER["after"]}), baseline=13.0)
    assert found.value.base == 13.0 and found.value.verdict == "better"
    shares = asked(
        data({"trial": [1] * 9 + [0] * 15}),
        design=PilotDesign.PROPORTIONS, baseline=0.7, minimum_effect=-0.2,
    )  # fmt: skip
    assert shares.value.binary and "percentage points" in shares.headline


def test_shares_are_said_in_points() -> None:
    found = asked(
        data({"control": [1] * 30 + [0] * 10, "trial": [1] * 12 + [0] * 28}),
        design=PilotDesign.PROPORTIONS,
        measure="share who give up",
    )
    assert found.headline.startswith("Share who give up fell by 45 percentage points, between")
    assert "from 75 % to 30 %" in found.headline


def test_an_arm_can_be_named_as_the_base() -> None:
    rows = data({"paper": SOONER["before"], "screen": SOONER["after"]})
    assert asked(rows, started_on=None).value.verdict == "nothing"
    found = asked(rows, design=PilotDesign.CONTROL, base="Paper", started_on=None)
    assert found.value.verdict == "better" and "another_design" in kinds(found)


def test_months_before_the_start_are_before() -> None:
    rows = [
        PilotDatum(pilot="p", unit=f"{month} {at}", period=month, value=float(value))
        for month, values in (
            ("2026-07", SOONER["before"][:6]),
            ("2026-08", SOONER["before"][6:]),
            ("2026-09", SOONER["after"]),
        )
        for at, value in enumerate(values)
    ]
    assert asked(rows).value.cases == (12, 12)


def series(start: int = 14) -> list[PilotDatum]:
    rng = np.random.default_rng(1)
    return [
        PilotDatum(
            pilot="p", unit=f"w{at}", period=f"week {at + 1}",
            arm="before" if at < start else "after",
            value=float(30 + 0.3 * at - (8 if at >= start else 0) + rng.normal(0, 0.8)),
        )
        for at in range(28)
    ]  # fmt: skip


def test_a_series_is_compared_with_its_own_trend_and_counts_periods() -> None:
    found = asked(series(), design=PilotDesign.TIME_SERIES)
    trends = found.value.trends
    assert trends is not None and len(trends.periods) == 28
    assert trends.periods[0].period == "week 1" and trends.periods[-1].period == "week 28"
    assert found.value.verdict == "better"
    assert trends.trend_before.mean == pytest.approx(0.3, abs=0.1)
    assert trends.level_change.mean == pytest.approx(-8, abs=1.5)
    short = asked(series()[:6], design=PilotDesign.TIME_SERIES)
    assert "seven in all" in short.headline
    stray = PilotDatum(pilot="p", unit="z", period="week 3", arm="after", value=1.0)
    mixed = asked([*series(), stray], design=PilotDesign.TIME_SERIES)
    assert "cannot be told which periods" in mixed.headline


def test_both_groups_before_and_after_are_compared_by_their_changes() -> None:
    rng = np.random.default_rng(2)
    rows = []
    for group, change in (("control", 0.0), ("trial", -6.0)):
        for unit in range(24):
            own = rng.normal(30, 8)
            for time, shift in (("before", 0.0), ("after", change + 2)):
                value = own + shift + rng.normal(0, 1)
                rows.append(
                    PilotDatum(pilot="p", unit=f"{group} {unit}", period=time, arm=group,
                               value=float(value))
                )  # fmt: skip
    found = asked(rows, design=PilotDesign.CONTROL)
    assert found.value.effect is not None
    assert found.value.effect.mean == pytest.approx(-6, abs=0.8)
    assert {side.name for side in found.value.sides} == {
        "control before", "control after", "trial before", "trial after",
    }  # fmt: skip


def test_stopping_early_and_looking_early_are_warned_about() -> None:
    rows = data(SOONER)
    assert "stopped_early" in kinds(asked(rows, state=PilotState.STOPPED))
    assert "stop_reached" in kinds(asked(rows, stop_reached=True))
    looked = asked(rows, ends_on=date(2026, 12, 1), state=PilotState.RUNNING)
    assert "early_look" in kinds(looked)
    assert "below_plan" in kinds(asked(rows, n_planned=60))
    assert any("stop rule" in gap.text for gap in asked(rows, stop_reached=None).gaps)


def test_a_value_far_out_is_kept_and_the_result_without_it_said() -> None:
    wild = {**SOONER, "after": [*SOONER["after"], 90]}
    found = asked(data(wild))
    (caution,) = [c for c in found.value.cautions if c.kind == "outliers"]
    assert "without, the change would be 34 % less" in caution.text


def test_rows_in_any_order_and_the_same_seed_give_the_same_bytes() -> None:
    rows = data({"before": [float(x) for x in range(15)], "after": [x * 1.3 for x in range(15)]})
    first, turned = asked(rows), asked(rows[::-1])
    assert json.dumps(first.as_json()) == json.dumps(turned.as_json())


def test_an_unknown_pilot_is_named_with_those_there_are() -> None:
    held = Observations(records={"pilots": (Pilot(pilot="p", **PLAN),)})
    with pytest.raises(UnfitOptionError, match="there is p"):
        pilot_analysis(Study(fold(held, DAY)), PilotAnalysis(pilot="q"))


def test_an_entry_of_the_ledger_holds_the_figures_and_can_be_worked_out_again() -> None:
    found = asked(data(SOONER))
    record = Pilot(pilot="p", **PLAN)
    entry = entry_of(record, found.value, found.headline, "e1", DAY)
    assert (entry.kind, entry.result, entry.n, entry.level) == (
        EvidenceKind.PILOT, Result.WORKED, 24, 0.95,
    )  # fmt: skip
    assert entry.effect == pytest.approx(-0.3354, abs=1e-4) and entry.pilot == "p"
    assert entry.observed_on == PLAN["ends_on"] and entry.limits
    again = asked(data(SOONER)[::-1])
    assert same_figures(entry, entry_of(record, again.value, again.headline, "e1", DAY))
    other = asked(data({**SOONER, "after": [value + 3 for value in SOONER["after"]]}))
    assert not same_figures(entry, entry_of(record, other.value, other.headline, "e1", DAY))
    broke = told_of(record, "e2", Result.BROKE, "The scanner. ", DAY)
    assert (broke.claim, broke.result, broke.pilot) == ("The scanner.", Result.BROKE, "p")


def planned(**options: Any) -> Any:
    today = tuple(data({"before": SOONER["before"]}))
    held = Observations(records={"pilots": (Pilot(pilot="p", **PLAN),), "pilot_data": today})
    return pilot_plan(Study(fold(held, DAY)), PilotPlan(**options))


def test_today_is_taken_from_stored_values_and_said_to_be() -> None:
    found = planned(pilot="p")
    assert found.value.counted == 12 and found.value.baseline == pytest.approx(13.17, abs=0.01)
    assert found.headline.startswith("To see 20 % less with 80 % chance takes")
    assert any("from 12 stored values" in reason.text for reason in found.reasons)


def test_what_nobody_knows_gives_no_number_of_cases() -> None:
    found = planned(design="before_after", track="experiment", baseline=30.0, effect=-0.1, cases=24)
    assert found.value.needed is None and found.value.steps == ()
    assert found.headline.startswith("Without how much the measure varies today nobody can say")
    assert any("varies from case to case is not known" in gap.text for gap in found.gaps)
    assert found.value.in_spreads == pytest.approx(1.197, abs=0.001)


def test_a_trial_says_what_it_cannot_show() -> None:
    found = planned(track="trial", design="proportions", cases=12)
    assert found.headline == (
        "12 cases show what breaks, not how much it helps: trouble that hits one in four shows up "
        "with 97 % chance, and after a clean run up to 22 % might still meet it."
    )


def test_words_that_are_none_are_refused_with_those_there_are() -> None:
    with pytest.raises(UnfitOptionError, match="before_after"):
        planned(design="crossover")
    with pytest.raises(UnfitOptionError, match="trial"):
        planned(track="guess")


ROWS = st.lists(
    st.builds(
        PilotDatum,
        pilot=st.just("p"),
        unit=st.sampled_from(["a", "b", "c", "d", "", None]),
        period=st.sampled_from(["before", "after", "2026-08", "2026-09", "week 2", "3", "", None]),
        arm=st.sampled_from(["before", "after", "control", "trial", "ward", "trial after", None]),
        value=st.none()
        | st.sampled_from([0.0, 1.0, 5.0])
        | st.floats(-1e6, 1e6, allow_nan=False, allow_infinity=False),
    ),
    max_size=14,
)


@settings(max_examples=150)
@given(ROWS, st.sampled_from([*PilotDesign, None]), st.sampled_from([None, 0.0, 0.4, 13.0]))
def test_whatever_is_handed_in_gives_a_sentence_and_plain_json(
    rows: list[PilotDatum], design: PilotDesign | None, baseline: float | None
) -> None:
    """Warnings are errors in this suite, so a division by nothing fails here, too."""
    found = asked(rows, design=design, baseline=baseline)
    assert found.headline.endswith((".", "?")) and "nan" not in found.headline
    plain = json.dumps(found.as_json(), allow_nan=False)
    assert plain == json.dumps(asked(rows[::-1], design=design, baseline=baseline).as_json())
    for text in (*(r.text for r in found.reasons), *(g.text for g in found.gaps)):
        assert text.endswith((".", "?", "!")) and "None" not in text and " nan" not in text
    entry = entry_of(Pilot(pilot="p", **PLAN), found.value, found.headline, "e", DAY)
    if entry.low is not None and entry.high is not None and entry.effect is not None:
        assert entry.low <= entry.effect + 1e-3 and entry.effect - 1e-3 <= entry.high


FIGURES = st.none() | st.sampled_from([0.0, 0.5, -0.2, 12.0]) | st.floats(-1e9, 1e9)


@settings(max_examples=60)
@given(st.sampled_from([*PilotDesign, None]), FIGURES, FIGURES, FIGURES, st.integers(2, 100_000))
def test_whatever_is_planned_gives_a_sentence_and_plain_json(
    design: PilotDesign | None,
    baseline: float | None,
    spread: float | None,
    effect: float | None,
    cases: int,
) -> None:
    found = planned(
        design=design, track="experiment", baseline=baseline, spread=abs(spread or 0.0),
        effect=effect, cases=cases,
    )  # fmt: skip
    assert json.dumps(found.as_json(), allow_nan=False)
    assert found.headline.endswith(".") and "nan" not in found.headline


def test_a_series_of_days_without_end_is_not_fitted() -> None:
    rows = [PilotDatum(pilot="p", unit="u", period=str(at), arm="before", value=1.0 * at)
            for at in range(1100)]  # fmt: skip
    found = asked(rows, design=PilotDesign.TIME_SERIES)
    assert "hand in weeks or months instead" in found.headline
