"""The normal distribution in compiled loops, and the points that stand for normal luck."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from groundswell.core.dynamics.normal import cdf, density
from groundswell.core.dynamics.weather import normal_points

GRID = np.linspace(-8, 8, 10_007)


def test_table_and_expansion_are_right_to_nine_digits() -> None:
    area = np.array([cdf(t) for t in GRID])
    height = np.array([density(t) for t in GRID])
    assert np.abs(area - ndtr(GRID)).max() < 1e-9
    assert np.abs(height - np.exp(-(GRID**2) / 2) / np.sqrt(2 * np.pi)).max() < 1e-9


def test_beyond_eight_deviations_the_value_at_eight_stands() -> None:
    for end in (-8.0, 8.0):
        assert (cdf(5 * end), density(5 * end)) == (cdf(end), density(end))


@pytest.mark.parametrize("sd", [0.3, 1.0])
@pytest.mark.parametrize("width", [0.05, 0.1, 0.3, 1.0, 4.0])
def test_the_mean_of_a_step_of_that_width_is_the_exact_one(sd: float, width: float) -> None:
    points, weights = normal_points(sd, width)
    assert weights.sum() == pytest.approx(1)
    assert points == pytest.approx(-points[::-1])
    for at in np.linspace(-2, 2, 41):
        mean = weights @ ndtr((points - at) / width)
        assert mean == pytest.approx(ndtr(-at / np.hypot(sd, width)), abs=2e-4)


def test_the_steeper_the_step_the_more_points_up_to_a_limit() -> None:
    sizes = [normal_points(1.0, width)[0].size for width in (4.0, 1.0, 0.3, 0.1, 0.01, 0.0)]
    assert sizes == sorted(sizes)
    assert sizes[0] < 10
    assert sizes[1] < 15
    assert sizes[-2:] == [81, 81]
    assert normal_points(0.0, 1.0)[0].tolist() == [0]
