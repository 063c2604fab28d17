"""Who holds decisions and operates nodes: stand-ins, default rules, weights and days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.core.terrain.terms import DecisionState, Rule
from tests.core.builders import AS_OF, snapshot


def test_every_stand_in_has_a_place_a_code_and_a_group_of_its_own() -> None:
    folded = snapshot(
        units=["u1", "u2"],
        people=["ann u1", "ben u1", "cy u2", "dee", "eve"],
        decisions=["d1", "d2"],
        nodes=["n1", "n2"],
    )
    assert [point.deciders.tolist() for point in folded.decisions] == [[5], [6]]
    assert [node.operators.tolist() for node in folded.nodes] == [[7], [8]]
    assert [node.weight.tolist() for node in folded.nodes] == [[1], [1]]
    group = folded.listening.group.tolist()
    assert group[0] == group[1]
    assert group[3] == group[4]
    assert len(set(group)) == 3 + 4


def test_one_holder_decides_alone_and_several_by_majority_unless_said_otherwise() -> None:
    folded = snapshot(
        people=["ann", "ben"],
        decisions=["d1", "d2", "d3 unanimity"],
        authority=["ann decide d1", "ann decide d2", "ben decide d2", "ann decide d3"],
    )
    rules = [point.rule for point in folded.decisions]
    assert rules == [Rule.OWNER, Rule.MAJORITY, Rule.UNANIMITY]


def test_whoever_has_no_weight_stated_counts_once() -> None:
    folded = snapshot(
        units=["u1"],
        people=["ann u1", "ben u1"],
        decisions=["d1"],
        authority=["ann decide d1 3", "ben decide d1"],
        nodes=["n1 u1", "n2"],
        operators=["ann n2 .5", "ben n2"],
    )
    assert folded.decisions[0].weight.tolist() == [3, 1]
    assert folded.decisions[0].salience.tolist() == [1, 1]
    assert [node.weight.tolist() for node in folded.nodes] == [[1, 1], [0.5, 1]]


@pytest.mark.parametrize(("days", "state"), [(0, DecisionState.PASSED), (1, DecisionState.OPEN)])
def test_a_decision_is_settled_from_the_day_it_was_taken_on(
    days: int, state: DecisionState
) -> None:
    row = {
        "decision": "d1",
        "state": DecisionState.PASSED,
        "decided_on": AS_OF + timedelta(days=days),
    }
    point = snapshot(people=["ann"], decisions=[row]).decisions[0]
    assert point.state is state
    assert point.anonymous == (state is DecisionState.OPEN)


def test_where_nothing_is_stated_nobody_works_the_new_way_yet() -> None:
    months = [
        {"node": "n2", "date": AS_OF - timedelta(days=30 * back), "share": share}
        for back, share in ((2, 0.9), (0, 0.4), (1, 0.8))
    ]
    folded = snapshot(
        people=["ann"],
        nodes=["n1", "n2", {"node": "n3", "adopted_share": 0.2}],
        operators=["ann n1", "ann n2", "ann n3"],
        adoption=months,
    )
    assert [node.adopted_share for node in folded.nodes] == [0, 0.4, 0.2]
