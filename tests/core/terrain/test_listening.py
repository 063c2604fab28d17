"""Ties as reported: averages, what is no tie, how firm an arc is, and its noise."""

from __future__ import annotations

import pytest

from groundswell.core.terrain.listening import assessor_reliability, read_layers
from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.terms import TieKind
from tests.core.builders import Row, initiative, snapshot
from tests.core.worlds import random_snapshot


def told(weight: float | None, assessor: str, **more: object) -> dict[str, object]:
    row = {"from": "ann", "to": "ben", "kind": "trusts", "assessor": assessor, **more}
    return row if weight is None else {**row, "weight": weight}


def test_reports_of_one_tie_are_averaged_and_no_weight_is_a_full_one() -> None:
    folded = snapshot(people=["ann", "ben"], ties=[told(0.4, "x"), told(None, "y")])
    assert folded.layers[TieKind.TRUSTS].toarray().tolist() == [[0, 0.7], [0, 0]]


def test_whoever_is_not_weighed_counts_once_beside_those_who_are() -> None:
    ties = initiative(people=["ann", "ben"], ties=[told(0.4, "x"), told(None, "y")]).of(Tie)
    layer = read_layers(ties, {"ann": 0, "ben": 1}, {"x": 3.0})[TieKind.TRUSTS]
    assert layer.weight[0, 1] == pytest.approx((3 * 0.4 + 1) / 4)


def test_ties_to_oneself_or_to_somebody_off_the_map_are_left_out() -> None:
    folded = snapshot(
        people=["ann", "ben"],
        ties=["ann trusts zoe", "zoe trusts ann", "ann trusts ann", "ben trusts ann"],
    )
    assert folded.layers[TieKind.TRUSTS].toarray().tolist() == [[0, 0], [1, 0]]


def test_looked_and_found_none_is_no_arc_but_a_report() -> None:
    folded = snapshot(
        people=["ann", "ben", "cy"],
        ties=[
            "ann trusts ben 0",
            {"from": "ann", "to": "ben", "kind": "works_with", "source": "inferred"},
            "ann trusts cy",
        ],
    )
    assert folded.layers[TieKind.TRUSTS].nnz == 1
    arcs = folded.listening
    # Ann hears Ben by inference alone, and Cy as declared; Ben hears Ann.
    assert arcs.firm.tolist() == [False, True, False]
    assert arcs.starts.tolist() == [0, 2, 3, 3]
    assert arcs.reported.tolist() == [True, False, False]


def test_every_arc_has_noise_of_its_own() -> None:
    arcs = random_snapshot(1, people=20).listening
    assert len(set(arcs.hashes.tolist())) == arcs.hashes.size > 50


def test_a_full_tie_counts_alike_whether_its_weight_was_written_or_not() -> None:
    def reports(full: float | None) -> list[Row]:
        rows: list[Row] = []
        for k in range(12):
            low = k % 2 == 0
            for who, weight in (("x", 0.1 if low else full), ("y", 0.2 if low else full)):
                rows.append(told(weight, who, to=f"b{k}"))
            rows.append(told(0.9 if k % 3 == 0 else 0.3, "z", to=f"b{k}"))
        return rows

    people = ["ann", *(f"b{k}" for k in range(12))]
    left_out, written = (
        assessor_reliability(initiative(people=people, ties=reports(full)).of(Tie))
        for full in (None, 1.0)
    )
    assert left_out == pytest.approx(written)
    assert left_out["z"] < 0.9 * left_out["x"]
