"""What today costs: a product of ranges, its band within its ends, waiting apart from work."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.answer import Answer, Estimate
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.cost_of_today import (
    CostOfToday,
    CostOfTodayValue,
    band,
    cost_of_today,
    worked_out,
)
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.terrain.cost_records import Cost, CostKind, CostPeriod
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import EvidenceKind
from tests.core.builders import AS_OF

LETTERS = Cost(
    evidence="c", line="letters", cases_low=200, cases_high=240, period=CostPeriod.MONTH,
    hours_low=0.5, hours_high=1, rate_low=40, rate_high=50, source="week count",
)  # fmt: skip
QUEUE = Cost(evidence="c", line="queue", kind=CostKind.WAITING, cases_low=100, hours_low=30)


def asked(*lines: Cost, code: str | None = None) -> Answer[CostOfTodayValue]:
    entry = Evidence(evidence="c", kind=EvidenceKind.COST)
    held = Observations(records={"evidence": (entry,), "costs": lines})
    return cost_of_today(Study(fold(held, AS_OF)), CostOfToday(evidence=code))


def test_one_line_is_the_product_of_its_figures() -> None:
    value = asked(LETTERS).value
    assert value.worked is not None and value.money is not None
    assert value.worked.mean == pytest.approx(12 * 220 * 0.75, rel=0.02)
    assert value.money.mean == pytest.approx(12 * 220 * 0.75 * 45, rel=0.03)
    assert (value.least, value.most) == (1200, 2880)
    # The exact distribution of a product of two even figures, drawn by numpy instead.
    rng = np.random.default_rng(0)
    theirs = 12 * rng.uniform(200, 240, 200_000) * rng.uniform(0.5, 1, 200_000)
    low, high = np.quantile(theirs, [0.1, 0.9])
    assert value.worked.low == pytest.approx(low, rel=0.03)
    assert value.worked.high == pytest.approx(high, rel=0.03)


def test_hours_waited_are_never_hours_worked_and_have_no_range_of_their_own_here() -> None:
    found = asked(LETTERS, QUEUE)
    value = found.value
    assert value.waited is not None and value.waited.mean == 3000 == value.waited.low
    assert value.worked == asked(LETTERS).value.worked
    assert "lets people wait 3,000 hours" in found.headline
    assert any("as if they were exact" in gap.text for gap in found.gaps)
    assert any("has no rate" in gap.text for gap in found.gaps)
    assert any("has no source" in gap.text for gap in found.gaps)


def test_the_line_that_makes_the_range_is_named() -> None:
    sure = Cost(
        evidence="c", line="calls", cases_low=100, cases_high=101, hours_low=1, hours_high=1
    )
    found = asked(LETTERS, sure)
    assert found.value.hangs_on == "letters"
    assert found.value.hangs_share is not None and found.value.hangs_share > 0.99


def test_what_lacks_cases_counts_nowhere_and_is_said() -> None:
    found = asked(Cost(evidence="c", line="calls", hours_low=2))
    assert found.value.worked is None
    assert found.headline == "The lines lack cases or hours, so nothing can be worked out yet."
    with pytest.raises(UnfitOptionError, match="no entry"):
        asked(LETTERS, code="nothing")
    assert asked(LETTERS, code="c").value.worked is not None


RANGES = st.tuples(st.floats(0, 1000), st.floats(0, 1000)).map(sorted)


@settings(max_examples=40)
@given(st.lists(st.tuples(RANGES, RANGES), min_size=1, max_size=4))
def test_the_band_lies_within_the_ends_and_the_order_of_lines_changes_nothing(
    given_: list[tuple[list[float], list[float]]],
) -> None:
    lines = [
        Cost(
            evidence="c", line=f"l{at}", cases_low=cases[0], cases_high=cases[1],
            hours_low=hours[0], hours_high=hours[1],
        )
        for at, (cases, hours) in enumerate(given_)
    ]  # fmt: skip
    value, turned = worked_out(lines, 3, 64), worked_out(lines[::-1], 3, 64)
    assert value.worked is not None and value.least is not None and value.most is not None
    slack = 1e-6 * max(1.0, value.most)
    assert value.least - slack <= value.worked.low <= value.worked.high <= value.most + slack
    assert turned.worked is not None and turned.worked.mean == pytest.approx(value.worked.mean)
    more = [*lines, LETTERS]
    assert worked_out(more, 3, 64).lines[: len(lines)] == value.lines


def test_a_figure_nobody_can_mean_counts_as_not_known() -> None:
    found = asked(Cost(evidence="c", line="calls", cases_low=1e299, hours_low=2))
    assert found.value.worked is None
    assert any("has no cases or no hours" in gap.text for gap in found.gaps)


def test_draws_are_even_so_that_one_range_has_its_middle_exactly() -> None:
    value = asked(
        Cost(evidence="c", line="calls", cases_low=1000, hours_low=0.5, hours_high=1.5)
    ).value
    assert value.worked is not None and value.worked.mean == pytest.approx(1000, rel=1e-9)
    assert value.people is not None and value.people.mean == pytest.approx(1000 / 1600)


def test_a_line_without_any_range_has_no_outer_ends_and_is_the_only_one_said_to_be_exact() -> None:
    exact = Cost(evidence="c", line="calls", cases_low=100, hours_low=2, source="a guess")
    found = asked(exact)
    assert found.headline == "Today takes 200 hours of work a year."
    assert not any("lay at its one or other end" in reason.text for reason in found.reasons)
    assert [line.source for line in found.value.lines] == ["a guess"]
    (said,) = [gap.text for gap in asked(LETTERS, exact).gaps if "as if they were" in gap.text]
    assert said == "‘calls’ has figures without a range, as if they were exact."
    ranged = asked(LETTERS)
    assert any("1,200 to 2,900 hours" in reason.text for reason in ranged.reasons)
    assert not any("as if they were" in gap.text for gap in ranged.gaps)
    assert not any("has no source" in gap.text for gap in ranged.gaps)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (9312, 13049, "9,000 to 13,000"),
        (0.21, 0.68, "0.21 to 0.68"),
        (0, 0.68, "0 to 0.68"),
        (1.04, 1.96, "1.0 to 2.0"),
        (0.44, 1.26, "0.44 to 1.3"),
        (17.2, 17.4, "17"),
        (1, 1, "1.0"),
        (0, 1.5, "0.0 to 1.5"),
    ],
)
def test_a_band_has_two_digits_of_its_upper_end(low: float, high: float, said: str) -> None:
    assert band(Estimate((low + high) / 2, low, high)) == said


def test_an_entry_nobody_has_is_refused_with_those_that_have_lines() -> None:
    with pytest.raises(UnfitOptionError) as refused:
        asked(LETTERS, code="nothing")
    assert "With lines: c." in str(refused.value)
    with pytest.raises(UnfitOptionError) as bare:
        asked(code="nothing")
    assert "With lines: none." in str(bare.value)


def test_the_widest_figure_of_a_line_is_named_and_none_where_all_are_exact() -> None:
    """200 to 240 is a tenth wide of its sum, 0.5 to 1 a third."""
    exact = Cost(evidence="c", line="calls", cases_low=100, hours_low=2)
    nought = Cost(evidence="c", line="none", cases_low=0, cases_high=0, hours_low=1, hours_high=2)
    value = asked(LETTERS, exact, nought).value
    assert {line.line: line.widest for line in value.lines} == {
        "letters": "hours", "calls": "", "none": "hours",
    }  # fmt: skip


def test_only_lines_with_a_range_can_make_the_range() -> None:
    exact = [Cost(evidence="c", line=f"l{n}", cases_low=100, hours_low=2) for n in range(2)]
    assert asked(*exact).value.hangs_on is None
    assert not any("hangs mostly on" in reason.text for reason in asked(*exact).reasons)
    assert any("hangs mostly on ‘letters’" in r.text for r in asked(LETTERS, *exact).reasons)
    small = [
        Cost(evidence="c", line=f"s{n}", cases_low=1, hours_low=0, hours_high=n) for n in (1, 2)
    ]
    value = asked(*small).value
    assert value.hangs_on == "s2"
    assert value.hangs_share == pytest.approx(4 / 5, rel=0.02)  # spread goes with the square
    assert [line.widest for line in value.lines] == ["hours", "hours"]


def test_lines_that_lack_the_same_are_named_together() -> None:
    bare = [Cost(evidence="c", line=name, cases_low=1) for name in ("calls", "mails")]
    one = [gap.text for gap in asked(bare[0]).gaps]
    assert "‘calls’ has no cases or no hours and counts nowhere." in one
    two = [gap.text for gap in asked(*bare).gaps]
    assert "‘calls’ and ‘mails’: each has no cases or no hours and counts nowhere." in two


def test_an_entry_of_the_ledger_without_lines_is_no_mistake_and_lines_need_no_entry() -> None:
    bare = asked(code="c")
    assert bare.headline.startswith("Nobody has written down what today costs")
    (said,) = bare.gaps
    assert said.text == "Count the cases of one week and the hours of each: that is all it takes."
    loose = Cost(evidence="elsewhere", line="calls", cases_low=100, hours_low=2)
    assert asked(loose, code="elsewhere").headline == "Today takes 200 hours of work a year."


def test_without_lines_the_entries_that_were_opened_for_the_cost_are_named() -> None:
    entries = (
        Evidence(evidence="c", kind=EvidenceKind.COST),
        Evidence(evidence="e"),
        Evidence(evidence="d", kind=EvidenceKind.COST),
    )
    found = cost_of_today(
        Study(fold(Observations(records={"evidence": entries}), AS_OF)), CostOfToday()
    )
    assert [gap.ids for gap in found.gaps] == [("c", "d")]


def test_only_the_share_concerned_is_counted() -> None:
    """50 cases a quarter, a fifth of them, 3 hours each at 10: 120 hours and 1,200 a year."""
    found = asked(
        Cost(
            evidence="c", line="calls", cases_low=50, period=CostPeriod.QUARTER, share_low=0.2,
            hours_low=3, rate_low=10,
        )
    )  # fmt: skip
    value = found.value
    assert value.worked is not None and value.worked.mean == pytest.approx(120)
    assert value.money is not None and value.money.mean == pytest.approx(1200)
    assert value.least == pytest.approx(120)
    assert value.most == pytest.approx(120)
    assert found.reasons[0].text == "calls: 120 hours worked a year, 1,200 in money."


def test_work_and_waiting_are_named_line_by_line() -> None:
    line = Cost(evidence="c", line="calls", cases_low=100, hours_low=2)
    texts = [reason.text for reason in asked(line, QUEUE).reasons]
    assert "calls: 200 hours worked a year." in texts
    assert "queue: 3,000 hours waited a year." in texts


def test_a_figure_of_a_million_million_still_counts_and_one_beyond_does_not() -> None:
    def told(cases: float) -> bool:
        return (
            asked(Cost(evidence="c", line="x", cases_low=cases, hours_low=1)).value.worked is None
        )

    assert not told(1e12)
    assert told(1e12 + 1)


@pytest.mark.parametrize(
    ("cases", "hours", "exact"),
    [
        ((1, 2), (3, 3), True),
        ((1, 1), (3, 4), True),
        ((1, 1), (2, 2), True),
        ((1, 2), (3, 4), False),
    ],
)
def test_one_figure_without_a_range_is_enough_to_be_said_to_be_exact(
    cases: tuple[float, float], hours: tuple[float, float], exact: bool
) -> None:
    line = Cost(
        evidence="c", line="calls", cases_low=cases[0], cases_high=cases[1],
        hours_low=hours[0], hours_high=hours[1],
    )  # fmt: skip
    assert any("as if they were exact" in gap.text for gap in asked(line).gaps) is exact


def test_a_line_with_a_rate_is_not_said_to_lack_one() -> None:
    assert not any("has no rate" in gap.text for gap in asked(LETTERS).gaps)


def test_two_of_many_lines_that_lack_something_are_named_and_the_rest_counted() -> None:
    bare = [Cost(evidence="c", line=f"l{n}", source="a guess") for n in range(4)]
    lacking = [gap.text for gap in asked(*bare).gaps if "no cases" in gap.text]
    assert lacking == ["‘l0’, ‘l1’ and 2 more: each has no cases or no hours and counts nowhere."]
    lacking = [gap.text for gap in asked(*bare[:3]).gaps if "no cases" in gap.text]
    assert lacking == ["‘l0’, ‘l1’ and ‘l2’: each has no cases or no hours and counts nowhere."]
