"""Orders of asking beside each other: what counts as the same, and whom it can do without."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from groundswell.core.dynamics.set_pool import Pool
from groundswell.core.dynamics.study import SMALL, Study
from groundswell.core.questions.roadmap_ways import (
    ANSWERS,
    FEWER_ANSWERS,
    Course,
    _Asking,
    tied,
)
from groundswell.core.questions.roadmap_words import TOO_LITTLE
from groundswell.core.terrain.settings import Settings

PAIR = Pool(
    np.arange(2, dtype=np.int32), np.ones(2), np.ones(2), np.full(2, 0.5), np.full(2, 0.5),
    np.full(2, -1), np.arange(2), 10, 12,
)  # fmt: skip


def outlook(chance: float, objective: float) -> Any:
    return SimpleNamespace(chance=np.full(8, chance), objective=np.full(8, objective))


def asking(*after: Any) -> _Asking:
    """Return plans on a study which finds the same today, and in turn what is given."""
    today = outlook(0.3, -2.0)
    left = list(after)

    def tried(plans: list[Any]) -> list[Any]:
        # Each draw of the answers ends alike.
        share = len(plans) // len(left)
        return [today, *(one for one in left for _ in range(share))]

    snapshot = SimpleNamespace(settings=Settings(), size=2)
    of = cast("Study", SimpleNamespace(snapshot=snapshot, tried=tried))
    return _Asking(of, PAIR, np.ones(2))


def test_what_a_set_changes_is_counted_from_today() -> None:
    found = asking(outlook(0.4, -1.5), outlook(0.3, -2.0))
    for work in (found.joined, found.asked):
        assert work([(0,), (0, 1)], True) == pytest.approx([0.1, 0])
        assert work([(0,), (0, 1)], False) == pytest.approx([0.5, 0])


def test_each_is_asked_after_whoever_brings_them() -> None:
    plan = asking(outlook(0.4, -1.5)).plan(((0, -1), (1, 0)), 3)
    assert [(one.person, one.via, one.chance) for one in plan.hoped] == [(0, -1, 0.5), (1, 0, 0.5)]
    assert {one.level for one in plan.hoped} == {Settings().commitment_asked}
    assert plan.answers == 3


def test_large_organisations_have_fewer_answers_drawn() -> None:
    found = asking(outlook(0.4, -1.5))
    assert found.answers == ANSWERS > FEWER_ANSWERS
    large = cast("Any", found.study)
    large.snapshot.size = SMALL + 1
    assert _Asking(found.study, PAIR, np.ones(2)).answers == FEWER_ANSWERS


@pytest.mark.parametrize(
    ("by_chance", "more", "more_log", "needed"),
    [
        (True, 0.5 * TOO_LITTLE, 1, 1),
        (True, 2 * TOO_LITTLE, 0, 2),
        (False, 0, 0.5 * TOO_LITTLE, 2),
        (False, 1, 0, 1),
    ],
)
def test_whoever_adds_too_little_to_the_chance_is_spared(
    by_chance: bool, more: float, more_log: float, needed: int
) -> None:
    """Where the chance is too small to rank, any rise of the objective beyond error counts."""
    found = asking(outlook(0.4, -1.5), outlook(0.4 + more, -1.5 + more_log))
    assert found.needed(((0, -1), (1, -1)), by_chance) == needed


def test_orders_are_as_good_within_two_standard_errors_over_the_scenarios() -> None:
    apart = np.tile([-0.05, 0.05], 200)  # an error of .0025
    still = np.zeros((2, 3, 400))
    first = Course("a", ((0, -1),), still, still)
    for ahead, same in ((0.004, True), (0.006, False), (-0.006, False)):
        moved = still + apart - ahead
        by_chance = Course("b", ((1, -1),), moved, still)
        by_objective = Course("c", ((1, -1),), still, moved)
        assert tied(first, by_chance, True) == tied(first, by_objective, False) == same
        assert tied(first, by_chance, False) and tied(first, by_objective, True)
