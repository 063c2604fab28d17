"""Every address: the web's pages and the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("groundswell.faces.api.routes")),
    path("", include("groundswell.faces.web.urls")),
]
handler400 = "groundswell.faces.web.views.errors.bad_request"
handler403 = "groundswell.faces.web.views.errors.refused"
handler404 = "groundswell.faces.web.views.errors.absent"
handler500 = "groundswell.faces.web.views.errors.failed"
