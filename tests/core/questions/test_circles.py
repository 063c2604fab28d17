"""Circles by their ties: how they are named, what joins them, and what traffic may not show."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.circles import (
    Bridge,
    Circle,
    UnitBorder,
    borders,
    bridges,
    circles,
    known_ties,
    labels,
    modularity,
)
from groundswell.core.terrain.terms import TieKind
from tests.core.builders import Row, snapshot


def clique(people: str, end: str = "") -> list[Row]:
    """Return a tie between every two of these people."""
    return [f"{a} works_with {b}{end}" for k, a in enumerate(people) for b in people[k + 1 :]]


def found(**sheets: Any) -> tuple[Circle, ...]:
    folded = snapshot(**sheets)
    known = known_ties(folded)
    return circles(folded, known, labels(known, 0))


def between(**sheets: Any) -> tuple[Bridge, ...]:
    folded = snapshot(**sheets)
    known = known_ties(folded)
    label = labels(known, 0)
    return bridges(folded, known, label, circles(folded, known, label))


def test_working_together_has_no_direction_and_trust_has_one() -> None:
    folded = snapshot(people=["a", "b"], ties=["a works_with b", "b conflict a", "b trusts a"])
    layers = known_ties(folded).layers
    assert sorted(layers[TieKind.WORKS_WITH].tolist()) == [1, 2]
    assert sorted(layers[TieKind.CONFLICT].tolist()) == [1, 2]
    assert layers[TieKind.TRUSTS].tolist() == [2]


def test_whoever_works_together_listens_both_ways() -> None:
    graph = known_ties(snapshot(people=["a", "b"], ties=["a works_with b"])).graph
    assert list(zip(graph.source.tolist(), graph.heard.tolist(), strict=True)) == [(0, 1), (1, 0)]


def test_stand_ins_for_unknown_holders_belong_to_no_circle() -> None:
    sheets: dict[str, Any] = {"people": ["a", "b"], "ties": ["b trusts a"]}
    plain, more = found(**sheets), found(**sheets, decisions=["d1"], nodes=["n1"])
    assert plain == more
    assert [circle.people for circle in more] == [("a", "b")]


def test_without_ties_there_is_no_circle_and_nothing_inside_one() -> None:
    folded = snapshot(people=["a", "b"])
    known = known_ties(folded)
    assert modularity(known, labels(known, 0)) == 0.0
    assert circles(folded, known, labels(known, 0)) == ()


UNITS: list[Row] = [{"unit": "north", "name": "North"}, {"unit": "south", "name": "South"}]


@pytest.mark.parametrize(
    ("of_south", "units", "title"),
    [
        ("ab", ("north",), "the circle of North"),  # three of five are six tenths
        ("abc", ("south",), "the circle of South"),
        ("", ("north",), "the circle of North"),
    ],
)
def test_a_unit_with_six_tenths_of_a_circle_names_it(
    of_south: str, units: tuple[str, ...], title: str
) -> None:
    people = [f"{c} {'south' if c in of_south else 'north'}" for c in "abcde"]
    (circle,) = found(units=UNITS, people=people, ties=clique("abcde"))
    assert (circle.units, circle.title) == (units, title)


def test_two_units_name_a_circle_that_neither_fills_the_larger_first() -> None:
    """Of seven, three work in South, two in North and one each in two others."""
    people = ["a north", "b north", "c south", "d south", "e south", "f u1", "g u2"]
    units = [*UNITS, "u1", "u2"]
    (circle,) = found(units=units, people=people, ties=clique("abcdefg"), coalition=["c core"])
    assert circle.units == ("south", "north")
    assert circle.title == "the circle of South and North"
    assert circle.text == ("The circle of South and North: seven people, with c in the coalition.")


def test_a_circle_of_people_without_units_is_named_by_who_has_most_contacts_in_it() -> None:
    (circle,) = found(people=[*"abc"], ties=["a trusts c", "b trusts c"])
    assert circle.units == ()
    assert circle.title == "the circle around c and a"
    assert circle.text == (
        "The circle around c and a: three people, nobody of them in the coalition."
    )


def test_two_circles_of_one_unit_are_told_apart_by_who_has_most_contacts() -> None:
    people = [f"{c} north" for c in "abcdefgh"]
    two = found(units=UNITS, people=people, ties=[*clique("abcd"), *clique("efgh")])
    assert [circle.title for circle in two] == [
        "the circle of North around a and b",
        "the circle of North around e and f",
    ]


TWO: dict[str, Any] = {
    "units": UNITS,
    "people": [f"{c} north" for c in "abcde"] + [f"{c} south" for c in "fghij"],
}
NAMES = "the circle of North and the circle of South"


@pytest.mark.parametrize(
    ("ties", "text"),
    [
        (["e works_with f"], f"Only one tie runs between {NAMES}: e with f."),
        (
            ["e works_with f", "d trusts g"],
            f"Only two ties run between {NAMES}: d with g and e with f.",
        ),
        (
            ["e works_with f", "d trusts g", "c advice h"],
            f"Three ties run between {NAMES}.",
        ),
    ],
)
def test_the_ties_of_a_bridge_are_named_up_to_two(ties: list[Row], text: str) -> None:
    (bridge,) = between(**TWO, ties=[*clique("abcde"), *clique("fghij"), *ties])
    assert (bridge.ties, bridge.text) == (len(ties), text)
    assert set(bridge.people) == {end for tie in ties for end in str(tie).split()[::2]}


def drawn(inside: str, outside: str) -> dict[str, UnitBorder]:
    """Return the borders of a unit of a, b and c with pairs inside, and with others outside."""
    ties = [f"{pair[0]} works_with {pair[1]}" for pair in (*inside.split(), *outside.split())]
    people = [*(f"{c} north" for c in "abc"), *(f"{c} south" for c in "xy")]
    folded = snapshot(units=UNITS, people=people, ties=ties)
    return {border.unit: border for border in borders(folded, known_ties(folded))}


def test_a_unit_keeps_to_itself_with_three_of_four_ties_inside_and_not_with_fewer() -> None:
    kept = drawn("ab bc ac", "ax")["north"]
    assert (kept.inside, kept.outside, kept.ei) == (3, 1, -0.5)
    assert kept.text == "North keeps to itself: 75 % of its four ties stay inside."
    open_ = drawn("ab bc", "ax")["north"]
    assert open_.ei == pytest.approx(-1 / 3)
    assert open_.text == "North: 67 % of its three ties stay inside."
