"""Data practice: what is held about whom, for how long; a copy for the person, and erasure."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.browse.exports import MEDIA, Export, Form
from groundswell.app.browse.practice import KEEP, copy_of, held
from groundswell.app.browse.trails import erasures
from groundswell.app.browse.views import View
from groundswell.app.do.erase import erase_, going, remove_
from groundswell.app.do.records import about_
from groundswell.app.policy import Refused
from groundswell.core.terrain.record import columns
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.labels import label_of
from groundswell.faces.web.page import actor_of, framed, page, seen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.sheets import saying, title_of
from groundswell.faces.web.sudo import confirmed
from groundswell.faces.web.views.export import handed
from groundswell.faces.web.views.settings import ROLES


class KeepForm(CellForm):
    """How long all this is wanted."""

    keep_until = asked(
        KEEP, date, "after this day it should be removed", label="Keep until", plan=True
    )


@page
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """State what is held; every member may read it."""
    at = seen(request, code)
    found = held(at)
    form = KeepForm(request.POST or None, initial={KEEP: found.keep_until})
    if request.method == "POST" and form.is_valid():
        _keep_until(request, at, form.cleaned_data[KEEP])
        return redirect("practice", code)
    kinds = [(title_of(kind.sheet), kind) for kind in found.kinds]
    told = {"held": found, "kinds": kinds, "form": form, "roles": ROLES, "erased": erasures(at)}
    context = {**told, "people": choices_of(at)["people"]}
    return framed(
        request, at, "practice/practice.html", context, status=422 if form.errors else 200
    )


def _keep_until(request: HttpRequest, at: View, day: date | None) -> None:
    others = tuple(pair for pair in at.about.extra if pair[0] != KEEP)
    now = (*others, (KEEP, day.isoformat())) if day else others
    about_(actor_of(request), at.code, extra=now)


@page
@confirmed
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out what is recorded about one person, in words, for that person."""
    at, person = seen(request, code), request.GET.get("person", "")
    if person not in dict(choices_of(at)["people"]):
        return redirect("practice", code)
    told, notes = copy_of(actor_of(request), code, person)
    say = saying(at)
    said: dict[str, Any] = {
        title_of(sheet): [
            {
                label_of(sheet, c): say(c, value)
                for c in columns(type(record))
                if (value := getattr(record, c.name)) is not None
            }
            for record in records
        ]
        for sheet, records in told.records.items()
    }
    content = json.dumps({**said, "Notes": list(notes)}, ensure_ascii=False, indent=2)
    return handed(Export("what-is-held.json", MEDIA[Form.JSON], content.encode()))


@page
@confirmed
def erasing(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """Say what erasing somebody takes, and erase them once that was read."""
    at, actor = seen(request, code), actor_of(request)
    found = going(actor, code, person)
    if request.method == "POST" and request.POST.get("sure"):
        erase_(actor, code, person)
        return redirect("practice", code)
    sheets = [(title_of(sheet), number) for sheet, number in found.sheets.items()]
    told = {"going": found, "sheets": sheets, "person": person, "name": at.snapshot.name(person)}
    return framed(request, at, "practice/erase.html", told)


@require_POST
@page
@confirmed
def removing(request: HttpRequest, code: str) -> HttpResponse:
    """Remove the initiative, once its code was typed."""
    try:
        remove_(actor_of(request), code, request.POST.get("code", ""))
    except Refused as error:
        return wrong(request, code, str(error))
    return redirect("home")


def wrong(request: HttpRequest, code: str, text: str) -> HttpResponse:
    """Say why nothing was removed, on the page where it was asked for."""
    at = seen(request, code)
    return framed(request, at, "settings/end.html", {"wrong": text, "tabs": ()}, status=422)


within = [
    path("practice", practice, name="practice"),
    path("practice/copy", copy, name="practice-copy"),
    path("practice/erase/<str:person>", erasing, name="erase"),
    path("settings/remove", removing, name="settings-remove"),
]
