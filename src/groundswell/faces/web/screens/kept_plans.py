"""The plans that were kept: what has become of each change, and the forms that keep and rename."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from groundswell.app.browse.plans import waiting
from groundswell.app.browse.views import Row, View
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.questions.kept_plans import Fate, KeptChange, fates_of, kept_plans
from groundswell.core.questions.wording import count, sentence
from groundswell.core.terrain.notations import Notation
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.faces.web.forms.base import CellForm
from groundswell.faces.web.forms.kept_plans import CALLED, NOTE, keep_form
from groundswell.faces.web.screens.mending import links
from groundswell.faces.web.screens.planning import Plan, Read, address, plan_of, read
from groundswell.reports.words import day

NAMELESS = "A plan without a title"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A kept plan in the list.

    Parameters
    ----------
    left
        How much of it is still ahead, in words.
    open
        Whether it is the one on the page.
    form
        Renames it; None where the reader may not.
    """

    code: str
    title: str
    note: str
    kept_by: str
    left: str
    changes: tuple[KeptChange, ...]
    url: str
    open: bool
    form: CellForm | None


def shown(at: View) -> View:
    """Return a view in which people are shown; in any other nothing is supposed of them."""
    if at.standing.presentable:
        raise Refused("This view shows where nobody stands, so nothing is supposed of anybody.")
    return at


def row_of(at: View, code: str) -> Row:
    """Return the row of a kept plan that the reader sees.

    Raises
    ------
    Absent
        If there is none.
    """
    rows = (r for r in at.rows(KeptPlan.SHEET) if getattr(r.record, "plan", None) == code)
    found = next(rows, None)
    if found is None:
        raise Absent(code)
    return found


def plan_in(row: Row) -> KeptPlan:
    """Return the plan of a row."""
    assert isinstance(row.record, KeptPlan)
    return row.record


def may_change(at: View, row: Row) -> bool:
    """Whether the reader may rename a plan or take it back: their own, or any as an editor."""
    standing = at.standing
    return at.present and standing.may(Act.JUDGE) and (row.mine or standing.may(Act.EDIT))


def sent(at: View, given: QueryDict) -> tuple[Read, Row | None]:
    """Return what is to be kept, and the row of the kept plan it came from, if it may go."""
    on = read(at, plan_of(given))
    rows = (r for r in at.rows(KeptPlan.SHEET) if plan_in(r).plan == on.plan.kept)
    return on, next((row for row in rows if may_change(at, row)), None)


def form_sent(at: View, given: QueryDict, former: Row | None) -> CellForm:
    """Return the form that was sent to keep a plan."""
    title = "" if former is None else plan_in(former).title or NAMELESS
    return keep_form(at.standing.actor.today, given, instead_of=title)


def renamed(row: Row, called: Mapping[str, Any]) -> KeptPlan:
    """Return a kept plan under another title and note; the day it was kept stays."""
    return dataclasses.replace(plan_in(row), title=called[CALLED], note=called[NOTE])


def to_keep(on: Read, called: Mapping[str, Any]) -> KeptPlan:
    """Return a plan as it is to be kept: everything that is tried, under its title."""
    changes: dict[str, Any] = {
        notation.value: tuple(t for kind, t in on.whole.changes if kind == notation) or None
        for notation in Notation
    }
    return KeptPlan(plan="", title=called[CALLED], note=called[NOTE], **changes)


def shelf(at: View, on: Read, sent: tuple[str, CellForm] | None = None) -> dict[str, Any]:
    """Return the list of kept plans, and the form that keeps the one on the page.

    Parameters
    ----------
    sent
        The form that was sent and did not do, with the plan it renames; empty for the one it keeps.
    """
    which, form = sent or (None, None)
    rows = {plan_in(row).plan: row for row in at.rows(KeptPlan.SHEET)}
    plans = [plan for plan in kept_plans(at.snapshot) if plan.plan in rows]
    same = next((plan for plan in plans if _same(plan, on)), None)
    shelved = [
        _shelved(at, plan, rows[plan.plan], on, form if which == plan.plan else None)
        for plan in plans
    ]
    return {
        "same": None if same is None else shelved[plans.index(same)],
        "keeping": form if which == "" else _keeping(at, on, same, rows),
        "shelved": shelved,
        "renaming": which or "",
        "waiting": [link for code in waiting(at) for link in links(at, (code,))],
    }


def _same(plan: KeptPlan, on: Read) -> bool:
    """Whether what is tried is a kept plan, and nothing else."""
    if on.plan.kept:
        return plan.plan == on.plan.kept and not on.plan.changes
    kept = {(kind.value, text) for kind, text in plan.changes}
    return bool(kept) and kept == set(on.plan.changes)


def _keeping(at: View, on: Read, same: KeptPlan | None, rows: Mapping[str, Row]) -> CellForm | None:
    """Return the form that keeps what is tried, where that is not kept already."""
    outlived = any(change.fate is not Fate.AHEAD for change in on.fates)
    nothing = not on.whole.changes or on.wrong or (same is not None and not outlived)
    if nothing or not (at.present and at.standing.may(Act.JUDGE)):
        return None
    row = rows.get(on.plan.kept)
    if row is None:
        return keep_form(at.standing.actor.today)
    former = plan_in(row)
    initial = {CALLED: former.title, NOTE: former.note}
    instead = (former.title or NAMELESS) if may_change(at, row) else ""
    return keep_form(at.standing.actor.today, initial=initial, instead_of=instead)


def _shelved(at: View, plan: KeptPlan, row: Row, on: Read, form: CellForm | None) -> Shelved:
    changes = tuple(
        dataclasses.replace(c, text=sentence(c.text)) for c in fates_of(at.snapshot, plan)
    )
    may = may_change(at, row)
    initial = {CALLED: plan.title, NOTE: plan.note}
    fresh = keep_form(at.standing.actor.today, name=f"plan-{row.id}", initial=initial)
    return Shelved(
        code=plan.plan,
        title=plan.title or NAMELESS,
        note=plan.note or "",
        kept_by=_kept_by(at, plan, row),
        left=_left(changes),
        changes=changes,
        url=address(at, Plan((), plan.plan)),
        open=on.plan.kept == plan.plan,
        form=(form or fresh) if may else None,
    )


def _kept_by(at: View, plan: KeptPlan, row: Row) -> str:
    who = "you" if row.mine else at.snapshot.name(plan.assessor or "somebody")
    on = plan.observed_on or plan.recorded_on
    return f"kept by {who}" + (f" on {day(on)}" if on else "")


def _left(changes: tuple[KeptChange, ...]) -> str:
    ahead = sum(change.fate is Fate.AHEAD for change in changes)
    if not changes:
        return "nothing is left of it"
    if ahead == len(changes):
        return f"{count(ahead, 'change')}, all still ahead" if ahead > 1 else "still ahead"
    if not ahead:
        return "nothing of it is still ahead"
    return f"{ahead} of {len(changes)} still ahead"
