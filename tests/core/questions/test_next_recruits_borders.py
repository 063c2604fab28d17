"""Whom to approach next: what is a tie, what an introduction is worth, and words at the edges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.candidates import candidates
from groundswell.core.dynamics.paths import best_paths
from groundswell.core.questions.next_recruits import (
    NextRecruits,
    NextRecruitsValue,
    best_moves,
    chances,
    next_recruits,
    within,
)
from groundswell.core.questions.wording import points
from tests.core.builders import Row, study

TOWN: dict[str, Any] = {
    "about": {"owner": "ann"},
    "people": ["ann", "ben", "cy", "dee"],
    "ties": ["ben trusts ann", "dee trusts ben", "cy works_with ann"],
    "stances": [f"{p} neutral {a} high" for p in ("ben", "cy", "dee") for a in "xyz"],
    "decisions": ["d1 majority"],
    "authority": [f"{p} decide d1" for p in ("ann", "cy", "dee")],
    "coalition": ["ann core"],
}


def answered(hours: float | None = None, **sheets: Any) -> Answer[NextRecruitsValue]:
    shared = study(scenarios=64, **{**TOWN, **sheets})
    return next_recruits(shared, NextRecruits(hours=hours))


def test_what_an_introduction_is_worth_is_the_mean_over_the_scenarios_too() -> None:
    won = [*TOWN["stances"][3:], *(f"ben champion {a} high" for a in "xyz")]
    shared = study(scenarios=64, **{**TOWN, "stances": won})
    scored = best_moves(shared, candidates(shared), chances(shared, best_paths(shared.snapshot)))
    (led,) = (one for one in scored if one.pick.move == "introduce")
    assert (led.pick.person, led.pick.opens_way_to) == ("ben", "dee")
    assert led.sample.mean() == pytest.approx(led.pick.value)


@pytest.mark.parametrize(("lead", "tied"), [(0.19, True), (0.21, False), (-0.19, True)])
def test_less_than_two_standard_errors_apart_is_a_tie(lead: float, tied: bool) -> None:
    """A hundred scenarios that differ by one to either side: a standard error of a tenth."""
    shared = study(scenarios=64, **TOWN)
    scored = best_moves(shared, candidates(shared), chances(shared, best_paths(shared.snapshot)))
    first, second, *_ = scored
    assert first.pick.value != second.pick.value
    either = [
        replace(first, sample=lead + np.resize([1.0, -1.0], 100)),
        replace(second, sample=np.zeros(100)),
    ]
    one, other = within(either, None)[0]
    assert one.tied_with == ((second.pick.person,) if tied else ())
    assert other.tied_with == ((first.pick.person,) if tied else ())


def test_hours_without_anybody_to_ask_are_no_reason() -> None:
    assert answered(5, people=["ann"], ties=[], stances=[], authority=[]).headline == (
        "Everybody on the map is in the coalition; there is nobody left to approach."
    )


def test_each_pick_says_what_it_moves_how_likely_a_yes_is_and_whether_the_way_is_weak() -> None:
    answer = answered()
    assert answer.value.ranked_by == "change of the chance"
    picks = {pick.person: pick for pick in answer.value.picks}
    told = dict(zip(picks, (reason.text for reason in answer.reasons), strict=False))
    assert picks["cy"].weak_path and not picks["ben"].weak_path
    for person, pick in picks.items():
        assert f": it would move the chance by {points(pick.gain)}; a yes is " in told[person]
        assert ("; the path is weak" in told[person]) is pick.weak_path


def test_who_is_known_is_asked_and_who_is_not_is_listened_to() -> None:
    heard: list[Row] = [s for s in TOWN["stances"] if not s.startswith("cy")]
    ways = {"ties": TOWN["ties"][2:], "authority": ["ann decide d1", "cy veto d1"]}
    assert answered(**ways).headline == "Next, ask cy for support; they listen to you."
    assert answered(**ways, stances=heard).headline == (
        "Next, get to know cy, and listen before you ask; they listen to you."
    )
