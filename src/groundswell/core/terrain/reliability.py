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

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

Floats = NDArray[np.float64]

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


def reliability(reports: Floats, *, remove_bias: bool = False) -> Floats:
    r"""Weigh assessors by how closely they agree with the rest, for averaging what they report.

    Model: report = truth of the thing + error, with an error variance v_a for each assessor.

    .. math:: r_{ta} = x_t + e_{ta}, \qquad e_{ta} \sim N(0, v_a), \qquad weight_a \propto 1 / v_a

    Truth and variances are found in turn by expectation-maximisation. Each v_a is shrunk towards
    the common one as if that had been seen in ten reports, so that somebody with little in common
    with the others counts like everybody else.

    Parameters
    ----------
    reports
        What assessor a says of thing t, NaN = nothing, shape (things, assessors). Any scale.
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
    said = np.isfinite(reports)
    shared = said & (said.sum(axis=1) > 1)[:, None]
    assessors = reports.shape[1]
    value = np.where(shared, reports, 0.0)
    if remove_bias:
        value = np.where(shared, value - _bias(value, shared), 0.0)
    number = shared.sum(axis=1)
    mean = value.sum(axis=1) / np.maximum(number, 1)
    spare = float((number - 1)[number > 1].sum())
    common = float((shared * (value - mean[:, None]) ** 2).sum()) / max(spare, 1.0)
    if common <= 0:
        return np.ones(assessors)
    variance = _variances(value, shared, common)
    weight = np.clip(common / variance, 0.25, 4.0)
    return np.asarray(weight / weight.mean())


def _bias(value: Floats, shared: NDArray[np.bool_]) -> Floats:
    """Return each assessor's mean distance from the average of the same things, shrunk to 0."""
    number = np.maximum(shared.sum(axis=1, keepdims=True), 1)
    apart = np.where(shared, value - value.sum(axis=1, keepdims=True) / number, 0.0)
    return np.asarray(apart.sum(axis=0) / (shared.sum(axis=0) + _EQUAL_PRIOR))


def _variances(value: Floats, shared: NDArray[np.bool_], common: float) -> Floats:
    """Return each assessor's error variance by expectation-maximisation, shrunk to `common`."""
    number = shared.sum(axis=0)
    variance = np.full(value.shape[1], common)
    for _ in range(_MOST_TURNS):
        precision = shared / variance
        known = np.maximum(precision.sum(axis=1), 1e-300)
        truth = (precision * value).sum(axis=1) / known
        doubt = np.where(shared.any(axis=1), 1 / known, 0.0)
        error = (shared * ((value - truth[:, None]) ** 2 + doubt[:, None])).sum(axis=0)
        new = (error + _EQUAL_PRIOR * common) / (number + _EQUAL_PRIOR)
        moved = np.abs(new / variance - 1).max()
        variance = new
        if moved < _STILL:
            break
    return variance
