"""Which decisions do we hold, and which can sink us? With what would follow if somebody moved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from groundswell.app.browse import terrain
from groundswell.app.policy import Absent
from groundswell.core.pictures.decisions import decisions as picture_of
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.what_if import WhatIf
from groundswell.core.terrain.terms import Stance
from groundswell.faces.web.page import framed, page, seen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.decisions import matters
from groundswell.faces.web.screens.supposing import Supposed, beside, choices


@require_safe
@page
def decisions(request: HttpRequest, code: str) -> HttpResponse:
    """Show the matrix of decisions and the places where work must change."""
    at = seen(request, code)
    picture = terrain.pictured(
        at, "decision matrix", lambda: picture_of(at.snapshot, veiled=at.veiled)
    )
    found = asked(request, at, CriticalMass())
    around = {**told(at, found), **matters(at, picture, found.answer)}
    return framed(request, at, "decisions/matrix.html", around)


@require_safe
@page
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    """Show what would follow if somebody stood elsewhere; nothing is saved."""
    at, given = seen(request, code), request.GET
    person, decision = given.get("person", ""), given.get("decision", "")
    known = {point.code for point in at.snapshot.decisions}
    if person not in at.snapshot.person or (decision and decision not in known):
        raise Absent(person)
    word = given.get("stance", "")
    stance = Stance(word) if word in set(Stance) - {Stance.UNKNOWN} else Stance.SUPPORTER
    supposed = Supposed(person, stance, decision)
    found = asked(request, at, WhatIf(stance=(supposed.option,)))
    figures = beside(found.answer, decision) if found.answer else {}
    around = {**told(at, found), **choices(at, supposed), **figures}
    return framed(request, at, "decisions/what_if.html", around)


urlpatterns = [
    path("decisions", decisions, name="decisions"),
    path("decisions/what-if", what_if, name="what-if"),
]
