"""Who is represented, and who is missing?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from groundswell.core.questions.coverage import Coverage
from groundswell.faces.web.page import framed, page, seen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.coverage import covered


@require_safe
@page
def coverage(request: HttpRequest, code: str) -> HttpResponse:
    """Show which parts of the system are in the coalition, and which are missing."""
    at = seen(request, code)
    found = asked(request, at, Coverage())
    parts = covered(at, found.answer) if found.answer else {}
    return framed(request, at, "coverage.html", {**told(at, found), **parts})


urlpatterns = [path("coverage", coverage, name="coverage")]
