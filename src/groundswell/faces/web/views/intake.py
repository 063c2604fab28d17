"""Intake: hand a workbook in, see what it would change, import it as one change."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from groundswell.app import incoming
from groundswell.app.browse.exports import MEDIA, Form
from groundswell.app.browse.practice import held
from groundswell.app.do.deed import Unsound
from groundswell.app.do.imports import import_, import_later, import_new, preview
from groundswell.app.jobs import look
from groundswell.app.policy import Absent
from groundswell.core.terrain.terms import Context
from groundswell.core.terrain.vocabulary import label
from groundswell.faces.web.forms.handing import FilesForm
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.views.jobs import progress
from groundswell.ingest.workbook import template as write_template

CONTEXTS = [(context.value, label(context)) for context in Context]


@page
def intake(request: HttpRequest, code: str) -> HttpResponse:
    """Take a workbook in, and say what is held and what can be taken out."""
    at = seen(request, code)
    form = _form(request)
    if (handle := _kept(request, form)) is not None:
        return redirect("intake-preview", code, handle)
    shown = {"form": form, "held": held(at), "contexts": CONTEXTS}
    return framed(request, at, "intake/intake.html", shown, status=_status(form))


@page
def looked_at(request: HttpRequest, code: str, handle: str) -> HttpResponse:
    """Show what importing would change, and import it when asked to."""
    at, actor, good = seen(request, code), actor_of(request), bool(request.GET.get("good"))
    found = preview(actor, code, handle, good_rows_only=good)
    if request.method == "POST" and found.ready:
        if found.slow:
            number = import_later(actor, code, handle, good_rows_only=good)
            return redirect("intake-job", code, number)
        return _imported(request, code, handle, good)
    shown = {"found": found, "good": good, "handle": handle}
    status = 422 if request.method == "POST" else 200
    return framed(request, at, "intake/preview.html", shown, status=status)


def _imported(request: HttpRequest, code: str, handle: str, good: bool) -> HttpResponse:
    try:
        done = import_(actor_of(request), code, handle, good_rows_only=good)
    except Unsound:  # something was recorded since it was looked at; look again
        return redirect(_again(code, handle, good))
    if done is not None:
        say(request, done, code)
    return redirect("history", code)


def _again(code: str, handle: str, good: bool) -> str:
    return reverse("intake-preview", args=[code, handle]) + ("?good=1" if good else "")


@page
def importing(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Show how far a large import is; when it is done, say so with the way back."""
    at, job = seen(request, code), look(actor_of(request), code, number)
    if job.kind != "import":
        raise Absent(number)
    told = {"job": progress(job, request.path), "failed": job.state == "failed"}
    if not getattr(request, "htmx", False):
        shown = {**told, "change": (job.result or {}).get("change"), "step": job.step}
        return framed(request, at, "intake/importing.html", shown)
    if job.state in ("done", "failed"):
        return HttpResponseClientRefresh()
    return render(request, "parts/progress.html", told)


@require_POST
@page
def discarded(request: HttpRequest, handle: str, code: str | None = None) -> HttpResponse:
    """Delete what was handed in."""
    incoming.discard(actor_of(request), handle)
    return redirect("intake", code) if code else redirect("intake-new")


@page
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an initiative from a workbook."""
    form = _form(request)
    if (handle := _kept(request, form)) is not None:
        return redirect("intake-new-preview", handle)
    shown = {"form": form, "contexts": CONTEXTS}
    return render(request, "intake/begin.html", shown, status=_status(form))


@page
def begun(request: HttpRequest, handle: str) -> HttpResponse:
    """Show what a new initiative would hold, and begin it when asked to."""
    actor, good = actor_of(request), bool(request.GET.get("good"))
    found = preview(actor, None, handle, good_rows_only=good)
    if request.method == "POST" and found.ready:
        code, done = import_new(actor, handle, good_rows_only=good)
        if done is not None:
            say(request, done, code)
        return redirect(home_of(code))
    shown = {"found": found, "good": good, "handle": handle}
    status = 422 if request.method == "POST" else 200
    return render(request, "intake/begun.html", shown, status=status)


@page
def template(request: HttpRequest, context: str) -> HttpResponse:
    """Hand out an empty workbook."""
    if context not in dict(CONTEXTS):
        raise Absent(context)
    with tempfile.TemporaryDirectory(prefix="groundswell-") as scratch:
        made = Path(scratch) / "template.xlsx"
        write_template(Context(context), made, actor_of(request).today)
        content = made.read_bytes()
    named = f'attachment; filename="groundswell-{context}.xlsx"'
    return HttpResponse(content, MEDIA[Form.XLSX], headers={"Content-Disposition": named})


def _form(request: HttpRequest) -> FilesForm:
    if request.method == "POST":
        return FilesForm(request.POST, request.FILES)
    return FilesForm()


def _kept(request: HttpRequest, form: FilesForm) -> str | None:
    """Keep the files of a sound form; return their handle."""
    if not form.is_bound or not form.is_valid():
        return None
    files = [(file.name or "", file.chunks()) for file in form.cleaned_data["file"]]
    try:
        return incoming.keep(actor_of(request), files)
    except incoming.TooMuch as error:
        form.add_error("file", f"{error.problem.what}. {error.problem.mend}".capitalize())
        return None


def _status(form: FilesForm) -> int:
    return 422 if form.errors else 200


urlpatterns = [
    path("intake", begin, name="intake-new"),
    path("intake/template/<str:context>.xlsx", template, name="template"),
    path("intake/<str:handle>", begun, name="intake-new-preview"),
    path("intake/<str:handle>/discard", discarded, name="intake-new-discard"),
]
within = [
    path("intake", intake, name="intake"),
    path("intake/jobs/<str:number>", importing, name="intake-job"),
    path("intake/<str:handle>", looked_at, name="intake-preview"),
    path("intake/<str:handle>/discard", discarded, name="intake-discard"),
]
