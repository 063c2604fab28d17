"""A person's page: where they stand, whom they listen to, what they need, and what is held."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.browse.practice import copy_of
from groundswell.app.browse.views import View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.notes import NoteSight, change_note, write_note
from groundswell.app.do.records import record_, retract_
from groundswell.app.do.team import reveal_
from groundswell.faces.web.forms.records import RecordForm
from groundswell.faces.web.forms.starting import TiesForm
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import person as screen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.unfit import tell


@page
def person(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Show somebody's page; what is posted to it only fills its forms."""
    at = seen(request, code)
    shown = screen.page_of(actor_of(request), at, person, request.POST)
    return framed(request, at, "person.html", shown)


def again(request: HttpRequest, at: View, person: str, **bound: object) -> HttpResponse:
    """Show the page with a form that did not fit; what was typed is still in it."""
    shown = screen.page_of(actor_of(request), at, person, QueryDict(), bound)
    return framed(request, at, "person.html", shown, status=422)


def to_person(code: str, person: str, part: str = "") -> HttpResponse:
    """Go to somebody's page."""
    return redirect(f"{home_of(code)}people/{person}{part}")


def recorder(name: str, kind: Callable[[View], type[RecordForm]]) -> Callable[..., HttpResponse]:
    """Return a view that records what one of the page's forms holds."""

    @require_POST
    @page
    def keep(request: HttpRequest, code: str, person: str) -> HttpResponse:
        at = seen(request, code)
        screen.row_of(at, person)
        today = at.standing.actor.today
        form = kind(at)(request.POST, given={"person": person}, today=today)
        if not form.is_valid():
            return again(request, at, person, **{name: form})
        try:
            done = record_(actor_of(request), code, [form.cleaned_record()])
        except Unsound as error:
            tell(form, error)
            return again(request, at, person, **{name: form})
        say(request, done, code)
        return to_person(code, person)

    return keep  # type: ignore[return-value]


judge = recorder("judge", screen.judge_kind)
stake = recorder("stake", screen.stake_kind)
kotter = recorder("kotter", screen.kotter_kind)


@require_POST
@page
def tie(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Record whom somebody listens to, or who listens to them."""
    at = seen(request, code)
    screen.row_of(at, person)
    form = TiesForm(
        request.POST, person=person, choices=choices_of(at), today=at.standing.actor.today
    )
    if not form.is_valid():
        return again(request, at, person, tie=form)
    say(request, record_(actor_of(request), code, form.ties(at.standing.assessor)), code)
    return to_person(code, person, "#ties")


@require_POST
@page
def reveal(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Show others' judgements before one's own; that is recorded."""
    screen.row_of(seen(request, code), person)
    say(request, reveal_(actor_of(request), code, person), code)
    return to_person(code, person, "#stance")


@require_POST
@page
def note(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Write a note about somebody."""
    screen.row_of(seen(request, code), person)
    text = request.POST.get("text", "").strip()[:5_000]
    sight = request.POST.get("sight", "")
    if text:
        wanted = NoteSight(sight) if sight in [*NoteSight] else NoteSight.MINE
        say(request, write_note(actor_of(request), code, person, text, wanted), code)
    return to_person(code, person, "#notes")


@require_POST
@page
def forget_note(request: HttpRequest, code: str, person: str, number: int) -> HttpResponse:
    """Take a note of one's own away."""
    done = change_note(actor_of(request), code, number, gone=True)
    say(request, done, code, "Note taken away.")
    return to_person(code, person, "#notes")


@require_POST
@page
def take_back(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Take back one fact of the page: a tie or a stake."""
    screen.row_of(seen(request, code), person)
    sheet, number = request.POST.get("sheet", ""), request.POST.get("number", "")
    if sheet in ("ties", "stakes") and number.isdecimal():
        say(request, retract_(actor_of(request), code, [(sheet, int(number))]), code)
    return to_person(code, person)


@require_POST
@page
def remove(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Take somebody off the map, with everything that names them; it can be undone."""
    at = seen(request, code)
    row = screen.row_of(at, person)
    done = retract_(actor_of(request), code, [("people", row.id)])
    say(request, done, code, f"{at.snapshot.name(person)} was taken off the map.")
    return redirect(f"{home_of(code)}people")


@page
def held(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Hand out what is held about somebody, for whoever asks."""
    at = seen(request, code)
    screen.row_of(at, person)
    text = screen.held_text(*copy_of(actor_of(request), code, person))
    headers = {"Content-Disposition": f'attachment; filename="held-{person}.json"'}
    return HttpResponse(text, content_type="application/json", headers=headers)


within = [
    path("people/<str:person>", person, name="person"),
    path("people/<str:person>/judge", judge, name="judge"),
    path("people/<str:person>/stake", stake, name="stake"),
    path("people/<str:person>/kotter", kotter, name="kotter"),
    path("people/<str:person>/tie", tie, name="tie"),
    path("people/<str:person>/reveal", reveal, name="reveal"),
    path("people/<str:person>/note", note, name="note"),
    path("people/<str:person>/note/<int:number>", forget_note, name="forget-note"),
    path("people/<str:person>/back", take_back, name="take-back"),
    path("people/<str:person>/remove", remove, name="remove-person"),
    path("people/<str:person>/held", held, name="held"),
]
