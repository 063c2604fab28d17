r"""Several assessors on the same things: whom to believe how far, learned from their agreement.

Nobody holds the answers, so an assessor is judged by how well they agree with what all of them
together make likely. With few assessors or few things in common the priors speak, and everybody
counts alike.

The priors follow from what an assessor is, not from any data set: better than a coin, likelier to
miss a tie than to invent one, and each belief worth five reports, so that a page of real reports
outweighs it.

References: Dawid & Skene 1979; Batchelder & Romney 1988; Romney, Weller & Batchelder 1986;
Krackhardt 1987 (cognitive social structures).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Beta priors as (reports that speak for, reports that speak against).
_SEES_A_TIE = (3.0, 2.0)
_SEES_NONE = (4.0, 1.0)
# How many ties of its own a person's row needs before it counts as much as the whole network.
_ROW_PRIOR = 4.0
# Reports of an assessor that outweigh the belief that all are equally reliable.
_EQUAL_PRIOR = 10.0
_MOST_TURNS = 200
_STILL = 1e-6


@dataclass(frozen=True, slots=True)
class TieBelief:
    """What the reports of ties make likely.

    Parameters
    ----------
    log_odds
        Posterior log-odds that i is tied to j, shape (people, people); -inf on the diagonal.
    sensitivity
        Chance that each assessor reports a tie that is there, shape (assessors,).
    specificity
        Chance that each assessor reports none where there is none, shape (assessors,).
    """

    log_odds: Floats
    sensitivity: Floats
    specificity: Floats

    @property
    def probability(self) -> Floats:
        """Posterior probability of each tie."""
        return np.asarray(expit(self.log_odds))


def fuse_ties(reports: Floats) -> TieBelief:
    r"""Fuse yes-or-no reports of ties by several assessors into one belief.

    The tie i -> j is there with prior odds

    .. math:: \frac{\pi_{ij}}{1 - \pi_{ij}} = \frac{o_i \, a_j}{d}

    with o_i, a_j and d the odds of a tie in row i, in column j and in the whole network: some ask
    many people, some are asked by many. Assessor a reports a tie that is there with chance s_a and
    one that is not with chance 1 - c_a, independently of the others. All of it is estimated by
    expectation-maximisation; shares of rows and columns are shrunk towards the whole network.

    Parameters
    ----------
    reports
        1 = tie, 0 = none, NaN = did not say, shape (assessors, people, people). The diagonal is not
        read.

    Returns
    -------
    TieBelief

    Raises
    ------
    ValueError
        If a report is neither 0, 1 nor NaN, or the shape is not (assessors, people, people).

    Notes
    -----
    With a single assessor the order of ties still improves on the bare reports: a tie that fits
    what the assessor says of both people is likelier than one that fits neither.
    """
    _, people, across = reports.shape
    if people != across:
        raise ValueError("reports must have shape (assessors, people, people)")
    said = np.isfinite(reports)
    if not np.all(np.isin(reports[said], (0.0, 1.0))):
        raise ValueError("a report of a tie is 0, 1 or missing")
    off = ~np.eye(people, dtype=bool)
    said &= off
    yes = np.where(said, reports, 0.0)
    no = said - yes
    # Start from the share who say so, held back by the share of ties among all reports.
    usual = (yes.sum() + 1) / (said.sum() + 2)
    belief = np.where(off, (yes.sum(axis=0) + usual) / (said.sum(axis=0) + 1), 0.0)
    for _ in range(_MOST_TURNS):
        prior = _row_and_column(belief)
        sees = _share(yes, no, belief, _SEES_A_TIE)
        spares = _share(no, yes, np.where(off, 1 - belief, 0.0), _SEES_NONE)
        for_tie = np.log(sees / (1 - spares))
        against = np.log((1 - sees) / spares)
        odds = prior + np.tensordot(for_tie, yes, 1) + np.tensordot(against, no, 1)
        new = np.where(off, expit(odds), 0.0)
        moved = np.abs(new - belief).max(initial=0.0)
        belief = new
        if moved < _STILL:
            break
    return TieBelief(np.where(off, odds, -np.inf), sees, spares)


def _share(agree: Floats, differ: Floats, where: Floats, prior: tuple[float, float]) -> Floats:
    """Return each assessor's share of agreeing reports, weighted by `where`, with its prior."""
    right = np.tensordot(agree, where, 2) + prior[0]
    wrong = np.tensordot(differ, where, 2) + prior[1]
    return np.asarray(right / (right + wrong))


