"""The web's addresses; each module of views lists its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from groundswell.faces.web.views import (
    asking,
    brief,
    changing,
    choosing,
    coverage,
    critical_mass,
    home,
    jobs,
    log,
    people,
    person,
    session,
    standing,
    start,
    start_people,
    terrain,
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
                *choosing.within,
                *coverage.urlpatterns,
                *critical_mass.urlpatterns,
                *jobs.urlpatterns,
                *log.within,
                *people.within,
                *person.within,
                *standing.urlpatterns,
                *start.within,
                *start_people.within,
                *terrain.urlpatterns,
                *today.within,
                *who_next.urlpatterns,
            ]
        ),
    ),
]
