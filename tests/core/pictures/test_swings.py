"""How often a holder settles a decision, in words: shares of the Banzhaf index, by hand."""

from __future__ import annotations

import pytest

from groundswell.core.pictures.swings import swings
from tests.core.builders import snapshot


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        # Swings .75, .25, .25: shares .6, .2, .2.
        ((2, 1, 1), ["often settles it", "sometimes settles it", "sometimes settles it"]),
        # One outweighs the others: shares 1, 0, 0.
        ((3, 1, 1), ["often settles it", "never settles it", "never settles it"]),
        # Eleven alike: an eleventh each, though each swing is 252 of 1,024.
        ((1,) * 11, ["seldom settles it"] * 11),
        # A third each, and a tenth each: the borders of often and of seldom.
        ((1,) * 3, ["sometimes settles it"] * 3),
        ((1,) * 10, ["sometimes settles it"] * 10),
    ],
)
def test_shares_are_said_in_words(weights: tuple[int, ...], words: list[str]) -> None:
    people = [f"p{n}" for n in range(len(weights))]
    held = [
        {"decision": "d1", "person": who, "role": "decide", "weight": weight}
        for who, weight in zip(people, weights, strict=True)
    ]
    seen = snapshot(people=people, decisions=["d1 majority"], authority=held)
    found, problem = swings(seen, seen.decisions[0])
    assert [found[who] for who in people] == words and not problem


def told(decision: str, *authority: str) -> dict[str, str]:
    seen = snapshot(people=["a", "b", "c"], decisions=[decision], authority=authority)
    found, problem = swings(seen, seen.decisions[0])
    assert not problem
    return dict(found)


def test_one_alone_settles_it_and_what_is_settled_or_of_strangers_has_no_swing() -> None:
    both = ("a decide d1", "b decide d1")
    assert told("d1 owner", "a decide d1") == {"a": "settles it alone"}
    assert told("d1 majority - passed", *both) == {} == told("d1 owner")
    assert told("d1 negotiated", *both) == dict.fromkeys("ab", "one voice among several")
    with_veto = told("d1 majority", *both, "c veto d1")
    assert with_veto["c"] == "nothing passes without them"
    assert with_veto["a"] == with_veto["b"] != with_veto["c"]


def test_of_very_many_who_must_all_agree_nobody_is_said_never_to_settle_it() -> None:
    """Each turns it with chance 2^-1199, which no float holds; their shares are still alike."""
    people = [f"p{n:04d}" for n in range(1200)]
    held = [f"{who} decide d1" for who in people]
    seen = snapshot(people=people, decisions=["d1 unanimity"], authority=held)
    found, problem = swings(seen, seen.decisions[0])
    assert set(found.values()) == {"seldom settles it"} and not problem
