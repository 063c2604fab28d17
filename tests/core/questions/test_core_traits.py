"""The parts of a core's score by hand: what its functions, ties and listeners come to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.core_traits import Ground, Traits, score, traits
from tests.core.builders import Row, snapshot


def field(codes: str, **sheets: Any) -> Traits:
    return traits(Ground(Acquaintance(snapshot(**sheets)), {}), list(codes))


def part(name: str, people: Traits, *chosen: int) -> float:
    return round(float(score(people, np.array([chosen]))[1][name][0]), 9)


@pytest.mark.parametrize(
    ("functions", "owners", "share"),
    [
        (("policy", "finance"), None, 0.4),
        (("policy", "Policy "), None, 0.2),
        (("policy", None), None, 0.2),
        ((None, None), None, 0.0),
        ((None, "policy"), "design", 0.4),
        (("policy", "finance"), "finance", 0.4),
        (("policy", "finance", "law", "care"), "design", 1.0),
        ((None, "finance", "law", None), "design", 0.6),
    ],
)
def test_known_different_functions_of_a_set_and_the_owner_out_of_five(
    functions: tuple[str | None, ...], owners: str | None, share: float
) -> None:
    codes = "abcd"[: len(functions)]
    people = [{"person": c, "function": f} for c, f in zip(codes, functions, strict=True)]
    about = {"owner": "o"} if owners else {}
    owner = [{"person": "o", "function": owners}] if owners else []
    found = field(codes, about=about, people=[*people, *owner])
    assert part("functions", found, *range(len(codes))) == share


def test_without_an_owner_a_function_nobody_of_the_set_has_adds_nothing() -> None:
    people = [{"person": c, "function": f} for c, f in zip("abc", ("x", "x", "y"), strict=True)]
    assert part("functions", field("abc", people=people), 0, 1) == 0.2
    assert part("functions", field("abc", people=people), 1, 2) == 0.4


def test_reach_counts_who_listens_to_two_of_them_once() -> None:
    """Twelve of the system listen: ten to a, the first two of them and two more to b."""
    crowd = [f"p{k:02d}" for k in range(12)]
    ties: list[Row] = [f"{code} trusts a" for code in crowd[:10]]
    ties += [f"{code} advice b" for code in (*crowd[:2], *crowd[10:])]
    affected = [{"person": code, "affected": "yes"} for code in crowd]
    found = field("abc", people=["a", "b", "c", *affected], ties=ties)
    assert part("reach", found, 0, 1) == 1.0
    assert part("reach", found, 0, 2) == round(10 / 12, 9)
    assert part("reach", found, 1, 2) == round(4 / 12, 9)


def test_one_listener_is_all_there_are_and_nobody_is_none() -> None:
    people: list[Row] = ["a", "b", {"person": "u", "affected": "yes"}]
    assert part("reach", field("ab", people=people, ties=["u trusts a"]), 0, 1) == 1.0
    assert part("reach", field("ab", people=people), 0, 1) == 0.0


def test_for_each_decision_the_best_placed_of_the_set_counts() -> None:
    found = field(
        "abc",
        people=[*"abch"],
        decisions=["d1", "d2", "d3"],
        authority=["a decide d1", "a veto d2", "h decide d3"],
        ties=["h trusts b"],
    )
    assert part("decisions", found, 0, 2) == round(2 / 3, 9)
    assert part("decisions", found, 0, 1) == round(2.5 / 3, 9)
    assert part("decisions", found, 1, 2) == round(0.5 / 3, 9)


RINGS: list[Row] = ["c core", "n nucleus", "w wider"]


def test_half_of_trust_is_that_of_the_owner_and_the_inner_rings_themselves_left_out() -> None:
    """Companions are o, c and n; a has one full tie among the three, c one of .6 among two."""
    found = field(
        "abc",
        about={"owner": "o"},
        people=[*"abcnow"],
        coalition=RINGS,
        ties=["a trusts n", "o advice c", "b trusts w", "a works_with b"],
    )
    assert found.known is not None
    assert found.known.round(9).tolist() == [round(1 / 3, 9), 0.0, 0.3]
    assert part("trust", found, 0, 1) == round((0.3 + (1 / 3 + 0) / 2) / 2, 9)
    assert part("trust", found, 0, 1, 2) == round((0.3 / 3 + (1 / 3 + 0 + 0.3) / 3) / 2, 9)


def test_without_owner_and_inner_rings_trust_is_that_among_themselves() -> None:
    found = field("ab", people=["a", "b", "w"], coalition=["w wider"], ties=["b trusts a"])
    assert found.known is None
    assert part("trust", found, 0, 1) == 1.0


def test_somebody_who_is_the_whole_core_knows_nobody_else_of_it() -> None:
    found = field("ab", people=["a", "b"], coalition=["a core"], ties=["b trusts a"])
    assert found.known is not None
    assert found.known.tolist() == [0.0, 1.0]
