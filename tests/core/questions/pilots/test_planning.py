"""What a plan rests on: today's values, the design's own power, and what so many cases show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from statsmodels.stats.power import TTestIndPower

from groundswell.core.questions.pilots import power as powers
from groundswell.core.questions.pilots.labels import before_start, ordered, place
from groundswell.core.questions.pilots.planning import (
    Basis,
    needed_for,
    of_today,
    plan_of,
    spreads_shown,
    step_of,
    steps_of,
    summary,
)
from groundswell.core.questions.pilots.power import Plan
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.terms import PilotDesign
from tests.core.questions.pilots.measured import numbers

KNOWN = Basis(
    design=PilotDesign.CONTROL, baseline=20.0, spread=8.0, counted=0, effect=-0.2, cases=24,
    correlation=None, twice=False, level=0.95, power=0.8,
)  # fmt: skip


def plan(**changes: Any) -> Plan:
    found = plan_of(replace(KNOWN, **changes))
    assert found is not None
    return found


def test_a_value_of_no_known_group_is_not_today_where_others_have_one() -> None:
    rows = [
        PilotDatum(pilot="p", unit=str(at), arm=arm, value=float(at))
        for at, arm in enumerate(["control", "trial", "ward 7", "control"])
    ]
    assert of_today(Pilot(pilot="p"), rows).tolist() == [0.0, 3.0]
    dated = [
        PilotDatum(pilot="p", unit=str(at), arm=arm, period=time, value=float(at))
        for at, (arm, time) in enumerate(
            [("control", "before"), ("control", "after"), ("trial", "before"), (None, "before")]
        )
    ]
    assert sorted(of_today(Pilot(pilot="p"), dated).tolist()) == [0.0, 3.0]


def test_where_nothing_varies_or_everybody_says_yes_nothing_can_be_planned() -> None:
    assert plan_of(replace(KNOWN, spread=0.0)) is None
    shares = replace(KNOWN, design=PilotDesign.PROPORTIONS)
    assert plan_of(replace(shares, baseline=1.0)) is None
    assert plan_of(replace(shares, baseline=0.0)) is None


@pytest.mark.parametrize(
    ("effect", "possible"), [(-1.0, True), (-1.1, False), (0.25, True), (0.3, False)]
)
def test_no_share_is_planned_to_fall_below_none_or_rise_above_all(
    effect: float, possible: bool
) -> None:
    shares = replace(KNOWN, design=PilotDesign.PROPORTIONS, baseline=0.8, effect=effect)
    assert (needed_for(shares) is not None) is possible


def test_units_measured_twice_vary_by_what_their_two_values_do_not_share() -> None:
    """A change has the spread times sqrt(2 (1 - r)): 0.4 of it at 0.92, all at one half."""
    once = {"design": PilotDesign.BEFORE_AFTER, "twice": True}
    for hanging, spread in ((0.92, 3.2), (0.5, 8.0), (None, 8 * 2**0.5)):
        found = plan(**once, correlation=hanging)
        assert found.sides == 1
        assert found.power(14, 5) == pytest.approx(powers.same_units(spread, 0.95).power(14, 5))
        both = plan(twice=True, correlation=hanging)
        assert both.power(28, 5) == pytest.approx(powers.two_groups(spread, 0.95).power(28, 5))


def test_periods_hang_together_as_stated_and_never_less_than_not_at_all() -> None:
    stated = {
        h: plan(design=PilotDesign.TIME_SERIES, correlation=h) for h in (None, -0.5, 0.4, 0.99)
    }
    loose = powers.time_series(8.0, 0.0, 0.95).power(24, 9)
    assert stated[None].least == 8
    assert stated[None].power(24, 9) == stated[-0.5].power(24, 9) == pytest.approx(loose)
    assert stated[0.4].power(24, 9) < loose
    tight = powers.time_series(8.0, 0.95, 0.95)
    assert stated[0.99].power(24, 9) == pytest.approx(tight.power(24, 9))


def test_what_so_many_cases_show_is_a_share_of_todays_figure() -> None:
    step = step_of(KNOWN, plan(), 60)
    assert step.detectable is not None and step.detectable < 0
    assert step.detectable_share == pytest.approx(step.detectable / 20)
    assert step_of(KNOWN, plan(), 4).power is not None  # four are the fewest
    assert step_of(KNOWN, plan(), 2).power is None


def test_nothing_falls_by_more_than_all_of_it() -> None:
    """Eight cases show 18 or more at a spread of 8: twice as much as there is."""
    fall, rise = (replace(KNOWN, baseline=9.0, effect=way) for way in (-0.2, 0.2))
    assert step_of(fall, plan(), 8).detectable is None
    up = step_of(rise, plan(), 8)
    assert up.detectable_share is not None and up.detectable_share > 1


@pytest.mark.parametrize(("usual", "falls"), [(0.9, True), (0.5, False), (0.3, False)])
def test_without_a_stated_effect_a_share_moves_where_it_has_room(usual: float, falls: bool) -> None:
    shares = replace(KNOWN, design=PilotDesign.PROPORTIONS, baseline=usual, effect=None)
    found = plan_of(shares)
    assert found is not None
    step = step_of(shares, found, 48)
    assert step.detectable is not None and (step.detectable < 0) is falls
    assert found.power(48, step.detectable) == pytest.approx(0.8, abs=1e-6)


def test_quarters_months_and_weeks_have_their_place_in_the_calendar() -> None:
    first = date(2026, 7, 1)
    for label in ("2026 Q3", "2026-q3", "2026-07", "Jul 2026", "2026-07-01"):
        assert place(label) == ("calendar", float(first.toordinal()))
    assert place("2026-W27") == ("calendar", float(date(2026, 6, 29).toordinal()))


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 28])
def test_a_quarter_in_which_it_began_counts_as_after(month: int, day: int) -> None:
    began, own = date(2026, month, day), (month + 2) // 3
    for quarter in range(1, 5):
        assert before_start(f"2026 Q{quarter}", began) is (quarter < own)
    assert before_start("2025 Q4", began) is True
    assert before_start("2027 Q1", began) is False


def test_days_and_weeks_are_before_up_to_the_one_in_which_it_began() -> None:
    monday = date(2026, 8, 17)  # week 34
    assert [before_start(f"2026-W{week}", monday) for week in (33, 34)] == [True, False]
    assert [before_start(f"2026-08-{day}", monday) for day in (16, 17)] == [True, False]
    assert [before_start(f"2026-0{month}", monday) for month in (7, 8)] == [True, False]
    assert before_start("week 3", monday) is None and before_start("2026-08", None) is None


def test_periods_are_ordered_by_the_calendar_and_by_their_numbers() -> None:
    assert list(ordered(["Feb 2026", "Jan 2026", "Dec 2025"])) == [
        "Dec 2025", "Jan 2026", "Feb 2026",
    ]  # fmt: skip
    assert list(ordered(["Mar", "Apr", "Jan"])) == ["Jan", "Mar", "Apr"]
    assert list(ordered(["week 10", "week 9"])) == ["week 9", "week 10"]
    assert list(ordered(["ward 10", "ward 9", "Jan 2026"])) == ["Jan 2026", "ward 9", "ward 10"]


def test_todays_values_are_those_of_before_even_where_some_have_no_time() -> None:
    rows = [
        PilotDatum(pilot="p", unit=str(at), arm=arm, period=time, value=float(at))
        for at, (arm, time) in enumerate([("control", None), (None, "before"), ("trial", None)])
    ]
    assert sorted(of_today(Pilot(pilot="p"), rows).tolist()) == [0.0, 1.0]


def test_five_values_say_how_much_they_vary_and_four_do_not() -> None:
    assert summary(numbers(2, 4, 4, 4)) is None
    assert summary(numbers(1, 2, 3, 4, 5)) == pytest.approx((3.0, 2.5**0.5))


def test_a_spread_below_one_is_planned_like_any_other() -> None:
    small = plan(spread=0.08, baseline=0.2)
    assert small.power(24, 0.04) == pytest.approx(plan().power(24, 4.0))
    falls = step_of(replace(KNOWN, spread=0.08, baseline=0.2), small, 60)
    large = step_of(KNOWN, plan(), 60)
    assert falls.detectable_share == pytest.approx(large.detectable_share)


def test_all_of_it_may_fall_and_a_fifth_more_may_not() -> None:
    smallest = step_of(KNOWN, plan(), 12).detectable
    assert smallest is not None
    all_of_it = step_of(replace(KNOWN, baseline=-smallest), plan(), 12)
    assert all_of_it.detectable_share == -1.0
    more = step_of(replace(KNOWN, baseline=-smallest / 1.2), plan(), 12)
    assert (more.detectable, more.detectable_share) == (None, None)


def test_an_effect_of_nought_is_no_fall() -> None:
    found = step_of(replace(KNOWN, effect=0.0), plan(), 60)
    assert found.detectable is not None and found.detectable > 0 and found.power is None


@pytest.mark.parametrize(
    ("design", "cases"),
    [
        (PilotDesign.TIME_SERIES, [8, 12, 16, 20, 24, 36, 52]),
        (PilotDesign.CONTROL, [12, 20, 24, 48, 96, 192, 384]),
    ],
)
def test_periods_and_cases_are_shown_in_their_own_steps(
    design: PilotDesign, cases: list[int]
) -> None:
    basis = replace(KNOWN, design=design, cases=20)
    assert [step.cases for step in steps_of(basis, None)] == cases


def test_shifts_are_told_in_spreads_for_two_groups_measured_once_alone() -> None:
    """At a spread of one: 1.20 for twelve a group, by statsmodels' own solver."""
    assert spreads_shown(KNOWN, 24) == pytest.approx(
        TTestIndPower().solve_power(None, 12, 0.05, 0.8), rel=1e-4
    )
    for other in (PilotDesign.PROPORTIONS, PilotDesign.TIME_SERIES):
        assert spreads_shown(replace(KNOWN, design=other), 24) is None
    assert spreads_shown(replace(KNOWN, twice=True), 24) is None


