"""Undo, from whatever page it was offered on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.do.undo import undo_
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, page, say
from groundswell.faces.web.views.session import back


@require_POST
@page
def undo(request: HttpRequest, code: str, change: int) -> HttpResponse:
    """Undo a change and return to where one was; the undoing can be undone too."""
    say(request, undo_(actor_of(request), code, change), code)
    return redirect(back(request, home_of(code)))


urlpatterns = [path("changes/<int:change>/undo", undo, name="undo")]
