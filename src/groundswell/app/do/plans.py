"""Keep a plan when asked: a record like any other, undone, exported and erased with the rest."""

from __future__ import annotations

import dataclasses

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Done, deed
from groundswell.app.do.records import keep
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.store import append
from groundswell.store.load import Loaded


def keep_plan_(actor: Actor, code: str, plan: KeptPlan, instead: int | None = None) -> Done:
    """Keep a plan under a code of its own, or in place of one that is kept.

    Parameters
    ----------
    plan
        Its changes, title and note; code, day and keeper are given here.
    instead
        Number of the kept plan whose place it takes, with its code.

    Raises
    ------
    Absent, Refused, Overtaken, Unsound
        As `record_` does; an empty plan is refused.
    """
    if not any(plan.changes):
        raise Refused("There is nothing to keep yet; suppose something first.")
    verb = "record" if instead is None else "correct"
    about = {"sheets": [KeptPlan.SHEET], "ids": [], "count": 1}
    with deed(actor, code, Act.JUDGE, verb, about, (append.RUN,)) as made:
        own = _free(made.before) if instead is None else _code_of(made.before, instead)
        fresh = dataclasses.replace(plan, plan=own, assessor=None, observed_on=None)
        replaces = [] if instead is None else [(KeptPlan.SHEET, instead)]
        return keep(made, [fresh], replaces)


def _free(loaded: Loaded) -> str:
    """Return a code that says nothing, and that no plan has had."""
    taken = {getattr(kept.record, "plan", "") for kept in loaded.of(KeptPlan.SHEET)}
    return next(c for n in range(1, len(taken) + 2) if (c := f"plan-{n}") not in taken)


def _code_of(loaded: Loaded, number: int) -> str:
    for kept in loaded.of(KeptPlan.SHEET):
        if kept.id == number and isinstance(kept.record, KeptPlan):
            return kept.record.plan
    raise Absent(str(number))
