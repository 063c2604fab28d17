"""Adoption: hand-made cases, and what must hold whatever the numbers are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.dynamics.adoption import AdoptionSetup, Lanes, Season, simulate
from groundswell.core.dynamics.crew import AdoptionNode
from tests.core.dynamics.adoption_oracle import (
    Flags,
    Map,
    columns,
    held,
    map_of,
    node,
    random_map,
    run,
)

QUIET = Season(rounds=10, runs=2, mandate=0.0, habit=0.0)


def nobody(world: Map, variants: int = 1) -> Flags:
    return np.zeros((variants, world.people, world.scenarios), dtype=bool)


def only(world: Map, *people: int) -> Flags:
    flags = nobody(world)
    flags[:, list(people)] = True
    return flags


def random_flags(world: Map, variants: int, share: float, seed: int) -> Flags:
    rng = np.random.default_rng(seed)
    return rng.random((variants, world.people, world.scenarios)) < share


def relabelled(world: Map, order: np.ndarray[Any, np.dtype[np.intp]]) -> tuple[Map, Any]:
    """Return the map with people in another order, and where each of them was."""
    place = np.argsort(order)
    rows = [range(world.starts[i], world.starts[i + 1]) for i in order]
    arcs = np.array([a for row in rows for a in reversed(row)], dtype=np.intp)
    moved = replace(
        world,
        hashes=world.hashes[order],
        starts=np.cumsum([0, *map(len, rows)]).astype(np.int32),
        heard=place[world.heard[arcs]].astype(np.int32),
        group=world.group[order],
        nodes=tuple(n._replace(operators=place[np.asarray(n.operators)]) for n in world.nodes),
        weights=world.weights[arcs],
        spread=world.spread[order],
    )
    return moved, order


@pytest.mark.parametrize(("rounds", "adopts"), [(4, False), (5, True)])
def test_an_operator_who_listens_to_one_committed_person_tips_in_the_fifth_week(
    rounds: int, adopts: bool
) -> None:
    # Four new of eight is a tie and keeps the old practice; five are a majority.
    world = map_of({0: {1: 1.0}}, 2, [node([0])])
    season = replace(QUIET, rounds=rounds)
    ended = run(world, Lanes.every(1, 1), only(world, 1), nobody(world), season)
    assert np.all(ended.share == adopts)
    assert np.all(ended.reached == adopts)


@pytest.mark.parametrize(("memory", "rounds"), [(1, 1), (2, 2), (3, 2), (7, 4), (15, 8)])
def test_a_majority_of_another_memory_takes_so_many_weeks(memory: int, rounds: int) -> None:
    world = map_of({0: {1: 1.0}}, 2, [node([0])])
    for weeks in (rounds - 1, rounds):
        if weeks:
            season = replace(QUIET, rounds=weeks, memory=memory)
            ended = run(world, Lanes.every(1, 1), only(world, 1), nobody(world), season)
            assert np.all(ended.share == (weeks == rounds))


def test_an_adopter_keeps_to_the_new_through_a_tie_and_gives_it_up_after() -> None:
    world = map_of({0: {1: 1.0}}, 2, [node([0], adopted=1.0)])
    for rounds, keeps in ((4, True), (5, False)):
        season = replace(QUIET, rounds=rounds)
        ended = run(world, Lanes.every(1, 1), nobody(world), nobody(world), season)
        assert np.all(ended.share == keeps)


def test_where_nobody_pushes_and_nobody_has_begun_nothing_happens() -> None:
    world = random_map(3)
    world = replace(world, nodes=tuple(n._replace(adopted=0.0) for n in world.nodes))
    ended = run(world, Lanes.every(1, 2), nobody(world), nobody(world), QUIET)
    assert not ended.share.any()


def test_where_everybody_has_begun_and_nobody_is_outside_everybody_keeps_to_it() -> None:
    world = map_of({0: {1: 1.0}, 1: {0: 1.0}}, 2, [node([0, 1], adopted=1.0)])
    ended = run(world, Lanes.every(1, 1), nobody(world), nobody(world), QUIET)
    assert np.all(ended.share == 1.0)


def test_a_mandate_alone_can_carry_a_node_and_refusers_stand_out() -> None:
    world = map_of({0: {1: 1.0}, 1: {0: 1.0}, 2: {0: 1.0}}, 3, [node([0, 1, 2], 0.6)])
    season = Season(rounds=40, runs=3, mandate=1.0)
    ended = run(world, Lanes.every(1, 1), nobody(world), only(world, 2), season)
    assert ended.share == pytest.approx(2 / 3)
    assert np.all(ended.reached)


def test_who_has_no_ties_meets_other_operators_of_the_lanes_node() -> None:
    # Person 0 works at both nodes: with a committed person at one, with the old at the other.
    world = map_of({}, 3, [node([0, 1], 1.0, code="a"), node([0, 2], 0.5, code="b")])
    ended = run(world, Lanes.every(1, 2), only(world, 1), nobody(world), QUIET)
    assert np.all(ended.share[0] == 1.0)
    assert not ended.share[1].any()


def test_who_is_alone_in_every_way_changes_nothing() -> None:
    world = map_of({}, 1, [node([0])], spread=0.5)
    ended = run(world, Lanes.every(1, 1), nobody(world), nobody(world), QUIET)
    assert not ended.share.any()


def test_who_is_alone_at_a_node_is_not_moved_by_the_next_node() -> None:
    world = map_of({}, 2, [node([0], code="a"), node([1], code="b")])
    ended = run(world, Lanes.every(1, 2), only(world, 1), nobody(world), QUIET)
    assert not ended.share[0].any()
    assert np.all(ended.share[1] == 1.0)


def test_who_works_elsewhere_meets_anybody_of_a_node_that_follows_them() -> None:
    # Person 2 hears nobody; 0 listens to them. At the node of 0 and 1 they meet 1, who pushes, or
    # 0, never only the second of the two.
    world = map_of({0: {2: 1.0}}, 3, [node([0, 1], code="a")], scenarios=30)
    season = Season(rounds=1, runs=20, mandate=0.0, memory=1)
    ended = run(world, Lanes.every(1, 1), only(world, 1), nobody(world), replace(season, rounds=2))
    assert ended.share.mean() == pytest.approx(0.5 + 0.5 * 0.5, abs=0.03)


def test_the_unseen_share_of_a_row_lies_on_the_unit() -> None:
    # Person 0 listens to 1; 2 and 3 share the unit of 0 and are committed.
    world = map_of({0: {1: 1.0}}, 4, [node([0])], group=[0, 1, 0, 0], spread=1.0)
    ended = run(world, Lanes.every(1, 1), only(world, 2, 3), nobody(world), QUIET)
    assert np.all(ended.share == 1.0)


def test_partners_are_drawn_by_their_weight() -> None:
    # With a memory of one, the act after a week is the partner's: 1 (weight 3) is committed,
    # 2 (weight 1) is not, and .2 of the row lies on the unit, where 3 is committed and 4 is not.
    ties = {0: {1: 3.0, 2: 1.0}}
    group = [0, 1, 2, 0, 0]
    world = map_of(ties, 5, [node([0])], group=group, spread=0.2, scenarios=40)
    season = Season(rounds=1, runs=100, mandate=0.0, memory=1)
    ended = run(world, Lanes.every(1, 1), only(world, 1, 3), nobody(world), season)
    assert ended.share.mean() == pytest.approx(0.8 * 0.75 + 0.2 * 0.5, abs=0.03)


def test_hubs_draw_all_their_ties_evenly() -> None:
    ties = {0: dict.fromkeys(range(1, 41), 1.0)}
    world = map_of(ties, 41, [node([0])], scenarios=40)
    season = Season(rounds=1, runs=100, mandate=0.0, memory=1)
    for half in (range(1, 21), range(21, 41), range(1, 41, 2)):
        ended = run(world, Lanes.every(1, 1), only(world, *half), nobody(world), season)
        assert ended.share.mean() == pytest.approx(0.5, abs=0.03)


def test_shares_count_operators_by_weight() -> None:
    site = AdoptionNode([0, 1, 2], [5, 3, 2], 0.5, 0.0, np.uint64(1))
    world = map_of({}, 3, [site])
    ended = run(world, Lanes.every(1, 1), only(world, 0), only(world, 1, 2), QUIET)
    assert ended.share == pytest.approx(0.5)
    assert np.all(ended.reached)


def test_a_share_of_just_what_is_needed_is_reached_and_held() -> None:
    # Eight of ten equal shares add up to a rounding below .8.
    ties = {i: dict.fromkeys((k for k in range(8) if k != i), 1.0) for i in range(8)}
    world = map_of(ties, 10, [node(list(range(10)), 0.8)])
    season = replace(QUIET, sustain=True)
    ended = run(world, Lanes.every(1, 1), only(world, *range(8)), only(world, 8, 9), season)
    assert ended.share == pytest.approx(0.8)
    assert ended.reached.all() and held(ended).all()


def test_what_committed_people_alone_carry_does_not_last() -> None:
    # Six of ten are committed and the rest refuse: enough while they push, not once they stop.
    ties = {i: dict.fromkeys((k for k in range(10) if k != i), 1.0) for i in range(10)}
    season = Season(rounds=52, runs=20, mandate=0.0, sustain=True)
    carried = map_of(ties, 10, [node(list(range(10)), 0.6)])
    pushed = run(
        carried, Lanes.every(1, 1), only(carried, *range(6)), only(carried, *range(6, 10)), season
    )
    assert pushed.reached.all()
    assert held(pushed).mean() < 0.2
    shared = run(carried, Lanes.every(1, 1), only(carried, *range(6)), nobody(carried), season)
    assert held(shared).mean() > 0.8


def test_holding_is_only_told_where_it_was_asked() -> None:
    world = random_map(1)
    ended = run(world, Lanes.every(1, 2), nobody(world), nobody(world), QUIET)
    assert ended.held is None


@given(st.integers(0, 10_000), st.floats(0, 0.6), st.floats(0, 0.6))
def test_more_committed_or_fewer_refusing_people_lower_no_share_in_any_run(
    seed: int, pushing: float, against: float
) -> None:
    world = random_map(seed)
    few = random_flags(world, 1, pushing, seed)
    many = few | random_flags(world, 1, 0.3, seed + 1)
    fewer = random_flags(world, 1, against, seed + 2)
    more = fewer | random_flags(world, 1, 0.3, seed + 3)
    season = Season(rounds=8, runs=3, sustain=True)
    less = run(world, Lanes.every(1, 2), few, more, season)
    greater = run(world, Lanes.every(1, 2), many, fewer, season)
    assert np.all(greater.share >= less.share)
    assert np.all(held(greater) >= held(less))


@given(st.integers(0, 10_000))
def test_a_lane_does_not_depend_on_other_lanes(seed: int) -> None:
    world = random_map(seed)
    season = Season(rounds=6, runs=2, sustain=True)
    variants = 40
    committed = random_flags(world, variants, 0.3, seed)
    refusing = random_flags(world, variants, 0.2, seed + 1)
    lanes = Lanes.every(variants, 2)
    assert lanes.words == 2
    whole = run(world, lanes, committed, refusing, season)
    for variant in (0, 31, 32, 39):
        own = slice(variant, variant + 1)
        alone = run(world, Lanes.every(1, 2), committed[own], refusing[own], season)
        there = slice(2 * variant, 2 * variant + 2)
        assert np.array_equal(whole.share[there], alone.share)
        assert np.array_equal(whole.reached[there], alone.reached)
        assert np.array_equal(held(whole)[there], held(alone))


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_scenarios_may_be_run_apart(seed: int, cut: int) -> None:
    world = random_map(seed, scenarios=5)
    committed, refusing = random_flags(world, 1, 0.3, seed), random_flags(world, 1, 0.2, seed + 1)
    season = Season(rounds=6, runs=2)
    whole = run(world, Lanes.every(1, 2), committed, refusing, season)
    for part in (slice(0, cut), slice(cut, 5)):
        apart = run(
            columns(world, part),
            Lanes.every(1, 2),
            committed[:, :, part],
            refusing[:, :, part],
            season,
            first=part.start,
        )
        assert np.array_equal(whole.share[:, part], apart.share)


def test_fewer_runs_are_the_first_of_more() -> None:
    world = random_map(11)
    committed = random_flags(world, 1, 0.3, 1)
    many = run(world, Lanes.every(1, 2), committed, nobody(world), Season(rounds=7, runs=5))
    few = run(world, Lanes.every(1, 2), committed, nobody(world), Season(rounds=7, runs=2))
    assert np.array_equal(many.share[:, :, :2], few.share)
    assert not np.array_equal(many.share[:, :, :2], many.share[:, :, 2:4])


@given(st.integers(0, 10_000))
def test_the_order_of_people_and_ties_changes_nothing(seed: int) -> None:
    world = random_map(seed)
    committed, refusing = random_flags(world, 1, 0.3, seed), random_flags(world, 1, 0.2, seed + 1)
    moved, order = relabelled(world, np.random.default_rng(seed).permutation(world.people))
    season = Season(rounds=8, runs=2, sustain=True)
    before = run(world, Lanes.every(1, 2), committed, refusing, season)
    after = run(moved, Lanes.every(1, 2), committed[:, order], refusing[:, order], season)
    assert np.array_equal(before.share, after.share)
    assert np.array_equal(held(before), held(after))


def test_input_is_left_as_it_was() -> None:
    world = random_map(5)
    lanes = Lanes.every(1, 2)
    words = lanes.blank(world.people, world.scenarios)
    lanes.mark(words, 0, random_flags(world, 1, 0.4, 1)[0])
    given_arrays: list[np.ndarray[Any, Any]] = [world.weights, world.spread, words]
    copies = [array.copy() for array in given_arrays]
    simulate(world.setup(), lanes, world.weights, world.spread, words, words, QUIET)
    assert all(np.array_equal(a, b) for a, b in zip(given_arrays, copies, strict=True))


def test_without_nodes_there_is_nothing_to_run() -> None:
    world = replace(random_map(2), nodes=())
    ended = run(world, Lanes.every(3, 0), nobody(world, 3), nobody(world, 3), QUIET)
    assert ended.share.shape == (0, 2, 2)
    crew = world.setup().crew
    assert crew.operator.size == crew.share.size == crew.adopter.size == crew.own.size == 0


def test_there_is_a_lane_for_each_variant_at_each_node() -> None:
    for variants, nodes in ((3, 2), (3, 1), (1, 3)):
        lanes = Lanes.every(variants, nodes)
        assert lanes.variant.tolist() == [v for v in range(variants) for _ in range(nodes)]
        assert lanes.node.tolist() == list(range(nodes)) * variants


def test_where_everybody_followed_stands_at_each_node() -> None:
    world = map_of({0: {2: 1.0}, 1: {0: 1.0}}, 4, [node([0, 1]), node([1], code="m")])
    crew = world.setup().crew
    ranked = sorted((0, 1), key=lambda i: int(world.hashes[i]))
    place = {int(i): c for c, i in enumerate(crew.person)}
    assert crew.node_place[0, [place[i] for i in ranked]].tolist() == [0, 1]
    assert crew.node_place[0, place[2]] == -1
    assert crew.node_place[1, [place[0], place[1], place[2]]].tolist() == [-1, 0, -1]


def test_only_operators_and_those_they_listen_to_are_followed() -> None:
    world = map_of({0: {1: 1.0}, 1: {2: 1.0}, 2: {3: 1.0}}, 4, [node([0])])
    crew = world.setup().crew
    assert sorted(crew.person[: crew.own.size]) == [0, 1]


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("operators", {"operators": []}),
        ("operators", {"operators": [1, 1]}),
        ("operators", {"operators": [0, 2]}),
        ("operators", {"operators": [0, -1]}),
        ("weights", {"weights": [1]}),
        ("weights", {"weights": [1, -1]}),
        ("needed", {"needed": 1.1}),
        ("adopted", {"adopted": -0.1}),
    ],
)
def test_a_node_that_does_not_fit_is_named(field: str, parts: dict[str, Any]) -> None:
    world = map_of({}, 2, [node([0, 1])._replace(**parts)])
    with pytest.raises(ValueError, match=f"^{field}: "):
        world.setup()


def test_people_and_rows_must_agree() -> None:
    world = map_of({}, 2, [node([0])])
    with pytest.raises(ValueError, match=r"^hashes: "):
        AdoptionSetup.build(1, world.hashes, world.starts[:-1], world.heard, world.group, [])


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("rounds", {"rounds": 0}),
        ("rounds", {"rounds": 2**19 + 1}),
        ("runs", {"runs": 0}),
        ("runs", {"runs": 2**12 + 1}),
        ("memory", {"memory": 16}),
        ("mandate", {"mandate": 1.5}),
        ("habit", {"habit": -0.1}),
    ],
)
def test_a_season_that_does_not_fit_is_named(field: str, parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{field}: "):
        Season(**parts)
