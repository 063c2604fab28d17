"""Registers: wins, conflicts and changes of the plan; decisions and rights; doubts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.app.do.records import SEEN
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.terrain.run_records import Conflict, Encounter
from groundswell.faces.web.page import framed, page, seen
from groundswell.faces.web.screens import registers as screen
from groundswell.faces.web.screens.saving import acting, kept


@require_safe
@page
def registers(request: HttpRequest, code: str) -> HttpResponse:
    """Show wins, conflicts and changes of the plan."""
    at = seen(request, code)
    return framed(request, at, "registers/registers.html", screen.registers_page(at))


@require_safe
@page
def rulings(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was decided and who decides what."""
    at = seen(request, code)
    return framed(request, at, "registers/rulings.html", screen.rulings_page(at))


@require_POST
@page
def add(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """Write a line into a register; a win may be told by whoever saw it."""
    if sheet not in screen.FORMS:
        raise Absent(sheet)
    at = acting(request, code, Act.JUDGE if sheet in SEEN else Act.EDIT)
    form = screen.form_of(at, sheet, request.POST)
    if form.is_valid() and kept(request, at, form, [form.cleaned_record()]):
        return redirect(f"{screen.where(code, sheet)}#{sheet}")
    around, template = screen.again(at, sheet, form)
    return framed(request, at, template, around, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def resolve(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Say how a conflict ended."""
    at = acting(request, code, Act.EDIT)
    row = screen.conflict_row(at, which)
    form = screen.resolve_form(at, row.record, request.POST or None)
    if request.method == "POST" and form.is_valid():
        ended = [form.cleaned_record()]
        if kept(request, at, form, ended, [(Conflict.SHEET, row.id)], "Ended, and kept."):
            return redirect(f"{screen.where(code, Conflict.SHEET)}#conflicts")
    around = screen.resolving(at, row, form)
    status = 422 if form.is_bound else 200
    return framed(request, at, "registers/one.html", around, status=status)


@require_safe
@page
def doubts(request: HttpRequest, code: str) -> HttpResponse:
    """Show the doubts: heard, tested, and what they changed."""
    at = acting(request, code, Act.ASK)
    if at.standing.presentable:
        raise Refused("This view does not show what people said in confidence.")
    return framed(request, at, "registers/doubts.html", screen.doubts_page(at))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def doubt(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say what tests a doubt, or what it changed."""
    at = acting(request, code, Act.JUDGE)
    row = screen.doubt_row(at, number)
    form = screen.doubt_form(at, row.record, request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = [screen.tested(form)]
        if kept(request, at, form, now, [(Encounter.SHEET, number)], "Written down."):
            return redirect("doubts", code=code)
    around = screen.testing(at, row, form)
    status = 422 if form.is_bound else 200
    return framed(request, at, "registers/one.html", around, status=status)


within = [
    path("doubts", doubts, name="doubts"),
    path("doubts/<int:number>", doubt, name="doubt"),
    path("registers", registers, name="registers"),
    path("registers/add/<slug:sheet>", add, name="add-to-register"),
    path("registers/conflicts/<str:which>", resolve, name="resolve-conflict"),
    path("rulings", rulings, name="rulings"),
]
