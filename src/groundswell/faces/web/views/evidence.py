"""What do we know, honestly? The ledger, its entries, and whom each was shown to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.app.browse.views import Row, View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.records import record_
from groundswell.app.policy import Absent, Act, Refused, refusal
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.evidence import ShownForm, evidence_form
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.evidence import concerned, entered


@require_safe
@page
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Show every entry, failures and null results included."""
    at = seen(request, code)
    return framed(request, at, "evidence/ledger.html", entered(at))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: HttpRequest, code: str, which: str = "") -> HttpResponse:
    """Add an entry, or change one."""
    at = _acting(request, code, Act.EDIT)
    row = _row(at, which) if which else None
    kind = evidence_form(choices_of(at), vocabulary_of(at.about))
    record = row.record if row else None
    first = {"kind": request.GET["kind"]} if "kind" in request.GET and row is None else {}
    today = at.standing.actor.today
    made = kind(request.POST or None, record=record, today=today, initial=first)
    replaces = [(Evidence.SHEET, row.id)] if row else []
    record_of = made.cleaned_record
    if request.method == "POST" and _kept(request, at, made, record_of, replaces):
        return redirect("evidence", code=code)
    around = {"form": made, "row": row}
    return framed(request, at, "evidence/edit.html", around, status=422 if made.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def shown(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Note whom an entry was shown to."""
    at = _acting(request, code, Act.JUDGE)
    row, today = _row(at, which), at.standing.actor.today
    words = vocabulary_of(at.about)
    first = {"person": request.GET.get("person", "")}
    made = ShownForm(
        request.POST or None, choices=choices_of(at), words=words, today=today, initial=first
    )
    record_of = partial(made.encounter, which, at.standing.assessor)
    if request.method == "POST" and _kept(request, at, made, record_of, []):
        return redirect(f"{reverse('evidence', args=[code])}#evidence-{which}")
    around = {"form": made, "row": row, "to_whom": True}
    return framed(request, at, "evidence/edit.html", around, status=422 if made.errors else 200)


@require_safe
@page
def audiences(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Show what an entry means for everybody it speaks to."""
    at = seen(request, code)
    if at.standing.presentable:
        raise Refused("This view shows nobody's stakes, so it cannot say whom an entry concerns.")
    return framed(request, at, "evidence/audiences.html", concerned(at, which))


def _acting(request: HttpRequest, code: str, act: Act) -> View:
    at = seen(request, code)
    if not at.standing.may(act):
        raise Refused(refusal(at.standing, act))
    return at


def _row(at: View, which: str) -> Row:
    rows = [row for row in at.rows(Evidence.SHEET) if getattr(row.record, "evidence", "") == which]
    if not rows:
        raise Absent(which)
    return rows[-1]


def _kept(
    request: HttpRequest,
    at: View,
    made: forms.Form,
    record_of: Callable[[], Record],
    replaces: list[tuple[str, int]],
) -> bool:
    """Record what was typed; what does not fit the rest is told with the form."""
    if not made.is_valid():
        return False
    try:
        done = record_(actor_of(request), at.code, [record_of()], replaces)
    except Unsound as error:
        for problem in error.problems:
            made.add_error(None, f"{problem.what[:1].upper()}{problem.what[1:]}. {problem.mend}")
        return False
    say(request, done, at.code)
    return True


urlpatterns = [
    path("evidence", evidence, name="evidence"),
    path("evidence/new", edit, name="evidence-new"),
    path("evidence/<str:which>/audiences", audiences, name="evidence-audiences"),
    path("evidence/<str:which>/edit", edit, name="evidence-edit"),
    path("evidence/<str:which>/shown", shown, name="evidence-shown"),
]
