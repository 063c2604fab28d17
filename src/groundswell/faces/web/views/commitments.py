"""What was asked and promised, what became of it, and what each member puts in between meetings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from groundswell.app.do.records import record_
from groundswell.app.policy import Absent, Act
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.terms import CommitmentState
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import commitments as screen
from groundswell.faces.web.screens.saving import acting, kept


@require_safe
@page
def commitments(request: HttpRequest, code: str) -> HttpResponse:
    """Show the board, mandates apart, and the investment of members."""
    at = seen(request, code)
    around = {**screen.page_of(at), "form": screen.form_of(at, request.GET.get("person", ""))}
    return framed(request, at, "commitments/board.html", around)


@require_POST
@page
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what was asked or promised."""
    at = acting(request, code, Act.EDIT)
    form = screen.form_of(at, "", request.POST)
    if form.is_valid() and kept(request, at, form, [form.cleaned_record()]):
        return redirect("commitments", code=code)
    around = {**screen.page_of(at), "form": form}
    return framed(request, at, "commitments/board.html", around, status=422)


@require_POST
@page
def became(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say with one tap what became of a commitment."""
    at = acting(request, code, Act.EDIT)
    row = next((r for r in at.rows(Commitment.SHEET) if r.id == number), None)
    state = request.POST.get("state", "")
    if row is None or not isinstance(row.record, Commitment) or state not in [*CommitmentState]:
        raise Absent(str(number))
    now = screen.turned(row.record, CommitmentState(state), at.standing.actor.today)
    done = record_(actor_of(request), code, [now], [(Commitment.SHEET, number)])
    name = at.snapshot.name(now.person)
    say(request, done, code, f"{name}: {state}.")
    return redirect("commitments", code=code)


within = [
    path("commitments", commitments, name="commitments"),
    path("commitments/add", add, name="add-commitment"),
    path("commitments/<int:number>", became, name="commitment-state"),
]
