"""Ask anything that is registered: a list, a form made from the options, and the answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.registry import QUESTIONS
from groundswell.faces.web.page import framed, page, seen
from groundswell.faces.web.screens.answers import asked
from groundswell.faces.web.screens.asking import form_of, offers, shown, split


@require_safe
@page
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """List every question there is."""
    at = seen(request, code)
    return framed(request, at, "ask.html", {"offers": offers(at)})


@require_safe
@page
def question(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Ask one question, as its form says, and show its answer in the parts of its report."""
    if slug not in QUESTIONS:
        raise Http404(slug)
    at, kind = seen(request, code), QUESTIONS[slug].options
    form = form_of(at, kind, request.GET)
    around = {"asks": kind.ASKS, "slug": slug, **split(form)}
    if not form.is_bound:
        return framed(request, at, "question.html", around)
    if not form.is_valid():
        return framed(request, at, "question.html", around, status=422)
    try:
        found = asked(request, at, form.cleaned_question())
    except UnfitOptionError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return framed(request, at, "question.html", around, status=422)
    return framed(request, at, "question.html", {**around, **shown(at, found)})


urlpatterns = [
    path("ask", questions, name="ask"),
    path("ask/<slug:slug>", question, name="question"),
]
