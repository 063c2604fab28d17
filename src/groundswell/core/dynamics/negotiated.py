"""Decisions that are negotiated: the compromise lies where weight and salience pull it.

References
----------
Achen 2006 and Thomson et al. 2006, The European Union Decides: the weighted mean is the best simple
forecast of what is negotiated, and its error is large; the model carries that error along.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from groundswell.core.dynamics.normal import cdf, density
from groundswell.core.dynamics.weather import Weather

Index = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Negotiation:
    """One negotiated decision.

    P = Phi((sum a_i x_i + z + g - hurdle) / scale) * prod_v Phi((x_v + z - veto_hurdle) / vote),
    a_i = c_i s_i / sum c s.

    Parameters
    ----------
    people
        Everybody involved once: holders, then veto holders who do not negotiate. Opinions are
        passed in this order. Shape (m',).
    pull
        Share a_i of each in the compromise, 0 for those who only veto. Shape (m',).
    vetoing
        Positions in `people` of those who can stop it.
    hurdle, scale
        Compromise at which it passes half the time, and the sd of the outcome around it.
    veto_hurdle, vote
        The same for a veto holder's yes.
    width, common_width
        Width of the steepest step that the chance can make in the weather, and in g.
    """

    people: Index
    pull: Floats
    vetoing: Index
    hurdle: float
    scale: float
    veto_hurdle: float
    vote: float
    width: float
    common_width: float

    @classmethod
    def build(
        cls,
        holders: ArrayLike,
        weights: ArrayLike,
        salience: ArrayLike,
        vetoes: ArrayLike = (),
        hurdle: float = 0.0,
        scale: float = 0.4,
        veto_hurdle: float = 0.2,
        vote: float = 0.25,
    ) -> Negotiation:
        """Check the parts of a decision.

        Weights times salience that sum to 0 count as equal; with nobody who negotiates only the
        vetoes count.

        Raises
        ------
        ValueError
            If a part does not fit; the message begins with its name.
        """
        who = np.asarray(holders, dtype=np.int32).reshape(-1)
        veto = np.asarray(vetoes, dtype=np.int32).reshape(-1)
        if who.size + veto.size == 0:
            raise ValueError("holders: nobody negotiates and nobody vetoes")
        if np.unique(who).size != who.size:
            raise ValueError("holders: somebody is named twice")
        if np.unique(veto).size != veto.size:
            raise ValueError("vetoes: somebody is named twice")
        strength = _sized("weights", weights, who.size) * _sized("salience", salience, who.size)
        for name, number in (("hurdle", hurdle), ("veto_hurdle", veto_hurdle)):
            if not np.isfinite(number):
                raise ValueError(f"{name}: give a number")
        for name, number in (("scale", scale), ("vote", vote)):
            if not number > 0.0:
                raise ValueError(f"{name}: give a number above 0")
        strength = strength if strength.any() else np.ones(who.size)
        people = np.concatenate([who, veto[~np.isin(veto, who)]])
        pull = np.zeros(people.size)
        pull[: who.size] = strength / max(strength.sum(), 1.0e-300)
        vetoing = np.flatnonzero(np.isin(people, veto)).astype(np.int32)
        width = min(scale, vote) if veto.size else scale
        common = scale if who.size else np.inf
        return cls(people, pull, vetoing, hurdle, scale, veto_hurdle, vote, width, common)

    def chances(self, x: ArrayLike, weather: Weather) -> Floats:
        """Return P for each sample, weather and common part, shape (S, Q, G)."""
        mean, veto = self._above(x)
        chance = np.empty((mean.size, weather.z.size, weather.g.size))
        _chances(mean, veto, weather.z, weather.g, self.scale, self.vote, chance)
        return chance

    def slopes(self, x: ArrayLike, weather: Weather) -> tuple[Floats, Floats]:
        """Return P over all luck (S,), and its slope in everybody's opinion (m', S).

        dP/dx_i = E[a_i phi(.) / scale * prod_v p_v] for who negotiates, and for a veto holder v
        in addition E[Phi(.) phi(.) / vote * prod_{w != v} p_w].
        """
        mean, veto = self._above(x)
        chance, by_mean, by_veto = np.zeros(mean.size), np.zeros(mean.size), np.zeros_like(veto)
        luck = (weather.z, weather.z_weight, weather.g, weather.g_weight)
        _slopes(mean, veto, *luck, self.scale, self.vote, chance, by_mean, by_veto)
        slope = self.pull[:, None] * by_mean
        slope[self.vetoing] += by_veto
        return chance, slope

    def _above(self, x: ArrayLike) -> tuple[Floats, Floats]:
        """Return how far the compromise and each veto holder lie above their hurdles."""
        x = np.ascontiguousarray(x, dtype=np.float64)
        mean = self.pull @ x - self.hurdle if self.pull.any() else np.full(x.shape[1], np.inf)
        return mean, x[self.vetoing] - self.veto_hurdle


def _sized(name: str, numbers: ArrayLike, size: int) -> Floats:
    row = np.asarray(numbers, dtype=np.float64).reshape(-1)
    if row.size != size or not np.all(np.isfinite(row) & (row >= 0.0)):
        raise ValueError(f"{name}: give each holder a number of at least 0")
    return row


@njit(cache=True, nogil=True)
def _chances(
    mean: Floats, veto: Floats, z: Floats, g: Floats, scale: float, vote: float, chance: Floats
) -> None:
    for s in range(mean.size):
        for q in range(z.size):
            allowed = 1.0
            for v in range(veto.shape[0]):
                allowed *= cdf((veto[v, s] + z[q]) / vote)
            for c in range(g.size):
                chance[s, q, c] = allowed * cdf((mean[s] + z[q] + g[c]) / scale)


@njit(cache=True, nogil=True)
def _slopes(
    mean: Floats,
    veto: Floats,
    z: Floats,
    z_weight: Floats,
    g: Floats,
    g_weight: Floats,
    scale: float,
    vote: float,
    chance: Floats,
    by_mean: Floats,
    by_veto: Floats,
) -> None:
    for s in range(mean.size):
        for q in range(z.size):
            agreed, push = 0.0, 0.0
            for c in range(g.size):
                t = (mean[s] + z[q] + g[c]) / scale
                agreed += g_weight[c] * cdf(t)
                push += g_weight[c] * density(t) / scale
            allowed = z_weight[q]
            for v in range(veto.shape[0]):
                others = z_weight[q]
                for w in range(veto.shape[0]):
                    if w != v:
                        others *= cdf((veto[w, s] + z[q]) / vote)
                t = (veto[v, s] + z[q]) / vote
                by_veto[v, s] += others * agreed * density(t) / vote
                allowed *= cdf(t)
            chance[s] += allowed * agreed
            by_mean[s] += allowed * push
