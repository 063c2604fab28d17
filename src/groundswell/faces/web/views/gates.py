"""Should we still do this? Each answers alone first; then it is read together and decided."""

from __future__ import annotations

import dataclasses

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from groundswell.app.policy import Act
from groundswell.core.terrain.gate_records import GateAnswer
from groundswell.core.terrain.run_records import Gate
from groundswell.faces.web.page import framed, page, seen
from groundswell.faces.web.screens import gates as screen
from groundswell.faces.web.screens.saving import acting, kept


@require_safe
@page
def gates(request: HttpRequest, code: str) -> HttpResponse:
    """Show the gates, held and to be held."""
    at = seen(request, code)
    around = {**screen.page_of(at), "form": screen.day_form(at)}
    return framed(request, at, "gates/list.html", around)


@require_POST
@page
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Set the day of the next gate."""
    at = acting(request, code, Act.EDIT)
    form = screen.day_form(at, request.POST)
    if form.is_valid() and kept(request, at, form, [form.cleaned_record()], text="The day is set."):
        return redirect("gates", code=code)
    return framed(request, at, "gates/list.html", {**screen.page_of(at), "form": form}, status=422)


@require_safe
@page
def gate(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Show one gate: one's own answer, and the others' once they may be read."""
    at = seen(request, code)
    return framed(request, at, "gates/gate.html", screen.gate_page(at, which))


@require_POST
@page
def answer(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Answer a gate alone."""
    at = acting(request, code, Act.JUDGE)
    form = screen.answer_form(at, screen.open_row(at, which).record, request.POST)
    former = [(GateAnswer.SHEET, row.id) for row in screen.own_answers(at, which)]
    told = [dataclasses.replace(form.cleaned_record(), observed_on=None)] if form.is_valid() else []
    if told and kept(request, at, form, told, former, "Answered. Others read it with the gate."):
        return redirect("gate", code=code, which=which)
    around = {**screen.gate_page(at, which), "mine": form}
    return framed(request, at, "gates/gate.html", around, status=422)


@require_POST
@page
def hold(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Hold a gate: what was decided and why; from now on every answer may be read."""
    at = acting(request, code, Act.EDIT)
    row = screen.open_row(at, which)
    form = screen.hold_form(at, row.record, request.POST)
    held = [form.cleaned_record()] if form.is_valid() else []
    if held and kept(request, at, form, held, [(Gate.SHEET, row.id)], "Held."):
        return redirect("gate", code=code, which=which)
    around = {**screen.gate_page(at, which), "hold": form}
    return framed(request, at, "gates/gate.html", around, status=422)


within = [
    path("gates", gates, name="gates"),
    path("gates/plan", plan, name="plan-gate"),
    path("gates/<str:which>", gate, name="gate"),
    path("gates/<str:which>/answer", answer, name="answer-gate"),
    path("gates/<str:which>/hold", hold, name="hold-gate"),
]
