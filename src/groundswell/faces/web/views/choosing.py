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
        found = {"leaf": here, **use_of(here, back, f"{home_of(code)}people/")}
        return framed(request, at, "choose.html", {**shown, **found})
    asked = [(text, ".".join([*steps, str(n)])) for n, (text, _) in enumerate(here.answers)]
    return framed(request, at, "choose.html", {**shown, "answers": asked, "deep": bool(steps)})


def whence(given: str, home: str) -> str:
    """Return the page of this initiative one came from."""
    return given if given.startswith(home) and "//" not in given[1:] else home


def use_of(leaf: Leaf, back: str, people: str) -> dict[str, object]:
    """Return where the values go; on a person's page by post, so that no address tells of them."""
    told = {**leaf.values, "sure": leaf.sure, "basis": leaf.basis}
    values = {k: v.value if isinstance(v, Enum) else v for k, v in told.items()}
    if back.startswith(people):
        return {"values": list(values.items()), "use": f"{back}#form"}
    return {"values": None, "use": f"{back}{'&' if '?' in back else '?'}{urlencode(values)}#form"}


within = [path("choose/<slug:slug>", choose, name="choose")]
