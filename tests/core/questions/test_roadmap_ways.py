"""Orders of asking beside each other: what counts as the same, and whom it can do without."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from groundswell.core.dynamics.set_pool import Pool
from groundswell.core.dynamics.study import SMALL, Study
from groundswell.core.questions.recruit_sets import ties_of
from groundswell.core.questions.roadmap import _pool, _ways
from groundswell.core.questions.roadmap_ways import (
    ANSWERS,
    DRAWN,
    FEWER_ANSWERS,
    PICKED,
    SPREAD,
    SUM,
    Calendar,
    Course,
    _Asking,
    _orders,
    courses,
    tied,
)
from groundswell.core.questions.roadmap_words import TOO_LITTLE
from groundswell.core.terrain.settings import Settings
from tests.core.builders import snapshot, study

PAIR = Pool(
    np.arange(2, dtype=np.int32), np.ones(2), np.ones(2), np.full(2, 0.5), np.full(2, 0.5),
    np.full(2, -1), np.arange(2), 10, 12,
)  # fmt: skip


def outlook(chance: Any, objective: float) -> Any:
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
    for size, answers in ((SMALL, ANSWERS), (SMALL + 1, FEWER_ANSWERS)):
        large.snapshot.size = size
        assert _Asking(found.study, PAIR, np.ones(2)).answers == answers


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


def test_what_cannot_be_told_from_the_luck_of_the_scenarios_is_spared() -> None:
    """Two points more, give or take ten in each of eight scenarios: an error of 3.5 points."""
    for luck, needed in ((0.1, 1), (0.001, 2)):
        more = 0.42 + luck * np.tile([-1, 1], 4)
        found = asking(outlook(0.4, -1.5), outlook(more, -1.5))
        assert found.needed(((0, -1), (1, -1)), True) == needed


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


# Ben alone decides; the others are champions already, so that their joining adds nothing.
ONE: dict[str, Any] = {
    "about": {"owner": "ann"},
    "people": ["ann", "ben", "cy", "dee"],
    "ties": [f"{p} trusts ann" for p in ("ben", "cy", "dee")],
    "stances": [
        *(f"ben neutral {a} high" for a in "xyz"),
        *(f"{p} champion {a} high" for p in ("cy", "dee") for a in "xyz"),
    ],
    "decisions": ["d1 owner"],
    "authority": ["ben decide d1"],
    "coalition": ["ann core"],
}


def test_orders_are_made_in_every_way_and_each_asks_somebody_who_adds_something() -> None:
    shared = study(scenarios=64, **ONE)
    pool = _pool(shared, 18)
    ben = pool.people.tolist().index(shared.snapshot.index["ben"])
    found = dict(_orders(_Asking(shared, pool, ties_of(shared.snapshot, pool)[0]), True))
    assert set(found) == {DRAWN, PICKED, SUM, SPREAD}
    assert all(turn[0] == ben for turn in found.values())


def test_of_the_best_order_whoever_adds_nothing_is_left_out_and_the_others_stay_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shared = study(scenarios=64, **ONE)
    pool = _pool(shared, 18)
    ben = pool.people.tolist().index(shared.snapshot.index["ben"])
    one, two = (place for place in range(3) if place != ben)
    made = [("early", (ben, one, two)), ("later", (one, ben, two)), ("last", (one, two, ben))]
    monkeypatch.setattr("groundswell.core.questions.roadmap_ways._orders", lambda *_: made)
    strength = ties_of(shared.snapshot, pool)[0]
    compared = courses(shared, pool, strength, Calendar(6, 3), by_chance=True)
    told = [(course.made, [place for place, _ in course.turn]) for course in compared.found]
    assert told == [("early", [ben]), ("later", [one, ben, two]), ("last", [one, two, ben])]
    assert [place for place, _ in compared.spared] == [one, two]


def test_each_order_is_compared_with_the_one_shown() -> None:
    """Near is a tie with the one shown; far is none, though it is one with near."""
    apart, still = np.tile([-0.05, 0.05], 200), np.full((2, 3, 400), 0.3)  # an error of .0025
    found = [
        Course("shown", ((0, -1),), still, still),
        Course("near", ((1, -1),), still + apart - 0.004, still),
        Course("far", ((1, -1),), still - apart - 0.008, still),
    ]
    assert tied(found[1], found[2], True)
    ways = list(_ways(snapshot(people=["ann", "ben"]), PAIR, found, True))
    assert [(way.made, way.people, way.tied) for way in ways] == [
        ("shown", ("ann",), False),
        ("near", ("ben",), True),
        ("far", ("ben",), False),
    ]
    assert [way.mean_chance for way in ways] == pytest.approx([0.3, 0.296, 0.292])
