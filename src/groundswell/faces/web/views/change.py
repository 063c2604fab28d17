"""The change: what is changed, what it needs, what keeps today going, and what resists."""

from __future__ import annotations

import dataclasses

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.do.deed import Unsound
from groundswell.app.do.records import about_, record_
from groundswell.app.policy import Absent, Act, Refused, refusal
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import change as screen
from groundswell.faces.web.screens.unfit import tell


@page
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Show the change."""
    at = seen(request, code)
    return framed(request, at, "change.html", screen.page_of(at, request.GET))


@page
def edit_change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what the change is about."""
    at = seen(request, code)
    if not at.standing.may(Act.EDIT):
        raise Refused(refusal(at.standing, Act.EDIT))
    form = screen.about_form(at, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data.get(name) for name in form.fields}
        try:
            say(request, about_(actor_of(request), code, **values), code)
            return redirect(f"{home_of(code)}change")
        except Unsound as error:
            tell(form, error)
    status = 422 if form.is_bound else 200
    return framed(request, at, "change_edit.html", {"form": form}, status=status)


@require_POST
@page
def edit_part(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Change one of the texts in place."""
    if part not in screen.TEXTS:
        raise Absent(part)
    text = request.POST.get("text", "").strip()[: screen.LONGEST]
    say(request, about_(actor_of(request), code, **{part: text or None}), code)
    return redirect(f"{home_of(code)}change#about")


@require_POST
@page
def add(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """Add one row: a decision, a place of work, a link of the sketch, something that resists."""
    at = seen(request, code)
    if sheet not in screen.QUICK:
        raise Absent(sheet)
    form = screen.quick_form(at, sheet, request.POST)
    if form.is_valid():
        made = dataclasses.replace(form.cleaned_record(), recorded_on=None)
        try:
            also = screen.operators(at, made, request.POST.getlist("operators"))
            say(request, record_(actor_of(request), code, [made, *also]), code)
            return redirect(f"{home_of(code)}change#{sheet}")
        except Unsound as error:
            tell(form, error)
    shown = screen.page_of(at, request.GET)
    shown |= {"open": sheet, "quick": {**shown["quick"], sheet: form}}
    return framed(request, at, "change.html", shown, status=422)


within = [
    path("change", change, name="change"),
    path("change/edit", edit_change, name="edit-change"),
    path("change/about/<slug:part>", edit_part, name="edit-part"),
    path("change/add/<slug:sheet>", add, name="add-to-change"),
]
