"""The calendar that other programs subscribe to: no session, a key in the address, nothing told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_POST, require_safe

from groundswell.app.browse.calendar import feed, feeds
from groundswell.app.do.team import revoke_, subscribe_
from groundswell.app.keys import digest
from groundswell.faces.web.forms.reminding import CalendarForm
from groundswell.faces.web.page import actor_of, page, say, seen
from groundswell.faces.web.sudo import confirmed
from groundswell.faces.web.views.settings import shown

HOUR = 3600
OFTEN = 60  # looks an hour at one calendar; programs look every few hours
GUESSES = 20  # wrong keys an hour from one address


@require_safe
def ics(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Hand out a calendar to whoever has its key; everybody else learns nothing."""
    if _count(f"calendar {digest(secret)}") > OFTEN:
        return _later()
    found = feed(secret, timezone.localtime(), settings.ADDRESS)
    if found is None:
        # Only who has no key is slowed down by guesses: behind a proxy all come from one address.
        wrong = _count(f"guesses {request.META.get('REMOTE_ADDR', '')}")
        return _later() if wrong > GUESSES else _nothing()
    fresh = HttpResponse(found.content, "text/calendar; charset=utf-8")
    modified = int(found.modified.timestamp())
    fresh["Cache-Control"] = "private, no-cache"
    fresh["Content-Disposition"] = 'inline; filename="calendar.ics"'
    fresh["ETag"], fresh["Last-Modified"] = found.etag, http_date(modified)
    answer = get_conditional_response(request, found.etag, modified, fresh)
    assert answer is not None
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _later() -> HttpResponse:
    return HttpResponse("Later.\n", "text/plain", 429, headers={"Retry-After": str(HOUR)})


def _nothing() -> HttpResponse:
    return HttpResponse("There is nothing here.\n", "text/plain", 404)


def _count(what: str) -> int:
    """Return how often something happened within the hour, this time included."""
    name = f"often-{digest(what)}"
    cache.add(name, 0, HOUR)
    try:
        return cache.incr(name)
    except ValueError:  # the hour ended in between
        return 1


@page
@confirmed
def calendars(request: HttpRequest, code: str) -> HttpResponse:
    """Show the calendar addresses, and make one; it is shown once."""
    at, actor, url = seen(request, code), actor_of(request), ""
    form = CalendarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        _, secret = subscribe_(actor, code, told["title"], worded=told["worded"])
        url, form = _address(request, secret), CalendarForm()
    context: dict[str, Any] = {"feeds": feeds(actor, code), "form": form, "url": url}
    return shown(request, at, "calendars", context, 422 if form.errors else 200)


def _address(request: HttpRequest, secret: str) -> str:
    end = reverse("calendar", args=[secret])
    return settings.ADDRESS + end if settings.ADDRESS else request.build_absolute_uri(end)


@require_POST
@page
def end_calendar(request: HttpRequest, code: str, token: int) -> HttpResponse:
    """End a calendar address; whoever still asks at it finds nothing."""
    say(request, revoke_(actor_of(request), code, token), code)
    return redirect("settings-calendars", code)


urlpatterns = [path("calendar/<str:secret>.ics", ics, name="calendar")]
within = [
    path("settings/calendars", calendars, name="settings-calendars"),
    path("settings/calendars/<int:token>/end", end_calendar, name="settings-calendar-end"),
]
