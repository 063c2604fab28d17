"""Settings: who belongs, what programs may use, the words, the model's constants, and the end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from groundswell.app.browse.trails import readings, tokens
from groundswell.app.browse.views import View, members
from groundswell.app.do.initiatives import rest
from groundswell.app.do.records import about_
from groundswell.app.do.team import assign_, dismiss_, invite_, issue_, revoke_
from groundswell.app.policy import Absent, Act, Refused, Role, refusal
from groundswell.core.terrain.terms import Context
from groundswell.core.terrain.vocabulary import VOCABULARIES, label
from groundswell.faces.web.forms.keeping import MemberForm, TokenForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.sudo import confirmed

ROLES = (
    (Role.OWNER, "everything, and who belongs"),
    (Role.EDITOR, "the whole map, imports, and what is shared with the core"),
    (Role.MEMBER, "their own judgements, ties and conversations; every answer"),
    (Role.OBSERVER, "overall answers alone; no stance, note or strain"),
)


def tabs(at: View) -> list[tuple[str, str]]:
    """Return the parts of the settings that the reader may open."""
    every = [("settings", "Who belongs"), ("settings-sight", "Who sees what")]
    if at.standing.may(Act.EXPORT):
        every += [("settings-tokens", "Programs"), ("settings-calendars", "Calendars")]
    every += [("settings-digest", "Reminders"), ("settings-words", "Words")]
    every.append(("settings-model", "Model"))
    if at.standing.may(Act.MANAGE):
        every += [("settings-trail", "Who read what"), ("settings-end", "Archive and remove")]
    return [(label_, reverse(name, args=[at.code])) for name, label_ in every]


def shown(
    request: HttpRequest, at: View, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return one part of the settings with the others beside it."""
    told = {**context, "tabs": [(name, url, url == request.path) for name, url in tabs(at)]}
    return framed(request, at, f"settings/{template}.html", told, status=status)


@page
def belonging(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show who belongs, and let the owner invite somebody."""
    at = seen(request, code)
    if request.method == "POST":
        return inviting(request, code=code)
    return shown(request, at, "members", _members(request, at, _member_form(at)))


def _members(request: HttpRequest, at: View, form: MemberForm) -> dict[str, Any]:
    people = members(actor_of(request), at.code)
    return {"members": people, "form": form, "roles": ROLES, "link": None}


def _member_form(at: View, data: Any = None) -> MemberForm:
    return MemberForm(data, roles=Role, choices=choices_of(at))


@confirmed
def inviting(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody in; a newcomer's link is shown once."""
    at = seen(request, code)
    form = _member_form(at, request.POST)
    if not form.is_valid():
        return shown(request, at, "members", _members(request, at, form), 422)
    new = form.newcomer()
    try:
        done, link = invite_(actor_of(request), code, new.login, new.name, new.role, new.person)
    except Refused as error:
        form.add_error(None, str(error))
        return shown(request, at, "members", _members(request, at, form), 422)
    if link is None:
        say(request, done, code)
        return redirect("settings", code)
    url = request.build_absolute_uri(reverse("enter", args=[link]))
    told = _members(request, at, _member_form(at))
    return shown(request, at, "members", {**told, "link": url, "newcomer": new.name})


@require_POST
@page
@confirmed
def role(request: HttpRequest, code: str, account: int) -> HttpResponse:
    """Give a member another role, or end the membership."""
    actor, wanted = actor_of(request), request.POST.get("role", "")
    if wanted == "end":
        done = dismiss_(actor, code, account)
    elif wanted in {one.value for one in Role}:
        done = assign_(actor, code, account, Role(wanted))
    else:
        raise Absent(wanted)
    say(request, done, code)
    return redirect("settings", code)


@page
def sight(request: HttpRequest, code: str) -> HttpResponse:
    """Show who may see what about whom; every member reads it."""
    at = seen(request, code)
    people = members(actor_of(request), code)
    names = dict(choices_of(at)["people"])
    rows = [(one, names.get(one.assessor, "")) for one in people]
    return shown(request, at, "sight", {"rows": rows, "roles": ROLES})


@page
@confirmed
def programs(request: HttpRequest, code: str) -> HttpResponse:
    """Show the tokens, and make one; its secret is shown once."""
    at, actor, secret = seen(request, code), actor_of(request), ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        _, secret = issue_(actor, code, told["title"], writes=told["writes"])
        form = TokenForm()
    context = {"tokens": tokens(actor, code), "form": form, "secret": secret}
    return shown(request, at, "tokens", context, 422 if form.errors else 200)


@require_POST
@page
def revoke(request: HttpRequest, code: str, token: int) -> HttpResponse:
    """End a token."""
    say(request, revoke_(actor_of(request), code, token), code)
    return redirect("settings-tokens", code)


class WordsForm(forms.Form):
    """Whose words the screens use."""

    context = forms.ChoiceField(
        label="Kind of organisation",
        choices=[(c.value, label(c)) for c in Context],
        help_text="Sets the templates that are offered.",
    )
    vocabulary = forms.ChoiceField(
        label="Whose words",
        required=False,
        choices=[("", "Follow the kind of organisation"), *((n, n) for n in VOCABULARIES)],
        help_text="What stances, circles and people of the coalition are called.",
    )


@page
def vocabulary(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the words."""
    at = seen(request, code)
    about = at.about
    now = {"context": about.context and about.context.value, "vocabulary": about.vocabulary or ""}
    form = WordsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        kind, words = Context(told["context"]), told["vocabulary"] or None
        say(request, about_(actor_of(request), code, context=kind, vocabulary=words), code)
        return redirect("settings-words", code)
    return shown(request, at, "words", {"form": form}, 422 if form.errors else 200)


@page
def trail(request: HttpRequest, code: str) -> HttpResponse:
    """Show the owner who read or took out what."""
    at = seen(request, code)
    return shown(request, at, "trail", {"readings": readings(actor_of(request), code)})


@page
def ending(request: HttpRequest, code: str) -> HttpResponse:
    """Offer the owner to archive, reopen or remove the initiative."""
    at = seen(request, code)
    if not at.standing.may(Act.MANAGE):
        raise Refused(refusal(at.standing, Act.MANAGE))
    return shown(request, at, "end", {})


@require_POST
@page
def resting(request: HttpRequest, code: str) -> HttpResponse:
    """Archive the initiative, or reopen it."""
    archived = request.POST.get("archived") == "1"
    say(request, rest(actor_of(request), code, archived=archived), code)
    return redirect("settings-end", code)


@require_POST
@page
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this account, this one too."""
    mine = str(request.user.pk)
    for session in Session.objects.iterator():
        if str(session.get_decoded().get("_auth_user_id")) == mine:
            session.delete()
    logout(request)
    return redirect("sign-in")


urlpatterns = [path("sign-out-everywhere", sign_out_everywhere, name="sign-out-everywhere")]
within = [
    path("settings", belonging, name="settings"),
    path("settings/members/<int:account>", role, name="settings-role"),
    path("settings/sight", sight, name="settings-sight"),
    path("settings/tokens", programs, name="settings-tokens"),
    path("settings/tokens/<int:token>/revoke", revoke, name="settings-revoke"),
    path("settings/words", vocabulary, name="settings-words"),
    path("settings/trail", trail, name="settings-trail"),
    path("settings/end", ending, name="settings-end"),
    path("settings/rest", resting, name="settings-rest"),
]
