"""Launch, visibility, governance, adoption, rest and end: their pages and their acts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from groundswell.app.browse.packs import hand_over, launch_pdf
from groundswell.app.browse.views import View
from groundswell.app.do.deed import Overtaken, Unsound
from groundswell.app.do.records import record_
from groundswell.app.do.seasons import release_, rest_, resume_
from groundswell.app.policy import Absent
from groundswell.core.questions.after_launch import AfterLaunch
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.wording import sentence
from groundswell.core.terrain.run_records import Adoption
from groundswell.core.terrain.season_terms import ReplantCause
from groundswell.core.terrain.terms import Phase
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, day_of, framed, page, say, seen
from groundswell.faces.web.screens import adoption, phase
from groundswell.faces.web.screens import seasons as screen
from groundswell.faces.web.screens.answers import asked, told
from groundswell.faces.web.screens.unfit import tell
from groundswell.faces.web.sudo import confirmed
from groundswell.faces.web.views.export import handed


def _launch(request: HttpRequest, at: View) -> dict[str, Any]:
    found = asked(request, at, CriticalMass())
    return {**phase.page_of(at, found), **screen.launch_page(at, request.GET)}


def _after(request: HttpRequest, at: View) -> dict[str, Any]:
    found = asked(request, at, AfterLaunch())
    form = screen.forms(at, request.GET, Adoption.SHEET)
    return {**told(at, found), **adoption.kept(at, found.answer), **form}


# Address, which is the template's too, to name and what it shows.
PAGES: Mapping[str, tuple[str, Callable[[HttpRequest, View], dict[str, Any]]]] = MappingProxyType(
    {
        screen.LAUNCH: ("launch", _launch),
        screen.VISIBILITY: ("visibility", lambda req, at: screen.visibility_page(at, req.GET)),
        screen.GOVERNANCE: ("governance", lambda req, at: screen.governance_page(at, req.GET)),
        screen.AFTER: ("after-launch", _after),
        screen.REPLANT: ("replant", lambda _, at: screen.replant_page(at)),
        screen.CLOSE: ("close", lambda _, at: screen.close_page(at)),
    }
)


@require_safe
@page
def season(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Show one of the pages."""
    at = seen(request, code)
    return framed(request, at, f"{place}.html", shown(request, at, place))


def shown(request: HttpRequest, at: View, place: str) -> dict[str, Any]:
    """Return what one of the pages shows."""
    _, show = PAGES[place]
    return show(request, at)


@require_POST
@page
def keep(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """Keep a row of a season's sheet, in place of the one it was begun from."""
    at = seen(request, code)
    if sheet not in screen.LINES:
        raise Absent(sheet)
    place = screen.REPLANT if request.POST.get("back") == "replant" else screen.LINES[sheet].page
    row = screen.row_of(at, sheet, request.POST.get("fact", ""))
    form = screen.line_form(at, sheet, request.POST, row)
    if form.is_valid():
        made = dataclasses.replace(form.cleaned_record(), recorded_on=None)
        try:
            replaced = [(sheet, row.id)] if row else []
            say(request, record_(actor_of(request), code, [made], replaced), code)
            return redirect(f"{home_of(code)}{place}")
        except Unsound as error:
            tell(form, error)
    again = {**shown(request, at, place), f"{sheet}_form": form, "offered": sheet}
    again[f"{sheet}_fact"] = row.id if row else ""
    return framed(request, at, f"{place}.html", again, status=422)


@require_POST
@page
def rest(request: HttpRequest, code: str) -> HttpResponse:
    """Let the work rest until a day."""
    given = request.POST
    cause, until = given.get("cause", ""), day_of(given, "resume_on")
    if cause not in [*ReplantCause]:
        raise Absent(cause)
    learned = given.get("learned", "")
    try:
        say(request, rest_(actor_of(request), code, ReplantCause(cause), until, learned), code)
    except Unsound as error:
        return _against(request, code, error)
    return redirect(f"{home_of(code)}{screen.REPLANT}")


@require_POST
@page
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Take the work up again at a phase."""
    to = request.POST.get("to", "")
    if to not in [*Phase]:
        raise Absent(to)
    try:
        reason = request.POST.get("reason", "")
        say(request, resume_(actor_of(request), code, Phase(to), reason), code)
    except Unsound as error:
        return _against(request, code, error)
    return redirect(f"{home_of(code)}phase")


def _against(request: HttpRequest, code: str, error: Unsound) -> HttpResponse:
    """Say what stands against a rest or its end, on their page."""
    at = seen(request, code)
    against = [(sentence(p.what), p.mend) for p in error.problems]
    around = {**screen.replant_page(at), "against": against}
    return framed(request, at, "phase/replant.html", around, status=422)


@require_POST
@page
def release(request: HttpRequest, code: str) -> HttpResponse:
    """Thank people and let them go."""
    people = request.POST.getlist("person")
    if not people:
        raise Absent("person")
    try:
        say(request, release_(actor_of(request), code, people), code)
    except Unsound as error:  # the page named members alone
        raise Overtaken(code) from error
    return redirect(f"{home_of(code)}{screen.CLOSE}")


@require_safe
@page
def launch_file(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the launch sheet to print."""
    return handed(launch_pdf(actor_of(request), code))


@require_safe
@page
@confirmed
def pack(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the hand-over pack."""
    return handed(hand_over(actor_of(request), code))


within = [
    *(path(place, season, {"place": place}, name=name) for place, (name, _) in PAGES.items()),
    path("phase/hand-over.zip", pack, name="hand-over"),
    path("phase/keep/<slug:sheet>", keep, name="season-keep"),
    path("phase/launch.pdf", launch_file, name="launch-pdf"),
    path("phase/release", release, name="release"),
    path("phase/rest", rest, name="rest"),
    path("phase/resume", resume, name="resume"),
]
