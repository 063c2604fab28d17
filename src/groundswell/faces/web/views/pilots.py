"""Pilots: plan one, hand in what was measured, read what it showed, put it into the ledger."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.app import incoming
from groundswell.app.ask import ask
from groundswell.app.browse.views import Row, View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.pilots import measure, measured, tally
from groundswell.app.do.records import record_
from groundswell.app.policy import Act, Refused, refusal
from groundswell.core.questions.pilot import PilotAnalysis
from groundswell.core.questions.pilots.entry import told_of
from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Evidence, Pilot, PilotDatum
from groundswell.core.terrain.terms import PilotState, Result
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.pilots import (
    CountsForm,
    ValuesForm,
    found_form,
    pilot_form,
    plan_from,
    trial_first,
)
from groundswell.faces.web.forms.records import RecordForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens import pilots as screen
from groundswell.faces.web.screens.choices import choices_of


@require_safe
@page
def pilot(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Show what a pilot showed, and what it takes."""
    at = seen(request, code)
    row = screen.pilot_row(at, which)
    around = screen.shown(request, at, row)
    if at.standing.may(Act.EDIT):
        around |= _forms(at, row)
    return framed(request, at, "evidence/pilot.html", around)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: HttpRequest, code: str, which: str = "") -> HttpResponse:
    """Plan a pilot, or change the plan; the number of cases is worked out on demand."""
    at = _acting(request, code)
    row = screen.pilot_row(at, which) if which else None
    made = _planned(request, at, row)
    plan = None
    if request.method == "POST" and made.is_valid():
        if "look" in request.POST:
            plan = ask(actor_of(request), code, plan_from(made)).answer
        elif _kept(request, at, made, [made.cleaned_record()], row):
            chosen = getattr(made.cleaned_record(), "pilot", "")
            return redirect("pilot", code, chosen)
    around: dict[str, Any] = {"form": made, "row": row, "plan": plan}
    if plan is not None:
        around["plan_steps"] = screen.steps(plan.value)
    status = 422 if made.errors else 200
    return framed(request, at, "evidence/pilot_edit.html", around, status=status)


def _planned(request: HttpRequest, at: View, row: Row | None) -> RecordForm:
    kind = pilot_form(choices_of(at), vocabulary_of(at.about))
    record, today = (row.record if row else None), at.standing.actor.today
    given = {} if row else {"state": PilotState.PLANNED}
    made = kind(request.POST or None, record=record, today=today, given=given)
    if row is None and not made.is_bound:
        first = trial_first(request.GET.get("track", ""), made)
        made = kind(record=None, today=today, initial=first, given=given)
    return made


