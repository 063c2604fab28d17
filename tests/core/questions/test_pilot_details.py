"""What a pilot's answer says beside its headline: figures and gaps as the data have them."""

from __future__ import annotations

import statistics
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot import PilotAnalysis, pilot_analysis
from groundswell.core.questions.pilots.caveats import one_in
from groundswell.core.questions.pilots.entry import entry_of, same_figures, told_of
from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Evidence, Pilot, PilotDatum
from groundswell.core.terrain.terms import PilotDesign, PilotState, PilotTrack, Result
from tests.core.questions.test_pilot import DAY, SOONER, asked, data, kinds, series


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
    two = asked(data({"before": [5.0, 7.0], "after": [8, 9, 7]})).value.sides[0]
    assert two.spread == pytest.approx(2**0.5)


def test_of_very_many_values_the_ends_are_kept() -> None:
    many = {arm: [float(v) for v in range(at, 600 + at)] for at, arm in enumerate(SOONER)}
    side = asked(data(many)).value.sides[1]
    assert side.n == 600 > len(side.values) and (side.values[0], side.values[-1]) == (1.0, 600.0)


def test_what_was_not_compared_has_no_figures() -> None:
    value = asked(data({"before": [5.0, 7.0]}), baseline=None).value
    assert (value.exact, value.cases, value.effect, value.p) == (False, (0, 0), None, None)
    told = asked(data({"before": [5.0, 7.0]}), baseline=None, question="Sooner").headline
    assert told == "Sooner: there are values for before and none for after."


def test_too_few_cases_are_not_called_all_alike() -> None:
    few = asked(data({"before": [12, 14, 13], "after": [8, 9, 7]}))
    assert few.value.effect is not None and not few.value.effect.bounded
    assert "no_spread" not in kinds(few)
    assert any(text.startswith("Rare trouble") for text in asked(data(SOONER)).value.cannot_show)


def test_nothing_is_called_far_out_among_fewer_than_eight() -> None:
    for size, told in ((6, False), (7, True)):
        wild = {"before": SOONER["before"], "after": [*SOONER["after"][:size], 90]}
        assert ("outliers" in kinds(asked(data(wild)))) is told


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
    assert "Level at the start -" in reasons(found) and "points" not in reasons(found)


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
    nobody = asked(data({"after": [1, 0, 1, 1, 0, 1]}), baseline=0.0)
    assert nobody.value.method.endswith("exact binomial test") and nobody.value.share is None


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
    single = [
        PilotDatum(pilot="p", unit=f"{arm} 9", arm=arm, period="before", value=90.0)
        for arm in ("trial", "control")
    ]
    both = asked([*followed, *single], design=PilotDesign.CONTROL)
    assert both.value.cases == (8, 8)
    assert any("Two units were measured only once" in c.text for c in both.value.cautions)
    one = asked(twice({"control": ("c", "d"), "trial": ("t", "t")}), design=PilotDesign.CONTROL)
    assert one.value.method == "change of both groups, four separate cells"
    assert one.value.cases == (16, 16)
    mean = {side.name: side.mean for side in one.value.sides}
    trial = mean["trial after"] - mean["trial before"]
    control = mean["control after"] - mean["control before"]
    assert control != 0 and one.value.effect is not None
    assert one.value.effect.mean == pytest.approx(trial - control)


def texts(found: Answer[PilotValue]) -> dict[str, str]:
    return {caution.kind: caution.text for caution in found.value.cautions}


def test_a_trend_before_the_start_is_said_with_its_way() -> None:
    rows = [
        PilotDatum(pilot="p", unit=f"{month} {at}", period=month, value=float(value + at % 2))
        for month, value in (("2026-06", 30), ("2026-07", 26), ("2026-08", 22), ("2026-09", 18))
        for at in range(4)
    ]
    said = texts(asked(rows))["trend_before"]
    assert said.startswith("Days to an answer was falling before the start already, by 4 a period")
    turned = [
        PilotDatum(pilot="p", unit=r.unit, period=r.period, value=60 - (r.value or 0)) for r in rows
    ]
    assert "was rising before the start" in texts(asked(turned))["trend_before"]


def test_the_shorter_side_of_a_series_is_warned_about() -> None:
    said = texts(asked(series(start=20), design=PilotDesign.TIME_SERIES))["short_series"]
    assert said.startswith("Eight periods on one side of the start is short")
    long = asked(series(start=14), design=PilotDesign.TIME_SERIES)
    assert "short_series" not in kinds(long)
    assert not any("Rare trouble" in text for text in long.value.cannot_show)


def test_missing_rows_are_counted_one_and_many() -> None:
    gone = [PilotDatum(pilot="p", unit=f"x {at}", arm="before", value=None) for at in range(2)]
    one, two = (texts(asked([*data(SOONER), *gone[:n]]))["missing"] for n in (1, 2))
    assert one.startswith("One row has no value and is left out")
    assert two.startswith("Two rows have no value and are left out")


def test_only_a_running_pilot_can_be_looked_at_too_early() -> None:
    rows = data(SOONER)
    soon = {"ends_on": DAY + timedelta(days=1), "state": PilotState.RUNNING}
    assert "early_look" in kinds(asked(rows, **soon))
    assert "early_look" not in kinds(asked(rows, **soon | {"ends_on": DAY}))
    assert "early_look" not in kinds(asked(rows, **soon | {"state": PilotState.DONE}))
    assert "early_look" not in kinds(asked(rows, **soon | {"ends_on": None}))


