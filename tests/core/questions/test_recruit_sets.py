"""Sets to win together: the path, the hours, the answers drawn and what is called a tie."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from groundswell.core.dynamics.plan import Hoped, Plan
from groundswell.core.dynamics.set_pool import pool_of
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.next_recruits import NextRecruits, NextRecruitsValue, next_recruits
from groundswell.core.questions.recruit_sets import (
    _Table,
    _Tried,
    _with_ties,
    may_join,
    set_reasons,
)
from groundswell.core.terrain.noise import uniforms
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import AS_OF, snapshot, study
from tests.core.worlds import random_snapshot

CHAIN: dict[str, Any] = {
    "about": {"owner": "ann", "phase": "critical_mass"},
    "people": ["ann", "ben", "cy"],
    "ties": ["ben trusts ann", "cy trusts ben"],
    "stances": [*(f"{p} neutral {a} high" for p in ("ben", "cy") for a in "xyz")],
    "decisions": ["d1 owner"],
    "authority": ["cy decide d1"],
    "coalition": ["ann core"],
}


def value_of(of: Study, hours: float | None = None) -> NextRecruitsValue:
    return next_recruits(of, NextRecruits(hours=hours)).value


def listens(world: Snapshot, listener: str, heard: str) -> bool:
    ends = world.index[listener], world.index[heard]
    return any(world.layers[kind][ends] > 0 for kind in world.layers if kind != "conflict")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("hours", [None, 7.0, 20.0, 45.0])
def test_sets_keep_to_the_hours_and_to_ties_that_exist(seed: int, hours: float | None) -> None:
    world = random_snapshot(seed, people=24)
    value = value_of(Study(world, 0, 64), hours)
    for one in value.sets:
        known = set(world.members)
        for person in one.people:
            assert person.via in known
            assert listens(world, person.person, person.via)
            known.add(person.person)
        assert one.hours == sum(person.hours for person in one.people)
        assert one.hours <= (np.inf if hours is None else hours)
        assert len(one.people) <= value.set_search.most


def test_somebody_behind_another_is_asked_after_them() -> None:
    value = value_of(study(scenarios=128, **CHAIN), 12)
    assert [(one.person, one.via) for one in value.sets[0].people] == [
        ("ben", "ann"),
        ("cy", "ben"),
    ]
    assert value.set_search.greedy_share == pytest.approx(1, abs=1e-3)
    reasons = next_recruits(study(scenarios=128, **CHAIN), NextRecruits(hours=12)).reasons
    assert any("ben, cy (through ben)" in reason.text for reason in reasons)
    assert any("the best of all sets is among them" in reason.text for reason in reasons)
    assert not any("cy" in (one.person for one in s.people) for s in value_of(
        study(scenarios=128, **CHAIN), 6).sets)  # fmt: skip


def test_an_owner_outside_the_coalition_brings_people_as_members_do() -> None:
    answer = next_recruits(
        study(scenarios=64, **{**CHAIN, "coalition": []}), NextRecruits(hours=12)
    )
    (told,) = (r.text for r in answer.reasons if r.text.startswith("As a set"))
    assert ": ben, cy (through ben); " in told


def test_with_answers_drawn_a_set_gains_less_than_if_all_join() -> None:
    value = value_of(study(scenarios=256, **CHAIN), 12)
    best = value.sets[0]
    assert 0 < best.gain.mean < best.gain_if_all_join.mean


def test_whoever_is_brought_by_somebody_who_refuses_is_not_asked() -> None:
    of = study(scenarios=512, **CHAIN)
    ben, cy = (of.snapshot.index[code] for code in ("ben", "cy"))
    plan = Plan(hoped=(Hoped(ben, 0.75, 0.5), Hoped(cy, 0.75, 0.6, ben)))
    block = of.draws.block(0, 512)
    x = np.zeros((of.snapshot.size, block.width), dtype=np.float32)
    change = plan.change(x, block, of.draws)
    coin = uniforms(0, "yes 0", of.snapshot.hashes[[ben, cy]], 512)[:, : block.width]
    assert (change[0] > 0).tolist() == (coin[0] < 0.5).tolist()
    assert (change[1] > 0).tolist() == ((coin[0] < 0.5) & (coin[1] < 0.6)).tolist()


def test_certain_answers_are_the_same_as_everybody_joining() -> None:
    of = study(scenarios=64, **CHAIN)
    ben, cy = (of.snapshot.index[code] for code in ("ben", "cy"))
    hoped = Plan(hoped=(Hoped(ben, 0.75, 1.0), Hoped(cy, 0.75, 1.0, ben)))
    joined = Plan(raised=((ben, 0.75), (cy, 0.75)))
    _, one, other = of.tried([hoped, joined])
    assert one.chance.tolist() == other.chance.tolist()


def test_equal_sets_are_shown_as_a_tie() -> None:
    twins: dict[str, Any] = {
        "people": ["ann", "ben", "cy"],
        "ties": ["ben trusts ann", "cy trusts ann"],
        "stances": [*(f"{p} neutral {a} high" for p in ("ben", "cy") for a in "xyz")],
        "decisions": ["d1 majority"],
        "authority": ["ann decide d1", "ben decide d1", "cy decide d1"],
        "coalition": ["ann core"],
    }
    first, second = value_of(study(scenarios=64, **twins), 6).sets[:2]
    assert {first.people[0].person, second.people[0].person} == {"ben", "cy"}
    assert (first.tied_with, second.tied_with) == ((2,), (1,))


@pytest.mark.parametrize("stance", ["neutral", "opponent"])
def test_sets_come_by_what_ranks_them(stance: str) -> None:
    found = []
    for seed in range(4):
        world = random_snapshot(seed, people=20)
        of = Study(world, 0, 64)
        if stance == "opponent":
            codes = world.people[1:]
            of = study(
                scenarios=64,
                people=list(world.people),
                ties=[f"{b} trusts {a}" for a, b in pairwise(world.people)],
                stances=[f"{code} opponent {a} high" for code in codes for a in "xyz"],
                decisions=["d1 majority", "d2 owner"],
                authority=[f"{code} decide d1" for code in codes[:4]] + [f"{codes[1]} decide d2"],
                coalition=[f"{world.people[0]} core"],
            )
        value = value_of(of, 20)
        by_chance = value.ranked_by == "change of the chance"
        rank = [s.gain.mean if by_chance else s.gain_log for s in value.sets]
        assert rank == sorted(rank, reverse=True)
        found += [(by_chance, len(rank) > 1)]
    assert (stance == "neutral", True) in found


def test_sets_are_as_good_within_two_standard_errors_of_what_ranks_them() -> None:
    shown = value_of(study(scenarios=64, **CHAIN), 12).sets[0]
    apart = np.tile([-0.05, 0.05], 200)  # an error of .0025
    still = np.zeros(400)
    ahead, hardly = apart + 0.01, apart + 0.004
    for chance, objective, expected in (
        (ahead, still, [(), (1,)]),
        (hardly, ahead, [(2,), ()]),
    ):
        pair = [
            _Tried(shown, np.stack([still, still])),
            _Tried(shown, np.stack([chance, objective])),
        ]
        tied = [[s.tied_with for s in _with_ties(pair, by_chance)] for by_chance in (True, False)]
        assert [bool(first) for first, _ in tied] == [bool(part) for part in expected]
        assert all(bool(first) == bool(second) for first, second in tied)


def test_whoever_left_or_is_sworn_or_in_may_not_be_asked() -> None:
    folded = snapshot(
        people=["ann", "ben", "cy", "dee"],
        stances=[{"person": "dee", "stance": -1, "fixed": True}],
        coalition=["ann core", {"person": "cy", "left_on": AS_OF}, {"person": "gone"}],
    )
    assert may_join(folded)[:4].tolist() == [False, True, False, False]


@pytest.mark.parametrize(("to_ann", "to_ben", "via"), [(0.9, 0.3, "ann"), (0.3, 0.9, "ben")])
def test_of_two_members_the_one_of_the_stronger_tie_brings(
    to_ann: float, to_ben: float, via: str
) -> None:
    value = value_of(
        study(
            people=["ann", "ben", "cy"],
            ties=[f"cy trusts ann {to_ann}", f"cy trusts ben {to_ben}"],
            decisions=["d1 owner"],
            authority=["cy decide d1"],
            coalition=["ann core", "ben core"],
        ),
        12,
    )
    assert [(one.person, one.via) for one in value.sets[0].people] == [("cy", via)]


def test_each_of_a_set_is_asked_after_whoever_brings_them() -> None:
    of = study(scenarios=64, **CHAIN)
    folded, half = of.snapshot, np.full(of.snapshot.size, 0.5)
    pool = pool_of(folded, np.ones(folded.size), half, 12 * half, may_join(folded))
    ben, cy = (folded.index[code] for code in ("ben", "cy"))
    assert pool.people.tolist() == [ben, cy]
    plan = _Table(of, pool, half, True).asked_in_turn((0, 1), 2)
    assert [(one.person, one.via, one.chance) for one in plan.hoped] == [
        (ben, -1, 0.5),
        (cy, ben, 0.5),
    ]
    assert plan.answers == 2


def test_what_a_search_can_promise_is_told() -> None:
    of = study(scenarios=128, **CHAIN)
    value = value_of(of, 12)
    some = replace(value.sets[0], tied_with=(2,))
    for ended, tied, words in (
        (True, (2,), "Set 2 is as good within error."),
        (False, (2, 3), "Sets 2 and 3 are as good within error."),
    ):
        found = replace(value.set_search, ended=ended)
        told = set_reasons((replace(some, tied_with=tied),), found, True, of.snapshot)
        assert told[0].text.endswith(words)
        assert told[1].text.endswith("stopped at its limit.") == (not ended)


def test_nobody_to_reach_gives_no_set_and_no_promise() -> None:
    value = value_of(study(scenarios=32, **{**CHAIN, "ties": []}), 12)
    assert value.sets == ()
    assert value.set_search.greedy_share is None


def test_the_same_seed_gives_the_same_sets() -> None:
    one, other = (value_of(Study(random_snapshot(5), 3, 64), 30) for _ in range(2))
    assert one.sets == other.sets


def test_whoever_refuses_adjusts_as_if_never_asked() -> None:
    of = study(scenarios=64, **CHAIN)
    ben, cy = (of.snapshot.index[code] for code in ("ben", "cy"))
    refused = Plan(raised=((ben, 0.75),), hoped=(Hoped(cy, 0.75, 0.0),))
    _, one, other = of.tried([refused, Plan(raised=((ben, 0.75),))])
    assert one.chance == pytest.approx(other.chance, abs=1e-6)
    assert other.chance.mean() > of.today.chance.mean()


def test_whoever_nobody_judged_is_heard_first() -> None:
    unknown = {**CHAIN, "stances": [f"ben neutral {a} high" for a in "xyz"]}
    answer = next_recruits(study(scenarios=64, **unknown), NextRecruits(hours=12))
    heard = {one.person: one.listen_first for s in answer.value.sets for one in s.people}
    assert heard == {"ben": False, "cy": True}
    assert any("cy (through ben; listen before you ask)" in r.text for r in answer.reasons)
