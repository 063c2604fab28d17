"""Where does the work stand, and what does the next step lack? Months orient and never alarm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from groundswell.core.answer import Answer, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.critical_mass import at_critical_mass
from groundswell.core.questions.launch_gate import LAUNCHED, lacking, needs
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.question import Question, answer
from groundswell.core.questions.readiness import NEEDS, Criterion, exit_of, preconditions
from groundswell.core.questions.wording import listed, sentence
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.season_records import Replant
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import OverrideKind, Phase
from groundswell.core.terrain.visible import latest

EARLY = (Phase.NUCLEUS, Phase.EVIDENCE)
NEXT: Mapping[Phase, Phase] = {
    Phase.NUCLEUS: Phase.EVIDENCE,
    Phase.EVIDENCE: Phase.CRITICAL_MASS,
    Phase.CRITICAL_MASS: Phase.LAUNCH,
    Phase.LAUNCH: Phase.ROLLOUT,
    Phase.ROLLOUT: Phase.HANDED_OVER,
}
# How long a phase usually takes, for orientation.
USUAL: Mapping[Phase, str] = {
    Phase.EVIDENCE: "two to six months",
    Phase.CRITICAL_MASS: "six to eighteen months",
}
NAMES: Mapping[Phase, str] = {
    Phase.NUCLEUS: "nucleus",
    Phase.EVIDENCE: "evidence",
    Phase.CRITICAL_MASS: "critical mass",
    Phase.LAUNCH: "launch",
    Phase.ROLLOUT: "roll-out",
    Phase.HANDED_OVER: "business as usual",
    Phase.PAUSED: "rest",
    Phase.STOPPED: "stop",
}
_FAR = "Support is measured once the evidence phase has done its work."
_WENT_ON = (OverrideKind.PHASE, OverrideKind.LAUNCH_GATE)


class GateState(StrEnum):
    """How the launch gate stands."""

    FAR = "far"
    SHUT = "shut"
    OPEN = "open"
    PASSED = "passed"
    OVERRIDDEN = "overridden"
    ANNOUNCED = "announced"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseNow(Question):
    """Where are we, and what does the next step lack?"""

    SLUG: ClassVar[str] = "phase"
    ASKS: ClassVar[str] = "Where are we, and what does the next step lack?"
    FEATURE: ClassVar[str] = "R1"


@dataclass(frozen=True, slots=True)
class WentOn:
    """That the work went on although something was missing: when, to what, and why."""

    on: date | None
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class PhaseValue:
    """Value of `phase`.

    Parameters
    ----------
    next
        The phase that comes next; None while the work rests, and at the end.
    usual
        How long this phase usually takes, for orientation; empty where nothing is usual.
    criteria
        What the present phase asks for before the next; empty from the launch on.
    gate, gate_state
        The five preconditions of a launch, and how the gate stands.
    lacking
        Names of what is not met, of the criteria or, after the launch, of the gate.
    went_on
        Where the work went on regardless, with the reason; newest last.
    resume_on
        Until when the work rests, where that is said.
    """

    phase: str
    next: str | None
    usual: str
    began_on: date | None
    announced_on: date | None
    criteria: tuple[Criterion, ...]
    gate: tuple[Criterion, ...]
    gate_state: str
    lacking: tuple[str, ...]
    went_on: tuple[WentOn, ...]
    resume_on: date | None


def phase_now(study: Study, question: PhaseNow) -> Answer[PhaseValue]:
    """Answer with the phase, what it still asks for, and how the launch gate stands.

    The exits of the first two phases are read off the records. From the critical-mass phase on the
    five preconditions of the launch count, support among them as `critical-mass` measures it.
    """
    snapshot = study.snapshot
    value = stand(snapshot, gate_of(study))
    found = [Reason(f"{_word(c)}: {c.text}") for c in (value.criteria or value.gate)]
    found += [Reason(_went_on(w)) for w in value.went_on]
    return answer(study, question, headline(value), value, found, map_gaps(snapshot))


def gate_of(study: Study) -> tuple[Criterion, ...]:
    """Return the five preconditions; support is not measured while the work is early."""
    snapshot = study.snapshot
    if snapshot.phase in EARLY:
        return far_gate(snapshot)
    needed = any(link.required for link in snapshot.links)
    sure = at_critical_mass(snapshot, study.today.chance) if needed else None
    return preconditions(snapshot, sure)


def far_gate(snapshot: Snapshot) -> tuple[Criterion, ...]:
    """Return the five preconditions as they look from an early phase."""
    first = preconditions(snapshot, None)[:-1]
    return (*first, Criterion("support", None, _FAR))


def stand(
    snapshot: Snapshot, gate: Sequence[Criterion], exits: Sequence[Criterion] | None = None
) -> PhaseValue:
    """Return where the work stands, with the gate (and the phase's exit) as it was worked out."""
    about, phase = snapshot.seen.initiative, snapshot.phase
    criteria = exit_of(snapshot, phase) if exits is None else tuple(exits)
    if phase is Phase.CRITICAL_MASS:
        criteria = tuple(gate)
    went_on = tuple(_regardless(snapshot))
    following = NEXT.get(phase)
    state = gate_state(snapshot, gate, went_on)
    return PhaseValue(
        phase=phase.value,
        next=following.value if following else None,
        usual=USUAL.get(phase, ""),
        began_on=about.started_on,
        announced_on=about.announced_on,
        criteria=criteria,
        gate=tuple(gate),
        gate_state=state.value,
        lacking=tuple(c.criterion for c in lacking(criteria or gate)),
        went_on=went_on,
        resume_on=_resume(snapshot) if phase is Phase.PAUSED else None,
    )


def gate_state(
    snapshot: Snapshot, gate: Sequence[Criterion], went_on: Sequence[WentOn]
) -> GateState:
    """Return how the launch gate stands; an announcement before it makes it a recovery plan."""
    phase, missing = snapshot.phase, lacking(gate)
    if phase in LAUNCHED and not missing:
        return GateState.PASSED
    if phase in LAUNCHED and any(w.to in LAUNCHED for w in went_on):
        return GateState.OVERRIDDEN
    if snapshot.seen.initiative.announced_on is not None:
        return GateState.ANNOUNCED
    if phase in LAUNCHED:
        return GateState.UNEXPLAINED
    if phase in EARLY:
        return GateState.FAR
    return GateState.SHUT if missing else GateState.OPEN


def headline(value: PhaseValue) -> str:
    """Say in a sentence or two where the work is and what the next step lacks."""
    phase, missing = Phase(value.phase), value.lacking
    if phase is Phase.PAUSED:
        until = f" until {_day(value.resume_on)}" if value.resume_on else ""
        return f"The work rests{until}. Nothing is asked of anybody."
    if phase is Phase.STOPPED:
        return "The work was stopped. Close it well: thank people, and keep what was learned."
    if phase is Phase.HANDED_OVER:
        return "It is business as usual now. Somebody has to own the practice and keep it healthy."
    if phase in LAUNCHED:
        return _after(value)
    if value.gate_state == GateState.ANNOUNCED:
        return _announced(value)
    if phase is Phase.CRITICAL_MASS and not missing:
        return "All five are there: the launch gate is open."
    if phase is Phase.CRITICAL_MASS:
        return f"The launch gate is shut. It still needs {_needed(missing)}."
    if not missing:
        return f"The {NAMES[phase]} phase has done its work. Next comes {NAMES[NEXT[phase]]}."
    return f"You are in the {NAMES[phase]} phase. The next still needs {_needed(missing)}."


def _after(value: PhaseValue) -> str:
    name = "The change is launched" if value.phase == Phase.LAUNCH else "The change is rolled out"
    missing = _needed(value.lacking)
    if value.gate_state == GateState.PASSED:
        return f"{name}, and all five preconditions hold."
    if value.gate_state == GateState.OVERRIDDEN:
        return f"{name} through a shut gate, with a reason. What it lacked: {missing}."
    if value.gate_state == GateState.ANNOUNCED:
        return _announced(value)
    return f"{name}. What it lacks by now: {missing}."


def _announced(value: PhaseValue) -> str:
    day, missing = _day(value.announced_on), lacking(value.gate)
    if not missing:
        return f"It was announced on {day}, and all five preconditions hold."
    return (
        f"It was announced on {day} before it was ready. The gate is a recovery plan now: catch up "
        f"on {_needed(tuple(c.criterion for c in missing))}."
    )


def _needed(names: Sequence[str]) -> str:
    return listed([NEEDS[name] for name in names], 3)


def _regardless(snapshot: Snapshot) -> list[WentOn]:
    rows = [o for o in snapshot.seen.of(Override) if o.kind in _WENT_ON]
    rows.sort(key=lambda o: (o.date or date.min, repr(o)))
    return [WentOn(o.date, o.chosen or "", o.reason or "") for o in rows]


def _went_on(one: WentOn) -> str:
    to = NAMES[Phase(one.to)] if one.to in [*Phase] else "the next phase"
    when = f" on {_day(one.on)}" if one.on else ""
    return f"The work went on to {to}{when} although something was missing: {one.reason}"


def _resume(snapshot: Snapshot) -> date | None:
    rests = [r for r in latest(snapshot.seen.of(Replant), "replant") if not r.rebuilt_on]
    return max((r.resume_on for r in rests if r.resume_on), default=None)


def _word(criterion: Criterion) -> str:
    return {True: "Done", False: "Still to do", None: "Not known"}[criterion.met]


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "a day nobody wrote down"


def recovery(value: PhaseValue) -> str:
    """Return what a launch that came too early has to catch up on, as words; empty if nothing."""
    return sentence(needs(lacking(value.gate)))
