"""Power in a vote before anybody's opinion is known: how often a person's yes decides it.

Both indices are the swings of `pass_chance` with everybody equally likely to say yes: at one half
(Banzhaf), or at a chance that is itself uniform between 0 and 1 (Shapley and Shubik).

References
----------
Straffin 1977, Homogeneity, independence, and power indices, Public Choice 30.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from groundswell.core.dynamics.voting import Ballot, pass_chance
from groundswell.core.terrain.terms import Rule

Floats = NDArray[np.float64]


def banzhaf(weights: ArrayLike, needed: float, vetoes: ArrayLike = ()) -> Floats:
    """Return the normalised Banzhaf index, swings at p = 1/2 over their sum, shape (m,).

    Parameters
    ----------
    weights
        Weight of each voter, shape (m,).
    needed
        Weight that passes it.
    vetoes
        Positions of voters without whom nothing passes.

    Examples
    --------
    The Council of the Six, 1958:

    >>> banzhaf([4, 4, 4, 2, 2, 1], 12).round(4)
    array([0.2381, 0.2381, 0.2381, 0.1429, 0.1429, 0.    ])
    """
    swing: Floats = _swings(weights, needed, vetoes, np.array([0.5]))[:, 0]
    return swing / float(swing.sum())


def shapley_shubik(weights: ArrayLike, needed: float, vetoes: ArrayLike = ()) -> Floats:
    """Return the Shapley-Shubik index, swings integrated over p in [0, 1], shape (m,).

    Gauss-Legendre quadrature is exact here, as a swing is a polynomial of degree m - 1 in p.

    Parameters
    ----------
    weights
        Weight of each voter, shape (m,).
    needed
        Weight that passes it.
    vetoes
        Positions of voters without whom nothing passes.

    Examples
    --------
    >>> shapley_shubik([4, 4, 4, 2, 2, 1], 12).round(4)
    array([0.2333, 0.2333, 0.2333, 0.15  , 0.15  , 0.    ])
    """
    points, share = np.polynomial.legendre.leggauss(np.size(weights) // 2 + 1)
    return _swings(weights, needed, vetoes, 0.5 * (points + 1.0)) @ (0.5 * share)


def _swings(weights: ArrayLike, needed: float, vetoes: ArrayLike, p: Floats) -> Floats:
    weight = np.asarray(weights, dtype=np.float64)
    voters = np.arange(weight.size)
    ballot = Ballot.build(Rule.QUOTA, voters, weight, vetoes, needed / float(weight.sum()))
    swing = np.empty((weight.size, p.size))
    swing[ballot.people] = pass_chance(ballot, np.tile(p, (weight.size, 1)))[1]
    return swing
