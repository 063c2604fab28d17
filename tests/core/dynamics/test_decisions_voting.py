"""Decisions by rule: published power indices, enumeration as oracle, and the rules' edges."""

from __future__ import annotations

import doctest
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.dynamics import power, voting
from groundswell.core.dynamics.power import banzhaf, shapley_shubik
from groundswell.core.dynamics.voting import (
    Ballot,
    Floats,
    ballot_chances,
    ballot_slopes,
    pass_chance,
)
from groundswell.core.terrain.terms import Rule

Z = np.array([-0.3, 0.0, 0.2])
WEIGHT = np.array([0.3, 0.5, 0.2])


def chance_by_counting(
    ballot: Ballot, weights: dict[int, float], needed: float, yes: Floats
) -> float:
    """Sum the chance of every way to vote that passes, straight from the definition."""
    people = [int(person) for person in ballot.people]
    vetoes = {int(person) for person in ballot.vetoes}
    total = 0.0
    for votes in product((0, 1), repeat=len(people)):
        said = dict(zip(people, votes, strict=True))
        weight = sum(weights.get(person, 0.0) for person in people if said[person])
        if all(said[person] for person in vetoes) and weight >= needed:
            total += float(np.prod(np.where(votes, yes, 1.0 - yes)))
    return total


@st.composite
def bodies(draw: st.DrawFn) -> tuple[list[float], list[int], float, list[float]]:
    """Draw weights, vetoes (some of whom do not decide), a quota and chances of yes."""
    size = draw(st.integers(1, 6))
    number = st.integers(0, 5).map(float) | st.sampled_from([0.1, 0.25, 1 / 3, 1.7])
    weights = draw(st.lists(number, min_size=size, max_size=size))
    vetoes = draw(st.lists(st.integers(0, size + 1), max_size=3, unique=True))
    quota = draw(st.floats(0.05, 1.0))
    yes = draw(st.lists(st.floats(0.0, 1.0), min_size=size + 2, max_size=size + 2))
    return weights, vetoes, quota, yes


def test_the_council_of_the_six_matches_its_published_indices() -> None:
    # Straffin 1977: the European Economic Community of 1958, [12; 4, 4, 4, 2, 2, 1].
    weights = [4, 4, 4, 2, 2, 1]
    assert banzhaf(weights, 12) == pytest.approx([0.2381] * 3 + [0.1429] * 2 + [0.0], abs=5e-5)
    assert shapley_shubik(weights, 12) == pytest.approx([0.2333] * 3 + [0.15] * 2 + [0.0], abs=5e-5)


def test_the_security_council_matches_its_published_indices_with_vetoes() -> None:
    # Fifteen members, nine votes, five vetoes; Straffin 1977.
    weights, vetoes = [1] * 15, [0, 1, 2, 3, 4]
    assert banzhaf(weights, 9, vetoes) == pytest.approx([0.1669] * 5 + [0.0165] * 10, abs=5e-5)
    assert shapley_shubik(weights, 9, vetoes) == pytest.approx(
        [0.19627] * 5 + [0.00186] * 10, abs=5e-6
    )


def test_the_security_council_as_a_weighted_vote_has_the_same_indices() -> None:
    # The same rule without vetoes: permanent members weigh 7, the others 1, and 39 passes.
    weights = [7] * 5 + [1] * 10
    by_veto = shapley_shubik([1] * 15, 9, range(5))
    assert shapley_shubik(weights, 39) == pytest.approx(by_veto, abs=1e-12)
    assert banzhaf(weights, 39) == pytest.approx(banzhaf([1] * 15, 9, range(5)), abs=1e-12)


def test_the_examples_of_power_run() -> None:
    assert doctest.testmod(power) == (0, 2)


@given(bodies())
def test_chance_and_swings_match_counting_all_votes(
    body: tuple[list[float], list[int], float, list[float]],
) -> None:
    weights, vetoes, quota, yes = body
    size = len(weights)
    ballot = Ballot.build(Rule.QUOTA, range(size), weights, vetoes, quota)
    counted = weights if any(weights) else [1.0] * size
    needed = quota * sum(counted) - 1e-8
    weigh = dict(enumerate(counted))
    p = np.array(yes)[ballot.people]
    chance, swing = pass_chance(ballot, p)
    assert chance == pytest.approx(chance_by_counting(ballot, weigh, needed, p), abs=1e-9)
    for i in range(p.size):
        sure, never = p.copy(), p.copy()
        sure[i], never[i] = 1.0, 0.0
        moved = chance_by_counting(ballot, weigh, needed, sure) - chance_by_counting(
            ballot, weigh, needed, never
        )
        assert swing[i] == pytest.approx(moved, abs=1e-9)


