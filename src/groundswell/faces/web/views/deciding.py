"""Adding and changing decisions, who has a part in them, and places of work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.app.browse.views import Row, View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.records import record_, retract_
from groundswell.app.policy import Absent, Act, Refused, refusal
from groundswell.core.terrain.map_records import Authority, Decision, Node
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.deciding import (
    WorkersForm,
    decision_form,
    holder_form,
    place_form,
)
from groundswell.faces.web.forms.records import RecordForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.choices import choices_of

_FORMS: dict[str, Callable[..., type[RecordForm]]] = {
    Decision.SHEET: decision_form,
    Node.SHEET: place_form,
}
_OWN = {Decision.SHEET: "decision", Node.SHEET: "node"}


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: HttpRequest, code: str, sheet: str, which: str = "") -> HttpResponse:
    """Add a decision or a place of work, or change one."""
    at = editing(request, code)
    row = row_of(at, sheet, which) if which else None
    kind = _FORMS[sheet](choices_of(at), vocabulary_of(at.about))
    record = row.record if row else None
    made = kind(
        request.POST or None, record=record, today=at.standing.actor.today, initial=first(request)
    )
    replaces = [(sheet, row.id)] if row else []
    staff = (
        WorkersForm(request.POST or None, choices=choices_of(at)) if _staffed(sheet, row) else None
    )
    if request.method == "POST" and saved(request, at, made, replaces, staff):
        return redirect("decisions", code=code)
    around = {"form": made, "sheet": sheet, "row": row, "here": request.path, "staff": staff}
    return framed(request, at, "decisions/edit.html", around, status=422 if made.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def holders(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Say who has which part in a decision."""
    at = editing(request, code)
    row = row_of(at, Decision.SHEET, which)
    kind = holder_form(choices_of(at), vocabulary_of(at.about))
    given = {"decision": which}
    made = kind(request.POST or None, given=given, today=at.standing.actor.today)
    if request.method == "POST" and saved(request, at, made, []):
        return redirect(f"{reverse('decisions', args=[code])}#decision-{which}")
    around = {"form": made, "sheet": Authority.SHEET, "row": row, "here": request.path}
    return framed(request, at, "decisions/edit.html", around, status=422 if made.errors else 200)


@require_POST
@page
def release(request: HttpRequest, code: str, which: str, fact: int) -> HttpResponse:
    """Take somebody's part in a decision back."""
    at = editing(request, code)
    if all(row.id != fact for row in at.rows(Authority.SHEET)):
        raise Absent(str(fact))
    done = retract_(actor_of(request), code, [(Authority.SHEET, fact)])
    say(request, done, code, "Part in the decision taken back.")
    return redirect(f"{reverse('decisions', args=[code])}#decision-{which}")


def editing(request: HttpRequest, code: str) -> View:
    """Return the view of somebody who may change the map."""
    at = seen(request, code)
    if not at.standing.may(Act.EDIT):
        raise Refused(refusal(at.standing, Act.EDIT))
    return at


def row_of(at: View, sheet: str, which: str) -> Row:
    """Return the record of a sheet with a code."""
    rows = [r for r in at.rows(sheet) if getattr(r.record, _OWN[sheet]) == which]
    if not rows:
        raise Absent(which)
    return rows[-1]


def first(request: HttpRequest) -> dict[str, Any]:
    """Return what the address says of a new value, as the help to choose sends it back."""
    wanted = ("hurdle", "share_needed", "title")
    return {name: request.GET[name] for name in wanted if name in request.GET}


def _staffed(sheet: str, row: Row | None) -> bool:
    """Whether the form asks who works there: a new place needs a unit or people."""
    return sheet == Node.SHEET and row is None


def saved(
    request: HttpRequest,
    at: View,
    made: RecordForm,
    replaces: list[tuple[str, int]],
    staff: WorkersForm | None = None,
) -> bool:
    """Record what was typed; what does not fit the rest is told with the form."""
    if not made.is_valid() or not (staff is None or staff.is_valid()):
        return False
    records: list[Record] = [made.cleaned_record()]
    if staff is not None:
        records += staff.operators(records[0].node)  # type: ignore[attr-defined]
    try:
        done = record_(actor_of(request), at.code, records, replaces)
    except Unsound as error:
        for problem in error.problems:
            text = f"{problem.what[:1].upper()}{problem.what[1:]}. {problem.mend}"
            made.add_error(None, text)
        return False
    say(request, done, at.code)
    return True


_DECISION, _NODE = {"sheet": Decision.SHEET}, {"sheet": Node.SHEET}
urlpatterns = [
    path("decisions/new", edit, _DECISION, name="decision-new"),
    path("decisions/places/new", edit, _NODE, name="place-new"),
    path("decisions/places/<str:which>/edit", edit, _NODE, name="place-edit"),
    path("decisions/<str:which>/edit", edit, _DECISION, name="decision-edit"),
    path("decisions/<str:which>/holders", holders, name="decision-holders"),
    path("decisions/<str:which>/holders/<int:fact>/release", release, name="decision-release"),
]
