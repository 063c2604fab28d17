"""The study of plans by months: hours month by month, and a path that is never broken."""

from __future__ import annotations

import numpy as np

from groundswell.validation.studies.months import (
    METHODS,
    MONTHS,
    Trial,
    planned,
    stretches,
    summary,
    trial,
)
from groundswell.validation.studies.organisation import organisation
from groundswell.validation.studies.recommendation import HOURS, by_rank


def test_by_each_month_no_more_hours_are_spent_than_there_were() -> None:
    world = organisation(3)
    turn = by_rank(world, "degree", 3)
    ends = list(stretches(world, turn))
    assert len(ends) == MONTHS
    for month, part in enumerate(ends, 1):
        assert part == turn[: len(part)]
        assert world.hours[part].sum() <= HOURS / MONTHS * month + 1e-9
    assert [*stretches(world, [])] == [[]] * MONTHS


def test_one_trial_breaks_no_path_and_spends_no_more_than_there_is() -> None:
    found = trial(5)
    turn, broken = planned(organisation(5), 5)
    assert found.broken == broken == 0
    assert organisation(5).hours[turn].sum() <= HOURS
    assert found.gain.shape == (len(METHODS), 2)


def test_a_line_holds_only_with_its_interval_above_nothing() -> None:
    def trials(ours: float, noise: float) -> list[Trial]:
        gain = np.zeros((len(METHODS), 2))
        gain[0] = ours
        return [Trial(0.2, gain + noise * k * np.eye(5)[:, :1], 0) for k in (-1, 0, 1)]

    assert all(line.holds for line in summary(trials(0.1, 0.01)))
    assert not any(line.holds for line in summary(trials(0.0, 0.1))[:-1])
