"""Take data out: the whole initiative in three forms, under codenames, or as a backup."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import path

from groundswell.app import incoming
from groundswell.app.browse.exports import MEDIA, Export, Form, codenamed, workbook
from groundswell.app.browse.practice import held
from groundswell.app.do.backup import backup_
from groundswell.app.policy import Absent, Act, Refused, refusal
from groundswell.core.pictures.visibility import visibility_plan
from groundswell.faces.web.page import actor_of, framed, page, seen
from groundswell.faces.web.sudo import confirmed

FORMS = (
    (Form.XLSX, "Excel workbook", "One sheet per kind of record; opens in Excel and LibreOffice."),
    (Form.JSON, "JSON", "One file for programs, and for the command line."),
    (Form.CSV, "Zip of CSV files", "One file per sheet, for everything else."),
)


@page
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Say in which forms the initiative can be taken out."""
    at = seen(request, code)
    if not at.standing.may(Act.EXPORT):
        raise Refused(refusal(at.standing, Act.EXPORT))
    plan = [circle for circle in visibility_plan(at.snapshot).circles if circle.may_see]
    shown = {"forms": FORMS, "held": held(at), "plan": plan}
    return framed(request, at, "intake/export.html", shown)


@page
@confirmed
def workbook_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Hand the initiative out as a workbook."""
    return handed(workbook(actor_of(request), code, _form(form)))


@page
@confirmed
def codenames(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Make a copy under codenames, and show once who is behind which."""
    actor, at = actor_of(request), seen(request, code)
    made, who = codenamed(actor, code, _form(form), secrets.token_bytes(32))
    handle = incoming.keep(actor, [(made.name, [made.content])])
    named = [(name, at.snapshot.name(person)) for name, person in who.items()]
    shown = {"who": named, "name": made.name, "handle": handle}
    return framed(request, at, "intake/codenames.html", shown)


@page
def codenamed_file(request: HttpRequest, code: str, handle: str) -> HttpResponse:
    """Hand the copy under codenames out, once."""
    seen(request, code)
    file = incoming.path_of(actor_of(request), handle)
    if not file.name.startswith("codenamed-"):
        raise Absent(handle)
    made = Export(file.name, MEDIA[_form(file.suffix[1:].replace("zip", "csv"))], file.read_bytes())
    incoming.discard(actor_of(request), handle)
    return handed(made)


@page
@confirmed
def backup(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the owner a backup with the whole history."""
    return handed(backup_(actor_of(request), code))


def handed(made: Export) -> HttpResponse:
    """Return a file to save."""
    named = f'attachment; filename="{made.name}"'
    return HttpResponse(made.content, made.media, headers={"Content-Disposition": named})


def _form(word: str) -> Form:
    found = next((form for form in Form if form.value == word), None)
    if found is None:
        raise Absent(word)
    return found


within = [
    path("export", export, name="export"),
    path("export/backup.json", backup, name="export-backup"),
    path("export/codenamed/<str:form>", codenames, name="export-codenamed"),
    path("export/codenamed-file/<str:handle>", codenamed_file, name="export-codenamed-file"),
    path("export/<str:form>", workbook_file, name="export-workbook"),
]
