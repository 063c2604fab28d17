"""A weighted vote as a diagram: every course of votes ends where plain adding ends."""

from __future__ import annotations

from itertools import accumulate, product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from groundswell.core.dynamics.diagram import LOST, OPEN, WON, Diagram

VOTES = st.lists(st.integers(0, 6), max_size=6)


def open_subtotals(weights: list[int], needed: int) -> list[int]:
    """Return how many subtotals are neither won nor lost before each voter."""
    if needed <= 0 or sum(weights) < needed:
        return [0] * len(weights)
    found = []
    for k in range(len(weights)):
        sums = {
            sum(w for w, v in zip(weights, votes, strict=False) if v)
            for votes in product((0, 1), repeat=k)
        }
        found.append(sum(s < needed <= s + sum(weights[k:]) for s in sums))
    return found


@given(VOTES, st.integers(-1, 20))
@example([], 1)
@example([], 0)
@example([1, 1, 5], 5)
def test_every_course_of_votes_ends_where_plain_adding_ends(
    weights: list[int], needed: int
) -> None:
    found = Diagram.of(np.array(weights, dtype=np.int64), needed)
    for votes in product((0, 1), repeat=len(weights)):
        state = found.root
        for vote in votes:
            state = int((found.yes if vote else found.no)[state])
        cast = sum(w for w, v in zip(weights, votes, strict=True) if v)
        assert state == (WON if cast >= needed else LOST)


@given(VOTES.filter(bool), st.integers(-1, 20))
def test_it_has_one_state_for_each_subtotal_that_is_open(weights: list[int], needed: int) -> None:
    found = Diagram.of(np.array(weights, dtype=np.int64), needed)
    counts = open_subtotals(weights, needed)
    assert found.first.tolist() == [*accumulate(counts, initial=OPEN)]
    assert found.yes.size == found.no.size == OPEN + sum(counts)


def test_it_is_given_up_when_it_has_more_states_than_there_may_be() -> None:
    weights, needed = np.array([4, 3, 2, 1]), 6
    states = OPEN + sum(open_subtotals(weights.tolist(), needed))
    assert Diagram.of(weights, needed, states).yes.size == states
    with pytest.raises(OverflowError, match="subtotals"):
        Diagram.of(weights, needed, states - 1)
