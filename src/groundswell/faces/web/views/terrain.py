"""Who is where, and who listens to whom: the views of the terrain and what is taken from them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from groundswell.app.browse import terrain as maps
from groundswell.app.browse.previews import previewed
from groundswell.app.browse.taking import taken
from groundswell.app.browse.views import View, view
from groundswell.app.policy import Absent
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, day_of, framed, page, seen
from groundswell.faces.web.screens import terrain as screen
from groundswell.faces.web.screens.cards import carded
from groundswell.faces.web.screens.dates import compared, first_day, on_slider, slider
from groundswell.faces.web.screens.files import NotLaidOut, Wish, file_of
from groundswell.faces.web.screens.filters import Filters


@require_safe
@page
def terrain(request: HttpRequest, code: str) -> HttpResponse:
    """Show the map in one of its views, narrowed as the address says."""
    at, filters = seen(request, code), Filters.of(request.GET)
    name = screen.view_of(at, request.GET.get("view", ""))
    around = {**screen.framed_view(at, name, filters), "slider": slider(at)}
    shown = _shown(request, at, name, filters)
    return framed(request, at, f"terrain/{_page(request, name)}.html", {**around, **shown})


def _page(request: HttpRequest, name: str) -> str:
    if request.GET.get("ego") and name == "network":
        return "drawn"
    return name if name in ("network", "board", "table") else "drawn"


def _shown(request: HttpRequest, at: View, name: str, filters: Filters) -> dict[str, Any]:
    """Return what one view shows."""
    given, person = request.GET, request.GET.get("ego", "")
    if name == "network" and person:
        return screen.centred(at, _known(at, person))
    if name == "network":
        return screen.networked(at, filters)
    if name == "board":
        return screen.boarded(at, filters)
    if name == "table":
        number = given.get("page", "")
        place = int(number) if number.isdecimal() and len(number) < 6 else 1
        return screen.tabled(at, filters, given.get("sort", "name"), place)
    return screen.drawn(at, name, filters)


def _known(at: View, person: str) -> str:
    if person not in at.snapshot.person:
        raise Absent(person)
    return person


@require_safe
@page
def map_json(request: HttpRequest, code: str) -> HttpResponse:
    """Return what the map island draws."""
    laid = maps.network(seen(request, code))
    if laid.picture is None:
        return JsonResponse({"wait": laid.job}, status=503, headers={"Retry-After": "2"})
    return JsonResponse(laid.picture.payload())


@require_safe
@page
def card(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Return the panel about one person."""
    at = seen(request, code)
    return framed(request, at, "terrain/card.html", carded(at, _known(at, person)))


@require_safe
@page
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """Say what would change if somebody stood elsewhere, while their card is being dragged."""
    given = request.GET
    person, stance = given.get("person", ""), given.get("stance", "")
    told = previewed(actor_of(request), code, person, stance, day_of(given, "as_of"))
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


@require_safe
@page
def at_day(request: HttpRequest, code: str) -> HttpResponse:
    """Go to the day the slider names, in the same view."""
    at = seen(request, code)
    on = on_slider(at, request.GET.get("day", ""))
    name = screen.view_of(at, request.GET.get("view", ""))
    ask = {"view": name} | ({"as_of": min(on, at.standing.actor.today).isoformat()} if on else {})
    url = f"{home_of(code)}terrain?{Filters.of(request.GET).query(**ask)}"
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


@require_safe
@page
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Show what changed between two days."""
    actor = actor_of(request)
    later = view(actor, code, day_of(request.GET, "to"))
    day = day_of(request.GET, "from") or first_day(later) or later.as_of
    earlier = view(actor, code, min(day, later.as_of))
    return framed(request, later, "terrain/compare.html", compared(earlier, later))


@require_safe
@page
def export(request: HttpRequest, code: str) -> HttpResponseBase:
    """Hand out what is shown, as a file."""
    at, given = seen(request, code), request.GET
    name = screen.view_of(at, given.get("view", ""))
    form, person = given.get("format", ""), given.get("ego", "")
    if form not in dict(screen.FORMATS):
        raise Http404(form)
    hidden = bool(given.get("codenames"))
    wish = Wish(name, Filters.of(given), _known(at, person) if person else None, hidden)
    taken(actor_of(request), code, f"{form} of {name}{' under codenames' if hidden else ''}")
    try:
        made = file_of(at, form, wish)
    except NotLaidOut:
        return redirect(f"{home_of(code)}terrain")
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.media, headers=named)


urlpatterns = [
    path("terrain", terrain, name="terrain"),
    path("terrain/map.json", map_json, name="terrain-map"),
    path("terrain/preview", preview, name="terrain-preview"),
    path("terrain/at", at_day, name="terrain-at"),
    path("terrain/compare", compare, name="terrain-compare"),
    path("terrain/export", export, name="terrain-export"),
    path("terrain/card/<str:person>", card, name="terrain-card"),
]
