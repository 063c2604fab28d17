"""Tending: who is due, what fades, drafts for the outer circles, and times to meet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.browse.views import View
from groundswell.app.policy import Act, Refused, refusal
from groundswell.faces.web.page import actor_of, framed, page, seen
from groundswell.faces.web.screens import tending as screen


def _seen(request: HttpRequest, code: str) -> View:
    at = seen(request, code)
    if not at.standing.may(Act.ASK):
        raise Refused(refusal(at.standing, Act.ASK))
    if at.standing.presentable:
        raise Refused("This view does not show who was spoken with; leave it to see who is due.")
    return at


@page
def tending(request: HttpRequest, code: str) -> HttpResponse:
    """Show when each tie is due."""
    at = _seen(request, code)
    return framed(request, at, "tending.html", {**screen.page_of(at), "form": screen.times_form()})


@require_POST
@page
def times(request: HttpRequest, code: str) -> HttpResponse:
    """Show free times; the calendars are read and forgotten."""
    at = _seen(request, code)
    form = screen.times_form(request.POST, request.FILES)
    found = screen.times(form, actor_of(request).at) if form.is_valid() else None
    shown = {**screen.page_of(at), "form": form, "times": found, "looked": found is not None}
    return framed(request, at, "tending.html", shown, status=422 if found is None else 200)


within = [
    path("tending", tending, name="tending"),
    path("tending/times", times, name="tending-times"),
]
