"""The steps of the layout one by one, and what becomes of small groups."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from groundswell.core.dynamics.graph import Floats, Graph
from groundswell.core.dynamics.layout import (
    _bounds,
    _evened,
    _gathered,
    _scaled,
    _springs,
    _unit_centres,
    layout,
)
from groundswell.core.terrain.noise import Hashes, code_hashes

Labels = NDArray[np.int64]


def ring(people: int, alone: int = 0) -> tuple[Graph, Labels, Hashes]:
    """Return people in a ring of ties, of one unit, and others without ties behind them."""
    source = np.arange(people)
    graph = Graph.of(people + alone, source, (source + 1) % max(people, 1))
    codes = tuple(f"p{k}" for k in range(people + alone))
    return graph, np.zeros(people + alone, np.int64), code_hashes(codes)


@pytest.mark.parametrize(
    ("tied", "alone", "height"),
    [(20, 1, 0.05), (115, 5, 0.05), (60, 60, 0.3), (10, 90, 0.45), (0, 30, 1.0)],
)
def test_rows_take_as_much_height_as_they_need_and_are_even(
    tied: int, alone: int, height: float
) -> None:
    found = layout(*ring(tied, alone))
    across, down = found[tied:].T
    rows = np.unique(down)
    assert rows == pytest.approx(1 - height + height * (np.arange(rows.size) + 0.5) / rows.size)
    first = np.sort(across[down == rows[0]])
    assert first == pytest.approx((np.arange(first.size) + 0.5) / first.size, abs=1e-5)
    assert first.size * rows.size >= alone > first.size * (rows.size - 1)
    if tied:
        assert found[:tied, 1].max() < 1 - height


def test_a_group_of_four_is_part_of_the_network_and_one_of_three_lies_beneath() -> None:
    chain = [k for k in range(17) if k not in {9, 13}]
    graph = Graph.of(17, chain[:-1], np.array(chain[:-1]) + 1)
    # Ten, four and three people in a row each.
    assert np.diff(graph.both_ways().starts).tolist()[8:14] == [2, 1, 1, 2, 2, 1]
    hashes = code_hashes(tuple(f"p{k}" for k in range(17)))
    found = layout(graph, np.zeros(17, np.int64), hashes)
    assert found[14:, 1].min() > found[:14, 1].max()
    assert np.unique(found[14:, 1]).size == 1


@pytest.mark.parametrize("people", [2, 3, 10, 40])
def test_a_handful_of_people_stays_together(people: int) -> None:
    found = layout(*ring(people))
    assert np.ptp(found, axis=0) == pytest.approx(min(1, 0.35 + people / 40), abs=1e-4)
    assert found.min(axis=0) + found.max(axis=0) == pytest.approx(1, abs=1e-4)


def test_places_are_whole_hundred_thousandths() -> None:
    found = layout(*ring(25, 4))
    assert np.array_equal(found, np.round(found, 5))


def test_springs_are_ties_then_people_to_their_unit_then_units_to_the_hub() -> None:
    # Persons 0 to 4, units 5 and 6, hub 7; nobody knows the unit of person 4.
    ties = Graph.of(5, [0, 1, 2, 3], [1, 2, 3, 4], np.array([1.0, 1.0, 1.0, 9.0])).both_ways()
    ends, weights = _springs(ties, np.array([0, 0, 1, 1, -1]), 2)
    assert ends.tolist() == [
        [0, 1], [1, 2], [2, 3], [3, 4],
        [0, 5], [1, 5], [2, 6], [3, 6], [4, 7],
        [5, 7], [6, 7],
    ]  # fmt: skip
    # Of the mean tie, 3: no tie is stronger than three of it, a unit pulls with .6 of it.
    hub = 0.15 * np.sqrt(2)
    assert weights == pytest.approx([1 / 3] * 3 + [3] + [0.6] * 4 + [0.15] + [hub] * 2)


def test_the_unit_pulls_harder_the_more_ties_and_the_larger_the_crowd() -> None:
    # Everybody is tied to four: .16 for each tie, doubled at 400 people.
    at = np.arange(400)
    ties = Graph.of(400, np.tile(at, 2), np.concatenate([at + 1, at + 2]) % 400).both_ways()
    ends, weights = _springs(ties, np.zeros(400, np.int64), 1)
    assert set(weights[(ends[:, 0] < 400) & (ends[:, 1] == 400)]) == {0.16 * 4 * 2}


def test_people_without_any_tie_among_them_hang_on_their_unit_all_the_same() -> None:
    ends, weights = _springs(Graph.of(2, [], []), np.array([0, -1]), 1)
    assert (ends.tolist(), weights.tolist()) == ([[0, 2], [1, 3], [2, 3]], [0.6, 0.15, 0.15])


def test_whoever_was_there_may_move_a_little_and_who_is_new_anywhere() -> None:
    # The third lay beneath the network, which now takes less than the whole height.
    before = np.array([[0.5, 0.01], [np.nan, np.nan], [0.99, 1.3]])
    found = _bounds(before, 1, 10.0)
    assert found["minx"] == pytest.approx([4.8, 0, 9.7, 0])
    assert found["maxx"] == pytest.approx([5.2, 10, 10, 10])
    assert found["miny"] == pytest.approx([0, 0, 10, 0])
    assert found["maxy"] == pytest.approx([0.3, 10, 10, 10])


def test_outliers_come_nearer_and_the_order_stays() -> None:
    line: Floats = np.column_stack([np.r_[np.linspace(0, 0.1, 49), 1], np.arange(50)])
    mixed = np.random.default_rng(0).permutation(50)
    found = np.empty_like(line)
    found[mixed] = _evened(line[mixed])
    # Of the way from .1 to 1, which is .9 long, 65 in 100 are left, and one of 49 equal steps.
    gap = 0.65 * 0.9 + 0.35 / 49
    assert found[-1, 0] - found[-2, 0] == pytest.approx(gap)
    assert (np.diff(found, axis=0) > 0).all()


def test_people_in_one_line_stand_in_the_middle_of_the_other_direction() -> None:
    found = _scaled(np.array([[3.0, 1.0], [3.0, 5.0], [3.0, 2.0]]))
    room = 0.35 + 3 / 40
    assert found[:, 0].tolist() == [0.5] * 3
    assert found[:, 1] == pytest.approx(0.5 + room * np.array([-0.5, 0.5, -0.25]))


@pytest.mark.parametrize(("people", "share"), [(250, 0.14), (4000, 0.56)])
def test_units_are_drawn_together_by_a_share_that_grows_with_the_crowd(
    people: int, share: float
) -> None:
    rng = np.random.default_rng(0)
    places, unit = rng.random((people, 2)), rng.integers(-1, 3, people)
    unit[0] = 3  # alone in a unit: stays where it is
    found = _gathered(places, unit)
    # Whoever is of no unit stays as well, and tells what the picture was stretched by.
    still = np.r_[0, np.flatnonzero(unit < 0)]
    stretch = np.ptp(found[still], axis=0) / np.ptp(places[still], axis=0)
    back = (found - found[0]) / stretch + places[0]
    assert back[still] == pytest.approx(places[still])
    for k in range(3):
        mine = unit == k
        middle = places[mine].mean(axis=0)
        assert back[mine] == pytest.approx(middle + (1 - share) * (places[mine] - middle))


def test_units_lie_by_the_ties_between_them() -> None:
    # Ten units in a ring, one person each: neighbours lie nearer than those across.
    at = np.arange(10)
    order = np.array([3, 7, 0, 9, 4, 1, 8, 2, 6, 5])
    ties = Graph.of(10, order, np.roll(order, 1)).both_ways()
    found = _unit_centres(ties, at, 10, 0)
    assert np.abs(found).max() == pytest.approx(1)
    assert found.mean(axis=0) == pytest.approx(0, abs=1e-9)
    apart = np.linalg.norm(found[order][:, None] - found[order][None], axis=2)
    steps = np.minimum((at[:, None] - at) % 10, (at - at[:, None]) % 10)
    assert apart[steps == 1].max() < apart[steps == 3].min() < apart[steps == 5].min()
    assert _unit_centres(ties, np.zeros(10, np.int64), 1, 0).tolist() == [[0, 0]]