@pytest.mark.parametrize(
    ("rule", "weights", "quota", "yes", "passes"),
    [
        (Rule.MAJORITY, [1, 1], None, [1, 0], False),
        (Rule.MAJORITY, [1, 1, 1], None, [1, 1, 0], True),
        (Rule.MAJORITY, [0.1, 0.2, 0.3], None, [1, 1, 0], False),
        (Rule.MAJORITY, [0.5001, 0.4999], None, [1, 0], True),
        (Rule.MAJORITY, [1, 0, 0], None, [0, 1, 1], False),
        (Rule.QUOTA, [1 / 3, 1 / 3, 1 / 3], 2 / 3, [1, 1, 0], True),
        (Rule.QUOTA, [55, 45], 0.55, [1, 0], True),
        (Rule.QUOTA, [54, 46], 0.55, [1, 0], False),
        (Rule.UNANIMITY, [3, 2, 1], None, [1, 1, 0], False),
        (Rule.UNANIMITY, [3, 2, 1], None, [1, 1, 1], True),
        (Rule.UNANIMITY, [3, 2, 0], None, [1, 1, 0], True),
        (Rule.OWNER, [0], None, [1], True),
        (Rule.OWNER, [7], None, [0], False),
    ],
)
def test_rules_at_their_edges(
    rule: Rule, weights: list[float], quota: float | None, yes: list[int], passes: bool
) -> None:
    ballot = Ballot.build(rule, range(len(weights)), weights, (), quota)
    chance, _ = pass_chance(ballot, np.array(yes, dtype=float)[ballot.people])
    assert chance == passes


def test_needed_is_on_the_scale_of_the_weights() -> None:
    assert Ballot.build(Rule.MAJORITY, [1, 2, 3], [1, 1, 1]).needed == 2
    assert Ballot.build(Rule.QUOTA, [1, 2], [0.3, 0.3], (), 0.5).needed == pytest.approx(0.3)


def test_a_veto_holder_who_decides_counts_as_yes_in_the_sum() -> None:
    # Weights 2 (with veto) and 1, 1; majority of 4 needs 3: the veto holder and either other.
    ballot = Ballot.build(Rule.MAJORITY, [10, 11, 12], [2, 1, 1], [10])
    p = {10: 0.5, 11: 0.4, 12: 0.2}
    chance, _ = pass_chance(ballot, [p[int(i)] for i in ballot.people])
    assert chance == pytest.approx(0.5 * (1 - 0.6 * 0.8))


def test_opinions_come_by_falling_weight_then_from_whoever_can_stop_it() -> None:
    ballot = Ballot.build(Rule.MAJORITY, [7, 8, 9, 4], [1, 3, 2, 5], [4, 2])
    assert ballot.people.tolist() == [8, 9, 7, 4, 2]


def test_a_quota_beside_another_rule_changes_nothing() -> None:
    for rule, needed in ((Rule.UNANIMITY, 3), (Rule.MAJORITY, 2)):
        assert Ballot.build(rule, [1, 2, 3], [1, 1, 1], quota=0.2).needed == needed


def test_without_deciders_only_the_vetoes_count() -> None:
    ballot = Ballot.build(Rule.MAJORITY, [], [], [4, 9])
    chance, swing = pass_chance(ballot, [0.5, 0.25])
    assert (float(chance), list(swing)) == (0.125, [0.25, 0.5])
    assert ballot.needed == 0.0


def test_a_sole_veto_owner_against_it_stops_it() -> None:
    # MODEL: held at -1, the chance must stay below .02 in any likely weather.
    ballot = Ballot.build(Rule.OWNER, [0], [1], [0])
    weather = np.array([-0.6, 0.0, 0.6])
    assert ballot_chances(ballot, [[-1.0]], weather).max() < 0.02


def test_slopes_equal_finite_differences() -> None:
    ballot = Ballot.build(Rule.QUOTA, range(5), [3, 2, 2, 1, 1], [4, 7], 0.6)
    x = np.random.default_rng(1).normal(0.2, 0.3, (ballot.people.size, 4))
    chance, slope = ballot_slopes(ballot, x, Z, WEIGHT)
    assert chance == pytest.approx(ballot_chances(ballot, x, Z) @ WEIGHT)
    for i in range(x.shape[0]):
        up, down = x.copy(), x.copy()
        up[i] += 1e-4
        down[i] -= 1e-4
        higher, lower = (ballot_chances(ballot, side, Z) @ WEIGHT for side in (up, down))
        assert slope[i] == pytest.approx((higher - lower) / 2e-4, rel=1e-4, abs=1e-7)


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=8),
    st.lists(st.floats(-1, 1), min_size=8, max_size=8),
    st.integers(0, 7),
    st.floats(0, 1),
)
def test_nobody_lowers_the_chance_by_coming_round(
    weights: list[int], opinions: list[float], who: int, by: float
) -> None:
    ballot = Ballot.build(Rule.MAJORITY, range(len(weights)), weights, [0])
    x = np.array(opinions[: ballot.people.size])[:, None]
    more = x.copy()
    more[who % x.size] += by
    lower, higher = (ballot_chances(ballot, side, Z) for side in (x, more))
    assert np.all(higher >= lower - 1e-12)


