"""Go from one phase to another: what is still missing is said, and going on needs a reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Deed, Done, Unsound, deed
from groundswell.app.do.records import keep
from groundswell.app.launch_gate import criteria, day_of, standing, worked_at
from groundswell.app.policy import Act
from groundswell.core.questions import launch_gate as gate
from groundswell.core.questions.readiness import Criterion, exit_of
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import OverrideKind, Phase
from groundswell.ingest.workbook import Problem
from groundswell.store import append

ROAD = (*(Phase.NUCLEUS, Phase.EVIDENCE, Phase.CRITICAL_MASS), *(Phase.LAUNCH, Phase.ROLLOUT))
SHEETS = [Initiative.SHEET, Override.SHEET]
_MEND = "Do that first, or write down why the work goes on without it."


def move_(actor: Actor, code: str, to: Phase, reason: str = "") -> Done:
    """Go to a phase, forwards or back.

    Where something is still missing for it, a reason is needed. It is kept among the overrides, in
    the same change.

    Raises
    ------
    Absent, Refused
        As policy says.
    Unsound
        If something is missing and no reason is given; it says what.
    """
    about = {"sheets": SHEETS, "ids": [to.value], "count": 1}
    with deed(actor, code, Act.EDIT, "phase", about, (append.TERRAIN, append.RUN)) as made:
        missing = unmet(made, to)
        if missing and not reason.strip():
            raise Unsound((shut(to, missing),))
        why = [override(made, to, reason.strip())] if missing else []
        return state(made, why, phase=to, **_announced(made, to))


def announced_(actor: Actor, code: str, on: date) -> Done:
    """Say when the change was announced, with or without a gate: a fact of the past."""
    about = {"sheets": [Initiative.SHEET], "ids": ["announced_on"], "count": 1}
    with deed(actor, code, Act.EDIT, "about", about) as made:
        return state(made, [], announced_on=on)


def state(made: Deed, also: Sequence[Record], **values: Any) -> Done:
    """Change what is said of the initiative, with further facts, within a change that has begun."""
    former = standing(made.before.of(Initiative.SHEET))
    now = former.record if former else Initiative()
    said = dataclasses.replace(now, **values, recorded_on=None)
    replaced = [(Initiative.SHEET, former.id)] if former else []
    return keep(made, [said, *also], replaced)


def unmet(made: Deed, to: Phase) -> tuple[Criterion, ...]:
    """Return what is still missing on the way to a phase; nothing on the way back or to a rest."""
    at, whole = worked_at(made.before), made.before.observations
    day = day_of(whole, made.before, made.standing.actor.today)
    if gate.passes(at, to):
        if gate.announced_already(whole.initiative, made.standing.actor.today):
            return ()
        return gate.lacking(criteria(whole, day))
    if to not in ROAD or at not in ROAD:
        return ()
    snapshot = fold(whole, day, day)
    passed = ROAD[ROAD.index(at) : ROAD.index(to)]
    return gate.lacking([c for phase in passed for c in exit_of(snapshot, phase)])


def shut(to: Phase, missing: Sequence[Criterion]) -> Problem:
    """Return what stands against a step, and the way on."""
    if to in gate.LAUNCHED:
        what, mend, kind = gate.refusal(missing), _MEND, "launch-gate"
    else:
        what, mend, kind = f"this phase still needs {gate.needs(missing)}", _MEND, "phase"
    return Problem(Initiative.SHEET, None, "phase", what, mend, kind=kind)


def override(made: Deed, to: Phase, reason: str) -> Override:
    """Return the record of a step that was taken regardless."""
    kind = OverrideKind.LAUNCH_GATE if to in gate.LAUNCHED else OverrideKind.PHASE
    today = made.standing.actor.today
    return Override(date=today, kind=kind, chosen=to.value, reason=reason)


def _announced(made: Deed, to: Phase) -> dict[str, Any]:
    """Return the day of the announcement, which has happened once the work is rolled out."""
    if to not in (Phase.ROLLOUT, Phase.HANDED_OVER):
        return {}
    told = made.before.observations.initiative.announced_on
    return {} if told else {"announced_on": made.standing.actor.today}
