"""Where does the work stand, and what does the next step lack?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from groundswell.app.do.deed import Unsound
from groundswell.app.do.phases import announced_, move_
from groundswell.app.policy import Absent
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.phase import NAMES
from groundswell.core.questions.wording import sentence
from groundswell.core.terrain.terms import Phase
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, day_of, framed, page, say, seen
from groundswell.faces.web.screens import phase as screen
from groundswell.faces.web.screens.answers import asked, told


@require_safe
@page
def phase(request: HttpRequest, code: str) -> HttpResponse:
    """Show the phase, what it still asks for, and the launch gate."""
    return shown(request, code)


def shown(request: HttpRequest, code: str, status: int = 200, **also: Any) -> HttpResponse:
    """Return the page, with what stood against a step where one was tried."""
    at = seen(request, code)
    found = asked(request, at, CriticalMass())
    around = {**told(at, found), **screen.page_of(at, found), **also}
    return framed(request, at, "phase/phase.html", around, status=status)


@require_POST
@page
def go(request: HttpRequest, code: str) -> HttpResponse:
    """Go to a phase; where something is missing, only with a reason."""
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")
    if to not in [*Phase]:
        raise Absent(to)
    try:
        say(request, move_(actor_of(request), code, Phase(to), reason), code)
    except Unsound as error:
        against = [(sentence(p.what), p.mend) for p in error.problems]
        wanted = {"value": to, "name": NAMES[Phase(to)], "reason": reason}
        return shown(request, code, 422, against=against, wanted=wanted)
    return redirect(f"{home_of(code)}phase")


@require_POST
@page
def announced(request: HttpRequest, code: str) -> HttpResponse:
    """Say that it was announced already, and when."""
    on = day_of(request.POST, "on")
    try:
        if on is None:
            raise Absent("on")
        say(request, announced_(actor_of(request), code, on), code)
    except Unsound as error:
        against = [(sentence(p.what), p.mend) for p in error.problems]
        return shown(request, code, 422, against=against)
    return redirect(f"{home_of(code)}phase#gate")


within = [
    path("phase", phase, name="phase"),
    path("phase/go", go, name="phase-go"),
    path("phase/announced", announced, name="phase-announced"),
]
