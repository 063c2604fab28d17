"""The launch gate: which change of phase passes it, and what it says while it is shut.

A formal launch needs all five preconditions. Whoever goes on regardless says why, in the same act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from groundswell.core.questions.readiness import NEEDS, Criterion
from groundswell.core.questions.wording import listed
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import OverrideKind, Phase

LAUNCHED = frozenset({Phase.LAUNCH, Phase.ROLLOUT, Phase.HANDED_OVER})
RESTS = frozenset({Phase.PAUSED, Phase.STOPPED})
MEND = (
    "Do what is missing first. To go on regardless, open the page of the phase and write down why; "
    "in a file, add a row to overrides with the kind launch_gate and a reason. If it was announced "
    "before today, say when under announced_on."
)


def worked_at(stages: Iterable[Phase | None]) -> Phase:
    """Return the phase the work stands at: the last one stated, rests left out.

    Parameters
    ----------
    stages
        What was stated, in the order it was written down.
    """
    at = Phase.NUCLEUS
    for stage in stages:
        if stage not in RESTS:
            at = stage or Phase.NUCLEUS
    return at


def passes(before: Phase, after: Phase | None) -> bool:
    """Return whether stating a phase takes the work through the gate."""
    return after in LAUNCHED and before not in LAUNCHED


def announced_already(about: Initiative, today: date) -> bool:
    """Return whether the launch is a fact of the past, which no gate can call back.

    An announcement of the same day is no fact of the past: it asks the gate like any other.
    """
    return about.announced_on is not None and about.announced_on < today


def reasoned(overrides: Iterable[Override]) -> bool:
    """Return whether somebody says why they go on although the gate is shut."""
    kind = OverrideKind.LAUNCH_GATE
    return any(o.kind is kind and (o.reason or "").strip() for o in overrides)


def lacking(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return the preconditions that are not met; what is not known is not met."""
    return tuple(c for c in criteria if not c.met)


def refusal(missing: Sequence[Criterion]) -> str:
    """Say that the gate is shut, and what it lacks."""
    return f"the launch gate is shut; it still needs {needs(missing)}"


def needs(missing: Sequence[Criterion]) -> str:
    """Return what is missing as words inside a sentence."""
    return listed([NEEDS[c.criterion] for c in missing], len(missing))
