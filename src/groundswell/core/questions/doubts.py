"""Doubts as data: what was heard, what tests it, what it changed; never resolved away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import DoubtState
from groundswell.core.terrain.visible import day_of


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt somebody raised.

    Parameters
    ----------
    person
        Whose doubt it is.
    state
        `heard`, `tested_by` or `changed_the_plan`.
    evidence, adaptation
        Codes of what tests it and of the change it led to, where they are told.
    """

    person: str
    text: str
    on: date | None
    state: str
    evidence: str | None
    adaptation: str | None

    @property
    def untested(self) -> bool:
        """Whether it was heard and nothing has come of it."""
        return self.state == DoubtState.HEARD.value


def doubts(snapshot: Snapshot) -> tuple[Doubt, ...]:
    """Return every doubt on record, those only heard first, the oldest of them first."""
    found = [doubt_of(e) for e in snapshot.seen.of(Encounter) if e.doubt]
    return tuple(sorted(found, key=lambda d: (not d.untested, d.on or date.min, d.person, d.text)))


def doubt_of(encounter: Encounter) -> Doubt:
    """Return the doubt of a contact, as far as it has come."""
    state = encounter.doubt_state or DoubtState.HEARD
    if encounter.doubt_evidence and state is DoubtState.HEARD:
        state = DoubtState.TESTED_BY
    if encounter.doubt_adaptation:
        state = DoubtState.CHANGED_THE_PLAN
    return Doubt(
        encounter.person,
        encounter.doubt or "",
        day_of(encounter),
        state.value,
        encounter.doubt_evidence,
        encounter.doubt_adaptation,
    )
