"""The launch gate in front of every change, whichever road it comes by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from groundswell.app.sight import Sight
from groundswell.app.terrain import default_day
from groundswell.core.dynamics.study import Study
from groundswell.core.questions import launch_gate as gate
from groundswell.core.questions.critical_mass import CriticalMass, critical_mass
from groundswell.core.questions.readiness import Criterion, preconditions
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import Phase
from groundswell.ingest.workbook import Problem
from groundswell.store.load import Kept, Loaded


def shut_to(before: Loaded, after: Loaded, today: date) -> Problem | None:
    """Return what stands against a change that takes the work through the gate, if anything does.

    A reason counts where it came in the same change as the phase; an old one opens nothing.
    """
    stated = standing(after.of(Initiative.SHEET))
    if stated is None or not isinstance(stated.record, Initiative):
        return None
    if not gate.passes(worked_at(before), stated.record.phase):
        return None
    given = [k.record for k in after.of(Override.SHEET) if k.change == stated.change]
    return shut(after.observations, given, before, today)


def shut(
    whole: Observations, given: Iterable[object], before: Loaded | None, today: date
) -> Problem | None:
    """Return what the gate lacks, unless a reason given with it or an announcement opens it."""
    said = [o for o in given if isinstance(o, Override) and o.retracted_on is None]
    if gate.announced_already(whole.initiative, today) or gate.reasoned(said):
        return None
    missing = gate.lacking(criteria(whole, day_of(whole, before, today)))
    if not missing:
        return None
    what = gate.refusal(missing)
    return Problem(Initiative.SHEET, None, "phase", what, gate.MEND, kind="launch-gate")


def shut_at_start(whole: Observations, today: date) -> Problem | None:
    """Return what stands against beginning an initiative that says it was launched."""
    if not gate.passes(Phase.NUCLEUS, whole.initiative.phase):
        return None
    return shut(whole, whole.of(Override), None, today)


def criteria(whole: Observations, day: date) -> Sequence[Criterion]:
    """Return the five preconditions from everybody's judgements: the gate is the team's."""
    snapshot = fold(whole, day, day)
    found = critical_mass(Study(snapshot, 0, CriticalMass().scenarios), CriticalMass()).value
    needed = any(link.required for link in snapshot.links)
    return preconditions(snapshot, found.at_critical_mass if needed else None)


def day_of(whole: Observations, before: Loaded | None, today: date) -> date:
    """Return the day the map spoke of before the change: the one its pages were read at."""
    seen = Sight(before.sheets if before else {}, {}, "all")
    return default_day(whole.initiative, seen, today)


def worked_at(loaded: Loaded) -> Phase:
    """Return the phase the work stands at, rests left out."""
    rows = loaded.of(Initiative.SHEET)
    return gate.worked_at(k.record.phase for k in rows if isinstance(k.record, Initiative))


def standing(rows: Iterable[Kept]) -> Kept | None:
    """Return what is said of the initiative now."""
    found = [k for k in rows if k.record.retracted_on is None]
    return found[-1] if found else None
