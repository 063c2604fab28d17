"""Saying where somebody stands, from the board or a card: one press, one way back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.browse.views import View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.records import record_
from groundswell.app.policy import Absent
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.terms import Stance
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, page, say, seen, toast_of
from groundswell.faces.web.views.session import back

_PLAIN = "text/plain; charset=utf-8"


@require_POST
@page
def stance(request: HttpRequest, code: str) -> HttpResponse:
    """Record where somebody stands, as the reader sees it today."""
    at, person = seen(request, code), request.POST.get("person", "")
    word = request.POST.get("stance", "")
    if person not in at.snapshot.person:
        raise Absent(person)
    if word not in set(Stance):
        return HttpResponse("That is no stance on the scale.", status=422, content_type=_PLAIN)
    try:
        done = record_(actor_of(request), code, [Judgement(person=person, stance=Stance(word))])
    except Unsound as error:
        return HttpResponse(str(error.problems[0]), status=422, content_type=_PLAIN)
    text = _said(at, person, Stance(word))
    whence = back(request, f"{home_of(code)}terrain?view=board")
    if getattr(request, "htmx", False):
        told = {"toast": toast_of(done, code, text), "back_to": whence}
        return render(request, "parts/toast_oob.html", told)
    say(request, done, code, text)
    return redirect(whence)


def _said(at: View, person: str, word: Stance) -> str:
    name = at.snapshot.name(person)
    if word is Stance.UNKNOWN:
        return f"Recorded: you do not know where {name} stands."
    return f"Recorded: you see {name} as {vocabulary_of(at.about).stances[word]}."


urlpatterns = [path("terrain/stance", stance, name="stance")]
