"""Whoever decides and listens to one member alone."""

from __future__ import annotations

from groundswell.core.questions.frail_ties import carrier, frail_ties
from groundswell.core.questions.part import has_part
from tests.core.builders import snapshot


def test_those_on_whom_most_decisions_hang_come_first() -> None:
    folded = snapshot(
        people=["ann", "ben", "cy", "dee", "eve"],
        ties=["cy trusts ann", "dee trusts ann", "eve trusts ann", "eve advice ben"],
        decisions=["d1 majority", "d2 owner", "d3 owner - passed"],
        authority=[
            *(f"{who} decide d1" for who in ("cy", "dee", "eve")),
            "dee decide d2",
            "cy decide d3",
        ],
        coalition=["ann core", "ben core"],
    )
    found = frail_ties(folded)
    assert [(tie.holder, tie.decisions) for tie in found] == [
        ("dee", ("d1", "d2")),
        ("cy", ("d1",)),
    ]


def test_of_two_members_one_may_carry_the_ties_to_the_outside() -> None:
    outside = [f"x{k}" for k in range(5)]
    ties = [*(f"{x} trusts ann" for x in outside[:4]), "x4 advice ben"]
    two = snapshot(people=["ann", "ben", *outside], ties=ties, coalition=["ann core", "ben core"])
    found = carrier(two)
    assert found is not None and (found.person, found.ties, found.of) == ("ann", 4, 5)
    alone = snapshot(people=["ann", "ben", *outside], ties=ties, coalition=["ann core"])
    assert carrier(alone) is None


def test_a_third_of_four_ties_or_more_is_carrying_them() -> None:
    def found(*ties: str) -> tuple[str, int, int] | None:
        members = ["ann", "ben", "cy", "dee"]
        outside = sorted({tie.split()[0] for tie in ties})
        folded = snapshot(
            people=[*members, *outside], ties=ties, coalition=[f"{m} core" for m in members]
        )
        one = carrier(folded)
        return None if one is None else (one.person, one.ties, one.of)

    assert found("x1 trusts ann", "x2 trusts ann", "x3 trusts ben") is None
    four = ("x1 trusts ann", "x2 trusts ann", "x3 trusts ben", "x4 trusts ben")
    assert found(*four) == ("ann", 2, 4)
    six = (*four, "x5 trusts cy", "x6 trusts cy")
    assert found(*six) == ("ann", 2, 6)
    assert found(*six, "x7 trusts dee") is None


def test_a_constant_of_decisions_has_a_part_where_one_is_open() -> None:
    some = snapshot(decisions=["d1 majority", "d2 owner - passed"])
    assert has_part(some, "hurdle") and not has_part(some, "negotiated_scale")
    assert not has_part(snapshot(decisions=["d1 owner - passed"]), "hurdle")
    assert has_part(snapshot(decisions=["d1 majority", "d2 negotiated"]), "negotiated_scale")