@require_POST
@page
def found(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Keep what worked, broke and surprised, and whether the stop rule was reached."""
    at = _acting(request, code)
    row = screen.pilot_row(at, which)
    made = _found(at, row, request)
    if made.is_valid() and _kept(request, at, made, [made.cleaned_record()], row):
        return redirect("pilot", code, which)
    around = {**screen.shown(request, at, row), **_forms(at, row), "found_form": made}
    return framed(request, at, "evidence/pilot.html", around, status=422)


def _found(at: View, row: Row, request: HttpRequest | None = None) -> RecordForm:
    kind = found_form(choices_of(at), vocabulary_of(at.about))
    sent = request.POST if request is not None else None
    made: RecordForm = kind(sent, record=row.record, today=at.standing.actor.today)
    return made


def _forms(at: View, row: Row) -> dict[str, Any]:
    """Return the empty forms of a pilot's page."""
    today = at.standing.actor.today
    return {
        "values_form": ValuesForm(today=today),
        "counts_form": CountsForm(today=today),
        "found_form": _found(at, row),
    }


@require_POST
@page
def counts(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Keep counts that were typed: so many of so many."""
    at = _acting(request, code)
    row = screen.pilot_row(at, which)
    made = CountsForm(request.POST, today=at.standing.actor.today)
    if made.is_valid():
        assert isinstance(row.record, Pilot)
        rows = made.rows(row.record, at.count(PilotDatum.SHEET))
        say(request, tally(actor_of(request), code, which, rows), code)
        return redirect("pilot", code, which)
    around = {**screen.shown(request, at, row), **_forms(at, row), "counts_form": made}
    return framed(request, at, "evidence/pilot.html", around, status=422)


@require_POST
@page
def values(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Take a file of values in, to be looked at first."""
    at = _acting(request, code)
    row = screen.pilot_row(at, which)
    made = ValuesForm(request.POST, request.FILES)
    if made.is_valid():
        file = made.cleaned_data["file"]
        handle = incoming.keep(actor_of(request), [(_named(file.name), file.chunks())])
        ending = "?replace=1" if made.cleaned_data["replace"] else ""
        return redirect(reverse("pilot-values", args=[code, which, handle]) + ending)
    around = {**screen.shown(request, at, row), **_forms(at, row), "values_form": made}
    return framed(request, at, "evidence/pilot.html", around, status=422)


def _named(name: str | None) -> str:
    """Return a name that what is handed in goes by; a table of text is a CSV file."""
    return name if (name or "").casefold().endswith((".csv", ".tsv")) else "values.csv"  # type: ignore[return-value]


@require_http_methods(["GET", "HEAD", "POST"])
@page
def looked_at(request: HttpRequest, code: str, which: str, handle: str) -> HttpResponse:
    """Show what a file holds, and keep its values when asked to."""
    at, actor = _acting(request, code), actor_of(request)
    row, replace = screen.pilot_row(at, which), bool(request.GET.get("replace"))
    held = measured(actor, code, which, handle, replace=replace)
    if request.method == "POST" and not held.errors:
        say(request, measure(actor, code, which, handle, replace=replace), code)
        return redirect("pilot", code, which)
    around = {
        "row": row,
        "pilot": row.record,
        "held": held,
        "first": screen.preview_rows(held.rows),
        "replace": replace,
        "home_pilot": reverse("pilot", args=[code, which]),
        "discard": reverse("pilot-values-discard", args=[code, which, handle]),
    }
    status = 422 if request.method == "POST" else 200
    return framed(request, at, "evidence/pilot_values.html", around, status=status)


@require_POST
@page
def discarded(request: HttpRequest, code: str, which: str, handle: str) -> HttpResponse:
    """Delete a file that was handed in."""
    _acting(request, code)
    incoming.discard(actor_of(request), handle)
    return redirect("pilot", code, which)


@require_POST
@page
def enter(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Make an entry of the ledger from the stored values, or bring the one there up to date."""
    at = _acting(request, code)
    record = screen.pilot_row(at, which).record
    assert isinstance(record, Pilot)
    told = request.POST.get("told", "")
    if told:
        made = _told(at, record, told)
    else:
        answer = ask(actor_of(request), code, PilotAnalysis(pilot=which)).answer
        assert answer is not None
        made = screen.made_entry(at, record, answer)
    former = [
        (Evidence.SHEET, row.id)
        for row in at.rows(Evidence.SHEET)
        if getattr(row.record, "evidence", "") == made.evidence
    ]
    kept = _as_before(at, made)
    say(request, record_(actor_of(request), code, [kept], former), code)
    return redirect(f"{reverse('evidence', args=[code])}#evidence-{made.evidence}")


def _as_before(at: View, made: Evidence) -> Evidence:
    """Return an entry that keeps the topics and the dispute of the one it replaces."""
    for row in at.rows(Evidence.SHEET):
        if isinstance(row.record, Evidence) and row.record.evidence == made.evidence:
            old = row.record
            return dataclasses.replace(made, topics=old.topics, contested=old.contested)
    return made


def _told(at: View, record: Pilot, told: str) -> Evidence:
    """Return an entry of what a pilot showed in words."""
    if told not in ("worked", "broke", "surprised") or not getattr(record, told):
        raise Refused("There is nothing written down that could become an entry.")
    taken = frozenset(code for code, _ in choices_of(at).get(Evidence.SHEET, ()))
    own = readable(f"{record.pilot} {told}", taken, Evidence.SHEET)
    today = at.standing.actor.today
    return told_of(record, own, Result(told), getattr(record, told), today)


def _acting(request: HttpRequest, code: str) -> View:
    at = seen(request, code)
    if not at.standing.may(Act.EDIT):
        raise Refused(refusal(at.standing, Act.EDIT))
    return at


def _kept(
    request: HttpRequest, at: View, made: RecordForm, records: list[Record], row: Row | None
) -> bool:
    """Record what was typed; what does not fit the rest is told with the form."""
    replaces = [(Pilot.SHEET, row.id)] if row else []
    try:
        done = record_(actor_of(request), at.code, records, replaces)
    except Unsound as error:
        for problem in error.problems:
            made.add_error(None, f"{problem.what[:1].upper()}{problem.what[1:]}. {problem.mend}")
        return False
    say(request, done, at.code)
    return True


urlpatterns = [
    path("evidence/pilots/new", edit, name="pilot-new"),
    path("evidence/pilots/<str:which>", pilot, name="pilot"),
    path("evidence/pilots/<str:which>/counts", counts, name="pilot-counts"),
    path("evidence/pilots/<str:which>/edit", edit, name="pilot-edit"),
    path("evidence/pilots/<str:which>/enter", enter, name="pilot-enter"),
    path("evidence/pilots/<str:which>/found", found, name="pilot-found"),
    path("evidence/pilots/<str:which>/values", values, name="pilot-values-new"),
    path("evidence/pilots/<str:which>/values/<str:handle>", looked_at, name="pilot-values"),
    path(
        "evidence/pilots/<str:which>/values/<str:handle>/discard",
        discarded,
        name="pilot-values-discard",
    ),
]
