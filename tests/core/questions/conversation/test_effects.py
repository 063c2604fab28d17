"""An effect at somebody's own figure, computed by hand, and the words for it."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.conversation.effects import (
    Change,
    baseline_words,
    change_for,
    change_words,
    effect_words,
    same_measure,
)
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Evidence


def stake(**cells: Any) -> Stake:
    """Return a stake of 40 cases a week, changed as told."""
    base: dict[str, Any] = {"measure": "cases", "baseline": 40.0, "period": "week"}
    return Stake(person="vera", **{**base, **cells})


def entry(**cells: Any) -> Evidence:
    """Return an effect of -25 % (-35 to -12.5 %) on cases, changed as told."""
    base: dict[str, Any] = {"measure": "cases", "effect": -0.25, "low": -0.35, "high": -0.125}
    return Evidence(evidence="e1", **{**base, **cells})


class TestArithmetic:
    """Effect x their own figure, with its interval."""

    @pytest.mark.parametrize(
        ("effect", "low", "high", "expected", "words"),
        [
            (-0.25, -0.35, -0.12, (-10, -14, -4.8), "about 10 fewer cases a week (5 to 14)"),
            (-0.25, -0.12, -0.35, (-10, -14, -4.8), "about 10 fewer cases a week (5 to 14)"),
            (0.1, 0.05, 0.2, (4, 2, 8), "about 4 more cases a week (2 to 8)"),
            (
                -0.25,
                -0.5,
                0.1,
                (-10, -20, 4),
                "about 10 fewer cases a week, "
                "though anything from 20 fewer to 4 more fits the test",
            ),
            (
                -0.25,
                None,
                None,
                (-10, None, None),
                "about 10 fewer cases a week, how surely is not recorded",
            ),
            (-0.25, -0.35, 0.0, (-10, -14, 0), "about 10 fewer cases a week (0 to 14)"),
            (0.1, 0.0, 0.2, (4, 0, 8), "about 4 more cases a week (0 to 8)"),
            (
                0.0,
                -0.1,
                0.1,
                (0, -4, 4),
                "no difference in cases, though anything from 4 fewer to 4 more fits the test",
            ),
            (0.0, 0.0, 0.0, (0, 0, 0), "no difference in cases"),
        ],
    )
    def test_change_at_forty_cases_a_week(
        self,
        effect: float,
        low: float | None,
        high: float | None,
        expected: tuple[float | None, ...],
        words: str,
    ) -> None:
        change = change_for(stake(), entry(effect=effect, low=low, high=high))
        assert change is not None
        assert (change.mean, change.low, change.high) == pytest.approx(expected)
        assert change_words(change) == words

    @pytest.mark.parametrize(
        ("measure", "baseline", "period", "words", "today"),
        [
            ("days from application to decision", 33, "month",
             "about 8 fewer days from application to decision (4 to 12)", "33"),
            ("share of cases with a reminder", 0.64, "case",
             "share of cases with a reminder about 16 percentage points lower (8 to 22)", "64 %"),
            ("processing time", 40, "month", "processing time about 10 lower (5 to 14)", "40"),
            ("hours a week spent chasing", 212, "week",
             "about 53 fewer hours a week spent chasing (27 to 74)", "212"),
            ("letters", 5500, "annual", "about 1,400 fewer letters a year (700 to 1,900)", "5,500"),
            ("calls per case", 1.2, "case", "about 0.3 fewer calls per case (0.15 to 0.42)", "1.2"),
            ("complaints", 12, "per hour", "about 3 fewer complaints an hour (1.5 to 4.2)", "12"),
            ("visits", 8, None, "about 2 fewer visits (1 to 2.8)", "8"),
            ("visits", 0.8, None, "about 0.2 fewer visits (0.1 to 0.28)", "0.8"),
            ("share of cases", 64, None, "share of cases about 16 lower (8 to 22)", "64"),
            ("share of cases", 1.6, None, "share of cases about 0.4 lower (0.2 to 0.56)", "1.6"),
            ("hours", 4.8124, None, "about 1.2 fewer hours (0.6 to 1.7)", "4.81"),
        ],
    )  # fmt: skip
    def test_words_fit_the_measure(
        self, measure: str, baseline: float, period: str | None, words: str, today: str
    ) -> None:
        theirs = stake(measure=measure, baseline=baseline, period=period)
        change = change_for(theirs, entry(measure=measure.upper()))
        assert change is not None
        assert change_words(change) == words
        assert baseline_words(change) == today

    def test_a_share_stops_at_all_cases(self) -> None:
        """47 % x 1.5 would be 70 points more; only 53 are left to gain."""
        theirs = stake(measure="share who knew", baseline=0.47, period=None)
        change = change_for(theirs, entry(measure="share who knew", effect=0.5, low=0.1, high=1.5))
        assert change is not None
        assert change.high == pytest.approx(0.53)
        assert change_words(change) == (
            "share who knew about 24 percentage points higher (5 to 53)"
        )

    def test_none_of_a_share_is_a_share_too(self) -> None:
        change = change_for(stake(measure="share who knew", baseline=0.0), entry(
            measure="share who knew"))  # fmt: skip
        assert change is not None and baseline_words(change) == "0 %"

    def test_an_interval_with_one_end_is_none(self) -> None:
        half = Change("cases", "week", 40.0, -10.0, -14.0, None)
        assert change_words(half) == "about 10 fewer cases a week, how surely is not recorded"

    def test_the_ends_have_as_many_places_as_the_change(self) -> None:
        change = Change("cases", "week", 40.0, -1.0, -1.56, -0.44)
        assert change_words(change) == "about 1 fewer cases a week (0.4 to 1.6)"

    def test_nothing_is_converted_between_measures(self) -> None:
        assert change_for(stake(measure="letters"), entry()) is None
        assert change_for(stake(measure=None), entry()) is None
        assert change_for(stake(baseline=None), entry()) is None
        assert change_for(stake(), entry(effect=None)) is None
        assert not same_measure(stake(measure=None), entry(measure=None))
        assert same_measure(stake(measure="Open_cases"), entry(measure=" open  cases "))

    def test_effect_as_a_share(self) -> None:
        assert effect_words(entry()) == "down 25 % (13 to 35 %)"
        assert effect_words(entry(effect=0.18, low=None)) == "up 18 %"
        assert effect_words(entry(high=0.1)) == (
            "down 25 %, though anything from 35 % down to 10 % up fits"
        )
        assert effect_words(entry(effect=None)) == ""
