"""Evidence that needs nobody's permission: what today costs, another place, one's own work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from groundswell.core.pictures.dues.item import ENOUGH, Item, Urgency, Value
from groundswell.core.questions.readiness import OWN_TESTS
from groundswell.core.terrain.run_records import Evidence, Pilot
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import EvidenceKind, Phase, PilotState

EARLY = (Phase.NUCLEUS, Phase.EVIDENCE)


def evidence_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the cost of today while nothing is known, later the next thing one may just do."""
    ledger = snapshot.seen.of(Evidence)
    if len(snapshot.people) < ENOUGH:
        return
    if not ledger:
        reason = "Nothing has been tried or measured. What today costs needs nobody's permission."
        yield _item("evidence", "Write down what today costs", reason, 1.0)
    elif snapshot.phase in EARLY and _waiting(snapshot) and not _running(snapshot):
        yield from _next(ledger)


def _next(ledger: tuple[Evidence, ...]) -> Iterator[Item]:
    """Yield the first kind of evidence that is missing and needs no permission."""
    kinds = {e.kind for e in ledger}
    if EvidenceKind.COST not in kinds:
        reason = "Nothing new has come out for a month. What today costs can be counted by you."
        yield _item("evidence", "Write down what today costs", reason, 1.0)
    elif EvidenceKind.EXTERNAL not in kinds:
        reason = "Nothing new has come out for a month. One honest example from elsewhere is free."
        yield _item("external", "Find one place that has done it", reason, 1.0)
    elif not kinds & set(OWN_TESTS):
        reason = (
            "What you change in your own work needs no permission, and counts as a trial."
        )
        yield _item("own_trial", "Try it for a week in your own work", reason, 2.0)


def _waiting(snapshot: Snapshot) -> bool:
    """Whether evidence is dated, and none came out in the days a trial takes."""
    days = [e.observed_on for e in snapshot.seen.of(Evidence) if e.observed_on is not None]
    month = timedelta(days=snapshot.settings.contrary_days)
    return bool(days) and max(days) < snapshot.as_of - month


def _running(snapshot: Snapshot) -> bool:
    return any(pilot.state is PilotState.RUNNING for pilot in snapshot.seen.of(Pilot))


def _item(kind: str, title: str, reason: str, hours: float) -> Item:
    return Item(kind, title, reason, (), "evidence", hours, Urgency.THIS_MONTH, Value.TO_GO_ON)
