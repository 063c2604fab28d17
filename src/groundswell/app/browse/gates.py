"""Who has answered a gate: that they did is no secret, what they said is until it opens."""

from __future__ import annotations

from groundswell.app.browse.views import View
from groundswell.app.terrain import loaded
from groundswell.core.terrain.gate_records import GateAnswer


def answered(at: View, gate: str) -> frozenset[str]:
    """Return the codes of those who have answered a gate; nobody's to whom shows this to others."""
    if at.standing.presentable:
        return frozenset()
    rows = loaded(at.standing, at.moment.revision).of(GateAnswer.SHEET)
    return frozenset(
        kept.record.assessor
        for kept in rows
        if isinstance(kept.record, GateAnswer)
        and kept.record.gate == gate
        and kept.record.retracted_on is None
        and kept.record.assessor
    )
