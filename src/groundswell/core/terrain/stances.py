"""The posterior of everybody's stance from dated, biased, partial judgements.

One joint Gaussian: an assessor's reading is the stance plus the assessor's bias plus an error;
stances scatter around their unit's mean, unit means around a common climate. A stance given for
one decision scatters around the person's stance on the whole.

The people hang on few common quantities (climate, unit means, biases), so the joint precision is
reduced exactly in two diagonal steps: first decision stances, then people; what remains is small
and dense. Draws go back the same way, each person with noise of their own code.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.sparse import coo_array, csr_array

from groundswell.core.terrain.noise import Hashes, code_hashes, normals
from groundswell.core.terrain.settings import Settings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_SLICE = 2048


@dataclass(frozen=True, slots=True)
class Readings:
    """Judgements as arrays; the last axis of each is the reading.

    Parameters
    ----------
    person, assessor
        Indices; `decision` is the decision's index or -1 for the change as a whole.
    value, variance
        Stance in [-1, 1] and its error variance (stance units squared).
    """

    person: Ints
    assessor: Ints
    decision: Ints
    value: Floats
    variance: Floats


@dataclass(frozen=True, slots=True)
class StancePosterior:
    """What is known of every stance, and how to draw it.

    Parameters
    ----------
    mean, sd
        Marginal posterior of each person's stance on the whole, before clipping to [-1, 1].
    judged
        Whether somebody gave a reading of the person on the whole or on any decision.
    shift_person, shift_decision
        Person and decision of each decision stance, in sorted order.
    bias_mean, bias_sd
        Posterior of each assessor's bias.
    """

    mean: Floats
    sd: Floats
    judged: NDArray[np.bool_]
    shift_person: Ints
    shift_decision: Ints
    bias_mean: Floats
    bias_sd: Floats
    _common: _Common
    _own: _Leaves
    _shift: _Leaves
    _spread: float

    def bias_beside_others(self) -> tuple[Floats, Floats]:
        """Return mean and sd of each assessor's bias less the average of the others' biases.

        What all share cannot be told from where people stand; how they differ can. Shape
        (assessors,); a single assessor is compared with nobody, and the bias is its own.
        """
        number = self.bias_mean.size
        if number < 2:
            return self.bias_mean, self.bias_sd
        rows = self._common.root[self._common.mean.size - number :]
        beside = np.eye(number) - (1 - np.eye(number)) / (number - 1)
        apart = beside @ rows
        return beside @ self.bias_mean, np.sqrt(np.einsum("ag,ag->a", apart, apart))

    def draw(
        self, seed: int, hashes: Hashes, shift_hashes: Hashes, scenarios: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Draw stances (P, R) and decision stances minus stances (T, R), unclipped."""
        common = self._common.draw(seed, scenarios)
        own = self._own.draw(common, normals(seed, "stance", hashes, scenarios))
        if not self.shift_person.size:
            return own, np.empty((0, scenarios), dtype=np.float32)
        pull = own[self.shift_person] / self._spread**2
        there = self._shift.draw(
            common, normals(seed, "decision stance", shift_hashes, scenarios), pull
        )
        return own, there - own[self.shift_person]


@dataclass(frozen=True, slots=True)
class _Common:
    """Climate, unit means and biases: posterior mean, root of the covariance, address of noise."""

    mean: Floats
    root: Floats
    hashes: Hashes

    def draw(self, seed: int, scenarios: int) -> Floats:
        noise = normals(seed, "common", self.hashes, scenarios).astype(np.float64)
        return np.asarray(self.mean[:, None] + self.root @ noise)


