"""Who is tried, for what, and in which order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.dynamics.candidates import (
    MOST,
    SCREENED,
    Tried,
    candidates,
    former_members,
    moves_of,
    select,
    tried_in_full,
    with_authority,
    worth,
)
from groundswell.core.dynamics.gain import FLOOR, _reached
from groundswell.core.dynamics.study import Study
from groundswell.core.terrain.terms import Move
from tests.core.builders import AS_OF, snapshot, study
from tests.core.worlds import random_snapshot

JOIN, SUPPORT, NOT_BLOCK, SPONSOR = Move.JOIN, Move.SUPPORT, Move.NOT_BLOCK, Move.SPONSOR


def judged(word: str) -> list[str]:
    return [f"ben {word} {who} high" for who in "xyz"]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"stances": judged("champion")}, {JOIN}),
        ({"stances": [{"person": "ben", "stance": 0.2}]}, {JOIN, SUPPORT}),
        ({"stances": judged("skeptic")}, {JOIN, SUPPORT, NOT_BLOCK}),
        ({"stances": judged("opponent")}, {JOIN, SUPPORT, NOT_BLOCK}),
        ({"stances": [{"person": "ben", "stance": -1, "fixed": True}]}, set()),
        ({"coalition": [{"person": "ben", "left_on": AS_OF}]}, set()),
        ({"about": {"owner": "ben"}}, set()),
        ({"people": ["ben - executive"], "stances": judged("champion")}, {JOIN, SPONSOR}),
        (
            {"people": ["ben - executive"], "stances": judged("skeptic")},
            {JOIN, SUPPORT, NOT_BLOCK},
        ),
        (
            {
                "people": [{"person": "ben", "level": "executive", "gives_permission": True}],
                "stances": judged("skeptic"),
            },
            {JOIN, SUPPORT, NOT_BLOCK, SPONSOR},
        ),
        ({"people": ["ben - senior"], "stances": judged("champion")}, {JOIN}),
        # Whoever stands at neutral is neither in favour nor against.
        ({"people": ["ben - executive"], "stances": judged("neutral")}, {JOIN, SUPPORT}),
    ],
)
def test_what_makes_sense_to_ask(sheets: dict[str, Any], expected: set[Move]) -> None:
    levels = moves_of(snapshot(**{"people": ["ben"], **sheets}), 0, 0.75)
    assert set(levels) - {None} == expected
    assert levels[None] == 1.0


def test_each_move_holds_at_its_own_level() -> None:
    folded = snapshot(
        people=[{"person": "ben", "level": "executive", "gives_permission": True}],
        stances=judged("opponent"),
    )
    assert moves_of(folded, 0, 0.6) == {
        None: 1.0, JOIN: 0.6, SUPPORT: 0.5, NOT_BLOCK: 0.0, SPONSOR: 1.0,
    }  # fmt: skip


def test_whoever_came_back_is_no_former_member() -> None:
    folded = snapshot(
        people=["ben", "cy"],
        coalition=[
            {"person": "ben", "left_on": AS_OF},
            {"person": "cy", "left_on": AS_OF, "observed_on": AS_OF.replace(year=2025)},
            {"person": "cy", "observed_on": AS_OF},
        ],
    )
    assert former_members(folded) == {"ben"}


def test_authority_is_permission_or_a_seat_in_a_decision_still_to_be_taken() -> None:
    folded = snapshot(
        people=[*"abcde", {"person": "f", "gives_permission": True}],
        decisions=["d1 majority", "d2 owner - passed"],
        authority=["a decide d1", "b veto d1", "c consult d1", "d decide d2"],
    )
    assert {folded.people[i] for i in with_authority(folded)} == {"a", "b", "f"}


def test_small_maps_are_tried_whole_and_large_ones_by_gain_and_authority() -> None:
    codes = [f"p{k:03d}" for k in range(100)]
    folded = snapshot(
        people=codes,
        decisions=["d1 majority"],
        authority=[f"{code} decide d1" for code in codes[50:95]],
    )
    screened = np.arange(100, 0, -1.0)
    assert select(folded, list(range(60)), screened) == list(range(60))
    chosen = select(folded, list(range(100)), screened)
    assert chosen == [*range(SCREENED), *range(50, 50 + MOST - SCREENED)]


def test_everybody_outside_is_ranked_once() -> None:
    folded = random_snapshot(3, members=("core", "core"))
    found = candidates(Study(folded, 0, 64))
    ranked = [t.person for t in found.full] + list(found.rest)
    assert sorted(ranked) == list(range(2, 14))
    figures = [worth(t, found.by_chance) for t in found.full]
    assert figures == sorted(figures, reverse=True)
    assert all(t.move is None for t in found.full)
    assert all(t.move is not None for t in found.moves)


def test_beyond_those_tried_everybody_follows_by_what_full_support_is_screened_to_gain() -> None:
    shared = Study(random_snapshot(3, people=MOST + 20), 0, 16)
    found = candidates(shared)
    outside = [i for i in range(shared.snapshot.size) if not shared.snapshot.member[i]]
    full, asked = shared.screening.gain
    tried_people = sorted(t.person for t in found.full)
    assert tried_people == select(shared.snapshot, outside, asked)
    assert set(found.rest) == set(outside) - set(tried_people)
    gains = [round(float(full[i]), 9) for i in found.rest]
    assert gains == sorted(gains, reverse=True) and gains[0] > gains[-1]


def test_whoever_counts_for_nothing_changes_nothing() -> None:
    shared = study(
        people=["ann", "ben"],
        stances=["ann neutral x high", "ben neutral x high"],
        decisions=["d1 owner"],
        authority=["ann decide d1"],
    )
    for tried in tried_in_full(shared, [0, 1]):
        counts = tried.person == 0
        assert (tried.change >= 0).all() and (tried.change_log >= 0).all()
        assert bool(tried.change.any()) == bool(tried.change_log.any()) == counts


def test_nobody_outside_leaves_nobody_to_try() -> None:
    found = candidates(study(people=["ann"], coalition=["ann core"]))
    assert (found.full, found.rest, found.moves) == ((), (), ())


def test_below_two_percent_the_objective_ranks() -> None:
    rows: dict[str, Any] = {"people": ["ben"], "authority": ["ben decide d1"]}
    assert candidates(study(decisions=["d1"], **rows)).by_chance
    assert not candidates(study(decisions=["d1 owner - refused"], **rows)).by_chance


def test_figures_of_a_tried_move_by_hand() -> None:
    tried = Tried(0, JOIN, np.array([0.1, 0.3]), np.array([1.0, 2.0]))
    assert tried.gain.mean == pytest.approx(0.2)
    assert tried.gain_log == 1.5
    assert tried.std_error == pytest.approx(0.1 / np.sqrt(2))
    assert worth(tried, by_chance=True) == pytest.approx(0.2)
    assert worth(tried, by_chance=False) == 1.5


def test_adoption_beyond_hope_keeps_a_chance_of_which_a_logarithm_can_be_taken() -> None:
    world = snapshot(
        units=["u"],
        people=["ann u", "ben u"],
        nodes=[{"node": "n", "unit": "u", "share_needed": 1.0}],
    )
    opposed = -np.ones((world.size, 1), dtype=np.float32)
    reached, _ = _reached(opposed, world.nodes[0], np.array([0.5, 0.5]), world.settings)
    assert reached[0] >= FLOOR
