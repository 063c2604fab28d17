"""How findings are said: the words follow the figures, at the edges, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from groundswell.core.questions.pilots.caveats import signed
from groundswell.core.questions.pilots.finding import Finding, Span
from groundswell.core.questions.pilots.speaking import (
    OPEN,
    SHORT,
    Tone,
    against_wanted,
    figure,
    headline,
    percent,
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
