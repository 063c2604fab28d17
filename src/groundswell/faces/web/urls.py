"""The web's addresses; each module of views lists its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from groundswell.faces.web.views import changing, session

urlpatterns: list[URLPattern | URLResolver] = [
    *session.urlpatterns,
    path("i/<slug:code>/", include([*changing.urlpatterns])),
]
