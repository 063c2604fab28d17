"""Where people stand, worked out by hand: judgements, and what evidence that fits has moved."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.standing import as_noun, expected_stances, stance_words
from tests.core.builders import snapshot

MAP: dict[str, Any] = {
    "people": ["ann", "ben", "cy"],
    "stances": ["ben neutral ann high", "cy neutral ann high"],
    "stakes": ["ben gain calls"],
}


def moved(*results: str, shift: float = 0.15) -> tuple[float, float]:
    """Return how far ben, shown such results, and cy, shown none, stand from where they stood."""
    rows = [f"e{k} {result} calls" for k, result in enumerate(results)]
    shown = [{"person": "ben", "shown": [f"e{k}" for k in range(len(results))]}]
    settings = [{"constant": "evidence_shift", "value": shift}]
    before = expected_stances(snapshot(**MAP, settings=settings))
    after = expected_stances(snapshot(**MAP, settings=settings, evidence=rows, encounters=shown))
    change = after - before
    return float(change[1]), float(change[2])


def test_evidence_that_fits_a_stake_moves_by_its_constant_towards_what_it_says() -> None:
    assert moved("worked") == pytest.approx((0.15, 0.0))
    assert moved("broke") == pytest.approx((-0.15, 0.0))
    assert moved("worked", shift=0.2) == pytest.approx((0.2, 0.0))
    assert moved("worked", "broke") == pytest.approx((0.0, 0.0))


def test_all_evidence_together_moves_nobody_further_than_its_limit() -> None:
    assert moved("worked", "worked", "worked") == pytest.approx((0.3, 0.0))
    assert moved("broke", "broke", "broke") == pytest.approx((-0.3, 0.0))


def test_whom_nobody_judged_stands_nowhere() -> None:
    assert stance_words(snapshot(people=["ann", "ben"], stances=["ben opponent x"]))[0] == "unknown"
    assert [as_noun(w) for w in ("opponent", "skeptic", "neutral")] == [
        "an opponent",
        "a skeptic",
        "neutral",
    ]


def test_nobody_stands_beyond_an_opponent_or_a_champion_whatever_they_are_shown() -> None:
    for word, result, end in (("champion", "worked", 1.0), ("opponent", "broke", -1.0)):
        folded = snapshot(
            people=["ben"],
            stances=[f"ben {word} {a} high" for a in "xyz"],
            stakes=["ben gain calls"],
            evidence=[f"e{k} {result} calls" for k in range(3)],
            encounters=[{"person": "ben", "shown": ["e0", "e1", "e2"]}],
        )
        assert expected_stances(folded)[0] == end
