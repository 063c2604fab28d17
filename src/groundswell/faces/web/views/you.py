"""You: ten seconds a week for oneself, which nobody else ever reads."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from groundswell.app.advice import LEFT_OUT, Wanted, ask_for_advice, copy_of
from groundswell.app.browse.exports import MEDIA, Export, Form
from groundswell.app.jobs import look
from groundswell.app.own_weeks import Own, forget_weeks, keep_week, own, own_export
from groundswell.app.policy import Act, Refused
from groundswell.core.pictures.you import ENERGY, monday
from groundswell.faces.web.forms.reminding import AdviceForm, WeekForm
from groundswell.faces.web.page import TOAST, actor_of, day_of, framed, page, seen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.you import trend
from groundswell.faces.web.sudo import confirmed
from groundswell.faces.web.views.export import handed
from groundswell.faces.web.views.jobs import progress


@page
def you(request: HttpRequest, code: str) -> HttpResponse:
    """Show the reader's own weeks, and keep a note of this one."""
    actor = actor_of(request)
    found = own(actor, code)
    form = WeekForm(request.POST or None, initial=_this_week(found))
    if request.method == "POST" and form.is_valid():
        keep_week(actor, code, **form.cleaned_data)
        request.session[TOAST] = {"text": "Noted, for you alone.", "undo_url": "", "back": ""}
        return redirect("you", code)
    context = {"you": found.you, "weeks": found.weeks, "form": form, "trend": trend(found.weeks)}
    context["energy"] = dict(enumerate(ENERGY, 1))
    return framed(request, found.at, "you.html", context, status=422 if form.errors else 200)


def _this_week(found: Own) -> dict[str, object]:
    """Return what was noted of this week already."""
    now = monday(found.at.standing.actor.today)
    for week in found.weeks:
        if week.week == now:
            return {"hours": week.hours, "energy": week.energy, "hand_over": week.hand_over}
    return {}


@require_POST
@page
def forget(request: HttpRequest, code: str) -> HttpResponse:
    """Erase one note, or all of them, for good."""
    forget_weeks(actor_of(request), code, day_of(request.POST, "week"))
    request.session[TOAST] = {"text": "Erased.", "undo_url": "", "back": ""}
    return redirect("you", code)


@page
@confirmed
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the reader their own weeks."""
    content = json.dumps(own_export(actor_of(request), code), ensure_ascii=False, indent=2)
    return handed(Export("my-weeks.json", MEDIA[Form.JSON], content.encode()))


@page
@confirmed
def advice(request: HttpRequest, code: str) -> HttpResponse:
    """Make a copy for a mentor outside, and show once who is which bird."""
    at, actor = seen(request, code), actor_of(request)
    form = AdviceForm(request.POST or None, people=choices_of(at)["people"])
    if request.method == "POST" and form.is_valid():
        number = ask_for_advice(actor, code, Wanted(**form.cleaned_data))
        return redirect(f"{reverse('advice', args=[code])}?job={number}")
    if not at.standing.may(Act.EXPORT) or at.standing.presentable:
        raise Refused("From this view nothing about people can be taken along.")
    shown = {"form": form, "left_out": LEFT_OUT, **_making(request, code)}
    return framed(request, at, "advice.html", shown, status=422 if form.errors else 200)


def _making(request: HttpRequest, code: str) -> dict[str, object]:
    """Return how far the copy is that was asked for."""
    number = request.GET.get("job", "")
    if not number:
        return {}
    found = look(actor_of(request), code, number)
    told = progress(found, reverse("job", args=[code, number]))
    return {"job": told, "failed": found.state == "failed", "made": found.result}


@page
def advice_file(request: HttpRequest, code: str, handle: str) -> HttpResponse:
    """Hand the copy out, once."""
    return handed(copy_of(actor_of(request), code, handle))


within = [
    path("you/advice", advice, name="advice"),
    path("you/advice/<str:handle>", advice_file, name="advice-file"),
    path("you", you, name="you"),
    path("you/erase", forget, name="you-erase"),
    path("you/weeks.json", file, name="you-file"),
]
