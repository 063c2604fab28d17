"""Draws of everything uncertain, addressed by what it is for (common random numbers).

A `Block` holds the inputs of a range of scenarios; arrays are contiguous in scenarios. Weights are
drawn a block at a time because they are the largest of all (arcs x scenarios).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaincinv

from groundswell.core.terrain.noise import Hashes, at, mix, normals, stream, uniforms
from groundswell.core.terrain.snapshot import Index, Listening, Single, Snapshot

QUANTILES = 4096
MEANS = 65
BETA_QUANTILES = 513
BLOCK = 64


@dataclass(frozen=True, slots=True)
class Block:
    """Inputs of scenarios `first` to `first + width`.

    Parameters
    ----------
    stance
        Everybody's own stance s with the effect of shown evidence, in [-1, 1]; (people, width).
    susceptibility
        lambda in [0, 1), 0 for members who are held, sworn people and people without ties.
    unseen
        epsilon, the share of a row that nobody reported on; (people, width).
    weights
        Rows of W without the unseen part, each summing to 1; (arcs, width).
    """

    first: int
    width: int
    stance: Single
    susceptibility: Single
    unseen: Single
    weights: Single


@dataclass(frozen=True)
class Draws:
    """All scenarios of a snapshot under one seed.

    Parameters
    ----------
    stance
        Drawn stances with the effect of shown evidence, clipped to [-1, 1]; (people, scenarios).
    shift
        Stance on one decision minus stance on the whole, for `snapshot.stances.shift_person` and
        `shift_decision`; (pairs, scenarios).
    """

    snapshot: Snapshot
    seed: int
    scenarios: int
    stance: Single
    shift: Single

    @classmethod
    def of(cls, snapshot: Snapshot, seed: int, scenarios: int) -> Draws:
        """Draw stances; weights follow a block at a time."""
        own, shift = snapshot.stances.draw(seed, snapshot.hashes, snapshot.shift_hashes, scenarios)
        own += evidence_effect(snapshot, seed, scenarios)
        return cls(snapshot, seed, scenarios, np.clip(own, -1, 1, out=own), shift)

    def prior_stance(self, people: Index) -> Single:
        """Draw stances as if nobody knew anything of these people (successors, say)."""
        settings = self.snapshot.settings
        spread = np.sqrt(
            settings.stance_spread**2 + settings.unit_spread**2 + settings.climate_spread**2
        )
        noise = normals(self.seed, "successor", self.snapshot.hashes[people], self.scenarios)
        return np.asarray(np.clip(noise * np.float32(spread), -1, 1))

    def block(self, first: int, width: int = BLOCK) -> Block:
        """Draw the inputs of a range of scenarios, cut off at the last."""
        width = min(width, self.scenarios - first)
        settings, arcs = self.snapshot.settings, self.snapshot.listening
        stance = np.ascontiguousarray(self.stance[:, first : first + width])
        return Block(
            first=first,
            width=width,
            stance=stance,
            susceptibility=susceptibility(self.snapshot, self.seed, stance, first),
            unseen=unseen_share(self.snapshot, self.seed, first, width),
            weights=tie_weights(
                arcs, self.seed, first, width, settings.tie_shape, settings.tie_shape_inferred
            ),
        )


def evidence_effect(snapshot: Snapshot, seed: int, scenarios: int) -> Single:
    """Shift of stances by shown evidence: N(+-.15, .15^2) an entry, at most .3 in all."""
    shown, settings = snapshot.shown, snapshot.settings
    total = np.zeros((snapshot.size, scenarios), dtype=np.float32)
    if shown.person.size:
        noise = normals(seed, "evidence", shown.hashes, scenarios)
        effect = shown.sign[:, None] * np.float32(settings.evidence_shift)
        np.add.at(total, shown.person, effect + np.float32(settings.evidence_shift_sd) * noise)
        limit = settings.evidence_limit
        np.clip(total, -limit, limit, out=total)
    return total


def susceptibility(snapshot: Snapshot, seed: int, stance: Single, first: int) -> Single:
    """Draw lambda ~ Beta: mean .75 near neutral falling linearly to .15 at +-1, or as stated."""
    settings, width = snapshot.settings, stance.shape[1]
    bend, top = settings.susceptibility_bend, settings.susceptibility_open
    slope = (top - settings.susceptibility_firm) / (1 - bend)
    mean = (top - slope * np.maximum(np.abs(stance) - bend, 0)).astype(np.float32)
    stated = ~np.isnan(snapshot.susceptibility)
    mean[stated] = snapshot.susceptibility[stated, None]
    key = stream(seed, "susceptibility")
    drawn = _draw_beta(key, snapshot.hashes, first, mean, beta_table(settings.susceptibility_shape))
    arcs = snapshot.listening
    still = snapshot.held | snapshot.fixed | (np.diff(arcs.starts) == 0)
    drawn[still] = 0
    drawn[stated & (snapshot.susceptibility == 0)] = 0
    return drawn.reshape(snapshot.size, width)


def unseen_share(snapshot: Snapshot, seed: int, first: int, width: int) -> Single:
    """Draw epsilon ~ Beta(2, 8), or Beta(1, 1) where nobody reported; 0 for the only one of a unit.

    The unseen rest of a row is spread over the others of the listener's unit.
    """
    arcs, settings = snapshot.listening, snapshot.settings
    u = uniforms_from(seed, "unseen", snapshot.hashes, first, width)
    known = quantile_table("beta", settings.unseen_a, settings.unseen_b)
    drawn = np.where(arcs.reported[:, None], known[(u * QUANTILES).astype(np.int32)], u)
    group = arcs.group - arcs.group.min(initial=0)
    alone = np.bincount(group)[group] < 2
    drawn[alone] = 0
    return drawn


def uniforms_from(seed: int, kind: str, hashes: Hashes, first: int, width: int) -> Single:
    """Return the columns `first` to `first + width` of `noise.uniforms`."""
    return uniforms(seed, kind, hashes, first + width)[:, first:]


def tie_weights(
    arcs: Listening, seed: int, first: int, width: int, firm: float, loose: float
) -> Single:
    """Draw w ~ Gamma(kappa, w / kappa) for each arc and normalise each row to 1.

    By an inverse-CDF table of 4,096 points on hashed counters: a plain Gamma draw is 60 times
    slower and is the bulk of a forecast. `firm` and `loose` are the two values of kappa.
    """
    out = np.empty((arcs.heard.size, width), dtype=np.float32)
    _draw_weights(
        stream(seed, "tie"),
        arcs.starts,
        arcs.weight,
        arcs.firm,
        arcs.hashes,
        first,
        quantile_table("gamma", firm, 1.0),
        quantile_table("gamma", loose, 1.0),
        out,
    )
    return out


@lru_cache(maxsize=16)
def quantile_table(family: str, a: float, b: float) -> Single:
    """Return quantiles at the midpoints of 4,096 equal slices: Gamma with mean 1, or Beta."""
    p = (np.arange(QUANTILES) + 0.5) / QUANTILES
    values = gammaincinv(a, p) / a if family == "gamma" else betaincinv(a, b, p)
    return np.asarray(values, dtype=np.float32)


@lru_cache(maxsize=4)
def beta_table(concentration: float) -> Single:
    """Return Beta quantiles by mean (rows, 0 to 1) and probability (columns, midpoints)."""
    mean = np.linspace(0.01, 0.99, MEANS)[:, None]
    p = (np.arange(BETA_QUANTILES) + 0.5) / BETA_QUANTILES
    table = betaincinv(concentration * mean, concentration * (1 - mean), p)
    return np.asarray(np.minimum(table, 0.995), dtype=np.float32)


@njit(cache=True, nogil=True)
def _draw_beta(key: np.uint64, hashes: Hashes, first: int, mean: Single, table: Single) -> Single:
    """Interpolate between the rows of the table; counters as in `noise.uniforms`."""
    out = np.empty_like(mean)
    step = np.float32((table.shape[0] - 1) / 0.98)
    for i in range(mean.shape[0]):
        own = mix(key ^ hashes[i])
        for r in range(mean.shape[1]):
            bits = at(own, np.uint64(first + r)) >> np.uint64(40)
            column = np.int64(bits * np.uint64(table.shape[1]) >> np.uint64(24))
            place = min(max((mean[i, r] - np.float32(0.01)) * step, 0.0), table.shape[0] - 1.001)
            row = np.int64(place)
            rest = np.float32(place - row)
            out[i, r] = table[row, column] * (1 - rest) + table[row + 1, column] * rest
    return out


@njit(cache=True, nogil=True)
def _draw_weights(
    key: np.uint64,
    starts: Index,
    weight: Single,
    is_firm: NDArray[np.bool_],
    hashes: Hashes,
    first: int,
    firm: Single,
    loose: Single,
    out: Single,
) -> None:
    width = out.shape[1]
    total = np.empty(width, dtype=np.float32)
    for i in range(starts.size - 1):
        total[:] = 0
        for e in range(starts[i], starts[i + 1]):
            own = mix(key ^ hashes[e])
            table = firm if is_firm[e] else loose
            for r in range(width):
                drawn = weight[e] * table[at(own, np.uint64(first + r)) >> np.uint64(52)]
                out[e, r] = drawn
                total[r] += drawn
        for r in range(width):
            total[r] = np.float32(1) / total[r] if total[r] > 0 else np.float32(0)
        for e in range(starts[i], starts[i + 1]):
            for r in range(width):
                out[e, r] *= total[r]
