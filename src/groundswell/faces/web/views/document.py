"""The working document: read, write beside what fills itself, compare two days, take it along."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from groundswell.app.browse.documents import Form, taken_along
from groundswell.app.do.document import LONGEST, write_text
from groundswell.app.policy import Absent, Act, Refused, refusal
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.faces.web.page import actor_of, day_of, framed, page, say, seen
from groundswell.faces.web.screens import document as screen
from groundswell.faces.web.sudo import confirmed
from groundswell.faces.web.views.export import handed

BESIDE = "Kept beside a text that was written meanwhile. Put the two together."


@page
def document(request: HttpRequest, code: str) -> HttpResponse:
    """Show the document as of a day."""
    at = seen(request, code)
    return framed(request, at, "document/document.html", screen.page_of(at))


@page
def write(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """Write into a section; a text written meanwhile by somebody else stays beside it."""
    at, which = seen(request, code), _section(section)
    if not at.standing.may(Act.EDIT):
        raise Refused(refusal(at.standing, Act.EDIT))
    if request.method != "POST":
        shown = {**screen.editing(at, which), "longest": LONGEST}
        return framed(request, at, "document/write.html", shown)
    base = screen.numbers(request.POST.get("base", ""))
    made = write_text(actor_of(request), code, which, request.POST.get("text", ""), base)
    say(request, made.done, code, BESIDE if made.beside else "")
    return redirect("document-write", code, section) if made.beside else redirect("document", code)


@page
def compared(request: HttpRequest, code: str) -> HttpResponse:
    """Show how the document of one day differs from another's."""
    at = seen(request, code)
    shown = screen.compared(actor_of(request), at, request.GET)
    return framed(request, at, "document/compare.html", dict(shown))


@page
@confirmed
def file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Hand the document out, under codenames where that is asked for."""
    found = next((one for one in Form if one.value == form), None)
    if found is None:
        raise Absent(form)
    key = secrets.token_bytes(32) if request.GET.get("names") == "codenames" else None
    as_of = day_of(request.GET, "as_of")
    return handed(taken_along(actor_of(request), code, found, as_of, key))


def _section(word: str) -> DocumentSection:
    found = next((one for one in DocumentSection if one.value == word), None)
    if found is None:
        raise Absent(word)
    return found


within = [
    path("document", document, name="document"),
    path("document/compare", compared, name="document-compare"),
    path("document/file/<str:form>", file, name="document-file"),
    path("document/write/<slug:section>", write, name="document-write"),
]
