"""The months ahead, and whom to tell first in a large organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.http import require_safe

from groundswell.core.questions.roadmap import Roadmap
from groundswell.faces.web.page import framed, page, seen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.reach import asking, reaching, wanted
from groundswell.faces.web.screens.roadmap import months_of

MOST_HOURS, MOST_MONTHS = 1_000, 24
FARTHEST_HOURS, MOST_PEOPLE = 10_000, 1_000


@require_safe
@page
def roadmap(request: HttpRequest, code: str) -> HttpResponse:
    """Show whom to win month by month within the hours there are."""
    at, hours = seen(request, code), number_of(request.GET, "hours", MOST_HOURS)
    months = int(number_of(request.GET, "months", MOST_MONTHS) or 0) or Roadmap().months
    found = asked(request, at, Roadmap(hours=hours, months=months))
    parts = months_of(at, found.answer) if found.answer else {}
    own = {"hours": "" if hours is None else f"{hours:g}", "months": months}
    return framed(request, at, "roadmap.html", {**told(at, found), **parts, **own})


@require_safe
@page
def reach(request: HttpRequest, code: str) -> HttpResponse:
    """Show whom to tell first, so that most hear of it, with what that promises."""
    at, given = seen(request, code), request.GET
    hours = number_of(given, "hours", FARTHEST_HOURS)
    question = wanted(at, given, hours, number_of(given, "number", MOST_PEOPLE))
    found = asked(request, at, question)
    parts = reaching(at, found.answer) if found.answer else {}
    around = {**told(at, found), **parts, **asking(at, question)}
    return framed(request, at, "reach.html", around)


def number_of(given: QueryDict, name: str, most: float) -> float | None:
    """Return a number from the address; what is no sensible one counts as not given."""
    try:
        number = float(given.get(name, "").replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= most else None


urlpatterns = [
    path("reach", reach, name="reach"),
    path("roadmap", roadmap, name="roadmap"),
]
