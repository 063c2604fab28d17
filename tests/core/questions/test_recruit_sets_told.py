"""What is told of sets to win together: what each figure is a change of, and what is promised."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.set_pool import Pool, pool_of
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.recruit_sets import _Table, may_join, set_reasons, ties_of
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import snapshot, study
from tests.core.questions.test_recruit_sets import CHAIN, value_of


def pool_in(world: Snapshot) -> Pool:
    half = np.full(world.size, 0.5)
    return pool_of(world, np.ones(world.size), half, 12 * half, may_join(world))


@pytest.fixture(scope="module")
def chain() -> Study:
    return study(scenarios=64, **CHAIN)


def test_if_all_join_the_chance_is_what_it_is_today_and_what_is_told(chain: Study) -> None:
    best = value_of(chain, 12).sets[0]
    raised = tuple((chain.snapshot.index[one.person], 0.75) for one in best.people)
    today, joined = chain.tried([Plan(raised=raised)])
    told = today.chance.mean() + best.gain_if_all_join.mean
    assert told == pytest.approx(joined.chance.mean())


def test_a_set_that_helps_raises_what_is_read_where_the_chance_is_too_small(chain: Study) -> None:
    """With a yes from some it is more than nothing, and no more than if all had said yes."""
    best = value_of(chain, 12).sets[0]
    (all_join,) = _Table(chain, pool_in(chain.snapshot), np.ones(3), False).values([(0, 1)])
    assert 0 < best.gain_log < all_join


@pytest.mark.parametrize("scenarios", [64, 1024])
def test_the_error_of_a_change_is_at_most_a_half_over_the_root_of_the_scenarios(
    scenarios: int,
) -> None:
    """A change between 0 and 1 varies by a half at most."""
    best = value_of(study(scenarios=scenarios, **CHAIN), 12).sets[0]
    assert 0 < best.std_error <= 0.5 / scenarios**0.5


@pytest.mark.parametrize("by_chance", [True, False])
def test_what_sets_change_if_all_say_yes_is_told_against_today(
    chain: Study, by_chance: bool
) -> None:
    table = _Table(chain, pool_in(chain.snapshot), np.ones(3), by_chance)
    first, both = table.values([(0,), (0, 1)])
    assert 0 < first < both
    today, after = chain.tried([table.all_joined((0, 1))])
    rise = (after.chance - today.chance) if by_chance else (after.objective - today.objective)
    assert both == pytest.approx(rise.mean())
    if by_chance:
        assert today.chance.mean() + both < 1


def test_nobody_unknown_is_asked_to_join() -> None:
    world = snapshot(people=["ann", "ben"], decisions=["d1"], coalition=["ann core"])
    assert world.size == 3  # somebody nobody knows decides
    assert may_join(world).tolist() == [False, True, False]


def test_of_equal_ties_to_members_the_first_on_the_map_brings_and_the_stronger_else() -> None:
    def told(to_ann: float, to_ben: float) -> tuple[str, float]:
        world = snapshot(
            people=["ann", "ben", "cy"],
            ties=[f"cy trusts ann {to_ann}", f"cy trusts ben {to_ben}"],
            coalition=["ann core", "ben core"],
        )
        strength, ties = ties_of(world, pool_in(world))
        return world.people[ties[0][0]], float(strength[0])

    assert told(0.5, 0.5)[0] == "ann"
    assert told(0.5, 0.8)[0] == "ben"
    assert told(0.8, 0.5) == ("ann", told(0.5, 0.8)[1])
    assert 0 < told(0.5, 0.5)[1] < told(0.8, 0.5)[1]


def test_a_choice_by_the_hour_that_leaves_hours_over_is_told_to_miss_the_best() -> None:
    """Of ten hours the best by the hour takes six, and the four left win nobody of two fives."""
    hours = {"ben": 6, "cy": 5, "dee": 5}
    world = study(
        scenarios=128,
        people=["ann", *({"person": p, "hours_to_recruit": h} for p, h in hours.items())],
        ties=[f"{p} trusts ann" for p in hours],
        stances=[f"{p} neutral {a} high" for p in hours for a in "xyz"],
        decisions=["d1 negotiated"],
        authority=["ben decide d1 4", "cy decide d1 3", "dee decide d1 3"],
        coalition=["ann core"],
    )
    found = value_of(world, 10)
    assert [one.person for one in found.sets[0].people] == ["cy", "dee"]
    assert found.set_search.greedy_share is not None
    assert found.set_search.greedy_share == pytest.approx(4 / 6, abs=0.1)  # by what each weighs


def test_what_a_set_is_worth_is_said_by_what_ranks_it(chain: Study) -> None:
    value = value_of(chain, 12)
    by_chance, by_decisions = (
        set_reasons(value.sets[:1], value.set_search, told, chain.snapshot)[0].text
        for told in (True, False)
    )
    assert "with each answer drawn by the convention they would move the chance by" in by_chance
    assert "together they would move the decisions most" in by_decisions


def test_a_better_set_is_possible_from_five_in_ten_thousand(chain: Study) -> None:
    value = value_of(chain, 12)

    def told(gap: float) -> str:
        search = replace(value.set_search, surrogate_gap=gap)
        return set_reasons(value.sets[:1], search, True, chain.snapshot)[1].text

    assert "the best of all sets is among them" in told(4.9e-4)
    assert "another might be better by under 1 %" in told(5e-4)
    assert "another might be better by 7 %" in told(0.07)
