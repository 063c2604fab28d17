"""Are we there yet?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from groundswell.app.browse.forecasts import log_of
from groundswell.app.browse.views import View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.recalibrate import recalibrate_
from groundswell.app.policy import Act
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.information import Information
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.critical_mass import Hinge, hinges, massed
from groundswell.faces.web.screens.forecasts import logged
from groundswell.faces.web.trouble import trouble


@require_safe
@page
def critical_mass(request: HttpRequest, code: str) -> HttpResponse:
    """Show how strong the change is, link by link; in early phases readiness comes first."""
    at = seen(request, code)
    found = asked(request, at, CriticalMass())
    parts = massed(at, found.answer) if found.answer else {}
    shown = {**told(at, found), **parts, "hinges": _hinges(request, at)}
    return framed(request, at, "critical_mass.html", shown)


def _hinges(request: HttpRequest, at: View) -> list[Hinge]:
    """Return the unknowns it hangs on; they are about people, so not for every view."""
    if at.standing.presentable or not at.standing.may(Act.ASK):
        return []
    return hinges(at, asked(request, at, Information()))


@require_safe
@page
def log(request: HttpRequest, code: str) -> HttpResponse:
    """Show how right the tool has been here."""
    at = seen(request, code)
    shown = logged(at, log_of(at), whole="all" in request.GET)
    return framed(request, at, "forecasts.html", shown)


@require_POST
@page
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Set the hurdle as the log offers it, with the reason."""
    try:
        say(request, recalibrate_(actor_of(request), code), code, "The hurdle is set anew.")
    except Unsound as error:
        return trouble(request, 409, "No correction is offered.", str(error))
    return redirect("forecasts", code=code)


urlpatterns = [
    path("critical-mass", critical_mass, name="critical-mass"),
    path("critical-mass/log", log, name="forecasts"),
    path("critical-mass/log/accept", accept, name="accept-correction"),
]
