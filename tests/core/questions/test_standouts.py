"""Whom the ties single out, and how it is said: by hand on small maps."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from groundswell.core.questions.silos import Silos, SilosValue, silos
from groundswell.core.questions.standouts import _bottleneck
from tests.core.builders import snapshot, study


def asked(people: str, ties: list[str], **more: Any) -> SilosValue:
    return silos(study(people=list(people), ties=ties, **more), Silos()).value


def clique(people: str) -> list[str]:
    """Return a tie between every two of these people."""
    return [f"{a} works_with {b}" for k, a in enumerate(people) for b in people[k + 1 :]]


def around(broker: str, people: str) -> list[str]:
    return [f"{broker} works_with {c}" for c in people]


def test_a_broker_links_the_circles_of_those_they_know_and_their_own() -> None:
    """X knows one of each of three circles, z two of one and one of another."""
    ties = [t for circle in ("abcd", "efgh", "ijkl") for t in clique(circle)]
    value = asked("abcdefghijklxz", [*ties, *around("x", "aei"), *around("z", "bcf")])
    circle = {code: group.group for group in value.groups for code in group.people}
    assert len(set(circle.values())) == 3
    found = {broker.person: broker for broker in value.brokers}
    assert set(found) == {"x", "z"}
    for code, known in (("x", "aei"), ("z", "bcf")):
        assert found[code].groups == tuple(sorted({circle[c] for c in (*known, code)}))
    assert found["x"].text == (
        "x links three circles: of the pairs among their 3 contacts, under 1 % are tied."
    )
    assert found["z"].text.startswith("z links two circles: ")
    assert [broker.constraint for broker in value.brokers] == sorted(
        broker.constraint for broker in value.brokers
    )


@pytest.mark.parametrize(("tied", "broker"), [("ab", True), ("abc", False)])
def test_whose_contacts_know_each_other_by_half_is_no_broker(tied: str, broker: bool) -> None:
    """Of the six pairs among a, b, c and d one is tied, or three: exactly half."""
    crowd = {"a": "mno", "b": "mno", "c": "mno", "d": "pqr"}
    ties = [f"{a} works_with {b}" for a, others in crowd.items() for b in others]
    ties += [*clique("mno"), *clique("pqr"), *clique(tied), *around("x", "abcd")]
    value = asked("abcdmnopqrx", ties)
    assert len(value.groups) > 1
    found = {b.person: b for b in value.brokers}
    assert ("x" in found) == broker
    if broker:
        assert found["x"].closed == pytest.approx(1 / 6)


def test_on_a_long_road_whoever_stands_in_the_middle_is_named_first() -> None:
    """A road of 15: k of the others on one side, 14 - k on the other."""
    people = "abcdefghijklmno"
    value = asked(people, [f"{a} works_with {b}" for a, b in pairwise(people)])
    shares = {b.person: b.betweenness for b in value.bottlenecks}
    assert next(iter(shares)) == "h" and len(shares) == 10
    assert {"a", "b", "n", "o"} & set(shares) == set()
    for code, share in shares.items():
        k = people.index(code)
        assert share == pytest.approx(2 * k * (14 - k) / (14 * 13))
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


@pytest.mark.parametrize(
    ("error", "give"), [(0.0, ""), (0.004, ""), (0.02, ", give or take 2 %"), (0.3, ", give or")]
)
def test_a_sampling_error_is_told_where_it_is_a_point_of_a_hundred(error: float, give: str) -> None:
    told = _bottleneck(snapshot(people=["ann"]), 0, 0.3, error).text
    start = "30 % of the shortest roads between two others lead through ann"
    assert told.startswith(f"{start}{give}")
    assert ("give or take" in told) == bool(give)
    assert told.endswith("; when they are away, much waits.")
