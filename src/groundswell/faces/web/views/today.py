"""Today: at most seven things, each with its reason and the screen that does it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import path

from groundswell.app.ask import ask
from groundswell.app.browse.views import View
from groundswell.app.browse.weeks import news, this_week
from groundswell.app.do.visits import visit_
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.faces.web.page import actor_of, day_of, framed, page, seen
from groundswell.faces.web.screens.doing import since_words, todos, told

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
        "where": where.answer,
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


within = [path("", today, name="today")]
