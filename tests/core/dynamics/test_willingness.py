"""The convention of a yes, worked out by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from groundswell.core.dynamics.willingness import (
    answered_by_evidence,
    answers,
    approaches,
    by_stance,
    stance_bands,
    willingness,
)
from groundswell.core.terrain.draws import Draws
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.terms import Move
from tests.core.builders import snapshot

OPPONENT, SKEPTIC, NEUTRAL, SUPPORTER, CHAMPION = np.eye(5)


def chance(
    band: Any = SUPPORTER, move: Move = Move.JOIN, closeness: float = 1.0, **sheets: Any
) -> float:
    """Return the chance of a yes of the only person on the map."""
    people = sheets.pop("people", ["ben"])
    folded = snapshot(people=people, **sheets)
    return float(willingness(folded, np.atleast_2d(band), move, np.array([closeness]))[0])


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (Move.JOIN, (0.02, 0.10, 0.25, 0.50, 0.80)),
        (Move.SUPPORT, (0.10, 0.25, 0.50, 0.80, 0.80)),
        (Move.INTRODUCE, (0.10, 0.25, 0.50, 0.80, 0.80)),
        (Move.NOT_BLOCK, (0.25, 0.50, 0.80, 0.80, 0.80)),
        (Move.SPONSOR, (0.01, 0.05, 0.125, 0.25, 0.40)),
    ],
)
def test_the_ladder_by_what_is_asked(move: Move, expected: tuple[float, ...]) -> None:
    found = [chance(band, move) for band in np.eye(5)]
    assert found == pytest.approx(expected)


def test_less_is_asked_bands_higher_up() -> None:
    assert by_stance(Settings(), 0).tolist() == [0.02, 0.1, 0.25, 0.5, 0.8]
    assert by_stance(Settings(), 2).tolist() == [0.25, 0.5, 0.8, 0.8, 0.8]


def test_an_uncertain_stance_averages_the_ladder() -> None:
    half = 0.5 * NEUTRAL + 0.5 * CHAMPION
    assert chance(half) == pytest.approx(0.5 * 0.25 + 0.5 * 0.8)


@pytest.mark.parametrize(("closeness", "factor"), [(0.0, 0.6), (0.5, 0.8), (1.0, 1.0)])
def test_without_a_tie_three_fifths_remain(closeness: float, factor: float) -> None:
    assert chance(closeness=closeness) == pytest.approx(0.5 * factor)


STAKE: dict[str, Any] = {"stakes": [{"person": "ben", "kind": "loss", "topic": "Speed"}]}


def test_evidence_that_worked_and_fits_a_stake_helps() -> None:
    ledger = [{"evidence": "e1", "result": "worked", "topics": ("speed",)}]
    assert chance(evidence=ledger, **STAKE) == pytest.approx(0.5 * 1.2)


@pytest.mark.parametrize(
    "row",
    [
        {"evidence": "e1", "result": "null", "topics": ("speed",)},
        {"evidence": "e1", "result": "broke", "topics": ("speed",)},
        {"evidence": "e1", "topics": ("speed",)},
        {"evidence": "e1", "result": "worked", "topics": ("cost",)},
        {"evidence": "e1", "result": "worked"},
    ],
)
def test_other_evidence_does_not(row: dict[str, Any]) -> None:
    assert chance(evidence=[row], **STAKE) == pytest.approx(0.5)


def test_whoever_carries_too_much_says_yes_less_often() -> None:
    assert chance(people=[{"person": "ben", "overloaded": True}]) == pytest.approx(0.5 * 0.8)


def test_the_convention_stays_within_bounds() -> None:
    overloaded = [{"person": "ben", "overloaded": True}]
    assert chance(OPPONENT, closeness=0, people=overloaded) == 0.01  # .02 x .6 x .8 = .0096
    ledger = [{"evidence": "e1", "result": "worked", "topics": ("speed",)}]
    assert chance(CHAMPION, evidence=ledger, **STAKE) == 0.95  # .8 x 1.2 = .96


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        (("yes",), (4 * 0.5 + 1) / 5),
        (("no",), 4 * 0.5 / 5),
        (("no", "no", "yes"), (4 * 0.5 + 1) / 7),
        (("later",), 0.5),
        ((), 0.5),
    ],
)
def test_logged_answers_correct_it_with_weight_four(
    replies: tuple[str, ...], expected: float
) -> None:
    log = [{"person": "ben", "ask": "join", "answer": reply} for reply in replies]
    assert chance(encounters=log) == pytest.approx(expected)


def test_answers_are_counted_a_person_and_only_where_something_was_asked() -> None:
    folded = snapshot(
        people=["ann", "ben"],
        encounters=[
            {"person": "ben", "ask": "join", "answer": "no"},
            {"person": "ben", "ask": "support", "answer": "yes"},
            {"person": "ann", "ask": "join", "answer": "later"},
            {"person": "ann", "answer": "yes"},
        ],
    )
    yes, no = answers(folded)
    assert (yes["ben"], no["ben"], yes["ann"], no["ann"]) == (1, 1, 0, 0)
    assert approaches(folded) == 2


def test_an_own_setting_replaces_the_convention() -> None:
    own = [{"constant": "join_supporter", "value": 0.3}]
    assert chance(settings=own) == pytest.approx(0.3)


def test_bands_count_the_draws_between_the_edges() -> None:
    """An edge belongs to the band above it."""
    draws = Draws.of(snapshot(people=["ben"]), 0, 8)
    stance = np.array([[-1, -0.75, -0.3, -0.25, 0.2, 0.25, 0.75, 1]], dtype=np.float32)
    bands = stance_bands(dataclasses.replace(draws, stance=stance))
    assert bands[0].tolist() == [1 / 8, 2 / 8, 2 / 8, 1 / 8, 2 / 8]


def test_evidence_is_listed_once_for_each_person() -> None:
    folded = snapshot(
        people=["ben", "cy"],
        stakes=["ben loss speed", "ben fear SPEED", "cy gain money"],
        evidence=["e2 worked speed", "e1 worked Speed", "e3 broke speed"],
    )
    assert answered_by_evidence(folded) == {"ben": ("e1", "e2")}
