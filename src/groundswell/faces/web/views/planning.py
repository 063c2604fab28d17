"""What would change if all this happened? Tried on a copy, kept nowhere but in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from groundswell.app import policy
from groundswell.app.policy import Act
from groundswell.core.questions.what_if import WhatIf
from groundswell.faces.web.page import actor_of, framed, page, seen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.planning import address, compared, plan_of, planned, sent


@require_safe
@page
def planning(request: HttpRequest, code: str) -> HttpResponse:
    """Show a plan beside today, with the forms that add to it."""
    policy.enter(actor_of(request), code, Act.ASK)
    at, plan = seen(request, code), plan_of(request.GET)
    form = sent(at, request.GET)
    if form is not None and form.is_valid():
        return redirect(address(at, plan.plus(form.kind, form.option())))
    around = planned(at, plan, form, request.build_absolute_uri("/").rstrip("/"))
    if around["unfit"]:
        return framed(request, at, "planning.html", around, status=422)
    found = asked(request, at, WhatIf(**plan.options))
    around |= told(at, found) | (compared(found.answer, plan) if found.answer else {})
    return framed(request, at, "planning.html", around, status=200 if form is None else 422)


urlpatterns = [path("what-if", planning, name="plan")]
