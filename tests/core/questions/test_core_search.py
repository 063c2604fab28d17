"""The search for the best core: sizes, equals, exchanges and whom an alternative does without."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.core_search import Search
from groundswell.core.questions.core_traits import Ground, Traits, score, traits
from tests.core.builders import snapshot


def field(codes: list[str], **sheets: Any) -> Traits:
    rows = {"people": codes, **sheets}
    return traits(Ground(Acquaintance(snapshot(**rows)), {}), codes)


def drawn(seed: int, number: int = 16) -> Traits:
    """Return people with drawn functions, decisions, ties and stances."""
    rng = np.random.default_rng(seed)
    codes = [f"p{k:02d}" for k in range(number)]
    ties = {(a, b) for a, b in rng.integers(0, number, (number * 3, 2)).tolist() if a != b}
    return field(
        codes,
        people=[{"person": c, "function": f"f{rng.integers(7)}"} for c in codes],
        decisions=[f"d{k}" for k in range(5)],
        authority=[f"{codes[rng.integers(number)]} decide d{k}" for k in range(5)],
        ties=[f"{codes[a]} trusts {codes[b]}" for a, b in sorted(ties)],
        stances=[f"{c} {rng.uniform(-0.6, 1):.2f} x high" for c in codes],
    )


@pytest.mark.parametrize("seed", range(8))
def test_no_exchange_of_one_person_for_another_makes_the_best_better(seed: int) -> None:
    people = drawn(seed)
    found = Search(people, try_all=4).best()
    assert found is not None
    value, chosen = found
    for gone in chosen:
        rest = [i for i in chosen if i != gone]
        for new in set(range(len(people.codes))) - set(chosen):
            swapped = np.array([[*rest, new]])
            if people.skeptic[swapped].sum() <= 1:
                assert float(score(people, swapped)[0][0]) <= value + 1e-8


@pytest.mark.parametrize("seed", range(8))
def test_the_best_is_no_worse_than_any_set_of_those_best_by_themselves(seed: int) -> None:
    people = drawn(seed)
    alone = score(people, np.arange(len(people.codes))[:, None])[0]
    first = sorted(range(len(people.codes)), key=lambda i: -alone[i])[:4]
    sets = [c for size in (2, 3, 4) for c in combinations(first, size)]
    allowed = [c for c in sets if people.skeptic[list(c)].sum() <= 1]
    found = Search(people, try_all=6).best()
    assert found is not None
    assert found[0] >= max(float(score(people, np.array([c]))[0][0]) for c in allowed) - 1e-9


def test_whoever_is_left_out_does_not_come_back_by_exchange() -> None:
    people = drawn(1)
    best = Search(people, try_all=4).best()
    assert best is not None
    other = Search(people, try_all=4).best(without=frozenset(best[1]))
    assert other is not None
    assert not set(other[1]) & set(best[1])


def test_a_core_is_never_more_than_four_however_much_a_fifth_would_bring() -> None:
    codes = list("abcde")
    people = [{"person": code, "function": code} for code in codes]
    decide = [f"{code} decide d-{code}" for code in codes]
    all_five = field(codes, people=people, decisions=[f"d-{c}" for c in codes], authority=decide)
    four, five = (score(all_five, np.arange(n)[None])[0][0] for n in (4, 5))
    assert five > four
    found = Search(all_five).best()
    assert found is not None
    assert found[1] == (0, 1, 2, 3)


def test_of_equals_the_smaller_set_and_the_first_codes_come_first() -> None:
    found = list(Search(field(list("abcd"))).alternatives(3))
    assert [(chosen, gone) for (_, chosen), gone in found] == [
        ((0, 1), ()),
        ((1, 2), (0,)),
        ((2, 3), (0, 1)),
    ]


@pytest.mark.parametrize("try_all", [2, 26])
def test_of_nobody_but_doubters_there_is_no_set(try_all: int) -> None:
    codes = list("abcd")
    doubters = field(codes, stances=[f"{code} skeptic x high" for code in codes])
    assert Search(doubters, try_all=try_all).best() is None
    assert list(Search(doubters, try_all=try_all).alternatives(3)) == []


def test_half_of_those_tried_first_do_not_doubt_where_there_are_such() -> None:
    codes = list("abcdefgh")
    people = field(
        codes,
        stances=[f"{code} skeptic x high" for code in codes[:6]],
        decisions=["d1"],
        authority=[f"{code} decide d1" for code in codes[:6]],
    )
    for try_all in (2, 3, 4):
        found = Search(people, try_all=try_all).best()
        assert found is not None
        assert found[1] == (0, 6)
