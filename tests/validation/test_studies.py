"""The truth of generated organisations is what it says, and the studies count rightly."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from groundswell.validation import studies
from groundswell.validation.studies import degradation, fate, organisation, recommendation
from groundswell.validation.studies.degradation import Seen, calibration, look
from groundswell.validation.studies.fate import (
    Luck,
    after_joining,
    approached,
    critical_mass,
    pass_together,
)
from groundswell.validation.studies.maps import Sight, map_of
from groundswell.validation.studies.organisation import Vote, at_rest
from groundswell.validation.studies.recommendation import METHODS, Trial, by_rank, summary, trial

NONE = np.zeros(0, dtype=np.int64)


@pytest.mark.parametrize("module", [organisation, fate])
def test_the_truth_is_made_without_the_code_it_judges(module: object) -> None:
    file = Path(str(getattr(module, "__file__", "")))
    imported = [
        node.module or ""
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    ]
    assert not [name for name in imported if name.startswith("groundswell.core")]
    assert studies.__doc__ is not None


def test_an_organisation_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    one, same, other = (organisation.organisation(seed) for seed in (3, 3, 4))
    assert one.stands.tolist() == same.stands.tolist() != other.stands.tolist()
    assert one.member.sum() == organisation.MEMBERS
    rows = one.listens.sum(axis=1)
    assert np.all(np.isclose(rows, 1) | (rows == 0))


def test_talk_comes_to_rest_where_the_equation_says() -> None:
    world = organisation.organisation(1)
    own = np.where(world.member, 1.0, world.stands)
    rest = at_rest(world.listens, world.open_to, own, world.member)
    pull = np.where(world.member, 0, world.open_to)
    assert rest == pytest.approx((1 - pull) * own + pull * (world.listens @ rest), abs=1e-6)
    assert rest[world.member] == pytest.approx(1)


def test_a_lone_decider_says_yes_as_often_as_the_normal_curve_has_it() -> None:
    world = organisation.organisation(0)
    luck = Luck.of(world, 0)
    stands = np.full(world.stands.size, 0.5)
    vote = Vote("owner", np.array([0]), NONE, 0.5)
    assert pass_together((vote,), stands, luck) == pytest.approx(0.826, abs=0.02)
    veto = Vote("majority", np.array([0]), np.array([1]), 0.5)
    stands[1] = -1
    assert pass_together((veto,), stands, luck) < 0.02


def test_everybody_with_you_succeeds_and_nobody_does_not() -> None:
    world = organisation.organisation(2)
    luck = Luck.of(world, 2)
    people = world.stands.size
    assert critical_mass(world, np.ones(people), luck) > 0.9
    assert critical_mass(world, np.full(people, -1.0), luck) == 0


def test_joining_moves_others_and_never_down() -> None:
    world = organisation.organisation(5)
    who = [int(i) for i in np.flatnonzero(~world.member)[:4]]
    after = after_joining(world, who)
    assert np.all(after >= world.stands - 1e-12)
    assert np.all(after[who] >= 0.75)
    assert (after > world.stands + 1e-6).sum() > len(who)
    assert after_joining(world, []).tolist() == world.stands.tolist()


def test_coins_decide_who_joins() -> None:
    world = organisation.organisation(5)
    who = [int(i) for i in np.flatnonzero(~world.member)[:4]]
    assert approached(world, who, np.zeros(world.stands.size)) == who
    assert approached(world, who, np.ones(world.stands.size)) == []


def test_the_map_leaves_out_and_mistakes_the_share_it_says() -> None:
    world = organisation.organisation(6)
    whole, part = (map_of(world, s, 6) for s in (Sight(), Sight(missing=0.3)))
    assert whole.stances.judged.all()
    assert 0.65 < part.stances.judged.mean() < 0.85
    ties = [sum(m.nnz for m in snap.layers.values()) for snap in (whole, part)]
    assert ties[1] / ties[0] == pytest.approx(0.7, abs=0.05)


def test_a_rosy_assessor_lifts_what_the_map_says() -> None:
    world = organisation.organisation(6)
    plain, rosy = (map_of(world, s, 6).stances.mean.mean() for s in (Sight(), Sight(rosy=0.6)))
    assert rosy > plain + 0.02


def seen(truth: list[float], low: list[float], high: list[float]) -> Seen:
    bands = np.array([low] * 3), np.array([high] * 3)
    mean = (bands[0][0] + bands[1][0]) / 2
    return Seen(np.array(truth), mean, *bands, np.ones(len(truth)), np.zeros(len(truth)))


def test_a_band_holds_the_truth_in_whole_percent() -> None:
    found = seen([0.2, 0.304, 0.31, 0.0], [0.1, 0.1, 0.1, 0.004], [0.3, 0.3, 0.3, 0.5])
    assert found.holds(1) == 0.75
    assert found.holds(1, np.array([False, False, True, False])) == 0
    assert calibration(found) == "0.21 / 0.20 (4)"


def test_the_engine_is_asked_about_each_organisation_as_seen() -> None:
    found = look(Sight(), range(2), talked=True)
    assert found.truth.shape == (2,) and found.low.shape == (len(degradation.LEVELS), 2)
    assert np.all(found.low[2] <= found.low[0]) and np.all(found.high[0] <= found.high[2])
    assert np.all((found.stance_held > 0.5) & (found.stance_error < 0.5))


@pytest.mark.parametrize("method", METHODS[1:])
def test_rules_of_thumb_spend_the_same_hours_on_people_outside(method: str) -> None:
    world = organisation.organisation(1)
    turn = by_rank(world, method, 1)
    spent = world.hours[turn].sum()
    assert recommendation.HOURS - world.hours.min() < spent <= recommendation.HOURS
    assert not world.member[turn].any() and len(set(turn)) == len(turn)


def test_seniority_asks_the_top_first() -> None:
    world = organisation.organisation(1)
    levels = world.level[by_rank(world, "seniority", 1)]
    assert levels.tolist() == sorted(levels)


def test_one_trial_breaks_no_path() -> None:
    found = trial(5)
    assert found.broken == 0
    assert found.gain.shape == (len(METHODS), 2)
    assert np.all(found.gain >= -0.05)


def test_a_line_holds_only_with_its_interval_above_nothing() -> None:
    def trials(ours: float, noise: float) -> list[Trial]:
        gain = np.zeros((len(METHODS), 2))
        gain[0] = ours
        return [Trial(0.2, gain + noise * k * np.eye(5)[:, :1], 0) for k in (-1, 0, 1)]

    sure, unsure = summary(trials(0.1, 0.01)), summary(trials(0.1, 0.5))
    assert all(line.holds for line in sure)
    assert not unsure[0].holds
    assert "95 % interval" in sure[0].rule and sure[0].ours == pytest.approx(0.1)
