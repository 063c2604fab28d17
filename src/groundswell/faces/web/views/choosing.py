"""Help me choose: questions about what could be seen, one at a time, without any script."""

from __future__ import annotations

from enum import Enum

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import urlencode

from groundswell.core.terrain.choosing import TREES, Leaf
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import framed, page, seen


@page
def choose(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Ask the next question, or say what the answers come to."""
    at, tree = seen(request, code), TREES.get(slug)
    steps = [part for part in request.GET.get("at", "").split(".") if part]
    if tree is None or not all(part.isdecimal() and len(part) < 4 for part in steps):
        raise Http404(slug)
    try:
        here = tree.at(tuple(map(int, steps)))
    except IndexError as error:
        raise Http404(slug) from error
    back = whence(request.GET.get("back", ""), home_of(code))
    shown = {"tree": tree, "here": here, "back": back, "before": ".".join(steps[:-1])}
    if isinstance(here, Leaf):
        return framed(request, at, "choose.html", {**shown, "leaf": here, "use": used(here, back)})
    asked = [(text, ".".join([*steps, str(n)])) for n, (text, _) in enumerate(here.answers)]
    return framed(request, at, "choose.html", {**shown, "answers": asked, "deep": bool(steps)})


def whence(given: str, home: str) -> str:
    """Return the page of this initiative one came from."""
    return given if given.startswith(home) and "//" not in given[1:] else home


def used(leaf: Leaf, back: str) -> str:
    """Return the page one came from, with the values in its form."""
    found = {**leaf.values, "sure": leaf.sure, "basis": leaf.basis}
    told = {k: v.value if isinstance(v, Enum) else v for k, v in found.items()}
    return f"{back}{'&' if '?' in back else '?'}{urlencode(told)}#form"


within = [path("choose/<slug:slug>", choose, name="choose")]
