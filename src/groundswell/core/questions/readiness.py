"""Whether the present phase has done its work: what its exit asks for, met, unmet or unknown.

Months are orientation only and never a criterion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.map_records import Resistance, SystemLink
from groundswell.core.terrain.run_records import Commitment, Encounter, Evidence, Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import (
    ElementKind,
    EvidenceKind,
    Phase,
    Result,
    Ring,
    TieKind,
)

NEEDS = {
    "nucleus": "two to four people who see the same problem",
    "trust": "trust among everybody in the nucleus",
    "complement": "people from different places in the system",
    "credibility": "everybody's own credibility at stake",
    "system analysed": "a sketch of the system with its boundary",
    "leverage points": "marked leverage points",
    "approach": "a first approach, written down",
    "core": "a core of two to four besides you",
    "commitment": "an explicit commitment from everybody in the core",
    "honest result": "one honest result of your own",
    "evidence": "a trial of your own with what failed in it",
    "stakeholders mapped": "more of the people mapped, resistance included",
    "support": "support at critical mass",
}
OWN_TESTS = (EvidenceKind.PILOT, EvidenceKind.TRIAL, EvidenceKind.PROTOTYPE, EvidenceKind.DEMO)
FAILURES = (Result.BROKE, Result.NULL, Result.SURPRISED)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a phase's exit; `met` is None where it is not known."""

    criterion: str
    met: bool | None
    text: str


def readiness(snapshot: Snapshot, at_critical_mass: bool | None) -> tuple[Criterion, ...]:
    """Return the exit criteria of the phase the initiative is in.

    Nucleus: two or three people who trust and complement each other and risk credibility, and a
    written first analysis. Evidence: a committed core and one honest result. Afterwards: the five
    preconditions of a launch (a recovery plan, where it was announced already).
    """
    exits = exit_of(snapshot, snapshot.phase)
    return exits if exits else preconditions(snapshot, at_critical_mass)


def exit_of(snapshot: Snapshot, phase: Phase) -> tuple[Criterion, ...]:
    """Return what one of the two early phases asks for before the next; nothing for later ones."""
    if phase is Phase.NUCLEUS:
        return (*_nucleus(snapshot), _system(snapshot), _leverage(snapshot), _approach(snapshot))
    if phase is Phase.EVIDENCE:
        return (_core(snapshot), _explicit(snapshot), _result(snapshot))
    return ()


def preconditions(snapshot: Snapshot, at_critical_mass: bool | None) -> tuple[Criterion, ...]:
    """Return the five preconditions of a formal launch, whatever the phase.

    The system is analysed, its leverage points are marked, a test of one's own has shown its
    failures, the people are mapped with those who resist, and support is at critical mass.
    """
    return (
        _system(snapshot),
        _leverage(snapshot),
        _tested(snapshot),
        _mapped(snapshot),
        _support(at_critical_mass),
    )


def inner_circle(snapshot: Snapshot) -> list[Member]:
    """Return active members of nucleus and core, by code."""
    inner = (Ring.NUCLEUS, Ring.CORE)
    return [m for _, m in sorted(snapshot.members.items()) if m.ring in inner]


def _nucleus(snapshot: Snapshot) -> tuple[Criterion, ...]:
    inner = [m.person for m in inner_circle(snapshot)]
    text = f"{_named(snapshot, inner)} form the nucleus."
    if len(inner) < 2:
        text = "The nucleus needs a second person who sees the same problem."
    if len(inner) > 4:
        text = f"The nucleus has {len(inner)} people; two to four think as one."
    people = Criterion("nucleus", 2 <= len(inner) <= 4, text)
    if len(inner) < 2:
        unknown = "There is nobody yet to trust or to complement you."
        return (people, Criterion("trust", False, unknown), _credibility(snapshot, inner))
    at = [snapshot.index[code] for code in inner]
    trusted = snapshot.layers[TieKind.TRUSTS][at][:, at].nnz
    pairs = len(at) * (len(at) - 1)
    kinds = {(snapshot.person[c].unit, snapshot.person[c].function) for c in inner}
    trusts = Criterion(
        "trust",
        trusted == pairs or (None if trusted == 0 else False),
        "Everybody in the nucleus trusts everybody else in it."
        if trusted == pairs
        else f"{trusted} of {pairs} ties of trust inside the nucleus are on the map.",
    )
    different = Criterion(
        "complement",
        len(kinds) > 1,
        "They come from different places in the system."
        if len(kinds) > 1
        else "They all come from the same place in the system.",
    )
    return (people, trusts, different, _credibility(snapshot, inner))


