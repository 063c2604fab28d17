"""The web's addresses; each module of views lists its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from groundswell.faces.web.views import (
    asking,
    brief,
    changing,
    choosing,
    coalition,
    confirming,
    constants,
    coverage,
    critical_mass,
    deciding,
    decisions,
    export,
    history,
    home,
    intake,
    jobs,
    log,
    people,
    person,
    practice,
    records,
    session,
    settings,
    standing,
    start,
    start_people,
    terrain,
    today,
    who_next,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *confirming.urlpatterns,
    *home.urlpatterns,
    *intake.urlpatterns,
    *session.urlpatterns,
    *settings.urlpatterns,
    *start.urlpatterns,
    path(
        "i/<slug:code>/",
        include(
            [
                *asking.urlpatterns,
                *brief.within,
                *changing.urlpatterns,
                *choosing.within,
                *coalition.within,
                *constants.within,
                *coverage.urlpatterns,
                *critical_mass.urlpatterns,
                *deciding.urlpatterns,
                *decisions.urlpatterns,
                *export.within,
                *history.within,
                *intake.within,
                *jobs.urlpatterns,
                *log.within,
                *people.within,
                *person.within,
                *practice.within,
                *records.within,
                *settings.within,
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
