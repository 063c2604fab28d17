"""Critical mass for readers who may not see all: who has not judged yet, and who looks on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer
from groundswell.core.questions.critical_mass import (
    CriticalMassValue,
    headline,
    reasons,
    weakest_decision,
)
from groundswell.core.questions.readiness import NEEDS
from groundswell.core.questions.wording import sentence
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind

FEWEST = 3  # holders from which a decision's chance gives nobody away
# Gaps about the map that name nobody.
NAMELESS = frozenset(
    {
        GapKind.NOTHING_REQUIRED,
        GapKind.OPERATORS_UNKNOWN,
        GapKind.HOLDER_UNKNOWN,
        GapKind.NO_COALITION,
        GapKind.STALE,
    }
)


def presented(pooled: Answer[CriticalMassValue], snapshot: Snapshot) -> Answer[CriticalMassValue]:
    """Return the answer for somebody who looks on: the chances, and nobody by name.

    What wears members down is left out, and whether a phase is ready is said without saying who
    holds it up.
    """
    value = replace(
        pooled.value,
        erosion=(),
        phase_readiness=tuple(
            replace(c, text=sentence(NEEDS[c.criterion])) for c in pooled.value.phase_readiness
        ),
    )
    return replace(
        pooled,
        headline=headline(value, snapshot),
        value=value,
        reasons=tuple(reasons(value, snapshot)),
        gaps=tuple(replace(g, ids=()) for g in pooled.gaps if g.kind in NAMELESS),
    )


def veiled(
    pooled: Answer[CriticalMassValue],
    own: Answer[CriticalMassValue],
    hidden: Collection[str],
    snapshot: Snapshot,
) -> Answer[CriticalMassValue]:
    """Return the answer for a reader who has not judged some people yet.

    Figures about the whole stay pooled. A decision that hangs on fewer than three people, one of
    them hidden, would give that person away: it comes from the reader's own map and is never
    ordered among the pooled ones. The balance of forces comes from there too where as few hold all.

    Parameters
    ----------
    pooled, own
        The answer from everybody's judgements, and from the reader's own map.
    hidden
        Codes of people whose judgements by others the reader may not see.
    snapshot
        The reader's own map.
    """
    masked = {p.code for p in snapshot.decisions if _gives_away(snapshot, p.holders, hidden)}
    if not masked:
        return pooled
    value, mine = pooled.value, {d.decision: d for d in own.value.decisions}
    decisions = tuple(
        replace(mine[d.decision], yours=True) if d.decision in masked else d
        for d in value.decisions
    )
    open_holders = [p.holders for p in snapshot.decisions if p.required and p.open]
    few = open_holders and _gives_away(snapshot, np.concatenate(open_holders), hidden)
    forces = own.value if few else value
    value = replace(
        value,
        decisions=decisions,
        weakest_decision=weakest_decision(tuple(d for d in decisions if not d.yours)),
        support=forces.support,
        resistance=forces.resistance,
    )
    return replace(
        pooled,
        headline=headline(value, snapshot),
        value=value,
        reasons=tuple(reasons(value, snapshot)),
    )


def _gives_away(snapshot: Snapshot, holders: NDArray[np.int32], hidden: Collection[str]) -> bool:
    """Whether so few hold it that its chance would tell where a hidden person stands."""
    who = {int(i) for i in holders if i < len(snapshot.people)}
    return len(who) < FEWEST and any(snapshot.people[i] in hidden for i in who)