@dataclass(frozen=True, slots=True)
class _Leaves:
    """Variables that are independent given the common ones: precision, linear term, coupling."""

    precision: Floats
    linear: Floats
    coupling: csr_array

    def leave(self, precision: Floats, linear: Floats) -> None:
        """Eliminate the leaves from the common quantities, changed in place."""
        scaled = self.coupling.multiply(1.0 / np.sqrt(self.precision)[:, None]).tocsr()
        precision -= (scaled.T @ scaled).toarray()
        linear -= self.coupling.T @ (self.linear / self.precision)

    def shared_variance(self, root: Floats) -> Floats:
        """Return the part of each variance that the common quantities carry; in slices, as
        people times common quantities would not fit into memory.
        """
        rows = self.precision.size
        out = np.empty(rows)
        for first in range(0, rows, _SLICE):
            part = self.coupling[first : first + _SLICE] @ root
            out[first : first + _SLICE] = np.einsum("pg,pg->p", part, part)
        return np.asarray(out / self.precision**2)

    def draw(
        self, common: Floats, noise: NDArray[np.float32], pull: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        linear = self.linear[:, None] - self.coupling @ common
        if pull is not None:
            linear = linear + pull
        centre = linear / self.precision[:, None]
        drawn = centre + noise / np.sqrt(self.precision)[:, None]
        return np.asarray(drawn, dtype=np.float32)


def posterior(
    readings: Readings,
    people: int,
    unit: Ints,
    units: tuple[str, ...],
    assessors: tuple[str, ...],
    member: NDArray[np.bool_],
    settings: Settings,
) -> StancePosterior:
    """Return the joint posterior of stances, unit means, climate and assessor biases.

    Parameters
    ----------
    readings
        At most one per assessor, person and decision.
    unit
        Unit index of each person, -1 where not stated, shape (people,).
    units, assessors
        Codes, which address the noise of their common quantities.
    member
        Members do not inform their unit's mean: their stance has a prior of its own with the same
        total variance.

    Notes
    -----
    Order of the common quantities: climate, unit means, biases. Gaussian elimination of leaves:
    with leaf precision q, linear h and coupling c, the rest loses c' c / q and gains -c' h / q.
    """
    size = 1 + len(units) + len(assessors)
    precision = _common_prior(len(units), len(assessors), settings)
    linear = np.zeros(size)
    bias = 1 + len(units) + readings.assessor
    weight = 1.0 / readings.variance
    np.add.at(precision, (bias, bias), weight)
    np.add.at(linear, bias, weight * readings.value)

    shift, shift_person, shift_decision = _decision_leaves(readings, bias, weight, size, settings)
    own = _person_leaves(readings, bias, weight, people, unit, member, size, settings)
    _prior_of_units(precision, unit, member, settings)
    own = _absorb(own, shift, shift_person, precision, linear, settings)
    own.leave(precision, linear)
    judged = np.zeros(people, dtype=bool)
    judged[readings.person] = True
    solved = _solve(precision, linear, _common_hashes(units, assessors))
    bias_rows = solved.root[1 + len(units) :]
    return StancePosterior(
        mean=(own.linear - own.coupling @ solved.mean) / own.precision,
        sd=np.sqrt(1.0 / own.precision + own.shared_variance(solved.root)),
        judged=judged,
        shift_person=shift_person,
        shift_decision=shift_decision,
        bias_mean=solved.mean[1 + len(units) :],
        bias_sd=np.sqrt(np.einsum("ag,ag->a", bias_rows, bias_rows)),
        _common=solved,
        _own=own,
        _shift=shift,
        _spread=settings.decision_spread,
    )


def _solve(precision: Floats, linear: Floats, hashes: Hashes) -> _Common:
    factor = cho_factor(precision, lower=True)
    root = solve_triangular(factor[0], np.eye(linear.size), lower=True, trans="T")
    return _Common(cho_solve(factor, linear), root, hashes)


def _common_hashes(units: tuple[str, ...], assessors: tuple[str, ...]) -> Hashes:
    names = ("climate", *(f"unit {u}" for u in units), *(f"assessor {a}" for a in assessors))
    return code_hashes(names)


def _common_prior(units: int, assessors: int, settings: Settings) -> Floats:
    """Return the prior precision of climate, unit means and biases."""
    tight = 1.0 / settings.unit_spread**2
    precision = np.zeros((1 + units + assessors, 1 + units + assessors))
    precision[0, 0] = 1.0 / settings.climate_spread**2 + units * tight
    each = np.arange(1, 1 + units)
    precision[each, each] = tight
    precision[0, each] = precision[each, 0] = -tight
    biases = np.arange(1 + units, 1 + units + assessors)
    precision[biases, biases] = 1.0 / settings.assessor_bias**2
    return precision


def _person_prior(
    unit: Ints, member: NDArray[np.bool_], settings: Settings
) -> tuple[Floats, NDArray[np.int64]]:
    """Return each person's prior precision and the common quantity it leans on (-1: none)."""
    near = settings.stance_spread**2
    without_unit = near + settings.unit_spread**2
    alone = without_unit + settings.climate_spread**2
    variance = np.where(member, alone, np.where(unit < 0, without_unit, near))
    parent = np.where(member, -1, np.where(unit < 0, 0, unit + 1))
    return 1.0 / variance, parent


def _prior_of_units(
    precision: Floats, unit: Ints, member: NDArray[np.bool_], settings: Settings
) -> None:
    tight, parent = _person_prior(unit, member, settings)
    leaning = parent >= 0
    np.add.at(precision, (parent[leaning], parent[leaning]), tight[leaning])


def _person_leaves(
    readings: Readings,
    bias: Ints,
    weight: Floats,
    people: int,
    unit: Ints,
    member: NDArray[np.bool_],
    size: int,
    settings: Settings,
) -> _Leaves:
    tight, parent = _person_prior(unit, member, settings)
    whole = readings.decision < 0
    person = readings.person[whole]
    precision = tight + _summed(person, weight[whole], people)
    linear = _summed(person, weight[whole] * readings.value[whole], people)
    leaning = np.flatnonzero(parent >= 0)
    rows = np.concatenate([person, leaning])
    columns = np.concatenate([bias[whole], parent[leaning]])
    values = np.concatenate([weight[whole], -tight[leaning]])
    coupling = coo_array((values, (rows, columns)), shape=(people, size)).tocsr()
    return _Leaves(precision, linear, coupling)


def _decision_leaves(
    readings: Readings, bias: Ints, weight: Floats, size: int, settings: Settings
) -> tuple[_Leaves, Ints, Ints]:
    there = readings.decision >= 0
    pairs = np.stack([readings.person[there], readings.decision[there]])
    unique, row = np.unique(pairs, axis=1, return_inverse=True)
    row = row.reshape(-1)
    count = unique.shape[1]
    precision = 1.0 / settings.decision_spread**2 + _summed(row, weight[there], count)
    linear = _summed(row, weight[there] * readings.value[there], count)
    coupling = coo_array((weight[there], (row, bias[there])), shape=(count, size)).tocsr()
    return _Leaves(precision, linear, coupling), unique[0], unique[1]


def _summed(row: Ints, values: Floats, count: int) -> Floats:
    """Sum values by row; floats also where there are none."""
    return np.bincount(row, values, count).astype(np.float64)


def _absorb(
    own: _Leaves,
    shift: _Leaves,
    person: Ints,
    precision: Floats,
    linear: Floats,
    settings: Settings,
) -> _Leaves:
    """Eliminate decision stances onto people and common quantities (both changed in place)."""
    if not person.size:
        return own
    pull = 1.0 / settings.decision_spread**2
    people = own.precision.size
    share = pull / shift.precision
    shift.leave(precision, linear)
    to_person = coo_array(
        (share, (person, np.arange(person.size))), shape=(people, person.size)
    ).tocsr()
    return _Leaves(
        own.precision + np.bincount(person, pull - pull * share, people),
        own.linear + to_person @ shift.linear,
        (own.coupling + to_person @ shift.coupling).tocsr(),
    )
