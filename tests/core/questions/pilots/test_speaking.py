"""How findings are said: the words follow the figures, at the edges, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from groundswell.core.questions.pilots.caveats import signed
from groundswell.core.questions.pilots.finding import Finding, Span
from groundswell.core.questions.pilots.speaking import (
    BETTER,
    BEYOND,
    CHANGED,
    OPEN,
    SHORT,
    WORSE,
    Tone,
    against_wanted,
    figure,
    headline,
    percent,
    verdict,
)

FELL = Finding(
    method="by hand", base=20.0, new=16.0, effect=Span(-4.0, -6.0, -2.0),
    share=Span(-0.2, -0.3, -0.1), p=0.01, exact=True, cases=(20, 20),
)  # fmt: skip
TONE = Tone("days to an answer", -0.1, False, 0.95)


def test_nought_at_an_end_of_the_range_is_not_outside() -> None:
    assert not Span(1.0, 0.0, 2.0).clear and not Span(-1.0, -2.0, 0.0).clear
    assert Span(1.0, 0.1, 2.0).clear and Span(-1.0, -2.0, -0.1).clear


def test_a_difference_is_told_where_range_and_test_agree() -> None:
    assert FELL.shown(0.95)
    assert replace(FELL, p=0.05).shown(0.95)
    assert not replace(FELL, p=0.051).shown(0.95)
    assert not replace(FELL, effect=Span(-4.0, -8.0, 0.0)).shown(0.95)


def test_a_range_that_reaches_the_smallest_effect_worth_having_leaves_it_open() -> None:
    assert against_wanted(FELL, -0.3) == OPEN
    assert against_wanted(FELL, -0.301) == SHORT


def test_where_a_share_has_no_range_the_change_is_said_in_its_own_unit() -> None:
    """The base cannot be told from nought, so that any ratio fits the data."""
    said = headline(replace(FELL, share=Span(-0.2, None, None)), TONE)
    assert said == "Days to an answer fell by 4, between 2 and 6, from 20 to 16."


def test_a_range_of_shares_around_nought_is_said_in_points() -> None:
    null = Finding("", 0.5, 0.55, Span(0.05, -0.1, 0.2), Span(0.1, -0.52, 0.6), 0.4, True, (40, 40))
    shares = replace(TONE, measure="share who stay", binary=True)
    assert headline(null, shares) == (
        "No difference could be told in share who stay: anything from 10 points less to 20 points "
        "more fits the data."
    )
    assert headline(null, replace(shares, binary=False)) == (
        "No difference could be told in share who stay: anything from 52 % less to 60 % more fits "
        "the data."
    )


def test_many_values_that_are_all_alike_show_no_difference_and_have_no_range() -> None:
    alike = Finding(
        "", 4.0, 4.0, Span(0.0, None, None), Span(0.0, None, None), None, False, (9, 21)
    )
    assert headline(alike, TONE) == (
        "No difference was seen in days to an answer: it was 4 without and 4 with it."
    )
    few = replace(alike, cases=(9, 20))
    assert headline(few, TONE).startswith("29 cases are too few to tell anything")
    other = replace(alike, new=5.0, effect=Span(1.0, None, None))
    assert "No difference" not in headline(other, TONE)


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (-3.25, "-3.25"), (1234.5, "1,235"), (0.04567, "0.0457")]
)
def test_a_figure_has_three_digits(value: float, said: str) -> None:
    assert figure(value) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0125, "1.3 %"),
        (0.0155, "1.6 %"),
        (0.0991, "9.9 %"),
        (0.00404, "0.4 %"),
        (-0.213, "21 %"),
        (0.0004, "0.04 %"),
        (2.5, "250 %"),
    ],
)
def test_a_share_has_no_idle_digits(share: float, said: str) -> None:
    assert percent(share) == said


def test_a_change_is_said_with_its_direction() -> None:
    ways = [signed(Span(mean, None, None)) for mean in (-0.21, 0.0, 0.5, 1.0)]
    assert ways == ["21 % less", "nothing", "50 % more", "100 % more"]


def test_under_thirty_cases_cannot_show_rare_trouble_and_thirty_say_nothing_of_it() -> None:
    for cases, told in (((15, 14), True), ((15, 15), False)):
        assert ("cannot show rare trouble" in headline(replace(FELL, cases=cases), TONE)) is told


def test_a_range_that_reaches_what_is_worth_having_is_not_called_less() -> None:
    null = Finding("", 20.0, 20.0, Span(-0.5, -2.0, 1.0), Span(0.0, -0.1, 0.05), 0.6, True, (9, 9))
    assert headline(null, TONE) == (
        "No difference could be told in days to an answer: anything from 10 % less to 5 % more "
        "fits the data."
    )
    inside = replace(null, share=Span(0.0, -0.099, 0.05))
    assert "changed by less than 10 % either way" in headline(inside, TONE)
    own = replace(null, effect=Span(5.0, -0.4, 12.3), share=None)
    assert "anything from 0 less to 12 more fits" in headline(own, TONE)
    exact = replace(null, share=Span(0.0, -0.05, 0.1))
    assert "could be told" in headline(exact, TONE)


def test_a_range_that_begins_at_what_is_worth_having_is_beyond_it() -> None:
    assert against_wanted(FELL, -0.1) == BEYOND and against_wanted(FELL, -0.101) == OPEN
    rose = replace(FELL, share=Span(0.2, 0.1, 0.3))
    assert against_wanted(rose, 0.1) == BEYOND and against_wanted(rose, -0.1) == SHORT


@pytest.mark.parametrize(("wanted", "said"), [(0.5, BETTER), (-0.5, WORSE), (None, CHANGED)])
def test_which_way_is_better_follows_from_what_is_wanted(wanted: float | None, said: str) -> None:
    rose = replace(FELL, new=20.4, effect=Span(0.4, 0.1, 0.7), share=Span(0.02, 0.005, 0.035))
    tone = replace(TONE, wanted=wanted)
    assert verdict(rose, tone) == said
    turned = {BETTER: WORSE, WORSE: BETTER, CHANGED: CHANGED}[said]
    fell = replace(rose, effect=Span(-0.4, -0.7, -0.1), share=Span(-0.02, -0.035, -0.005))
    assert verdict(fell, tone) == turned
    assert " rose by 2 %" in headline(rose, tone) and " fell by 2 %" in headline(fell, tone)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((34.0, 2.6, 65.2), "34, between 3 and 65"),
        ((34.0, 0.4, 67.6), "34, between 0.4 and 68"),
        ((10.0, 8.25, 11.8), "10, between 8 and 12"),
        ((5.0, 0.45, 9.54), "5, between 0.5 and 9.5"),
        ((5.0, 0.093, 12.34), "5, between 0.09 and 12.3"),
        ((1.0, 0.256, 1.74), "1, between 0.3 and 1.7"),
        ((0.5, 0.254, 0.746), "0.5, between 0.25 and 0.75"),
    ],
)
def test_a_range_has_the_digits_of_its_middle_and_no_end_vanishes(
    ends: tuple[float, float, float], said: str
) -> None:
    """One or two digits of the middle; an end that would be nought with these keeps its own."""
    assert f" rose by {said}, " in headline(replace(FELL, effect=Span(*ends), share=None), TONE)


def test_points_are_hundredths_of_a_share() -> None:
    half = Finding("", 0.5, 1.0, Span(0.5, 0.3, 0.7), Span(1.0, 0.6, 1.4), 0.01, True, (40, 40))
    tone = replace(TONE, measure="share who stay", binary=True, wanted=0.1)
    assert headline(half, tone) == (
        "Share who stay rose by 50 percentage points, between 30 and 70, from 50 % to 100 %."
    )
    wide = replace(half, effect=Span(0.0, -0.5, 0.5), p=1.0)
    assert "anything from 50 points less to 50 points more fits" in headline(wide, tone)
    assert "anything from no change to 50 points more" in headline(
        replace(wide, effect=Span(0.2, 0.0, 0.5)), tone
    )


@pytest.mark.parametrize(
    ("value", "binary", "said"),
    [
        (0.4567, True, "46 %"),
        (1.23456e-6, False, "0.000001"),
        (99.96, False, "100"),
        (99.44, False, "99.4"),
        (100.0, False, "100"),
        (100.4, False, "100"),
    ],
)
def test_figures_have_at_most_six_places_and_shares_none(
    value: float, binary: bool, said: str
) -> None:
    assert figure(value, binary) == said


def test_nought_and_ten_of_a_hundred_have_no_idle_digits() -> None:
    assert [percent(share) for share in (0.0, 0.1, 0.104, 0.01)] == ["0 %", "10 %", "10 %", "1 %"]
