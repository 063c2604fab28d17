"""The week by e-mail: how a member wants it, one now to try, and the link that ends it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.app.digests import Wish, ask_for_one, behind, keep_wish, stop, wish_of
from groundswell.app.jobs import look
from groundswell.app.policy import Absent
from groundswell.app.posting import ready
from groundswell.faces.web.forms.reminding import DigestForm
from groundswell.faces.web.page import actor_of, page, seen
from groundswell.faces.web.views.jobs import progress
from groundswell.faces.web.views.settings import shown

_FIELDS = ("wanted", "address", "weekday", "hour", "titled")


@page
def digest(request: HttpRequest, code: str) -> HttpResponse:
    """Show and keep how the reader wants the week; nobody else sees it."""
    at, actor = seen(request, code), actor_of(request)
    wish = wish_of(actor, code)
    form = DigestForm(request.POST or None, initial={n: getattr(wish, n) for n in _FIELDS})
    if request.method == "POST" and form.is_valid():
        keep_wish(actor, code, Wish(**{name: form.cleaned_data[name] for name in _FIELDS}))
        return redirect("settings-digest", code)
    context = {"wish": wish, "form": form, "ready": ready(), **_sending(request, code)}
    return shown(request, at, "digest", context, 422 if form.errors else 200)


def _sending(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return how far the letter is that the reader has just asked for."""
    number = request.GET.get("job", "")
    if not number:
        return {}
    found = look(actor_of(request), code, number)
    told = progress(found, reverse("job", args=[code, number]))
    return {"job": told, "sent": found.state == "done", "failed": found.state == "failed"}


@require_POST
@page
def now(request: HttpRequest, code: str) -> HttpResponse:
    """Send the reader one now."""
    number = ask_for_one(actor_of(request), code)
    return redirect(f"{reverse('settings-digest', args=[code])}?job={number}")


@csrf_exempt  # a mail program that ends a letter has no page it came from; the key is proof enough
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, told: str) -> HttpResponseBase:
    """End the letters a link stands in, once that was confirmed."""
    try:
        behind(told)
    except Absent as error:
        raise Http404(str(error)) from error
    if request.method == "POST":
        stop(told)
    return render(request, "digest_end.html", {"ended": request.method == "POST"})


urlpatterns = [path("digest/stop/<str:told>", ending, name="digest-stop")]
within = [
    path("settings/digest", digest, name="settings-digest"),
    path("settings/digest/now", now, name="settings-digest-now"),
]
