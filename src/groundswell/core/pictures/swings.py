"""How often somebody's yes settles a decision before anybody's opinion is known, in words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from groundswell.core.dynamics.decisions import Doubtful
from groundswell.core.dynamics.stage import decision_form
from groundswell.core.dynamics.voting import Ballot, pass_chance
from groundswell.core.terrain.snapshot import DecisionPoint, Snapshot

# A holder's share of all swings, with everybody equally likely to say yes.
_OFTEN, _SELDOM = 0.34, 0.1
_ALIKE = "one voice among several"


def swings(snapshot: Snapshot, point: DecisionPoint) -> tuple[Mapping[str, str], str]:
    """Return the words by person, and what is wrong where rule and holders do not fit together.

    Shares of the Banzhaf index: swings with everybody equally likely to say yes or no. A
    negotiated decision has no such swings, and a settled one none at all.
    """
    if not point.open or point.anonymous or not point.holders.size:
        return {}, ""
    try:
        form = decision_form(point, snapshot.settings)
    except ValueError as problem:
        return {}, str(problem)
    if isinstance(form, Doubtful):
        form = form.first
    if not isinstance(form, Ballot):
        return {snapshot.people[i]: _ALIKE for i in point.holders}, ""
    swing = pass_chance(form, np.full(form.people.size, 0.5))[1]
    alike = np.ones(swing.size) / swing.size  # of very many, each swing is too small for a float
    share = swing / swing.sum() if swing.any() else alike
    pairs = zip(form.people.tolist(), share.tolist(), strict=True)
    vetoes = set(point.vetoes.tolist())
    return {snapshot.people[i]: _word(part, i in vetoes, swing.size) for i, part in pairs}, ""


def _word(share: float, veto: bool, people: int) -> str:
    if people == 1:
        return "settles it alone"
    if veto:
        return "nothing passes without them"
    if share < 1e-9:
        return "never settles it"
    if share < _SELDOM:
        return "seldom settles it"
    return "often settles it" if share >= _OFTEN else "sometimes settles it"