def test_months_are_known_by_their_names_short_or_long() -> None:
    for month, names in ((1, "Jan January"), (3, "Mar. March"), (9, "Sep Sept September")):
        first = float(date(2026, month, 1).toordinal())
        for name in names.split():
            assert place(name) == ("month", month - 1.0)
            assert place(f"{name} 2026") == ("calendar", first)


def test_labels_of_no_sort_come_by_their_numbers_and_numbers_before_words() -> None:
    assert list(ordered(["ward 10 b", "ward 9 c", "2 a", "ward 9 B"])) == [
        "2 a", "ward 9 B", "ward 9 c", "ward 10 b",
    ]  # fmt: skip
    assert list(ordered(["Mar", "Jan", "week 1"])) == ["Jan", "Mar", "week 1"]
    assert list(ordered(["week 10", "week 9", "baseline"])) == ["baseline", "week 9", "week 10"]
    assert ordered([]) == {}


def test_what_is_not_known_leaves_the_number_of_cases_open() -> None:
    assert needed_for(KNOWN) == 128  # 63.8 a group, for half a spread
    assert needed_for(replace(KNOWN, effect=None)) is None
    assert needed_for(replace(KNOWN, baseline=None)) is None
    assert needed_for(replace(KNOWN, spread=None)) is None