def _row_and_column(belief: Floats) -> Floats:
    """Return prior log-odds of each tie from how much each row and column holds."""
    others = max(belief.shape[0] - 1, 1)
    usual = (belief.sum() + 0.5) / (belief.shape[0] * others + 1)
    row, column = (
        logit((belief.sum(axis=axis) + _ROW_PRIOR * usual) / (others + _ROW_PRIOR))
        for axis in (1, 0)
    )
    return np.asarray(row[:, None] + column[None, :] - logit(usual))


def reliability(
    thing: Ints, assessor: Ints, value: Floats, assessors: int, *, remove_bias: bool = False
) -> Floats:
    r"""Weigh assessors by how closely they agree with the rest, for averaging what they report.

    Model: report = truth of the thing + error, with an error variance v_a for each assessor.

    .. math:: r_{ta} = x_t + e_{ta}, \qquad e_{ta} \sim N(0, v_a), \qquad weight_a \propto 1 / v_a

    Truth and variances are found in turn by expectation-maximisation. Each v_a is shrunk towards
    the common one as if that had been seen in ten reports, so that somebody with little in common
    with the others counts like everybody else. Work and memory grow with the reports, not with
    things times assessors: a survey has thousands of both.

    Parameters
    ----------
    thing, assessor, value
        What assessor `assessor[k]` says of thing `thing[k]`, at most once each, on any scale.
        Shape (reports,); things and assessors are numbered from 0.
    assessors
        How many there are.
    remove_bias
        Take out how much higher or lower an assessor judges on average than everybody does of the
        same things; right where the average corrects for it elsewhere.

    Returns
    -------
    Floats
        Weight of each assessor, shape (assessors,), mean 1, each between 1/4 and 4 times the usual
        one; exactly 1 for all where nothing was judged by two.

    References
    ----------
    Dawid & Skene 1979 for the scheme; the Gaussian form is a one-factor model.
    """
    shared = np.bincount(thing)[thing] > 1 if thing.size else np.zeros(0, dtype=bool)
    if not shared.any():
        return np.ones(assessors)
    _, row = np.unique(thing[shared], return_inverse=True)
    told = _Told(row, assessor[shared], value[shared].astype(np.float64), assessors)
    if remove_bias:
        told = told.without_bias()
    apart = told.value - told.mean[told.thing]
    common = float(np.sum(apart**2)) / float(np.sum(told.number - 1))
    if common <= 0:
        return np.ones(assessors)
    weight = np.clip(common / told.variances(common), 0.25, 4.0)
    return np.asarray(weight / weight.mean())


@dataclass(frozen=True, slots=True)
class _Told:
    """Reports on things that several assessors reported on."""

    thing: Ints
    assessor: Ints
    value: Floats
    assessors: int

    @property
    def number(self) -> Ints:
        """How many reports each thing has."""
        return np.bincount(self.thing)

    @property
    def mean(self) -> Floats:
        """Average report of each thing."""
        return np.asarray(np.bincount(self.thing, self.value) / self.number)

    def by_assessor(self, values: Floats | None = None) -> Floats:
        """Sum values, or count reports, by assessor."""
        return np.bincount(self.assessor, values, self.assessors).astype(np.float64)

    def without_bias(self) -> _Told:
        """Take out each assessor's mean distance from the average of the same things."""
        apart = self.value - self.mean[self.thing]
        bias = self.by_assessor(apart) / (self.by_assessor() + _EQUAL_PRIOR)
        return replace(self, value=self.value - bias[self.assessor])

    def variances(self, common: float) -> Floats:
        """Return each assessor's error variance, shrunk to `common`."""
        number = self.by_assessor()
        variance = np.full(self.assessors, common)
        for _ in range(_MOST_TURNS):
            precision = 1 / variance[self.assessor]
            known = np.bincount(self.thing, precision)
            truth = np.bincount(self.thing, precision * self.value) / known
            error = (self.value - truth[self.thing]) ** 2 + 1 / known[self.thing]
            new = (self.by_assessor(error) + _EQUAL_PRIOR * common) / (number + _EQUAL_PRIOR)
            moved = np.abs(new / variance - 1).max()
            variance = new
            if moved < _STILL:
                break
        return variance
