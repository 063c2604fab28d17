"""The coalition: who is in which ring and why, who is missed, what was asked and promised."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.browse.views import View
from groundswell.app.do.deed import Done, Unsound
from groundswell.app.do.records import record_
from groundswell.app.policy import Absent
from groundswell.core.pictures.ring_needs import too_early
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Commitment, Member, Override
from groundswell.core.terrain.terms import CommitmentState, OverrideKind
from groundswell.faces.web.forms.records import RecordForm
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import coalition as screen
from groundswell.faces.web.screens.unfit import tell


@page
def coalition(request: HttpRequest, code: str) -> HttpResponse:
    """Show the rings."""
    at = seen(request, code)
    return framed(request, at, "coalition.html", screen.page_of(at, request.GET))


@require_POST
@page
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Invite somebody to a ring, or change the ring they are in."""
    at = seen(request, code)
    given = request.POST
    person = given.get("person", "")
    row = screen.member_row(at, person)
    form = screen.place_form(at, given, person)
    why = regardless(at, form, given.get("regardless", ""))
    if why is None:
        return again(request, at, place=form, wait=True)
    done = kept(request, at, form, [(Member.SHEET, row.id)] if row else [], why)
    return again(request, at, place=form) if done is None else to_coalition(code)


def regardless(at: View, form: RecordForm, reason: str) -> list[Record] | None:
    """Return the reason to keep with a place; None where it is too early and none was given."""
    if not form.is_valid():
        return []
    made, today = form.cleaned_record(), at.standing.actor.today
    assert isinstance(made, Member)
    if not too_early(at.snapshot, made.person, made.ring):
        return []
    if not reason.strip():
        return None
    kind = OverrideKind.TOO_EARLY
    return [Override(date=today, person=made.person, kind=kind, reason=reason.strip())]


@require_POST
@page
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Let a member go today; that they were there stays on record."""
    at = seen(request, code)
    row = screen.member_row(at, request.POST.get("person", ""))
    if row is None:
        raise Absent(code)
    today = at.standing.actor.today
    gone = dataclasses.replace(row.record, left_on=today, recorded_on=None)  # type: ignore[call-arg]
    done = record_(actor_of(request), code, [gone], [(Member.SHEET, row.id)])
    say(request, done, code, f"{at.snapshot.name(request.POST['person'])} has left.")
    return to_coalition(code)


@require_POST
@page
def promise(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what was asked or promised."""
    at = seen(request, code)
    form = screen.promise_kind(at)(request.POST, today=at.standing.actor.today)
    done = kept(request, at, form, [])
    return again(request, at, promise=form) if done is None else to_coalition(code, "#promises")


@require_POST
@page
def became(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say what became of a promise."""
    at = seen(request, code)
    row = next((r for r in at.rows(Commitment.SHEET) if r.id == number), None)
    state = request.POST.get("state", "")
    if row is None or state not in [*CommitmentState]:
        raise Absent(str(number))
    now = dataclasses.replace(row.record, state=CommitmentState(state), recorded_on=None)  # type: ignore[call-arg]
    say(request, record_(actor_of(request), code, [now], [(Commitment.SHEET, number)]), code)
    return to_coalition(code, "#promises")


def kept(
    request: HttpRequest,
    at: View,
    form: RecordForm,
    former: list[tuple[str, int]],
    also: Sequence[Record] = (),
) -> Done | None:
    """Record what a form holds, and what comes with it; None where it did not fit."""
    if not form.is_valid():
        return None
    made = dataclasses.replace(form.cleaned_record(), recorded_on=None)
    try:
        done = record_(actor_of(request), at.code, [made, *also], former)
    except Unsound as error:
        tell(form, error)
        return None
    say(request, done, at.code)
    return done


def again(
    request: HttpRequest, at: View, *, wait: bool = False, **form: RecordForm
) -> HttpResponse:
    """Show the page with a form that did not fit, or that is to wait for a reason."""
    shown = {**screen.page_of(at, request.GET), **form, "offered": next(iter(form)), "wait": wait}
    return framed(request, at, "coalition.html", shown, status=422)


def to_coalition(code: str, part: str = "") -> HttpResponse:
    """Go to the page of the coalition."""
    return redirect(f"{home_of(code)}coalition{part}")


within = [
    path("coalition", coalition, name="coalition"),
    path("coalition/place", place, name="place"),
    path("coalition/leave", leave, name="leave"),
    path("coalition/promise", promise, name="promise"),
    path("coalition/promise/<int:number>", became, name="became"),
]
