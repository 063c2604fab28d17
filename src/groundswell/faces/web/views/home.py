"""The first page: one's initiatives, or a welcome with two ways to begin."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.browse.views import initiatives
from groundswell.app.do.initiatives import open_example
from groundswell.app.policy import Absent
from groundswell.core.questions.wording import count
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, page


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example and the one thing it shows best."""

    name: str
    title: str
    shows: str


EXAMPLES = (
    Example(
        "loner",
        "A warehouse worker, alone",
        "Six names, three ties and two hours a week: what a first useful answer looks like when "
        "almost nothing is known.",
    ),
    Example(
        "government",
        "A city's benefits offices",
        "Evidence before a mandate: a trial in one office, and a budget decision nobody in the "
        "coalition can reach yet.",
    ),
    Example(
        "hospital",
        "A hospital's first hour",
        "Close to critical mass across wards and shifts, with the night still missing from the "
        "table.",
    ),
    Example(
        "movement",
        "A federation of branches",
        "Power without an org chart: assemblies, old hands, and people who stopped coming.",
    ),
    Example(
        "software",
        "A software firm after incidents",
        "Many small trials, decisions already won and lost, and members who begin to tire.",
    ),
)


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show what one belongs to; a newcomer is welcomed."""
    cards = initiatives(actor_of(request))
    open_ = [card for card in cards if not card.archived]
    context = {
        "cards": open_,
        "archived": [card for card in cards if card.archived],
        "examples": EXAMPLES,
        "number": count(len(open_), "initiative"),
    }
    return render(request, "home.html", context)


@require_POST
@page
def try_example(request: HttpRequest, name: str) -> HttpResponse:
    """Open a worked example, or the one that is open already."""
    if name not in {example.name for example in EXAMPLES}:
        raise Absent(name)
    return redirect(home_of(open_example(actor_of(request), name)))


urlpatterns = [
    path("", home, name="home"),
    path("examples/<slug:name>", try_example, name="try-example"),
]
