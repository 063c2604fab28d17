"""The web's addresses; each module of views lists its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from groundswell.faces.web.views import (
    asking,
    brief,
    changing,
    coverage,
    critical_mass,
    home,
    jobs,
    log,
    session,
    start,
    start_people,
    today,
    who_next,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *session.urlpatterns,
    *start.urlpatterns,
    path(
        "i/<slug:code>/",
        include(
            [
                *asking.urlpatterns,
                *brief.within,
                *changing.urlpatterns,
                *coverage.urlpatterns,
                *critical_mass.urlpatterns,
                *jobs.urlpatterns,
                *log.within,
                *start.within,
                *start_people.within,
                *today.within,
                *who_next.urlpatterns,
            ]
        ),
    ),
]
