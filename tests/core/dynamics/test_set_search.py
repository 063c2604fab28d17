"""Sets under a budget along existing ties, against all sets there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from groundswell.core.dynamics import set_search
from groundswell.core.dynamics.paths import Links, carriers
from groundswell.core.dynamics.set_pool import POOL, Found, Pool, easy_bound, pool_of, surest
from groundswell.core.dynamics.set_search import Search, search
from groundswell.core.dynamics.set_turns import greedy_set, in_order, lazy_set
from tests.core.builders import snapshot
from tests.core.worlds import random_snapshot


def random_pool(seed: int, people: int = 9, limit: float = 15, most: int = 12) -> Pool:
    rng = np.random.default_rng(seed)
    ends = [(a, b) for a in range(-1, people) for b in range(people) if a != b]
    few = [ends[k] for k in np.flatnonzero(rng.random(len(ends)) < 0.2)]
    heard, listener = np.array(few, dtype=np.int64).reshape(-1, 2).T
    return Pool(
        np.arange(people, dtype=np.int32),
        np.where(rng.random(people) < 0.2, 0, rng.random(people)),
        rng.integers(2, 9, people).astype(float),
        np.full(people, 0.5),
        np.full(people, 0.25),
        heard,
        listener,
        limit,
        most,
    )


def reached(pool: Pool, places: tuple[int, ...]) -> bool:
    known = {-1}
    while True:
        ties = zip(pool.heard.tolist(), pool.listener.tolist(), strict=True)
        more = {i for h, i in ties if h in known and i in places} - known
        if not more:
            return set(places) <= known
        known |= more


def every_set(pool: Pool) -> list[float]:
    """Worth of every set that is reached and within hours and number, best first."""
    found = []
    for size in range(1, min(pool.size, pool.most) + 1):
        for places in combinations(range(pool.size), size):
            fits = pool.hours[list(places)].sum() <= pool.limit + 1e-9
            if fits and reached(pool, places):
                found.append(float(pool.worth[list(places)].sum()))
    return sorted(found, reverse=True)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("limit", "most"), [(15.0, 12), (np.inf, 3), (30.0, 4)])
def test_the_best_sets_are_those_of_all_sets_there_are(seed: int, limit: float, most: int) -> None:
    pool = random_pool(seed, limit=limit, most=most)
    every, found = every_set(pool), search(pool, 5)
    best = [one.worth for one in found.sets]
    useful = [worth for worth in every if worth > 0]
    if not useful:
        assert not any(best)
        return
    assert found.ended
    assert best[0] == pytest.approx(every[0])
    assert found.gap == pytest.approx(0, abs=1e-4)
    assert found.bound >= every[0] - 1e-9
    assert best == sorted(best, reverse=True)
    assert best[: min(5, len(useful))] == pytest.approx(every[: min(5, len(useful))], abs=1e-4)


@pytest.mark.parametrize("seed", range(30))
def test_no_set_breaks_the_hours_the_number_or_the_path(seed: int) -> None:
    pool = random_pool(seed, most=4)
    for one in (*search(pool, 5).sets, greedy_set(pool)):
        assert pool.hours[list(one.places)].sum() <= pool.limit
        assert len(one.places) <= pool.most
        assert reached(pool, one.places)
        assert one.worth == pytest.approx(pool.worth[list(one.places)].sum())
        strength = np.ones(pool.heard.size)
        turn = in_order(pool, one.places, strength)
        asked = [-1]
        for person, via in turn:
            assert via in asked
            asked.append(person)
        assert sorted(person for person, _ in turn) == list(one.places)


@pytest.mark.parametrize("seed", range(12))
def test_greedy_never_exceeds_the_bound_anybody_could_reach(seed: int) -> None:
    pool = random_pool(seed)
    best = max(every_set(pool), default=0)
    assert greedy_set(pool).worth <= best + 1e-9 <= easy_bound(pool) + 2e-9


def test_the_easy_bound_spends_hours_at_the_best_rate_or_takes_the_best_people() -> None:
    """Worth 3, 2 and 1 for 2, 4 and 1 hours: rates of 1.5, .5 and 1."""
    pool = Pool(
        np.arange(3, dtype=np.int32), np.array([3.0, 2.0, 1.0]), np.array([2.0, 4.0, 1.0]),
        np.ones(3), np.ones(3), np.full(3, -1), np.arange(3), 5.0, 12,
    )  # fmt: skip
    assert easy_bound(pool) == pytest.approx(3 + 1 + 2 * 0.5)
    for limit, most, expected in (
        (1, 12, 1.5),
        (2.5, 12, 3.5),
        (5, 1, 3),
        (7, 2, 5),
        (np.inf, 12, 6),
    ):
        assert easy_bound(replace(pool, limit=limit, most=most)) == pytest.approx(expected)
    empty = random_pool(0, people=0)
    assert easy_bound(empty) == easy_bound(replace(empty, limit=np.inf)) == 0


@pytest.mark.parametrize(
    ("worths", "bound", "gap"),
    [((3.0, 2.0), 4.0, 0.25), ((4.0,), 4.0, 0), ((4.1,), 4.0, 0), ((), 4.0, 1), ((), 0.0, 0)],
)
def test_the_gap_is_what_the_bound_leaves_above_the_best_set(
    worths: tuple[float, ...], bound: float, gap: float
) -> None:
    sets = tuple(Found((k,), worth) for k, worth in enumerate(worths))
    assert Search(sets, Found((), 0.0), bound, True).gap == pytest.approx(gap)


def test_a_search_stopped_at_its_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = random_pool(1, people=30, limit=40)
    monkeypatch.setattr(set_search, "NODES", 0)
    stopped = search(pool, 1)
    monkeypatch.undo()
    assert not stopped.ended
    assert stopped.bound >= search(pool, 1).sets[0].worth


def test_a_set_that_nobody_reaches_is_refused() -> None:
    pool = random_pool(3)
    cut = replace(pool, heard=pool.heard[:0], listener=pool.listener[:0])
    assert search(cut, 5).sets == ()
    with pytest.raises(ValueError, match="whom no tie reaches"):
        in_order(cut, (0,), np.ones(0))


def test_the_way_must_be_open_and_is_as_sure_as_its_people() -> None:
    world = snapshot(
        people=["ama", "ben", "cy", "dee", "eve"],
        ties=["ben trusts ama", "cy trusts ben", "dee trusts eve", "eve works_with cy"],
        coalition=["ama core"],
    )
    chance = np.full(world.size, 0.5)
    inside = np.zeros(world.size, dtype=bool)
    inside[carriers(world)] = True
    sure = surest(Links.of(world), inside, chance)
    assert sure.tolist() == [1, 0.5, 0.25, 0.0625, 0.125]
    gain, hours = np.ones(world.size), np.full(world.size, 6.0)
    able = ~world.member
    for limit in (np.inf, 6.0):  # whoever takes just the hours there are can be asked
        whole = pool_of(world, gain, chance, hours, able, limit)
        assert [world.people[i] for i in whole.people] == ["ben", "cy", "dee", "eve"]
    assert pool_of(world, gain, chance, hours, able, 5.9).size == 0
    able[world.index["cy"]] = False
    shut = pool_of(world, gain, chance, hours, able)
    assert [world.people[i] for i in shut.people] == ["ben"]


def test_the_forty_worth_most_an_hour_are_searched_with_the_ties_among_them() -> None:
    codes = [f"p{k:02d}" for k in range(44)]
    world = snapshot(
        people=["ama", *codes],
        ties=[f"{code} trusts ama" for code in codes]
        + [f"{codes[k]} trusts {codes[(k + 7) % 44]}" for k in range(44)],
        coalition=["ama core"],
    )
    rng = np.random.default_rng(1)
    gain, hours = rng.uniform(0.1, 0.9, world.size), rng.integers(1, 9, world.size).astype(float)
    gain[[3, 8]] = -0.5
    chance = np.full(world.size, 0.5)
    pool = pool_of(world, gain, chance, hours, ~world.member)
    rate = np.where(world.member, -1, gain * 0.5 / hours)
    assert set(pool.people.tolist()) == set(np.argsort(-rate)[:POOL].tolist())
    assert pool.worth == pytest.approx(gain[pool.people] * 0.5)
    few = np.where(np.isin(np.arange(world.size), [4, 9, 30]), 0.3, 0.0)
    assert pool_of(world, few, chance, hours, ~world.member).people.tolist() == [4, 9, 30]
    place = {world.people[i]: k for k, i in enumerate(pool.people)} | {"ama": -1}
    ends = [(codes[(k + 7) % 44], code) for k, code in enumerate(codes)]
    ends += [("ama", code) for code in codes]
    ties = {(place[heard], place[i]) for heard, i in ends if heard in place and i in place}
    found = list(zip(pool.heard.tolist(), pool.listener.tolist(), strict=True))
    assert sorted(found) == sorted(ties)


def test_same_map_same_sets() -> None:
    world = random_snapshot(2, people=40)
    rng = np.random.default_rng(0)
    gain, chance = rng.random(world.size), np.full(world.size, 0.4)
    pool = pool_of(world, gain, chance, np.full(world.size, 6.0), ~world.member, 30)
    assert search(pool, 5) == search(pool, 5)


def test_lazy_greedy_sees_what_people_are_worth_together() -> None:
    """Two who do the same work: by themselves the best, together no better than one."""
    pool = Pool(
        np.arange(3, dtype=np.int32), np.array([3.0, 2.9, 1.0]), np.full(3, 5.0), np.ones(3),
        np.ones(3), np.full(3, -1), np.arange(3), 10, 12,
    )  # fmt: skip

    def value(sets: Sequence[tuple[int, ...]]) -> list[float]:
        return [3.0 * bool({0, 1} & set(places)) + (2 in places) for places in sets]

    assert greedy_set(pool).places == (0, 1)
    assert lazy_set(pool, value).places == (0, 2)


@pytest.mark.parametrize("seed", range(12))
def test_lazy_greedy_keeps_to_hours_number_and_path(seed: int) -> None:
    pool = random_pool(seed, most=4)

    def value(sets: Sequence[tuple[int, ...]]) -> list[float]:
        return [float(np.sqrt(pool.worth[list(places)].sum())) for places in sets]

    places = lazy_set(pool, value).places
    assert pool.hours[list(places)].sum() <= pool.limit
    assert len(places) <= pool.most
    assert reached(pool, places)
