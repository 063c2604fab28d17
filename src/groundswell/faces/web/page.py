"""What every page shares: who asks, what a refusal looks like, and the frame around the answer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from groundswell import __version__
from groundswell.app.actor import Actor
from groundswell.app.browse.trails import erasures
from groundswell.app.browse.views import View, view
from groundswell.app.do.deed import Done, Overtaken
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.questions.wording import count
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.nav import dock_of, home_of, nav_of
from groundswell.faces.web.population import whom
from groundswell.faces.web.trouble import trouble
from groundswell.reports.words import day

Handler = Callable[..., HttpResponseBase]
PRESENTABLE, TOAST = "presentable", "toast"


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks, at this moment."""
    account = request.user
    assert account.is_authenticated
    return Actor(
        account=int(account.pk),
        name=str(account),
        at=timezone.localtime(),
        presentable=bool(request.session.get(PRESENTABLE)),
    )


def page(handler: Handler) -> Handler:
    """Let in who is signed in, and turn what policy says into pages."""

    @functools.wraps(handler)
    def handle(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
        try:
            return handler(request, *args, **given)
        except Absent as error:
            raise Http404(str(error)) from error
        except Refused as error:
            raise PermissionDenied(str(error)) from error
        except Overtaken:
            text = "Somebody else changed it since you opened it. Reload to see how it stands now."
            return trouble(request, 409, "This has changed in the meantime.", text)

    return handle


def day_of(given: QueryDict, name: str) -> date | None:
    """Return a day from the address; what is none counts as not given."""
    try:
        return date.fromisoformat(given.get(name, ""))
    except ValueError:
        return None


def seen(request: HttpRequest, code: str) -> View:
    """Return an initiative as the page's reader sees it, at the day the address names."""
    return view(actor_of(request), code, day_of(request.GET, "as_of"))


def framed(
    request: HttpRequest,
    at: View,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Return a page of an initiative inside its frame."""
    return render(request, template, {**frame(request, at), **context}, status=status)


def frame(request: HttpRequest, at: View) -> dict[str, Any]:
    """Return what the frame around every page of an initiative shows."""
    standing, about, home = at.standing, at.about, home_of(at.code)
    return {
        "view": at,
        "home": home,
        "initiative": {
            "code": at.code,
            "title": about.title or "A change without a title",
            "subtitle": about.boundary or "",
            "fictional": standing.fictional,
            "archived": standing.archived,
        },
        "nav": nav_of(at, request.path),
        "dock": dock_of(at, request.path),
        "links": {
            "ask": f"{home}ask",
            "compare": f"{home}terrain/compare",
            "presentable": reverse("presentable"),
            "lock": reverse("lock"),
        },
        "as_of": day(at.as_of),
        "as_of_iso": at.as_of.isoformat(),
        "today_iso": standing.actor.today.isoformat(),
        "past": not at.present,
        "gone": None if at.present else erasures(at, at.moment.known_at),
        "presentable": standing.presentable,
        "can": {act.name.lower(): standing.may(act) for act in Act},
        "solo": standing.alone,
        "me": standing.assessor,
        "words": vocabulary_of(about),
        "whom": whom(at),
        "addressed": at.addressed,
    }


def shared(request: HttpRequest) -> dict[str, Any]:
    """Return what every page shows, signed in or not: the version, and what was just done."""
    toast = request.session.pop(TOAST, None) if request.method == "GET" else None
    return {"version": __version__, "toast": toast}


_SAID: Mapping[str, str] = {
    "record": "Recorded.",
    "correct": "Changed.",
    "retract": "Taken back.",
    "about": "Changed.",
    "phase": "The phase has changed.",
    "rest": "The work rests.",
    "resume": "The work goes on.",
    "release": "Thanked and released.",
    "note": "Note kept.",
    "quiet": "Today keeps quiet.",
    "hush": "Today keeps quiet for everybody.",
    "speak": "Today speaks again.",
    "undo": "Undone.",
    "redo": "Redone.",
    "import": "Imported.",
    "invite": "Added.",
    "assign": "Role changed.",
    "dismiss": "Membership ended.",
    "token": "Token made.",  # nosec B105
    "calendar": "Calendar address made.",
    "revoke": "Ended.",
    "reveal": "Shown; your judgement will count as informed.",
    "archive": "Archived.",
    "reopen": "Reopened.",
}


def say(request: HttpRequest, done: Done, code: str, text: str = "") -> None:
    """Tell what was done with the next page, and offer to undo it."""
    request.session[TOAST] = toast_of(done, code, text)


def toast_of(done: Done, code: str, text: str = "") -> dict[str, str]:
    """Return what was done, and where it is undone."""
    told = text or _SAID[done.verb]
    if not text and done.verb == "retract" and done.retracted > 1:
        told = f"{count(done.retracted, 'entry', 'entries').capitalize()} taken back."
    if not text and done.verb == "import":
        told = f"{count(done.added, 'row').capitalize()} imported."
    undo = "" if done.verb in ("reveal", "revoke") else reverse("undo", args=[code, done.change])
    return {"text": told, "undo_url": undo, "back": "Redo" if done.verb == "undo" else "Undo"}