def test_samples_stay_apart() -> None:
    ballot = Ballot.build(Rule.MAJORITY, range(5), [1, 2, 3, 4, 5])
    x = np.random.default_rng(2).normal(0, 0.4, (5, 33)).astype(np.float32)
    together = ballot_chances(ballot, x, Z)
    for s in (0, 15, 16, 32):
        assert np.array_equal(together[s], ballot_chances(ballot, x[:, [s]], Z)[0])


def test_many_samples_at_once_agree_with_each_alone() -> None:
    ballot = Ballot.build(Rule.MAJORITY, range(4), [4, 3, 2, 1], [9])
    p = np.random.default_rng(4).random((5, 40))
    chance, swing = pass_chance(ballot, p)
    for s in range(40):
        alone, sways = pass_chance(ballot, p[:, s])
        assert (chance[s], swing[:, s].tolist()) == (float(alone), sways.tolist())


@pytest.mark.parametrize("unit", [1e-7, 1.0, 1e7])
@pytest.mark.parametrize("most", [50, voting._MOST_STATES])
def test_the_unit_of_weights_changes_nothing(
    unit: float, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = np.random.default_rng(3).gamma(1.0, 1.0, 14)
    p = np.linspace(0.2, 0.8, 14)
    monkeypatch.setattr(voting, "_MOST_STATES", most)
    plain, scaled = (Ballot.build(Rule.MAJORITY, range(14), weights * k) for k in (1.0, unit))
    assert pass_chance(scaled, p)[0] == pytest.approx(pass_chance(plain, p)[0], abs=1e-9)
    assert scaled.needed == pytest.approx(unit * plain.needed)


@pytest.mark.parametrize(
    ("size", "weights"), [(1, [1]), (9, [1] * 9), (9, [4] * 9 + [0] * 3), (1, [])]
)
def test_the_steepest_step_is_the_spread_of_the_yes_share_over_its_slope(
    size: float, weights: list[float]
) -> None:
    """Of so many equal voters at one half: sd .5 / sqrt(m), slope phi(0) / scale."""
    ballot = Ballot.build(Rule.QUOTA, range(len(weights)), weights, [99], 0.5, scale=0.3)
    by_hand = 0.5 / np.sqrt(size) / (1 / np.sqrt(2 * np.pi) / 0.3)
    assert ballot.width == pytest.approx(by_hand)


def test_very_uneven_weights_fall_back_to_a_coarse_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = np.random.default_rng(3).gamma(1.0, 1.0, 14)
    p = np.linspace(0.2, 0.8, 14)
    exact = Ballot.build(Rule.MAJORITY, range(14), weights)
    monkeypatch.setattr(voting, "_MOST_STATES", 50)
    coarse = Ballot.build(Rule.MAJORITY, range(14), weights)
    assert coarse.diagram.yes.size < exact.diagram.yes.size
    close, right = (pass_chance(ballot, p)[0] for ballot in (coarse, exact))
    assert close == pytest.approx(right, abs=0.01)


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("rule", {"rule": Rule.NEGOTIATED}),
        ("holders", {"holders": [], "weights": []}),
        ("holders", {"holders": [1, 1], "weights": [1, 1]}),
        ("holders", {"rule": Rule.OWNER}),
        ("weights", {"weights": [1]}),
        ("weights", {"weights": [1, -1]}),
        ("weights", {"weights": [1, np.nan]}),
        ("vetoes", {"vetoes": [3, 3]}),
        ("quota", {"rule": Rule.QUOTA}),
        ("quota", {"rule": Rule.QUOTA, "quota": 1.2}),
        ("quota", {"rule": Rule.QUOTA, "quota": 0.0}),
        ("hurdle", {"hurdle": np.inf}),
        ("scale", {"scale": 0.0}),
    ],
)
def test_what_does_not_fit_is_named(field: str, parts: dict[str, Any]) -> None:
    fitting: dict[str, Any] = {"rule": Rule.MAJORITY, "holders": [1, 2], "weights": [1, 1]}
    with pytest.raises(ValueError, match=f"^{field}: "):
        Ballot.build(**(fitting | parts))
