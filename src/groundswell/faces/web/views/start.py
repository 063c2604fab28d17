"""The first ten minutes: name the change, say where it happens, tick the decisions it needs."""

from __future__ import annotations

import dataclasses

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from groundswell.app.do.initiatives import open_
from groundswell.app.do.records import about_, record_
from groundswell.app.do.team import introduce_
from groundswell.app.keys import NAMELESS
from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.contexts import GENERAL, TEMPLATES, template_of
from groundswell.core.terrain.map_records import Decision, Person
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.terms import Context, Ring
from groundswell.faces.web.forms.starting import OpenForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.starting import following, step_url, steps_of


@page
def start(request: HttpRequest) -> HttpResponse:
    """Open an initiative with its first sentence; who begins is its nucleus."""
    actor = actor_of(request)
    first = {"owner": "" if actor.name == NAMELESS else actor.name}
    form = OpenForm(request.POST or None, today=actor.today, initial=first)
    if request.method == "POST" and form.is_valid():
        code = open_(actor, with_nucleus(form))
        introduce_(actor, form.opening().owner)
        return redirect(step_url(code, "context"))
    context = {"form": form, "steps": steps_of(None, "name"), "step": "name"}
    status = 422 if form.is_bound else 200
    return render(request, "start/name.html", context, status=status)


def with_nucleus(form: OpenForm) -> Observations:
    """Return the first records; the coalition begins with whoever begins it."""
    first = form.opening().observations()
    (owner,) = first.of(Person)
    member = Member(person=owner.person, ring=Ring.NUCLEUS, joined_on=form.today)
    records = {**first.records, Member.SHEET: (member,)}
    return dataclasses.replace(first, records=records)


@page
def context(request: HttpRequest, code: str) -> HttpResponse:
    """Say in what kind of organisation it happens; words and templates follow."""
    at = seen(request, code)
    if request.method == "POST":
        chosen = request.POST.get("context", "")
        if chosen in [*Context]:
            about_(actor_of(request), code, context=Context(chosen))
        return redirect(step_url(code, following("context")))
    offered = [(c.value, TEMPLATES[c]) for c in Context]
    found = {"offered": [*offered, ("", GENERAL)], "steps": steps_of(at, "context")}
    return framed(request, at, "start/context.html", found)


@page
def decisions(request: HttpRequest, code: str) -> HttpResponse:
    """Tick the decisions the change needs, in one's own words."""
    at = seen(request, code)
    if request.method == "POST":
        wanted = ticked(request, {c for c, _ in choices_of(at)[Decision.SHEET]})
        if wanted:
            done = record_(actor_of(request), code, wanted)
            say(request, done, code)
        return redirect(step_url(code, following("decisions")))
    known = [point.title.casefold() for point in at.snapshot.decisions]
    offered = [
        s for s in template_of(at.about.context).decisions if s.title.casefold() not in known
    ]
    found = {"offered": offered, "own": range(len(offered), len(offered) + 2)}
    return framed(
        request, at, "start/decisions.html", {**found, "steps": steps_of(at, "decisions")}
    )


def ticked(request: HttpRequest, taken: set[str]) -> list[Decision]:
    """Return the decisions that were ticked or written, each with a code of its own."""
    given = request.POST
    numbers = [*given.getlist("tick"), *given.getlist("own")]
    kinds = {s.title: s for t in (GENERAL, *TEMPLATES.values()) for s in t.decisions}
    found = []
    for number in numbers:
        title = given.get(f"title-{number}", "").strip()[:300]
        if not title:
            continue
        code = readable(title, taken, "decision")
        taken = {*taken, code}
        usual = kinds.get(given.get(f"was-{number}", ""))
        kind, rule = (usual.kind, usual.rule) if usual else (None, None)
        found.append(Decision(decision=code, title=title, kind=kind, rule=rule))
    return found


urlpatterns = [path("start", start, name="start")]
within = [
    path("start/context", context, name="start-context"),
    path("start/decisions", decisions, name="start-decisions"),
]
