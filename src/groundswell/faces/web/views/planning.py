"""What would change if all this happened? Tried on a copy; kept only when asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from groundswell.app import policy
from groundswell.app.browse.views import View
from groundswell.app.do.plans import keep_plan_
from groundswell.app.do.records import retract_
from groundswell.app.policy import Act
from groundswell.core.questions.what_if import WhatIf
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.faces.web.forms.base import CellForm
from groundswell.faces.web.forms.kept_plans import keep_form
from groundswell.faces.web.forms.planning import AddForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import kept_plans as screen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.planning import (
    Read,
    address,
    compared,
    plan_of,
    planned,
    read,
    sent,
)
from groundswell.faces.web.screens.saving import acting, kept


@require_safe
@page
def planning(request: HttpRequest, code: str) -> HttpResponse:
    """Show a plan beside today, with the forms that add to it and the plans that were kept."""
    policy.enter(actor_of(request), code, Act.ASK)
    at, plan = screen.shown(seen(request, code)), plan_of(request.GET)
    form = sent(at, request.GET)
    if form is not None and form.is_valid():
        return redirect(address(at, plan.plus(form.kind, form.option())))
    return _page(request, at, read(at, plan), adding=form)


def _page(
    request: HttpRequest,
    at: View,
    on: Read,
    adding: AddForm | None = None,
    naming: tuple[str, CellForm] | None = None,
) -> HttpResponse:
    around: dict[str, Any] = planned(at, on, adding, request.build_absolute_uri("/").rstrip("/"))
    wrong = bool(on.wrong or adding or naming)
    if not on.wrong:
        found = asked(request, at, WhatIf(**on.plan.options))
        around |= told(at, found) | (compared(found.answer) if found.answer else {})
    around |= screen.shelf(at, on, naming)
    return framed(request, at, "planning.html", around, status=422 if wrong else 200)


@require_POST
@page
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is tried as a plan, or in the place of the one it came from."""
    at = screen.shown(acting(request, code, Act.JUDGE))
    on, former = screen.sent(at, request.POST)
    form = screen.form_sent(at, request.POST, former)
    if on.wrong or not form.is_valid():
        return _page(request, at, on, naming=("", form))
    taken = former.id if former and form.cleaned_data.get("instead") else None
    plan = screen.to_keep(on, form.cleaned_data)
    say(request, keep_plan_(actor_of(request), code, plan, taken), code, "Plan kept.")
    return redirect(address(at, on.whole))


@require_POST
@page
def rename(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Give a kept plan another title and note."""
    at = acting(request, code, Act.JUDGE)
    row, on = screen.row_of(at, which), read(at, plan_of(request.POST))
    form = keep_form(at.standing.actor.today, request.POST, name=f"plan-{row.id}")
    facts = [(KeptPlan.SHEET, row.id)]
    if form.is_valid():
        again = screen.renamed(row, form.cleaned_data)
        if kept(request, at, form, [again], facts, "Plan renamed."):
            return redirect(address(at, on.plan))
    return _page(request, at, on, naming=(which, form))


@require_POST
@page
def take_back(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Take a kept plan back; what is tried stays in the address."""
    at = acting(request, code, Act.JUDGE)
    row, on = screen.row_of(at, which), read(at, plan_of(request.POST))
    done = retract_(actor_of(request), code, [(KeptPlan.SHEET, row.id)])
    say(request, done, code, "Plan taken back.")
    return redirect(address(at, on.whole if which == on.plan.kept else on.plan))


urlpatterns = [
    path("what-if", planning, name="plan"),
    path("what-if/keep", keep, name="keep-plan"),
    path("what-if/kept/<str:which>/rename", rename, name="rename-plan"),
    path("what-if/kept/<str:which>/take-back", take_back, name="take-plan-back"),
]
