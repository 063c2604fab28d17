"""How each figure is computed, for whoever asks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from groundswell.faces.methods import INDEX
from groundswell.faces.web.screens.methods import card


@require_safe
def methods(request: HttpRequest, name: str = INDEX) -> HttpResponse:
    """Show one card, or the list of all."""
    found = card(name)
    if found is None:
        raise Http404(name)
    return render(request, "method.html", {"card": found, "index": name == INDEX})


urlpatterns = [
    path("methods", methods, name="methods"),
    path("methods/<slug:name>", methods, name="method"),
]
