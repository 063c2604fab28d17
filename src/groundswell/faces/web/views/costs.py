"""What today costs: an entry of the ledger made from counts, without anybody's permission."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.app.browse.views import View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.records import record_, retract_
from groundswell.app.policy import Absent, Act, Refused, refusal
from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import EvidenceKind
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.pilots import AboutCostForm, cost_form
from groundswell.faces.web.forms.records import RecordForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import costs as screen
from groundswell.faces.web.screens.choices import choices_of


@require_http_methods(["GET", "HEAD", "POST"])
@page
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin an entry with its first line."""
    at = _acting(request, code)
    taken = frozenset(code for code, _ in choices_of(at).get(Evidence.SHEET, ()))
    about = AboutCostForm(request.POST or None, today=at.standing.actor.today)
    own = ""
    if about.is_bound and about.is_valid():
        own = readable(str(about.cleaned_data["about"]), taken, "cost")
    line = _line_form(request, at, own)
    if own and line.is_valid():
        entry = Evidence(
            evidence=own,
            kind=EvidenceKind.COST,
            measure=about.cleaned_data["about"],
            topics=about.cleaned_data["topics"],
            observed_on=at.standing.actor.today,
        )
        first = line.cleaned_record()
        assert isinstance(first, Cost)
        if _kept(request, at, line, [screen.said_again(entry, [first]), first]):
            return redirect("cost", code, own)
    around = {"about": about, "form": line}
    status = 422 if about.errors or (line.is_bound and line.errors) else 200
    return framed(request, at, "evidence/cost_new.html", around, status=status)


@require_safe
@page
def cost(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Show what the lines of an entry come to."""
    at = seen(request, code)
    around = screen.shown(request, at, screen.cost_row(at, which))
    if at.standing.may(Act.EDIT):
        around["form"] = _line_form(None, at, which)
    return framed(request, at, "evidence/cost.html", around)


@require_POST
@page
def add(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Add a line, or put one of the same name in its place."""
    at = _acting(request, code)
    row = screen.cost_row(at, which)
    made = _line_form(request, at, which)
    if made.is_valid():
        new = made.cleaned_record()
        assert isinstance(new, Cost)
        same = [
            r.id for r in screen.lines_of(at, which) if getattr(r.record, "line", "") == new.line
        ]
        if _kept(request, at, made, *screen.along(at, row, [new], same)):
            return redirect("cost", code, which)
    around = {**screen.shown(request, at, row), "form": made}
    return framed(request, at, "evidence/cost.html", around, status=422)


@require_POST
@page
def remove(request: HttpRequest, code: str, which: str, number: int) -> HttpResponse:
    """Take a line back."""
    at = _acting(request, code)
    row = screen.cost_row(at, which)
    if number not in {r.id for r in screen.lines_of(at, which)}:
        raise Absent(str(number))
    records, replaces = screen.along(at, row, [], [number])
    done = (
        record_(actor_of(request), code, records, replaces)
        if records
        else retract_(actor_of(request), code, replaces)
    )
    say(request, done, code, "Taken back.")
    return redirect("cost", code, which)


@require_POST
@page
def claim(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Let the entry say what its lines come to."""
    at = _acting(request, code)
    row = screen.cost_row(at, which)
    assert isinstance(row.record, Evidence)
    lines = [r.record for r in screen.lines_of(at, which) if isinstance(r.record, Cost)]
    again = screen.said_again(row.record, lines)
    say(request, record_(actor_of(request), code, [again], [(Evidence.SHEET, row.id)]), code)
    return redirect("cost", code, which)


def _line_form(request: HttpRequest | None, at: View, which: str) -> RecordForm:
    kind = cost_form(choices_of(at), vocabulary_of(at.about))
    sent = request.POST or None if request is not None else None
    given: dict[str, Any] = {"evidence": which}
    made: RecordForm = kind(sent, given=given, today=at.standing.actor.today)
    return made


def _acting(request: HttpRequest, code: str) -> View:
    at = seen(request, code)
    if not at.standing.may(Act.EDIT):
        raise Refused(refusal(at.standing, Act.EDIT))
    return at


def _kept(
    request: HttpRequest,
    at: View,
    made: RecordForm,
    records: list[Record],
    replaces: list[tuple[str, int]] | None = None,
) -> bool:
    """Record what was typed; what does not fit the rest is told with the form."""
    try:
        done = record_(actor_of(request), at.code, records, replaces or [])
    except Unsound as error:
        for problem in error.problems:
            made.add_error(None, f"{problem.what[:1].upper()}{problem.what[1:]}. {problem.mend}")
        return False
    say(request, done, at.code)
    return True


urlpatterns = [
    path("evidence/costs/new", begin, name="cost-new"),
    path("evidence/costs/<str:which>", cost, name="cost"),
    path("evidence/costs/<str:which>/claim", claim, name="cost-claim"),
    path("evidence/costs/<str:which>/lines", add, name="cost-line"),
    path("evidence/costs/<str:which>/lines/<int:number>/remove", remove, name="cost-remove"),
]
