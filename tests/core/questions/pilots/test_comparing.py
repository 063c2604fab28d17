"""What is compared with what, and what is said to beware of, as the data and the design have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.pilots.caveats import outlier_caution
from groundswell.core.questions.pilots.entry import entry_of, told_of
from groundswell.core.questions.pilots.finding import Span
from groundswell.core.questions.pilots.outliers import far_out
from groundswell.core.questions.pilots.sample import sample_of
from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.terms import (
    EvidenceKind,
    PilotDesign,
    PilotState,
    PilotTrack,
    Result,
)
from tests.core.questions.test_pilot import DAY, PLAN, SOONER, asked, data, kinds, series

BY_GROUP = {"control": SOONER["before"], "trial": SOONER["after"]}


def names(found: Answer[PilotValue]) -> list[str]:
    return [side.name for side in found.value.sides]


def texts(found: Answer[PilotValue]) -> dict[str, str]:
    return {caution.kind: caution.text for caution in found.value.cautions}


def in_cells() -> list[PilotDatum]:
    """Both groups before and after, other units each time."""
    cells = {
        ("control", "before"): [10.0, 11, 12, 13],
        ("control", "after"): [10.0, 12, 14, 15],
        ("trial", "before"): [11.0, 13, 15, 17],
        ("trial", "after"): [5.0, 6, 8, 9],
    }
    return [
        PilotDatum(pilot="p", unit=f"{arm} {time} {at}", arm=arm, period=time, value=value)
        for (arm, time), side in cells.items()
        for at, value in enumerate(side)
    ]


@pytest.mark.parametrize(
    ("design", "sides"),
    [
        (PilotDesign.CONTROL, ["control before", "control after", "trial before", "trial after"]),
        (PilotDesign.BEFORE_AFTER, ["before", "after"]),
        (PilotDesign.PROPORTIONS, ["control", "trial"]),
        (None, ["control", "trial"]),
    ],
)
def test_data_of_both_groups_and_both_times_are_compared_as_designed(
    design: PilotDesign | None, sides: list[str]
) -> None:
    found = asked(in_cells(), design=design)
    assert names(found) == sides and "another_design" not in kinds(found)


def test_four_cells_are_those_of_the_data() -> None:
    """(7 - 14) - (12.75 - 11.5) = -8.25."""
    found = asked(in_cells(), design=PilotDesign.CONTROL).value
    assert found.effect is not None and found.effect.mean == pytest.approx(-8.25)
    assert found.base == pytest.approx(14 + 1.25) and found.new == pytest.approx(7)
    assert [side.mean for side in found.sides] == [11.5, 12.75, 14.0, 7.0]


@pytest.mark.parametrize("design", [PilotDesign.CONTROL, PilotDesign.PROPORTIONS, None])
def test_where_only_two_times_are_there_they_are_compared_and_that_is_said(
    design: PilotDesign | None,
) -> None:
    found = asked(data(SOONER), design=design)
    assert names(found) == ["before", "after"]
    assert texts(found)["another_design"] == (
        "The data have before and after, so these are compared."
    )
    assert "another_design" not in kinds(asked(data(SOONER)))


def test_where_only_two_groups_are_there_they_are_compared_and_that_is_said() -> None:
    found = asked(data(BY_GROUP), started_on=None)
    assert names(found) == ["control", "trial"]
    assert texts(found)["another_design"] == (
        "The data have control and trial, so these are compared."
    )
    plain = asked(data(BY_GROUP), design=PilotDesign.PROPORTIONS, started_on=None)
    assert "another_design" not in kinds(plain)
    late = asked(data(BY_GROUP), design=PilotDesign.CONTROL, started_on=None)
    assert texts(late)["another_design"].startswith("No values from before the start")


def test_a_side_that_is_empty_is_named_and_the_other_kept() -> None:
    found = asked(data({"before": SOONER["before"]}), baseline=None)
    assert texts(found)["arm_empty"] == "There is not one value for after."
    assert names(found) == ["before"] and not found.value.paired
    other = asked(data({"after": SOONER["after"]}), baseline=None)
    assert texts(other)["arm_empty"] == "There is not one value for before."
    assert names(other) == ["after"]


def test_pairs_of_yes_and_no_go_by_mcnemar_and_others_by_their_signs() -> None:
    yes_no = {"before": [1, 1, 1, 1, 1, 0, 0, 1], "after": [0, 0, 1, 0, 0, 0, 1, 0]}
    assert asked(data(yes_no, named=True)).value.method == "pairs, McNemar's exact test"
    others = {**yes_no, "before": [2, 1, 1, 1, 1, 0, 0, 1]}
    assert asked(data(others, named=True)).value.method == "pairs, every turn of signs counted"


def test_periods_after_the_start_are_marked() -> None:
    trends = asked(series(), design=PilotDesign.TIME_SERIES).value.trends
    assert trends is not None
    assert [period.after for period in trends.periods] == [False] * 14 + [True] * 14


@pytest.mark.parametrize(("start", "short"), [(11, True), (12, False), (16, False), (17, True)])
def test_twelve_periods_on_a_side_are_not_short(start: int, short: bool) -> None:
    found = asked(series(start=start), design=PilotDesign.TIME_SERIES)
    assert ("short_series" in kinds(found)) is short


def test_periods_that_hang_together_strongly_are_said_to() -> None:
    rng, noise = np.random.default_rng(3), [0.0]
    for _ in range(59):
        noise.append(0.9 * noise[-1] + rng.normal(0, 1))

    def rows(values: list[float]) -> list[PilotDatum]:
        return [
            PilotDatum(pilot="p", period=f"week {at + 1}", arm="before" if at < 30 else "after",
                       value=50 + value)
            for at, value in enumerate(values)
        ]  # fmt: skip

    found = asked(rows(noise), design=PilotDesign.TIME_SERIES)
    assert found.value.trends is not None and 0.4 < found.value.trends.hangs_on < 1
    assert "hangs_together" in kinds(found)
    loose = asked(rows(list(rng.normal(0, 1, 60))), design=PilotDesign.TIME_SERIES)
    assert "hangs_together" not in kinds(loose)


def test_a_slow_rise_before_the_start_is_a_rise() -> None:
    rows = [
        PilotDatum(pilot="p", unit=f"{month} {at}", period=month, value=value + at % 2 / 10)
        for month, value in (("2026-06", 3.0), ("2026-07", 3.2), ("2026-08", 3.4), ("2026-09", 3.5))
        for at in range(4)
    ]
    assert texts(asked(rows))["trend_before"].startswith(
        "Days to an answer was rising before the start already, by 0.2 a period"
    )


@pytest.mark.parametrize(
    ("state", "reached", "told"),
    [
        (PilotState.STOPPED, None, True),
        (PilotState.STOPPED, False, True),
        (PilotState.STOPPED, True, False),
        (PilotState.DONE, None, False),
        (PilotState.DONE, False, False),
    ],
)
def test_only_what_was_stopped_without_its_rule_was_stopped_early(
    state: PilotState, reached: bool | None, told: bool
) -> None:
    found = asked(data(SOONER), state=state, stop_reached=reached)
    assert ("stopped_early" in kinds(found)) is told


def test_no_share_is_said_where_the_base_is_nought_alone() -> None:
    assert "no_share" not in kinds(asked(data(SOONER)))
    nought = {"before": [0, 0, 0, 0, 0], "after": [1, 3, 2, 4, 3]}
    assert "no_share" in kinds(asked(data(nought)))


def test_a_result_that_cannot_be_given_without_outliers_is_not_set_against_another() -> None:
    whole, rest = Span(-0.2, -0.3, -0.1), Span(0.1, 0.0, 0.2)
    alone = "One value lies far from all others."
    assert outlier_caution(1, whole, None).text == outlier_caution(1, None, rest).text == alone
    assert outlier_caution(2, whole, rest).text == (
        "Two values lie far from all others; without, the change would be 10 % more instead of "
        "20 % less."
    )


@pytest.mark.parametrize(
    ("track", "of_each", "told"),
    [
        (PilotTrack.EXPERIMENT, 49, True),
        (PilotTrack.EXPERIMENT, 50, False),
        (PilotTrack.TRIAL, 12, True),
        (PilotTrack.TRIAL, 50, True),
    ],
)
def test_rare_trouble_may_be_missed_by_under_a_hundred_cases_and_by_any_trial(
    track: PilotTrack, of_each: int, told: bool
) -> None:
    sides = {arm: (values * 5)[:of_each] for arm, values in SOONER.items()}
    said = asked(data(sides), track=track).value.cannot_show
    assert any(text.startswith("Rare trouble: ") for text in said) is told
    assert any(text.startswith("How large the effect is") for text in said) is (
        track is PilotTrack.TRIAL
    )


def test_an_entry_says_its_limits_as_one_sentence_and_a_trial_is_one() -> None:
    record = Pilot(pilot="p", **PLAN)
    found = asked(data(SOONER))
    entry = entry_of(record, found.value, found.headline, "e", DAY)
    assert entry.limits == (
        "It cannot show whether something else changed at the same time: nothing was compared with "
        "it; nor rare trouble: what hits fewer than one in 9 may well not have shown up in 24 "
        "cases; nor whether it holds outside ‘One office’, or once nobody watches."
    )
    assert entry.kind is EvidenceKind.PILOT
    trial = replace(record, track=PilotTrack.TRIAL)
    assert entry_of(trial, found.value, found.headline, "e", DAY).kind is EvidenceKind.TRIAL
    told = told_of(trial, "e", Result.BROKE, "It broke.", DAY)
    assert (told.kind, told.n) == (EvidenceKind.TRIAL, 24)
    told = told_of(record, "e", Result.BROKE, "It broke.", DAY)
    assert (told.kind, told.n) == (EvidenceKind.PILOT, None)


@pytest.mark.parametrize("unit", [1e-3, 1.0, 1e3])
def test_far_out_is_three_widths_of_the_middle_half_in_any_unit(unit: float) -> None:
    """The middle half of 101 to 108 is 3.5 wide: from 92.25 to 116.75 nothing is far out."""

    def far(stray: float) -> bool:
        values = [101.0, 102, 103, 104, 105, 106, 107, 108, stray]
        rows = [PilotDatum(pilot="p", arm="after", value=value * unit) for value in values]
        return bool(far_out(sample_of(Pilot(pilot="p"), rows)))

    assert [far(stray) for stray in (85.0, 95.0, 113.0, 125.0)] == [True, False, False, True]


def test_beside_values_all_alike_nothing_is_far_out() -> None:
    rows = [PilotDatum(pilot="p", arm="after", value=value) for value in [4.0] * 9 + [5.0]]
    assert far_out(sample_of(Pilot(pilot="p"), rows)) == ()


def test_rows_of_one_unit_with_and_without_a_group_come_in_one_order() -> None:
    rows = [
        PilotDatum(pilot="p", unit="7", arm=arm, value=float(at))
        for at, arm in enumerate(["trial", "ward 7", "control", None, "before"])
    ]
    pilot = Pilot(pilot="p", started_on=date(2026, 9, 1))
    assert sample_of(pilot, rows).data == sample_of(pilot, rows[::-1]).data
