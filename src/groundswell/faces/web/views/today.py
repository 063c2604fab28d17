"""Today: at most seven things, each with its reason and the screen that does it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.ask import ask
from groundswell.app.browse.views import View
from groundswell.app.browse.weeks import news, this_week
from groundswell.app.do.pauses import pause_, speak_
from groundswell.app.do.visits import visit_
from groundswell.app.policy import Refused
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, day_of, framed, page, say, seen
from groundswell.faces.web.screens.doing import meant, since_words, spans, todos, told

VISIT = timedelta(hours=4)  # looks closer together than this are one visit
VISITS = "visits"


@page
def today(request: HttpRequest, code: str) -> HttpResponse:
    """Say what to do this week, and what changed since the last visit."""
    at = seen(request, code)
    found = this_week(actor_of(request), code, day_of(request.GET, "as_of"))
    where = ask(actor_of(request), code, CriticalMass(), day_of(request.GET, "as_of"))
    shown = {
        "week": found.week,
        "todos": todos(at, found.week.items),
        "later": todos(at, found.week.later),
        "job": found.job,
        "quiet": found.quiet,
        "spans": spans(actor_of(request).today),
        "where": where.answer,
        "addressed": meant(at, found.week, where.answer),
        **changed(request, at),
    }
    return framed(request, at, "today.html", shown)


def changed(request: HttpRequest, at: View) -> dict[str, object]:
    """Return what was changed since the visit before this one."""
    since = _since(request, at)
    if since is None or at.standing.presentable:
        return {"news": [], "since": ""}
    return {"news": told(news(actor_of(request), at.code, since)), "since": since_words(since)}


def _since(request: HttpRequest, at: View) -> datetime | None:
    """Return when the actor looked before this visit; the first look of a visit is noted."""
    visits = request.session.get(VISITS, {})
    now = actor_of(request).at
    began, before = visits.get(at.code, (None, None))
    if began is None or now - datetime.fromisoformat(began) > VISIT:
        looked = visit_(actor_of(request), at.code)
        before = looked.isoformat() if looked else None
        request.session[VISITS] = {**visits, at.code: (now.isoformat(), before)}
    return datetime.fromisoformat(before).astimezone(now.tzinfo) if before else None


@require_POST
@page
def pause(request: HttpRequest, code: str) -> HttpResponse:
    """Keep Today quiet for a while, for oneself or for everybody."""
    seen(request, code)  # whoever does not belong here is told nothing, whatever they sent
    until = day_of(request.POST, "until")
    if until is None:
        raise Refused("Say until which day Today should keep quiet.")
    everybody = request.POST.get("who") == "everybody"
    say(request, pause_(actor_of(request), code, until, everybody=everybody), code)
    return redirect(home_of(code))


@require_POST
@page
def speak(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """End a pause before its day."""
    say(request, speak_(actor_of(request), code, number), code)
    return redirect(home_of(code))


within = [
    path("", today, name="today"),
    path("pause", pause, name="pause"),
    path("pause/<int:number>/end", speak, name="speak"),
]
