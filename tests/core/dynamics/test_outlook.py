"""The outlook: what must hold of plans whatever the numbers are (MODEL section 8)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from groundswell.core.answer import Estimate
from groundswell.core.dynamics.gain import (
    decision_objective,
    node_log_slopes,
    node_objective,
    screen,
    slope,
    today_of,
)
from groundswell.core.dynamics.opinion import Mirror
from groundswell.core.dynamics.outlook import Outlook, outlooks
from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.stage import Stage
from groundswell.core.dynamics.study import Study
from groundswell.core.terrain.draws import Draws
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import Row, snapshot
from tests.core.worlds import dense, random_snapshot, ward

seeds = st.integers(0, 10_000)


def tried(folded: Snapshot, *plans: Plan, scenarios: int = 32) -> tuple[Outlook, ...]:
    draws = Draws.of(folded, 1, scenarios)
    return outlooks(draws, Stage.of(draws), plans, lasting=True)


@given(seeds, st.sets(st.integers(1, 13), min_size=1, max_size=4))
@settings(max_examples=15)
def test_a_larger_committed_coalition_lowers_nothing_in_any_scenario(
    seed: int, people: set[int]
) -> None:
    recruits = tuple((i, 1.0) for i in sorted(people))
    fewer, more = Plan(raised=recruits[:-1]), Plan(raised=recruits)
    today, small, large = tried(random_snapshot(seed), TODAY, fewer, more)
    for less, greater in ((today, small), (small, large)):
        assert (greater.passing >= less.passing - 1e-6).all()
        assert (greater.nodes >= less.nodes).all()
        assert (greater.adopting >= less.adopting).all()
        assert (greater.chance >= less.chance - 1e-6).all()


@given(seeds)
@settings(max_examples=10)
def test_chances_are_chances(seed: int) -> None:
    for outlook in tried(random_snapshot(seed), TODAY, Plan(raised=((3, 1.0),))):
        for part in (outlook.chance, outlook.each, outlook.nodes, outlook.shares):
            assert ((part >= 0) & (part <= 1)).all()


@given(seeds)
@settings(max_examples=8)
def test_plans_tried_together_equal_plans_tried_alone(seed: int) -> None:
    folded = random_snapshot(seed)
    plans = [TODAY, Plan(raised=((4, 0.75),)), Plan(replaced=(0,)), Plan(left=(0,), harder=0.2)]
    for one, together in zip(plans, tried(folded, *plans), strict=True):
        alone = tried(folded, one)[0]
        assert np.array_equal(alone.chance, together.chance)
        assert np.array_equal(alone.objective, together.objective)


def test_a_sole_veto_owner_who_digs_in_stops_it() -> None:
    folded = snapshot(
        people=["ann", "ben", "cy"],
        ties=["ann trusts cy", "ben trusts cy"],
        stances=["ann champion x high", "ben champion x high", "cy champion x high"],
        decisions=["d1 majority"],
        authority=["ann decide d1", "ben decide d1", "cy veto d1"],
    )
    today, blocked = tried(folded, TODAY, Plan(held=((2, -1.0),)), scenarios=200)
    assert today.each[0].mean() > 0.5
    assert blocked.each[0].mean() < 0.02


def everybody(word: str, sure: str = "high") -> Snapshot:
    people = [f"p{k}" for k in range(12)]
    ties: list[Row] = [
        f"{a} trusts {b}" for k, a in enumerate(people) for b in people[k + 1 : k + 4]
    ]
    ties += [f"{b} trusts {a}" for k, a in enumerate(people) for b in people[k + 1 : k + 3]]
    return snapshot(
        people=[f"{code} u" for code in people],
        units=["u"],
        ties=ties,
        stances=[f"{code} {word} {who} {sure}" for code in people for who in "xyz"],
        decisions=["d1 owner", "d2 majority"],
        authority=["p0 decide d1", "p1 decide d2", "p2 decide d2", "p3 decide d2"],
        nodes=["n1 u .5"],
        coalition=["p0 core", "p1 core", "p4 second"],
    )


def test_readings_that_must_stay_true() -> None:
    """All supporters: at or near; all neutral: clearly not; nobody known: wide and not."""
    chance = {}
    for word in ("champion", "supporter", "neutral", "unknown", "opponent"):
        sample = Study(everybody(word), 0, 400).today.chance
        chance[word] = Estimate.of(sample)
    assert chance["champion"].mean > 0.8
    assert chance["supporter"].mean > 0.5
    assert chance["neutral"].mean < 0.35
    assert chance["opponent"].mean < 0.05
    width = {word: e.high - e.low for word, e in chance.items()}
    assert width["unknown"] > 0.5
    assert chance["unknown"].mean < 0.6


def test_an_observation_taken_away_widens_the_band() -> None:
    """On fixtures with a middling chance, knowing one decider less widens the band."""
    rows: dict[str, Any] = {
        "people": ["ann", "ben", "cy"],
        "ties": ["ann trusts ben", "ben trusts cy", "cy trusts ann"],
        "decisions": ["d1 majority"],
        "authority": ["ann decide d1", "ben decide d1", "cy decide d1"],
    }
    stances = [f"{who} {word} {by}" for who, word in (("ann", "neutral"), ("ben", "supporter"),
               ("cy", "neutral")) for by in "xyz"]  # fmt: skip
    known = Study(snapshot(**rows, stances=stances), 0, 2000).today.chance
    assert 0.2 < known.mean() < 0.8
    fewer = [line for line in stances if not line.startswith("ben")]
    unknown = Study(snapshot(**rows, stances=fewer), 0, 2000).today.chance
    full, less = Estimate.of(known), Estimate.of(unknown)
    assert less.high - less.low > full.high - full.low


@given(seeds)
@settings(max_examples=10)
def test_slopes_of_the_objective_equal_finite_differences(seed: int) -> None:
    folded = random_snapshot(seed)
    draws = Draws.of(folded, 1, 4)
    stage, block = Stage.of(draws), draws.block(0)
    x = np.clip(today_of(draws, block), -0.9, 0.9)
    exact = slope(x, block, draws, stage)
    step = np.float32(2e-2)
    for i in range(0, folded.size, 2):  # operators of both nodes among them
        up, down = x.copy(), x.copy()
        up[i] += step
        down[i] -= step
        rise = [
            decision_objective(stage.chances(moved, block, draws)[1][: stage.required])
            + node_objective(moved, draws)
            for moved in (up, down)
        ]
        numeric = (rise[0] - rise[1]) / (2 * step)
        np.testing.assert_allclose(exact[i], numeric, atol=0.03, rtol=0.03)


def test_a_node_slope_by_hand() -> None:
    """One operator at the commitment threshold: m = 1/2, A = Phi(0) at a need of one half."""
    folded = snapshot(people=["ann"], nodes=["n1 - .5"], operators=["ann n1"])
    x = np.array([[folded.settings.committed_above]], dtype=np.float32)
    log, slopes = node_log_slopes(x, folded.nodes[0], folded.settings)
    density = 1 / np.sqrt(2 * np.pi)
    assert log[0] == pytest.approx(np.log(0.5), abs=1e-4)
    assert slopes[0, 0] == pytest.approx(density / 0.15 / 0.5 * density / 0.35, rel=1e-3)


@pytest.mark.parametrize(
    ("weights", "shares"), [((3, 1), (0.75, 0.25)), ((0, 0), (0.5, 0.5)), ((0, 2), (0, 1))]
)
def test_a_node_counts_operators_by_weight(
    weights: tuple[int, int], shares: tuple[float, float]
) -> None:
    """m = sum of share times Phi((x - .6) / .35), A = Phi((m - need) / .15)."""
    folded = snapshot(
        people=["ann", "ben"],
        nodes=["n1 - .4", {"node": "n2", "share_needed": 0.9, "required": False}],
        operators=[f"{who} n1 {w}" for who, w in zip(("ann", "ben"), weights, strict=True)]
        + ["ann n2 1"],
    )
    x = np.array([[0.9], [0.2]], dtype=np.float32)
    mean = shares[0] * norm.cdf(0.3 / 0.35) + shares[1] * norm.cdf(-0.4 / 0.35)
    log_reached = norm.logcdf((mean - 0.4) / 0.15)
    draws = Draws.of(folded, 1, 1)
    assert node_objective(x, draws) == pytest.approx([log_reached], abs=1e-5)
    log, slopes = node_log_slopes(x, folded.nodes[0], folded.settings)
    assert log == pytest.approx([log_reached], abs=1e-5)
    assert (slopes[:, 0] > 0).tolist() == [share > 0 for share in shares]


def test_what_is_not_required_pulls_at_nobody() -> None:
    optional: dict[str, Any] = {
        "decisions": ["d1 owner", {"decision": "d2", "rule": "owner", "required": False}],
        "authority": ["ann decide d1", "ben decide d2"],
        "nodes": ["n1 - .5", {"node": "n2", "share_needed": 0.5, "required": False}],
        "operators": ["ann n1", "ben n2"],
    }
    draws = Draws.of(snapshot(people=["ann", "ben"], **optional), 1, 4)
    block = draws.block(0)
    x = np.full((2, 4), 0.3, dtype=np.float32)
    found = slope(x, block, draws, Stage.of(draws))
    assert (found[0] > 0).all()
    assert not found[1].any()


def test_the_objective_adds_the_logs_of_what_is_required() -> None:
    folded = snapshot(
        people=["ann", "ben"],
        decisions=["d1 owner", {"decision": "d2", "rule": "owner", "required": False}, "d3 owner"],
        authority=["ann decide d1", "ben decide d2", "ben decide d3"],
    )
    (today,) = tried(folded, TODAY)
    each = {point.code: row for point, row in zip(folded.decisions, today.each, strict=True)}
    by_hand = np.log(each["d1"] + 1e-9) + np.log(each["d3"] + 1e-9)
    assert today.objective == pytest.approx(by_hand)


@pytest.mark.parametrize(("asked", "tried_on"), [(None, 32), (7, 7), (500, 32)])
def test_no_more_scenarios_than_were_drawn(asked: int | None, tried_on: int) -> None:
    draws = Draws.of(random_snapshot(1), 1, 32)
    (today,) = outlooks(draws, Stage.of(draws), [TODAY], asked)
    assert today.chance.size == tried_on


def test_nobody_gains_by_being_held_where_they_stand() -> None:
    """Screened: a member held at .8 gains by full support, and not by .75."""
    study = Study(
        snapshot(
            people=["ann", "ben"],
            ties=["ben trusts ann"],
            decisions=["d1 owner"],
            authority=["ann decide d1"],
            coalition=[{"person": "ann", "ring": "core", "commitment": 0.8}],
        ),
        0,
        64,
    )
    assert study.screening.levels == (1.0, 0.75)
    full, asked = study.screening.gain
    # To first order (1 - .8) times the slope of ln Phi((x - .2) / sd) at .8.
    sd = np.hypot(0.25, 0.2)
    by_hand = 0.2 * norm.pdf(0.6 / sd) / sd / norm.cdf(0.6 / sd)
    assert full[0] == pytest.approx(by_hand, rel=0.02)
    assert (asked[0], full[1], asked[1]) == (0, 0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_screened_gains_carry_the_slope_back_through_all_who_listen(seed: int) -> None:
    """(v - x) y / (M^-1)_jj with M' y = c, in full matrices; the diagonal is near enough."""
    folded = random_snapshot(seed)
    draws = Draws.of(folded, 1, 4)
    stage, block = Stage.of(draws), draws.block(0)
    x = today_of(draws, block)
    c = slope(x, block, draws, stage).astype(float)
    levels = (1.0, 0.2)
    by_hand = np.zeros((2, folded.size))
    for r in range(4):
        susceptible = block.susceptibility[:, r].astype(float)
        matrix = np.eye(folded.size) - susceptible[:, None] * dense(folded, block, r)
        worth = np.linalg.solve(matrix.T, c[:, r]) / np.diag(np.linalg.inv(matrix))
        for k, level in enumerate(levels):
            by_hand[k] += np.maximum(level - x[:, r], 0) * worth / 4
    found = screen(draws, stage, Mirror.of(folded.listening), levels).gain
    np.testing.assert_allclose(found, by_hand, rtol=0.15, atol=0.01)