def _credibility(snapshot: Snapshot, inner: list[str]) -> Criterion:
    risky = {e.by or e.person for e in snapshot.seen.of(Encounter) if e.at_risk}
    promised = {c.person for c in snapshot.seen.of(Commitment) if c.given}
    shown = [code for code in inner if code in risky | promised]
    met = None if not shown else len(shown) == len(inner)
    text = "Nothing on record shows anybody putting their own credibility in."
    if shown:
        text = f"{_named(snapshot, shown)} put their own credibility in."
    return Criterion("credibility", met, text)


def _system(snapshot: Snapshot) -> Criterion:
    links = snapshot.seen.of(SystemLink)
    done = bool(links) and bool(snapshot.seen.initiative.boundary)
    text = f"The system is sketched: {count(len(links), 'link')} and a boundary."
    if not done:
        text = "Sketch what keeps today's behaviour going, and where the system ends."
    return Criterion("system analysed", done, text)


def _leverage(snapshot: Snapshot) -> Criterion:
    found = [
        link
        for link in snapshot.seen.of(SystemLink)
        if link.leverage is not None or link.element_kind is ElementKind.LEVERAGE
    ]
    text = count(len(found), "leverage point is", "leverage points are").capitalize() + " marked."
    if not found:
        text = "No leverage point is marked in the system sketch."
    return Criterion("leverage points", bool(found), text)


def _approach(snapshot: Snapshot) -> Criterion:
    written = bool(snapshot.seen.initiative.approach)
    text = "A first approach is written down." if written else "Write down a first approach."
    return Criterion("approach", written, text)


def _core(snapshot: Snapshot) -> Criterion:
    core = tuple(m.person for m in inner_circle(snapshot) if m.person != snapshot.owner)
    text = f"Besides the owner, {_named(snapshot, core)} carry the work."
    if len(core) < 2:
        text = f"Only {_named(snapshot, core)} carries the work besides the owner."
    if not core:
        text = "Nobody carries the work besides the owner."
    if len(core) > 4:
        text = f"The core has {len(core)} people besides the owner; two to four stay quick."
    return Criterion("core", 2 <= len(core) <= 4, text)


def _explicit(snapshot: Snapshot) -> Criterion:
    promised = {c.person for c in snapshot.seen.of(Commitment) if c.given}
    core = [m for m in inner_circle(snapshot) if m.person != snapshot.owner]
    without = tuple(m.person for m in core if m.person not in promised and m.hours_per_week is None)
    if not core:
        return Criterion("commitment", False, "There is no core yet to commit itself.")
    text = "Everybody in the core has said what they give."
    if without:
        text = f"No explicit commitment of {_named(snapshot, without)} is on record."
    return Criterion("commitment", not without, text)


def _result(snapshot: Snapshot) -> Criterion:
    own = [e for e in snapshot.seen.of(Evidence) if e.kind in OWN_TESTS and e.result]
    text = count(len(own), "own test has", "own tests have").capitalize() + " a result."
    if not own:
        text = "No test of your own has a result yet."
    return Criterion("honest result", bool(own), text)


def _tested(snapshot: Snapshot) -> Criterion:
    own = [e for e in snapshot.seen.of(Evidence) if e.kind in OWN_TESTS and e.result]
    failed = [e for e in own if e.result in FAILURES]
    if not own:
        return Criterion("evidence", False, "No trial of your own has a result yet.")
    if not failed:
        return Criterion(
            "evidence", False, "Every own test is said to have worked; write down what did not."
        )
    text = f"{len(own)} own tests, {len(failed)} of them with failures or null results shown."
    if len(own) == 1:
        text = "One own test, with its failures or null results shown."
    return Criterion("evidence", True, text)


def _mapped(snapshot: Snapshot) -> Criterion:
    real = len(snapshot.people)
    judged = int(snapshot.stances.judged[:real].sum())
    against = bool(snapshot.seen.of(Resistance)) or bool(
        (snapshot.stances.judged[:real] & (snapshot.stances.mean[:real] < -0.25)).any()
    )
    who = f"{judged} of {real} {'person' if real == 1 else 'people'}"
    who += f" {'is' if judged == 1 else 'are'} judged"
    text = f"{who}, and resistance is on the map."
    if not against:
        text = f"{who}, but no resistance is on the map."
    return Criterion("stakeholders mapped", against and 2 * judged >= real > 0, text)


def _support(at_critical_mass: bool | None) -> Criterion:
    if at_critical_mass is None:
        return Criterion(
            "support", None, "Nothing is named as required, so support has no measure."
        )
    text = (
        "Support is at critical mass." if at_critical_mass else "Support is not at critical mass."
    )
    return Criterion("support", at_critical_mass, text)


def _named(snapshot: Snapshot, codes: Sequence[str]) -> str:
    return listed([snapshot.name(code) for code in codes])
