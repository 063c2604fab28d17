"""Negotiated decisions: closed forms, finite differences, and the edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr

from groundswell.core.dynamics.decisions import weather_for
from groundswell.core.dynamics.negotiated import Negotiation
from groundswell.core.dynamics.weather import Weather

STILL = Weather(np.zeros(1), np.ones(1), np.zeros(1), np.ones(1))


def chance_of(form: Negotiation, opinions: list[float], weather: Weather = STILL) -> float:
    return float(form.slopes(np.array(opinions)[:, None], weather)[0][0])


def test_the_compromise_is_the_mean_by_weight_and_salience() -> None:
    form = Negotiation.build([5, 3], [2, 1], [1.0, 0.5])
    assert list(form.people) == [5, 3]
    # 2 * 1 and 1 * .5: the compromise of .6 and -.4 is .4.
    assert chance_of(form, [0.6, -0.4]) == pytest.approx(ndtr(0.4 / 0.4))


def test_weights_that_sum_to_nothing_count_as_equal() -> None:
    form = Negotiation.build([0, 1], [1, 2], [0, 0])
    assert chance_of(form, [0.8, 0.0]) == pytest.approx(ndtr(1.0))


def test_the_unit_of_weights_changes_nothing() -> None:
    for unit in (1e-6, 0.1, 1e6):
        form = Negotiation.build([5, 3], [2 * unit, unit], [1.0, 0.5])
        assert chance_of(form, [0.6, -0.4]) == pytest.approx(ndtr(0.4 / 0.4))


def test_a_compromise_at_its_hurdle_passes_half_the_time() -> None:
    form = Negotiation.build([0], [1], [1], hurdle=0.3)
    assert chance_of(form, [0.3]) == pytest.approx(0.5)
    assert chance_of(form, [0.7]) == pytest.approx(ndtr(1.0))


def test_over_all_luck_the_error_is_the_measured_one() -> None:
    # Own error .4, common .4 and weather .2 make the measured .6 (30 points of 100).
    form = Negotiation.build([0], [1], [1])
    for x in (-0.9, -0.2, 0.0, 0.35, 1.0):
        assert chance_of(form, [x], weather_for([form])) == pytest.approx(ndtr(x / 0.6), abs=1e-3)


def test_a_veto_multiplies_and_has_its_own_hurdle() -> None:
    form = Negotiation.build([0, 1], [1, 1], [1, 1], [1, 7])
    assert list(form.people) == [0, 1, 7]
    x = [0.5, 0.3, 0.1]
    by_hand = ndtr(0.4 / 0.4) * ndtr(0.1 / 0.25) * ndtr(-0.1 / 0.25)
    assert chance_of(form, x) == pytest.approx(by_hand)


def test_with_nobody_negotiating_only_the_vetoes_count() -> None:
    form = Negotiation.build([], [], [], [2])
    assert chance_of(form, [0.2]) == pytest.approx(0.5)
    assert np.isinf(form.common_width)


def test_slopes_equal_finite_differences() -> None:
    form = Negotiation.build([0, 1, 2], [3, 1, 2], [1, 0.5, 0.2], [1, 9])
    weather = weather_for([form])
    x = np.random.default_rng(1).normal(0.1, 0.4, (4, 3))
    _, slope = form.slopes(x, weather)
    for i in range(4):
        up, down = x.copy(), x.copy()
        up[i] += 1e-4
        down[i] -= 1e-4
        difference = (form.slopes(up, weather)[0] - form.slopes(down, weather)[0]) / 2e-4
        assert slope[i] == pytest.approx(difference, rel=1e-4, abs=1e-7)


def test_chances_are_those_the_slopes_average() -> None:
    form = Negotiation.build([0, 1], [1, 2], [1, 1], [0])
    weather = weather_for([form])
    x = np.random.default_rng(2).normal(0, 0.5, (2, 5))
    averaged = (form.chances(x, weather) @ weather.g_weight) @ weather.z_weight
    assert averaged == pytest.approx(form.slopes(x, weather)[0], abs=1e-12)


def test_luck_in_common_moves_the_compromise_and_no_veto() -> None:
    form = Negotiation.build([0], [1], [1], [7])
    ill = Weather(np.array([0.1]), np.ones(1), np.array([-0.3]), np.ones(1))
    by_hand = ndtr((0.5 + 0.1 - 0.3) / 0.4) * ndtr((0.4 + 0.1 - 0.2) / 0.25)
    x = np.array([[0.5], [0.4]])
    assert form.chances(x, ill)[0, 0, 0] == pytest.approx(by_hand)
    assert form.slopes(x, ill)[0][0] == pytest.approx(by_hand)


def test_the_steepest_step_is_that_of_a_vote_where_somebody_can_stop_it() -> None:
    def width(vetoes: list[int], **sharp: float) -> float:
        return Negotiation.build([0], [1], [1], vetoes, **sharp).width

    assert width([], scale=0.4, vote=0.25) == 0.4
    assert width([7], scale=0.4, vote=0.25) == 0.25
    assert width([7], scale=0.1, vote=0.25) == 0.1


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("holders", {"holders": [], "weights": [], "salience": []}),
        ("holders", {"holders": [1, 1]}),
        ("vetoes", {"vetoes": [3, 3]}),
        ("weights", {"weights": [1]}),
        ("salience", {"salience": [1, -0.1]}),
        ("hurdle", {"hurdle": np.nan}),
        ("veto_hurdle", {"veto_hurdle": np.inf}),
        ("scale", {"scale": 0.0}),
        ("vote", {"vote": -1.0}),
    ],
)
def test_what_does_not_fit_is_named(field: str, parts: dict[str, Any]) -> None:
    fitting: dict[str, Any] = {"holders": [1, 2], "weights": [1, 1], "salience": [1, 1]}
    with pytest.raises(ValueError, match=f"^{field}: "):
        Negotiation.build(**(fitting | parts))
