"""Luck that decisions share, as quadrature points: weather over all, a common part of negotiations.

Equally spaced points rather than Gauss-Hermite ones: both converge fast for a single vote, but the
chance of a large body is a steep step in the weather, and there the even spacing needs half as many
points (Trefethen & Weideman 2014, on the trapezoidal rule for analytic functions).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Four standard deviations leave out 6e-5 of the luck.
_REACH = 4.0
# Points per width of the steepest step. The error of one step of width w is below
# exp(-(2 pi w / spacing)^2 / 2); 1.3 widths hold six decisions together within 1e-3 (tested).
_SPACING = 1.3
# Bodies so large or votes so sharp that they need more points are averaged over scenarios anyway.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Weather:
    """Points and weights of the shared luck.

    Parameters
    ----------
    z, z_weight
        Shift of everybody's opinion on the day (stance units), and its probability. Shape (Q,).
    g, g_weight
        Common shift of this initiative's negotiated decisions. Shape (G,).
    """

    z: Floats
    z_weight: Floats
    g: Floats
    g_weight: Floats

    @classmethod
    def of(cls, sd: float, common_sd: float, width: float, common_width: float) -> Weather:
        """Choose the points for normal luck and steps at least so wide.

        Parameters
        ----------
        sd, common_sd
            Standard deviations of z and g; 0 gives a single point.
        width, common_width
            Width of the steepest step of any decision in z and in g, in stance units.
        """
        return cls(*normal_points(sd, width), *normal_points(common_sd, common_width))


def normal_points(sd: float, width: float) -> tuple[Floats, Floats]:
    """Return points and weights of N(0, sd^2) that resolve a step of the given width.

    The integrand, a normal density times a step, varies over 1 / sqrt(1/sd^2 + 1/width^2).
    """
    if sd <= 0.0:
        return np.zeros(1), np.ones(1)
    narrow = 1.0 / np.hypot(1.0, sd / width) if width > 0.0 else 0.0
    spacing = max(_SPACING * narrow, _REACH / _MOST)
    half = int(np.ceil(_REACH / spacing))
    points = np.arange(-half, half + 1, dtype=np.float64) * spacing
    weights: Floats = np.exp(-0.5 * points**2)
    return sd * points, weights / float(weights.sum())
