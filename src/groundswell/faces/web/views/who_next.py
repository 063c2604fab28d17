"""Whom to approach next, and the page to hold in one's hand before the conversation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.app.browse.taking import taken
from groundswell.app.browse.views import View
from groundswell.app.do.records import record_
from groundswell.app.policy import Absent, Act
from groundswell.core.questions.messenger import Messenger
from groundswell.core.questions.next_recruits import NextRecruits
from groundswell.core.questions.persuasion import Persuasion
from groundswell.faces.web.forms.overruling import NotNextForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.conversation import prepared
from groundswell.faces.web.screens.leaf import in_hand
from groundswell.faces.web.screens.people import People
from groundswell.faces.web.screens.who_next import recruiting
from groundswell.reports.document import pdf


@require_safe
@page
def who_next(request: HttpRequest, code: str) -> HttpResponse:
    """Rank whom to approach next within the hours there are."""
    at = seen(request, code)
    found = asked(request, at, NextRecruits(hours=hours_of(request.GET)))
    parts = recruiting(at, found.answer) if found.answer else {}
    return framed(request, at, "who_next.html", {**told(at, found), **parts})


def hours_of(given: QueryDict) -> float | None:
    """Return the hours there are; what is no sensible number counts as not given."""
    try:
        hours = float(given.get("hours", "").replace(",", "."))
    except ValueError:
        return None
    return hours if 0 <= hours <= 10_000 else None


@require_safe
@page
def conversation(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Show the brief for one conversation."""
    at = known(request, code, person)
    talk = asked(request, at, Persuasion(person=person))
    way = asked(request, at, Messenger(person=person))
    around = {"person": People(at).who(person), **prepared(at, talk, way)}
    return framed(request, at, "conversation.html", around)


@require_safe
@page
def conversation_pdf(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Return the brief for one conversation as a PDF."""
    at = known(request, code, person)
    taken(actor_of(request), code, f"conversation with {person}")
    answer = asked(request, at, Persuasion(person=person)).answer
    if answer is None:
        return redirect("conversation", code=code, person=person)
    made = HttpResponse(pdf(in_hand(at, answer), at.as_of), content_type="application/pdf")
    made["Content-Disposition"] = f'attachment; filename="conversation-{person}.pdf"'
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@page
def not_next(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Record that somebody knows better than the ranking, and why."""
    at, actor = known(request, code, person), actor_of(request)
    form = NotNextForm(request.POST or None, today=actor.today)
    if request.method == "POST" and form.is_valid():
        done = record_(actor, code, [form.override(person, actor.today)])
        say(request, done, code, "Set aside, with your reason.")
        return redirect("who-next", code=code)
    around = {"form": form, "person": People(at).who(person)}
    status = 422 if form.is_bound else 200
    return framed(request, at, "not_next.html", around, status=status)


def known(request: HttpRequest, code: str, person: str) -> View:
    """Return the view of an initiative in which there is such a person."""
    at = seen(request, code)
    if person not in at.snapshot.person or not at.standing.may(Act.ASK):
        raise Absent(person)
    return at


urlpatterns = [
    path("who-next", who_next, name="who-next"),
    path("who-next/<str:person>", conversation, name="conversation"),
    path("who-next/<str:person>/brief.pdf", conversation_pdf, name="conversation-pdf"),
    path("who-next/<str:person>/override", not_next, name="not-next"),
]
