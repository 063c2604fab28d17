"""Scoring forecasts: counts that are too small say so, corrections are offered and never made."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import beta, norm

from groundswell.core.questions.forecast_log import (
    Correction,
    Outcome,
    corrected,
    corrected_hurdle,
    forecast_record,
)
from groundswell.core.terrain.settings import CONSTANTS, Settings


def drawn(number: int, wrong_by: float = 0.0, seed: int = 0) -> list[Outcome]:
    """Forecasts that lean `wrong_by` too high."""
    rng = np.random.default_rng(seed)
    truth = rng.uniform(0.05, 0.95 - max(wrong_by, 0), number)
    happened = rng.random(number) < truth
    return [
        Outcome(f"f{k}", float(p), bool(h))
        for k, (p, h) in enumerate(zip(truth + wrong_by, happened, strict=True))
    ]


def test_nothing_tested_nothing_scored() -> None:
    record = forecast_record([])
    assert (record.score, record.groups, record.correction) == (None, (), None)
    assert record.text == "No forecast has been put to the test yet."


def test_the_brier_score_by_hand() -> None:
    record = forecast_record([Outcome("a", 0.8, True), Outcome("b", 0.4, False)])
    assert record.score == pytest.approx((0.04 + 0.16) / 2)
    assert record.score_of_share == pytest.approx(0.25)
    assert record.text.startswith("Two forecasts put to the test: Brier score 0.10")


@pytest.mark.parametrize(("number", "grouped"), [(19, False), (20, True)])
def test_groups_only_from_twenty_on(number: int, grouped: bool) -> None:
    record = forecast_record(drawn(number))
    assert bool(record.groups) is grouped
    assert len(record.outcomes) == number
    assert ("Too few to say" in record.text) is not grouped
    assert ("No correction is made of fewer than 30" in record.text) is grouped
    if grouped:
        assert sum(group.count for group in record.groups) == number
        assert all(g.low <= g.share <= g.high for g in record.groups)
        means = [g.forecast for g in record.groups]
        assert means == sorted(means)


@pytest.mark.parametrize(
    ("number", "sizes"), [(20, [5] * 4), (27, [6, 6, 5, 5, 5]), (60, [12] * 5)]
)
def test_there_are_at_most_five_groups_of_five_or_more(number: int, sizes: list[int]) -> None:
    assert [group.count for group in forecast_record(drawn(number)).groups] == sizes


def test_forecasts_alike_stay_in_one_group() -> None:
    record = forecast_record([Outcome(str(k), 0.5, k % 2 == 0) for k in range(24)])
    (group,) = record.groups
    assert (group.count, group.share, group.forecast) == (24, 0.5, 0.5)


def test_no_correction_of_fewer_than_thirty() -> None:
    wrong = [Outcome(str(k), 0.9, False) for k in range(29)]
    assert forecast_record(wrong).correction is None
    offered = forecast_record([*wrong, Outcome("last", 0.9, False)]).correction
    assert offered is not None
    assert corrected(0.9, offered) < 0.6
    thirty = [Outcome(str(k), 0.9, False) for k in range(30)]
    assert "A correction would have scored" in forecast_record(thirty).text
    late = [Outcome("old", 0.9, False), *thirty]
    assert forecast_record(late, fresh=thirty).text.endswith("until it is accepted.")


def test_a_lean_is_found_and_the_correction_undoes_it() -> None:
    record = forecast_record(drawn(300, wrong_by=0.25))
    found = record.correction
    assert found is not None
    assert found.shift < 0 < found.hurdle_change
    assert found.score_after < found.score_before
    assert corrected(0.6, found) == pytest.approx(0.35, abs=0.1)
    assert "changes nothing until it is accepted" in record.text
    said = f"where 50 % is said, it would say {100 * corrected(0.5, found):.0f} %"
    assert said in record.text and corrected(0.5, found) < 0.4


def test_the_change_of_the_hurdle_moves_a_decision_of_one_person_as_the_shift_does() -> None:
    """Votes and weather of .3 and .4 are .5 together, in which the hurdle is measured."""
    of_half = Settings(vote_scale=0.3, weather=0.4)
    found = forecast_record(drawn(300, wrong_by=0.25), of_half).correction
    assert found is not None
    assert found.hurdle_change == pytest.approx(-found.shift * 0.5)


@pytest.mark.parametrize("seed", range(8))
def test_honest_forecasts_are_seldom_offered_a_correction(seed: int) -> None:
    found = forecast_record(drawn(60, seed=seed)).correction
    assert found is None or abs(corrected(0.5, found) - 0.5) < 0.25


def test_no_correction_changes_nothing_and_all_keep_the_order() -> None:
    same = Correction(0, 1, 0, 0, 0, 0)
    other = Correction(-0.4, 0.7, 0, 0, 0, 0)
    chances = [0.1, 0.3, 0.5, 0.9]
    assert [corrected(p, same) for p in chances] == pytest.approx(chances)
    moved = [corrected(p, other) for p in chances]
    assert moved == sorted(moved)


def test_what_was_held_for_certain_is_corrected_too() -> None:
    """Certain is taken as 199 in 200, on either side."""
    doubt = Correction(-0.4, 0.7, 0, 0, 0, 0)
    assert corrected(1.0, doubt) == corrected(0.995, doubt) < 0.95
    assert corrected(0.0, doubt) == corrected(0.005, doubt) > 0


def test_sure_forecasts_do_not_break_it() -> None:
    sure = [Outcome(str(k), float(k % 2), k % 2 == 1) for k in range(40)]
    record = forecast_record(sure)
    assert record.score == 0
    assert record.correction is None


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_a_chance_that_is_none_is_refused(chance: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        forecast_record([Outcome("a", chance, True)])


def test_a_correction_rests_on_what_was_foretold_since_the_last_one() -> None:
    wrong = [Outcome(str(k), 0.9, k % 10 == 0) for k in range(40)]
    assert forecast_record(wrong).correction is not None
    again = forecast_record(wrong, fresh=wrong[:29])
    assert again.correction is None and again.score == forecast_record(wrong).score
    assert "The hurdle was set meanwhile" in again.text


def test_the_corrected_hurdle_keeps_within_what_is_allowed() -> None:
    far = Correction(9.0, 1.0, 99.0, 0.5, 0.1, 0.01)
    assert corrected_hurdle(Settings(), far) == CONSTANTS["hurdle"].high
    near = Correction(0.1, 1.0, -0.05, 0.5, 0.1, 0.01)
    assert corrected_hurdle(Settings(), near) == pytest.approx(Settings().hurdle - 0.05)
    fine = Correction(0.1, 1.0, 0.01234, 0.5, 0.1, 0.01)
    assert corrected_hurdle(Settings(hurdle=0.1), fine) == 0.112  # a constant has three digits


def test_forecasts_that_are_nearly_all_wrong_are_corrected_as_far_as_the_prior_lets_them() -> None:
    found = forecast_record([Outcome(str(k), 0.9, k % 10 == 0) for k in range(30)]).correction
    assert found is not None
    assert found.shift < -0.5 and found.hurdle_change > 0.1
    assert found.score_after < found.score_before / 2


def likeliest(outcomes: list[Outcome]) -> tuple[float, ...]:
    """Shift and stretch as an optimiser finds them that knows nothing of slopes."""
    chance = np.array([o.chance for o in outcomes])
    happened = np.array([o.happened for o in outcomes])

    def doubt(at: np.ndarray) -> float:
        reached = at[0] + at[1] * norm.ppf(np.clip(chance, 0.005, 0.995))
        told = np.where(happened, norm.logcdf(reached), norm.logsf(reached)).sum()
        return float(-told + (at[0] / 0.5) ** 2 / 2 + ((at[1] - 1) / 0.35) ** 2 / 2)

    best = minimize(
        doubt, [0.0, 1.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}
    )
    return tuple(best.x)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_correction_is_the_one_an_independent_optimiser_finds(seed: int) -> None:
    outcomes = drawn(60, wrong_by=0.25, seed=seed)
    found = forecast_record(outcomes).correction
    assert found is not None
    assert (found.shift, found.stretch) == pytest.approx(likeliest(outcomes), abs=1e-6)


@pytest.mark.parametrize(("chance", "came"), [(0.0, 40), (0.1, 40), (0.1, 36), (0.5, 36)])
def test_it_is_that_one_too_where_nearly_all_came_out_otherwise(chance: float, came: int) -> None:
    """Steps that overshoot by far, and chances that round to certainty on the way."""
    outcomes = [Outcome(str(k), chance, k < came) for k in range(40)]
    found = forecast_record(outcomes).correction
    assert found is not None
    assert (found.shift, found.stretch) == pytest.approx(likeliest(outcomes), abs=1e-6)


def test_a_group_has_the_range_of_jeffreys_around_its_share() -> None:
    """Twelve of twenty-four: the tenth and ninetieth of a hundred of beta(12.5, 12.5)."""
    (group,) = forecast_record([Outcome(str(k), 0.5, k % 2 == 0) for k in range(24)]).groups
    assert (group.low, group.high) == pytest.approx(tuple(beta(12.5, 12.5).ppf([0.1, 0.9])))
    (sure,) = forecast_record([Outcome(str(k), 0.9, True) for k in range(20)]).groups
    assert (sure.low, sure.high) == pytest.approx((beta(20.5, 0.5).ppf(0.1), 1.0))


def test_the_score_before_a_correction_is_that_of_brier() -> None:
    outcomes = [Outcome(str(k), 0.9, k % 10 == 0) for k in range(30)]
    found = forecast_record(outcomes).correction
    assert found is not None
    assert found.score_before == pytest.approx((3 * 0.1**2 + 27 * 0.9**2) / 30)
    assert 0.1 * 0.9 <= found.score_after < 0.2  # no constant scores below one in ten, nine in ten


def test_a_correction_is_judged_on_each_forecast_by_what_the_others_say() -> None:
    outcomes = [Outcome(str(k), 0.7 + k % 3 / 10, k % 8 == 0) for k in range(31)]
    found = forecast_record(outcomes).correction
    assert found is not None
    gained, after = [], []
    for left, own in enumerate(outcomes):
        others = forecast_record([*outcomes[:left], *outcomes[left + 1 :]]).correction
        assert others is not None
        now = (corrected(own.chance, others) - own.happened) ** 2
        after.append(now)
        gained.append((own.chance - own.happened) ** 2 - now)
    assert found.score_after == pytest.approx(np.mean(after))
    assert found.std_error == pytest.approx(np.std(gained, ddof=1) / np.sqrt(31))
