"""The web's addresses; each module of views lists its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from groundswell.faces.web.views import brief, changing, home, session, start, start_people

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *session.urlpatterns,
    *start.urlpatterns,
    path(
        "i/<slug:code>/",
        include(
            [
                *brief.within,
                *changing.urlpatterns,
                *start.within,
                *start_people.within,
            ]
        ),
    ),
]
