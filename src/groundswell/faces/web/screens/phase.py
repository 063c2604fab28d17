"""The phase for its page: where the work stands, what the next step lacks, how the gate stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from groundswell.app.ask import Asked
from groundswell.app.browse.views import View
from groundswell.core.questions.critical_mass import CriticalMassValue
from groundswell.core.questions.launch_gate import LAUNCHED
from groundswell.core.questions.phase import (
    EARLY,
    NAMES,
    NEXT,
    GateState,
    PhaseValue,
    far_gate,
    headline,
    stand,
)
from groundswell.core.questions.readiness import Criterion
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.terms import Phase

ROAD = (*NEXT, Phase.HANDED_OVER)
_GATE: Mapping[GateState, tuple[str, str]] = {
    GateState.FAR: ("not yet its turn", "It is looked at once the evidence phase is done."),
    GateState.SHUT: ("shut", "A launch that nothing carries is visible and powerless."),
    GateState.OPEN: ("open", "All five are there. What is left is to say it aloud, well."),
    GateState.PASSED: ("passed", "All five hold."),
    GateState.OVERRIDDEN: ("passed with a reason", "What was missing is still worth catching up."),
    GateState.ANNOUNCED: (
        "a recovery plan",
        "It was announced already, so nothing is shut any more: these five are to be caught up on.",
    ),
    GateState.UNEXPLAINED: ("passed", "Nothing on record says why, or what it lacked."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A phase on the road, and whether the work has been or is there."""

    value: str
    name: str
    done: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Went:
    """That the work went on regardless."""

    to: str
    on: date | None
    reason: str


def page_of(at: View, found: Asked) -> dict[str, Any]:
    """Return what the page shows, as far as the answer is worked out."""
    value = standing_of(at, found)
    phase = Phase(value.phase)
    name, about = _GATE[GateState(value.gate_state)]
    missing = [c for c in value.criteria if not c.met]
    return {
        "stand": value,
        "headline": headline(value),
        "phase": NAMES[phase],
        "road": road(phase),
        "resting": phase in (Phase.PAUSED, Phase.STOPPED),
        "launched": phase in LAUNCHED,
        "next": (value.next, NAMES[Phase(value.next)]) if value.next else None,
        "missing": missing,
        "exits": split(value.criteria),
        "gate": split(value.gate),
        "gate_name": name,
        "gate_about": about,
        "sheet_open": phase in LAUNCHED
        or value.gate_state in (GateState.OPEN, GateState.ANNOUNCED),
        "went_on": [_went(w.to, w.on, w.reason) for w in value.went_on],
        "since": since(at),
        "others": [(p.value, NAMES[p]) for p in ROAD if p is not phase and p.value != value.next],
    }


def standing_of(at: View, found: Asked) -> PhaseValue:
    """Return where the work stands; the criteria are those the reader may see."""
    answer = found.answer
    if answer is None or not isinstance(answer.value, CriticalMassValue):
        return stand(at.snapshot, far_gate(at.snapshot))
    exits = answer.value.phase_readiness
    if at.snapshot.phase in EARLY:
        return stand(at.snapshot, far_gate(at.snapshot), exits)
    return stand(at.snapshot, exits)


def split(criteria: tuple[Criterion, ...]) -> dict[str, list[Criterion]]:
    """Return criteria as the list of them is shown: to do, not known, done."""
    return {
        "open_criteria": [c for c in criteria if c.met is False],
        "unclear_criteria": [c for c in criteria if c.met is None],
        "met_criteria": [c for c in criteria if c.met],
    }


def road(phase: Phase) -> list[Step]:
    """Return the road with where the work is on it; a rest is nowhere on it."""
    at = ROAD.index(phase) if phase in ROAD else -1
    return [Step(p.value, NAMES[p], i < at, i == at) for i, p in enumerate(ROAD)]


def since(at: View) -> tuple[date | None, int | None]:
    """Return since when the work is in its phase, where that is on record, and in whole months."""
    kept = [
        (k.record.phase or Phase.NUCLEUS, k.record.recorded_on or k.record.started_on)
        for k in at.sight.kept.get(Initiative.SHEET, ())
        if isinstance(k.record, Initiative)
    ]
    begun: date | None = None
    for n, (phase, on) in enumerate(kept):
        if n and phase is not kept[n - 1][0]:
            begun = on
    if at.snapshot.phase is Phase.NUCLEUS and at.about.started_on:
        begun = at.about.started_on
    return begun, (at.as_of - begun).days // 30 if begun else None


def _went(to: str, on: date | None, reason: str) -> Went:
    return Went(NAMES[Phase(to)] if to in [*Phase] else "the next phase", on, reason)
