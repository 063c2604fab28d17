"""What somebody may be shown, by the circle they belong to and the plan of who knows what."""

from __future__ import annotations

from collections.abc import Mapping

from groundswell.core.terrain.season_records import Visibility
from groundswell.core.terrain.season_terms import Audience
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Ring, TieKind
from groundswell.core.terrain.visible import latest

# Who they are, and what usually may be shown to them, to begin from.
USUALLY: Mapping[Audience, tuple[str, str]] = {
    Audience.NUCLEUS: ("the first people", "everything but what somebody told one of you alone"),
    Audience.CORE: ("who carry the work", "evidence, plans and doubts; nobody's private words"),
    Audience.SECOND: ("who lend it reach", "evidence with its limits, and what it means for them"),
    Audience.WIDER: ("who make it legitimate", "what is tried, where, and whom to ask"),
    Audience.MANAGER: ("who may ask any day", "the trial, its hours and its limits"),
    Audience.OUTSIDE: ("everybody else", "nothing until there is a result, then the result"),
}
NAMES: Mapping[Audience, str] = {
    Audience.NUCLEUS: "the nucleus",
    Audience.CORE: "the core",
    Audience.SECOND: "the second circle",
    Audience.WIDER: "the wider circle",
    Audience.MANAGER: "the owner's own manager",
    Audience.OUTSIDE: "those outside",
}
RINGS: Mapping[Ring, Audience] = {
    Ring.NUCLEUS: Audience.NUCLEUS,
    Ring.CORE: Audience.CORE,
    Ring.SECOND: Audience.SECOND,
    Ring.WIDER: Audience.WIDER,
}


def managers(snapshot: Snapshot) -> tuple[str, ...]:
    """Return whom the owner reports to, as far as the map knows."""
    if snapshot.owner is None:
        return ()
    row = snapshot.layers[TieKind.REPORTS_TO][[snapshot.index[snapshot.owner]]]
    return tuple(snapshot.people[i] for i in row.nonzero()[1])


def audience_of(snapshot: Snapshot, person: str) -> Audience:
    """Return the circle somebody belongs to; outside it, the owner's own manager is told apart."""
    member = snapshot.members.get(person)
    if member is not None:
        return RINGS[member.ring or Ring.WIDER]
    return Audience.MANAGER if person in managers(snapshot) else Audience.OUTSIDE


def shown_to(snapshot: Snapshot, person: str) -> str:
    """Return what somebody may be shown, in a sentence, where the plan says it; else nothing."""
    return may_see(snapshot, audience_of(snapshot, person))


def may_see(snapshot: Snapshot, audience: Audience) -> str:
    """Return what a circle may be shown, in a sentence, where the plan says it; else nothing."""
    rows = {row.audience: row for row in latest(snapshot.seen.of(Visibility), "audience")}
    row = rows.get(audience)
    if row is None or not row.may_see:
        return ""
    return f"By your plan, {NAMES[audience]} may be shown: {row.may_see.rstrip('.')}."