def test_four_cases_of_a_side_are_very_few_and_five_are_not() -> None:
    after = SOONER["after"]
    assert "very_few" in kinds(asked(data({"before": after[:4], "after": SOONER["before"]})))
    assert "very_few" not in kinds(asked(data({"before": after[:5], "after": SOONER["before"]})))


def test_after_a_clean_run_trouble_of_three_in_so_many_may_remain() -> None:
    """With 95 %: nobody of n had it, so (1 - p)^n = 0.05; one in four of a dozen is 22 %."""
    assert [one_in(cases) for cases in (1, 12, 30, 100)] == [2, 5, 11, 34]


def test_an_effect_that_was_not_worked_out_has_no_outliers() -> None:
    wild = {"before": [*SOONER["before"], 900]}
    assert "outliers" not in kinds(asked(data(wild), baseline=None))
    assert "outliers" in kinds(asked(data({**wild, "after": SOONER["after"]})))


def test_a_name_keeps_its_capitals_where_it_is_an_abbreviation() -> None:
    null = {"before": [12, 15, 9, 14, 11], "after": [13, 10, 12, 14, 12]}
    assert " in IT tickets: " in asked(data(null), measure="IT tickets").headline
    assert " in tickets: " in asked(data(null), measure="Tickets.").headline


def test_a_planned_number_of_cases_is_asked_for_where_it_is_missing_alone() -> None:
    def planless(**plan: object) -> bool:
        return any("planned is not stated" in gap.text for gap in asked(data(SOONER), **plan).gaps)

    assert planless(n_planned=None) and not planless(n_planned=24)
    assert not planless(n_planned=None, track=PilotTrack.TRIAL)


def test_the_latest_pilot_that_has_values_is_taken_where_none_is_named() -> None:
    days = {"c": date(2026, 5, 1), "b": date(2026, 7, 1), "a": date(2026, 9, 1)}
    pilots = tuple(Pilot(pilot=code, started_on=day) for code, day in days.items())
    rows = tuple(PilotDatum(pilot=code, arm="before", value=1.0) for code in ("c", "b"))

    def taken(values: tuple[PilotDatum, ...]) -> str | None:
        held = Observations(records={"pilots": pilots, "pilot_data": values})
        return pilot_analysis(Study(fold(held, DAY)), PilotAnalysis()).value.pilot

    assert taken(rows) == "b" and taken(()) == "a"


def test_one_group_is_counted_alone() -> None:
    found = asked(data({"after": SOONER["after"]}), baseline=13.0)
    assert "Compared: 13 without and 8.75 with it, from 12 cases; one group" in reasons(found)
    assert "from 12 and 12 cases" in reasons(asked(data(SOONER)))


def test_points_and_units_are_said_as_they_are() -> None:
    fell = asked(
        data({"control": [1] * 30 + [0] * 10, "trial": [1] * 12 + [0] * 28}),
        design=PilotDesign.PROPORTIONS,
    )
    assert "the change is -45 points" in reasons(fell)
    grown = asked(data({"before": [-3.0] * 3 + [-2.0] * 3, "after": [5.0, 6, 7, 5, 6, 7]}))
    assert "rose by 8.5, between" in grown.headline


def test_an_entry_of_the_ledger_has_both_ends_or_none_and_counts_units_once() -> None:
    record = Pilot(pilot="p", ends_on=date(2026, 10, 1))

    def entry(found: Answer[PilotValue]) -> Evidence:
        return entry_of(record, found.value, found.headline, "e", DAY)

    told = entry(asked(data(SOONER)))
    assert told.low is not None and told.high is not None and told.level == 0.95
    assert told.effect is not None and told.low < told.effect < told.high
    few = entry(asked(data({"before": [12, 14, 13], "after": [8, 9, 7]})))
    assert (few.low, few.high, few.level, few.n) == (None, None, None, 6)
    pairs = asked(data({"before": [30, 12, 50, 22, 41], "after": [28, 11, 47, 20, 38]}, named=True))
    assert entry(pairs).n == 5
    early = told_of(record, "e", Result.BROKE, "It broke.", date(2026, 9, 9))
    assert early.observed_on == date(2026, 9, 9)
    assert told_of(record, "e", Result.BROKE, "It broke.", DAY).observed_on == date(2026, 10, 1)
    assert told_of(Pilot(pilot="p"), "e", Result.BROKE, "It broke.", DAY).observed_on == DAY
    assert not same_figures(told, replace(told, low=None))


def test_three_units_seen_twice_and_more_than_half_of_all_are_pairs() -> None:
    three = {"before": [30.0, 12, 50], "after": [28.0, 11, 47]}
    assert asked(data(three, named=True)).value.paired
    assert not asked(data({k: v[:2] for k, v in three.items()}, named=True)).value.paired
    stray = [PilotDatum(pilot="p", unit=None, arm="after", value=20.0 + at) for at in range(3)]
    two = asked([*data(three, named=True), *stray[:2]])
    assert two.value.paired and any("Two units were" in c.text for c in two.value.cautions)
    assert not asked([*data(three, named=True), *stray]).value.paired


def test_labels_nobody_can_place_are_counted_by_name() -> None:
    stray = [PilotDatum(pilot="p", unit=str(n), arm="ward 7", value=9.0) for n in range(2)]
    found = asked([*data(SOONER), *stray], started_on=None)
    assert "‘ward 7’ (two rows)" in texts(found)["not_understood"]
