"""Acts that need a fresh sign that it is really you: taking data out, who belongs, erasing."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from groundswell.faces.web.page import seen

CONFIRMED = "confirmed_at"
LASTS = 15 * 60  # seconds

Handler = Callable[..., HttpResponseBase]


def confirm(request: HttpRequest) -> None:
    """Remember that whoever holds this session has just shown who they are."""
    request.session[CONFIRMED] = timezone.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Whether they showed it within the last quarter of an hour."""
    since = timezone.now().timestamp() - float(request.session.get(CONFIRMED, 0))
    return 0 <= since < LASTS


def confirmed(handler: Handler) -> Handler:
    """Ask for a confirmation first, where the last one is too long ago; then go on."""

    @functools.wraps(handler)
    def handle(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if is_fresh(request):
            return handler(request, *args, **given)
        if "code" in given:
            seen(request, given["code"])  # who does not belong finds nothing to confirm
        return redirect(f"{reverse('confirm')}?{urlencode({'next': request.get_full_path()})}")

    return handle