def test_renaming_codes_agrees_within_the_noise() -> None:
    one, other = (
        Study(random_snapshot(5, prefix=prefix), 0, 1500).today.chance for prefix in ("p", "z")
    )
    error = np.sqrt(one.var() / one.size + other.var() / other.size)
    assert abs(one.mean() - other.mean()) < 4 * error + 1e-9
    assert not np.array_equal(one, other)


def test_nothing_required_leaves_nothing_to_fail() -> None:
    outlook = Study(snapshot(people=["ann"]), 0, 32).today
    assert (outlook.chance == 1).all()


def test_self_sustaining_falls_where_the_committed_alone_carry_it() -> None:
    """Nobody but members is in favour: with them pushing it holds, without them it does not."""
    outlook = Study(snapshot(**ward("opponent")), 0, 64).today
    assert outlook.adopting.mean() > 0.9
    assert outlook.lasting is not None
    assert outlook.lasting.mean() < outlook.adopting.mean() - 0.3


def test_the_threshold_form_is_a_switch() -> None:
    """In two weeks nobody forgets eight weeks of old practice, but a threshold can be crossed."""
    people = [f"p{k}" for k in range(6)]
    brief = {"constant": "horizon_weeks", "value": 2}
    rows: dict[str, Any] = {
        "units": ["u"],
        "people": [f"{code} u" for code in people],
        "ties": [f"{a} trusts {b}" for a in people for b in people[:2] if a != b],
        "nodes": ["n1 u .9"],
        "stances": [f"{code} neutral x high" for code in people],
        "coalition": ["p0 core", "p1 core"],
    }
    by_memory = Study(snapshot(**rows, settings=[brief]), 0, 64).today
    switched = [brief, {"constant": "threshold_form", "value": 1}]
    by_threshold = Study(snapshot(**rows, settings=switched), 0, 64).today
    assert by_memory.adopting.mean() < 0.1
    assert by_threshold.adopting.mean() > 0.7
