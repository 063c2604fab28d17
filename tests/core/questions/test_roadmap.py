"""A plan by months: the path, the hours, what a yes or a no changes, and that it is no promise."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.roadmap import Roadmap, _later, roadmap
from groundswell.core.questions.roadmap_value import RoadmapValue, Step, Way
from groundswell.core.questions.roadmap_words import _compared, steps_of
from groundswell.core.registry import ask
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind
from tests.core.builders import study
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
TWINS: dict[str, Any] = {
    "about": {"owner": "ann", "phase": "critical_mass"},
    "people": ["ann", "ben", "cy"],
    "ties": ["ben trusts ann", "cy trusts ann"],
    "stances": [*(f"{p} neutral {a} high" for p in ("ben", "cy") for a in "xyz")],
    "decisions": ["d1 majority"],
    "authority": ["ann decide d1", "ben decide d1", "cy decide d1"],
    "coalition": ["ann core"],
}


def asked(world: dict[str, Any] | Snapshot, **options: Any) -> Answer[RoadmapValue]:
    scenarios = options.pop("scenarios", 256)
    of = (
        Study(world, 0, scenarios)
        if isinstance(world, Snapshot)
        else study(scenarios=scenarios, **world)
    )
    return roadmap(of, Roadmap(**options))


def steps(world: dict[str, Any] | Snapshot, **options: Any) -> list[Step]:
    return steps_of(asked(world, **options).value)


def listens(world: Snapshot, listener: str, heard: str) -> bool:
    ends = world.index[listener], world.index[heard]
    return any(world.layers[kind][ends] > 0 for kind in world.layers if kind != "conflict")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("hours", "months"), [(4.0, 6), (10.0, 3), (30.0, 2)])
def test_no_step_breaks_the_path_or_the_hours_there_are(
    seed: int, hours: float, months: int
) -> None:
    world = random_snapshot(seed, people=24)
    value = asked(world, hours=hours, months=months, scenarios=64).value
    known, spent = set(world.members), 0.0
    if world.owner is not None:
        known.add(world.owner)
    for month in value.months:
        for step in month.steps:
            assert step.via in known
            assert listens(world, step.person, step.via)
            assert step.begins <= month.number
            known.add(step.person)
            spent += step.hours
        assert month.hours == pytest.approx(spent)
        assert spent <= hours * month.number + 1e-9
    people = [step.person for step in steps_of(value)]
    assert len(people) == len(set(people)) <= value.most


def test_somebody_behind_another_comes_after_them_and_falls_with_them() -> None:
    first, second = steps(CHAIN, hours=6, months=4)
    assert (first.person, first.via, first.falls_with) == ("ben", "ann", ("cy",))
    assert (second.person, second.via, second.falls_with) == ("cy", "ben", ())
    assert first.instead is None
    told = asked(CHAIN, hours=6, months=4).reasons
    assert any("If ben refuses, cy would not be asked" in reason.text for reason in told)


def test_whoever_takes_more_than_a_month_begins_earlier_than_they_are_won() -> None:
    value = asked(CHAIN, hours=4, months=4).value
    assert [(s.person, s.begins, m.number) for m in value.months for s in m.steps] == [
        ("ben", 1, 2),
        ("cy", 2, 3),
    ]


@pytest.mark.parametrize(("hours", "months"), [(6, [1, 2]), (7, [1, 1]), (12, [1, 1])])
def test_hours_begin_in_the_month_that_has_some_left(hours: float, months: list[int]) -> None:
    """Ben takes six hours: all of the first month, or all but one."""
    assert [step.begins for step in steps(CHAIN, hours=hours, months=4)] == months


def test_a_logged_join_takes_the_person_out_of_the_plan_and_opens_the_way() -> None:
    joined = {**CHAIN, "coalition": ["ann core", "ben core"]}
    assert [(s.person, s.via) for s in steps(joined, hours=6, months=4)] == [("cy", "ben")]


def test_a_logged_refusal_moves_the_plan_to_somebody_else() -> None:
    first = steps(TWINS, hours=6, months=2)[0].person
    refusals = [
        {"person": first, "kind": "one_to_one", "ask": "join", "answer": "no"} for _ in range(3)
    ]
    again = asked({**TWINS, "encounters": refusals}, hours=6, months=2).value
    assert steps_of(again)[0].person != first
    assert again.approaches_logged == 3


def test_a_refusal_turns_the_plan_to_whoever_is_left() -> None:
    first, second = steps({**TWINS, "decisions": ["d1 unanimity"]}, hours=6, months=3)
    assert (first.instead, first.instead_planned) == (second.person, True)
    alone = steps(TWINS, hours=6, months=1)
    assert [step.instead for step in alone] == [None]


def test_hours_are_the_owners_unless_others_are_asked_for() -> None:
    own = {**CHAIN, "about": {**CHAIN["about"], "weekly_hours": 2}}
    assert (v := asked(own).value).hours_a_month == 8.7 and v.hours_from == "weekly_hours"
    assert asked(own).headline.startswith("With 8.5 hours a month, win ")
    assert asked(own, hours=3).value.hours_a_month == 3
    assumed = asked(CHAIN)
    assert (assumed.value.hours_a_month, assumed.value.hours_from) == (8, "assumed")
    (unknown,) = (gap for gap in assumed.gaps if gap.kind == GapKind.CAPACITY_UNKNOWN)
    assert unknown.ids == ("ann",)
    assert GapKind.CAPACITY_UNKNOWN not in {gap.kind for gap in asked(own).gaps}


@pytest.mark.parametrize("seed", range(3))
def test_more_hours_are_never_worth_less_beyond_error(seed: int) -> None:
    world = random_snapshot(seed, people=20)
    found = []
    for hours in (3.0, 8.0, 20.0, 60.0):
        months = asked(world, hours=hours, months=4, scenarios=128).value.months
        found.append(np.mean([month.gain.mean for month in months]) if months else 0.0)
    assert all(more >= less - 0.01 for less, more in pairwise(found)), found


def test_whoever_adds_nothing_is_spared_and_the_one_who_decides_comes_first() -> None:
    others = [f"p{k}" for k in range(9)]
    crowd = {
        **TWINS,
        "people": [*TWINS["people"], *others],
        "ties": ["ben trusts ann", *(f"{p} trusts ann" for p in others)],
        "decisions": ["d1 owner"],
        "authority": ["ben decide d1"],
    }
    answer = asked(crowd, hours=12, months=5)
    people = [step.person for step in steps_of(answer.value)]
    assert people[0] == "ben"
    assert answer.value.spared and not set(answer.value.spared) & set(people)
    assert any("nothing that can be told from chance" in r.text for r in answer.reasons)


def test_days_of_the_months_and_the_target() -> None:
    easy = {
        **CHAIN,
        "about": {**CHAIN["about"], "target": 0.3},
        "stances": [*(f"{p} champion {a} high" for p in ("ben", "cy") for a in "xyz")],
    }
    value = asked(easy, hours=6, months=3).value
    assert [month.starts_on for month in value.months] == [
        date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1),
    ]  # fmt: skip
    assert value.target_month == 1
    told = [reason.text for reason in asked(easy, hours=6, months=3).reasons]
    assert "The mean chance reaches the target of 30 % in month 1." in told
    never = asked(CHAIN, hours=6, months=1)
    assert never.value.target_month is None
    assert any("does not reach the target" in reason.text for reason in never.reasons)


def test_a_month_later_is_the_same_day_or_the_last_there_is() -> None:
    start = date(2027, 10, 31)
    assert [_later(start, k) for k in range(6)] == [
        date(2027, 10, 31), date(2027, 11, 30), date(2027, 12, 31),
        date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31),
    ]  # fmt: skip
    assert _later(date(2026, 12, 5), 1) == date(2027, 1, 5)


def test_of_all_the_one_is_named_on_whom_most_others_depend() -> None:
    not_first = 0
    for seed in range(4):
        answer = asked(random_snapshot(seed, people=24), hours=30, months=2, scenarios=64)
        planned = steps_of(answer.value)
        most = max(planned, key=lambda step: len(step.falls_with))
        (told,) = (r.text for r in answer.reasons if r.text.startswith("If "))
        assert told.startswith(f"If {most.person} refuses, ")
        not_first += most is not planned[0]
    assert not_first


def test_if_all_say_yes_it_is_more_than_with_answers_drawn() -> None:
    last = asked(CHAIN, hours=6, months=3).value.months[-1]
    assert last.gain.mean > 0
    assert last.chance.mean < last.chance_if_all_join.mean


@pytest.mark.parametrize(
    ("world", "words"),
    [
        ({}, "nobody on the map"),
        ({**CHAIN, "decisions": [], "authority": []}, "Nothing is named as needed"),
        ({**CHAIN, "ties": []}, "can be reached"),
        ({**CHAIN, "coalition": ["ann core", "ben core", "cy core"]}, "nobody left to win"),
    ],
)
def test_where_there_is_nothing_to_plan_it_says_why_and_gives_no_number(
    world: dict[str, Any], words: str
) -> None:
    answer = asked(world, hours=6)
    assert words in answer.headline
    assert answer.value.months == () and answer.value.ways == ()
    if "needed" in words:
        assert answer.value.today is None


def test_no_hours_plan_nobody() -> None:
    answer = asked(CHAIN, hours=0)
    assert answer.value.months == ()
    assert answer.headline.startswith("Without hours")


def test_whoever_nobody_judged_is_heard_first_and_no_chance_of_a_person_is_a_figure() -> None:
    answer = asked({**CHAIN, "stances": []}, hours=12, months=3)
    assert all(step.listen_first for step in steps_of(answer.value))
    assert any("listen before you ask" in reason.text for reason in answer.reasons)
    told = json.dumps(answer.as_json()["value"]["months"])
    assert set(re.findall(r'"chance": "(\w+)"', told)) <= {"unlikely", "possible", "likely"}
    assert "probability" not in told


def test_a_tie_of_work_alone_is_said_to_be_weak() -> None:
    some = {**TWINS, "ties": ["ben trusts ann", "cy works_with ann"]}
    some["decisions"] = ["d1 unanimity"]
    answer = asked(some, hours=12, months=1)
    assert {s.person: s.weak_tie for s in steps_of(answer.value)} == {"ben": False, "cy": True}
    (told,) = (r.text for r in answer.reasons if r.text.startswith("Month 1"))
    notes = dict(re.findall(r"(ben|cy), [^(]*\(([^)]*)\)", told))
    assert ["weak" in notes[person] for person in ("ben", "cy")] == [False, True]


@pytest.mark.parametrize(
    ("tied", "words"),
    [
        ((), "Every other way of making one gave the same."),
        ((True,), "The other order compared with it is as good within error."),
        ((True, True), "The two other orders compared with it are as good within error."),
        ((False,), "The other order compared with it does worse."),
        ((False, False), "The two other orders compared with it do worse."),
        ((True, False, False), "One order of the three others compared is as good within error."),
        ((True, True, False), "Two orders of the three others compared are as good within error."),
    ],
)
def test_what_became_of_other_orders_is_told(tied: tuple[bool, ...], words: str) -> None:
    ways = [Way("so", ("ben",), 0.5, tied=False)]
    ways += [Way(f"other {k}", ("cy",), 0.4, tied=same) for k, same in enumerate(tied)]
    assert _compared(ways).text == f"The order shown was made so: so. {words}"


def test_the_same_records_give_the_same_plan() -> None:
    world = random_snapshot(3, people=30)
    one, other = (ask(world, Roadmap(hours=9, scenarios=64)).as_json() for _ in range(2))
    assert one == other


def test_the_orders_compared_are_told_and_the_first_is_the_one_shown() -> None:
    value = asked(random_snapshot(2, people=30), hours=12, months=4).value
    assert value.ways[0].people == tuple(step.person for step in steps_of(value))
    assert not value.ways[0].tied
    assert len({way.made for way in value.ways}) == len(value.ways)


def test_a_plan_that_hardly_helps_says_so_first() -> None:
    sure = [f"{p} champion {a} high" for p in ("ben", "cy") for a in "xyz"]
    answer = asked({**TWINS, "stances": sure}, hours=6, months=2)
    assert abs(answer.value.months[-1].gain.mean) < 0.005
    assert "would hardly move the chance" in answer.headline


def test_whoever_has_a_second_way_does_not_fall_with_the_first() -> None:
    two_ways = {
        **CHAIN,
        "people": [*CHAIN["people"], "dee"],
        "ties": [*CHAIN["ties"], "dee trusts ann", "cy trusts dee .5"],
        "stances": [f"{p} supporter {a} high" for p in ("ben", "cy", "dee") for a in "xyz"],
        "decisions": ["d1 unanimity"],
        "authority": [f"{p} decide d1" for p in ("ben", "cy", "dee")],
    }
    found = {step.person: step for step in steps(two_ways, hours=30, months=2)}
    assert set(found) == {"ben", "cy", "dee"}
    assert all(step.falls_with == () for step in found.values())
