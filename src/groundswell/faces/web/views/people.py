"""Everybody on the map as a table: searched, filtered, never ranked; and somebody new."""

from __future__ import annotations

import dataclasses

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from groundswell.app.browse.views import View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.records import record_
from groundswell.app.policy import Act, Refused, refusal
from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.map_records import Person, Unit
from groundswell.core.terrain.record import Record
from groundswell.faces.web.forms.records import RecordForm
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import person as screen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.roll import roll
from groundswell.faces.web.screens.unfit import tell

FIRST = ("name", "role", "unit", "level")


@page
def people(request: HttpRequest, code: str) -> HttpResponse:
    """List everybody, by name."""
    at = seen(request, code)
    return framed(request, at, "people.html", {"roll": roll(at, request.GET)})


@page
def add_person(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody on the map."""
    return changed(request, code, None)


@page
def edit_person(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Change what is stated of somebody."""
    return changed(request, code, person)


def changed(request: HttpRequest, code: str, person: str | None) -> HttpResponse:
    """Show the form of a person, and record it."""
    at = seen(request, code)
    if not at.standing.may(Act.EDIT):
        raise Refused(refusal(at.standing, Act.EDIT))
    row = None if person is None else screen.row_of(at, person)
    before = row.record if row else None
    form = screen.person_kind(at)(
        request.POST or None, record=before, today=at.standing.actor.today
    )
    if request.method == "POST" and form.is_valid():
        made = kept(request, at, form, [("people", row.id)] if row else [])
        if made is not None:
            return redirect(f"{home_of(code)}people/{made}")
    shown = {"form": form, "first": [form[n] for n in FIRST], "name": _name(at, person)}
    shown["rest"] = [f for f in form if f.name not in FIRST]
    return framed(request, at, "person_form.html", shown, status=422 if form.is_bound else 200)


def _name(at: View, person: str | None) -> str:
    return "" if person is None else at.snapshot.name(person)


def kept(
    request: HttpRequest, at: View, form: RecordForm, former: list[tuple[str, int]]
) -> str | None:
    """Record somebody, with a new unit if one was named; None where it did not fit."""
    made = form.cleaned_record()
    assert isinstance(made, Person)
    records: list[Record] = []
    new = request.POST.get("new_unit", "").strip()[:200]
    if new and at.code:
        code = readable(new, {c for c, _ in choices_of(at)["units"]}, "unit")
        records.append(Unit(unit=code, name=new))
        made = dataclasses.replace(made, unit=code)
    made = dataclasses.replace(made, recorded_on=None, retracted_on=None)
    try:
        done = record_(actor_of(request), at.code, [*records, made], former)
    except Unsound as error:
        tell(form, error)
        return None
    say(request, done, at.code)
    return made.person


within = [
    path("people", people, name="people"),
    path("add-person", add_person, name="add-person"),
    path("people/<str:person>/edit", edit_person, name="edit-person"),
]
