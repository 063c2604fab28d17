"""The API put together; `config` includes its addresses under `/api/`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from ninja import NinjaAPI

from groundswell import __version__
from groundswell.faces.api import (
    documents,
    forecasts,
    initiatives,
    questions,
    records,
    seasons,
    steps,
    today,
)
from groundswell.faces.api.entry import SignedIn, Token
from groundswell.faces.api.listing import Listing
from groundswell.faces.api.trouble import ABSENT, NO_METHOD, install, refusal

ABOUT = (
    "Every question and every kind of record of an initiative. A figure comes with its band, its "
    "day and whom it is about; what nobody knows is said, never filled in. Send "
    "'Authorization: Bearer TOKEN' with a token made in the settings of the initiative."
)

api = NinjaAPI(
    title="Groundswell",
    version=__version__,
    description=ABOUT,
    docs=Listing(),
    urls_namespace="api",
    auth=[Token(), SignedIn()],
)
install(api)
for part in (initiatives, today, documents, steps, seasons, forecasts, questions, records):
    api.add_router("", part.router)


@csrf_exempt
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Say of every other address that there is nothing."""
    return refusal(api, request, 404, [ABSENT])


def shaped(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a method that an address does not know be refused in the one shape as well."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        response = view(request, *args, **given)
        if response.status_code != 405:
            return response
        refused = refusal(api, request, 405, [NO_METHOD])
        refused["Allow"] = response["Allow"]
        return refused

    return answer


addresses = api.urls
for pattern in addresses[0]:
    assert pattern.callback is not None
    pattern.callback = shaped(pattern.callback)
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api:openapi-view")),
    path("", addresses),
    re_path("", elsewhere),
]
