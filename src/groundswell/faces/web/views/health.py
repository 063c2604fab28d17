"""Is the coalition alive, and what would it lose?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from groundswell.core.questions.pathologies import Pathologies
from groundswell.core.questions.resilience import Resilience
from groundswell.core.questions.vitality.vitality import Vitality
from groundswell.faces.web.page import actor_of, framed, page, seen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.health import beside, fragile, headline, looked_for, severities
from groundswell.faces.web.screens.vitality import alive


@require_safe
@page
def health(request: HttpRequest, code: str) -> HttpResponse:
    """Show the alarms of the coalition and what it would lose with whom."""
    at, supposed = seen(request, code), severities(request.GET)
    life = asked(request, at, Vitality())
    losses = asked(request, at, Resilience(**supposed))
    around = {
        "headline": headline(life.answer),
        "beside": beside(actor_of(request), at),
        **told(at, losses),
        **alive(at, life.answer),
        **looked_for(asked(request, at, Pathologies()).answer),
        "living": told(at, life),
        **fragile(at, losses.answer, supposed),
    }
    return framed(request, at, "health.html", around)


urlpatterns = [path("health", health, name="health")]
