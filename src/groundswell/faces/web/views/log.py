"""Log: what one contact left behind, in under a minute; and lines that were written elsewhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from groundswell.app.browse.views import View
from groundswell.app.do.capture import capture_
from groundswell.app.do.deed import Unsound
from groundswell.app.policy import Act
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.noting import CaptureForm
from groundswell.faces.web.forms.pledging import PledgeForm
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.capturing import drafts_of, lately, member_of, near
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.unfit import tell

DRAFTS = "drafts"


@page
def log(request: HttpRequest, code: str) -> HttpResponse:
    """Log a contact: one form, one change; what was typed stays when it does not fit."""
    at = seen(request, code)
    form = form_of(request, at)
    pledge = pledge_of(at, request.POST if form.is_bound else None)
    if form.is_bound and form.is_valid() and kept(request, at, form, pledge):
        return redirect(request.POST.get("then") or f"{home_of(code)}log")
    chosen = request.POST.get("person") or request.GET.get("person", "")
    shown = {
        "form": form,
        "pledge": pledge,
        "chosen": chosen,
        "near": near(at, chosen),
        "lately": lately(at),
    }
    shown |= {"everybody": choices_of(at)["people"], "who": request.POST.get("who", "")}
    shown["draft"] = request.POST.get("draft", "")
    waiting = drafts_of(at, request.session.get(DRAFTS, {}).get(code, ""))
    status = 422 if form.is_bound else 200
    return framed(request, at, "log.html", {**shown, "drafts": waiting}, status=status)


def form_of(request: HttpRequest, at: View) -> CaptureForm:
    """Return the form; somebody's page begins it with them, a draft with what it holds."""
    posted = request.POST.copy()
    who = request.POST.get("who", "").strip()
    if who:
        posted["person"] = who
    filled = "fill" in posted
    begun = posted if filled else request.GET
    return CaptureForm(
        None if filled else posted or None,
        choices=choices_of(at),
        words=vocabulary_of(at.about),
        today=at.standing.actor.today,
        initial={name: begun[name] for name in _BEGUN if begun.get(name)},
    )


_BEGUN = ("person", "new_name", "outcome", "stance", "date", "kind", "ask")


def kept(request: HttpRequest, at: View, form: CaptureForm, pledge: PledgeForm) -> bool:
    """Record what the forms hold; return whether it fitted."""
    if not pledge.is_valid():
        return False
    found = form.captured(own_code(at))
    met, person = found.encounter, found.encounter.person
    records: list[Record] = [r for r in (found.person, met, found.judgement) if r is not None]
    member, former = member_of(at, person)
    if pledge.told:
        if not pledge.fits(member):
            return False
        records += pledge.records(person, member, met.date or at.as_of, met.answer)
    replaces = former if any(isinstance(r, Member) for r in records) else []
    try:
        done = capture_(actor_of(request), at.code, records, person, found.note, replaces)
    except Unsound as error:
        tell(form, error)
        return False
    name = found.person.name if found.person else at.snapshot.name(found.encounter.person)
    say(request, done, at.code, f"Logged: {name}.")
    forget(request, at.code, request.POST.get("draft", ""))
    return True


def pledge_of(at: View, posted: QueryDict | None) -> PledgeForm:
    """Return the form of what somebody commits to in the same conversation."""
    return PledgeForm(posted, words=vocabulary_of(at.about), today=at.standing.actor.today)


def own_code(at: View) -> str | None:
    """Return the actor's own code where they stand on the map."""
    return at.standing.assessor if at.standing.assessor in at.snapshot.index else None


@require_POST
@page
def drafts(request: HttpRequest, code: str) -> HttpResponse:
    """Keep lines written elsewhere as drafts in this session; nothing is recorded yet."""
    at = seen(request, code)
    if at.standing.may(Act.JUDGE):
        text = request.POST.get("text", "")[:20_000]
        request.session[DRAFTS] = {**request.session.get(DRAFTS, {}), code: text}
    return redirect(f"{home_of(code)}log#drafts")


def forget(request: HttpRequest, code: str, line: str) -> None:
    """Take a line that was logged out of the drafts."""
    every = request.session.get(DRAFTS, {})
    if line and code in every:
        left = [kept for kept in every[code].splitlines() if kept.strip() != line.strip()]
        request.session[DRAFTS] = {**every, code: "\n".join(left)}


within = [path("log", log, name="log"), path("log/drafts", drafts, name="log-drafts")]
