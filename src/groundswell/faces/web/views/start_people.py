"""The first ten minutes with people: paste names, place ten of them, say who listens to whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from groundswell.app.browse.views import View
from groundswell.app.do.records import record_
from groundswell.core.questions.wording import count
from groundswell.core.terrain.contexts import template_of
from groundswell.core.terrain.map_records import Judgement, Tie
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.terms import Stance, TieKind
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.paste import Pasted
from groundswell.faces.web.forms.starting import PeopleForm
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.starting import following, step_url, steps_of

AT_ONCE, TIES_FOR, CHIPS = 10, 5, 30
MOST_TOLD = 3  # lines that were not read, named in a toast


@page
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Read a pasted list of names."""
    at = seen(request, code)
    form = PeopleForm(request.POST or None, choices=choices_of(at), today=at.standing.actor.today)
    if request.method == "POST" and form.is_valid():
        found = form.pasted
        done = record_(actor_of(request), code, [*found.units, *found.people])
        say(request, done, code, added(found))
        return redirect(step_url(code, following("people")))
    found_ = {"form": form, "steps": steps_of(at, "people"), "prompts": _prompts(at)}
    return framed(request, at, "start/people.html", found_, status=422 if form.is_bound else 200)


def added(pasted: Pasted) -> str:
    """Say how many were added, and which lines gave nobody, and why."""
    text = f"{count(len(pasted.people), 'person', 'people').capitalize()} added."
    for line in pasted.unread[:MOST_TOLD]:
        text += f" Line {line.line}, {line.text}: {line.why}."
    rest = len(pasted.unread) - MOST_TOLD
    return f"{text} And {count(rest, 'line')} more." if rest > 0 else text


def _prompts(at: View) -> list[tuple[str, str]]:
    offered = template_of(at.about.context)
    rows = [*offered.core_roles[:2], *offered.ignored]
    return [(row.role, row.prompt) for row in rows]


@page
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Place ten people at a time; not knowing is an answer."""
    at = seen(request, code)
    wanted = to_place(at)
    if request.method == "POST":
        given = placed(request, at)
        if given:
            say(request, record_(actor_of(request), code, given), code)
        more = request.POST.get("then") == "more"
        return redirect(step_url(code, "board" if more else following("board")))
    shown = {"people": wanted[:AT_ONCE], "more": len(wanted) > AT_ONCE, "total": len(wanted)}
    offered = [(s.value, at_words(at, s)) for s in Stance]
    return framed(
        request,
        at,
        "start/board.html",
        {**shown, "offered": offered, "steps": steps_of(at, "board")},
    )


def at_words(at: View, stance: Stance) -> str:
    """Return a stance in the words of the initiative; unknown says what it means."""
    return "Unknown" if stance is Stance.UNKNOWN else vocabulary_of(at.about).label(stance)


def to_place(at: View) -> list[tuple[str, str, str]]:
    """Return who waits for one's judgement: those who hold decisions first, then by name."""
    mine = {
        r.record.person
        for r in at.rows(Judgement.SHEET)
        if isinstance(r.record, Judgement) and r.record.assessor == at.standing.assessor
    }
    snapshot = at.snapshot
    holders = {
        snapshot.people[i]
        for d in snapshot.decisions
        for i in d.holders
        if i < len(snapshot.people)
    }
    waiting = [c for c in snapshot.people if c not in mine and c != snapshot.owner]
    waiting.sort(key=lambda c: (c not in holders, snapshot.name(c).casefold(), c))
    return [(c, snapshot.name(c), snapshot.role(c)) for c in waiting]


def placed(request: HttpRequest, at: View) -> list[Record]:
    """Return a judgement for each person a word was chosen for."""
    words = {s.value: s for s in Stance}
    return [
        Judgement(person=code, stance=words[said])
        for code in at.snapshot.people
        if (said := request.POST.get(f"stance-{code}", "")) in words
    ]


@page
def listens(request: HttpRequest, code: str) -> HttpResponse:
    """Say for five people whom they listen to."""
    at = seen(request, code)
    if request.method == "POST":
        given = heard(request, at)
        if given:
            say(request, record_(actor_of(request), code, given), code)
        return redirect(step_url(code, following("listens")))
    named = [(c, at.snapshot.name(c)) for c in at.snapshot.people]
    named.sort(key=lambda pair: (pair[0] != at.standing.assessor, pair[1].casefold()))
    asked = [(c, n, [p for p in named if p[0] != c]) for c, n in to_ask(at)]
    found = {"asked": asked, "few": len(named) <= CHIPS, "named": named}
    return framed(request, at, "start/listens.html", {**found, "steps": steps_of(at, "listens")})


def to_ask(at: View) -> list[tuple[str, str]]:
    """Return up to five people about whose ear most is to be learned: holders, then untied."""
    snapshot = at.snapshot
    real = len(snapshot.people)
    holders = {snapshot.people[i] for d in snapshot.decisions for i in d.holders if i < real}
    tied = {r.record.from_ for r in at.rows(Tie.SHEET) if isinstance(r.record, Tie)}
    codes = [c for c in snapshot.people if c not in tied and real > 1]
    codes.sort(key=lambda c: (c not in holders, c == snapshot.owner, snapshot.name(c).casefold()))
    return [(c, snapshot.name(c)) for c in codes[:TIES_FOR]]


def heard(request: HttpRequest, at: View) -> list[Record]:
    """Return a tie of trust for each pair that was ticked or named."""
    known = {**{c: c for c in at.snapshot.people}}
    known |= {at.snapshot.name(c).casefold(): c for c in at.snapshot.people}
    found: dict[tuple[str, str], Record] = {}
    for code in at.snapshot.people:
        for said in request.POST.getlist(f"listens-{code}"):
            other = known.get(said) or known.get(said.strip().casefold())
            if other and other != code:
                found[code, other] = Tie(from_=code, to=other, kind=TieKind.TRUSTS)
    return list(found.values())


within = [
    path("start/people", people, name="start-people"),
    path("start/board", board, name="start-board"),
    path("start/listens", listens, name="start-listens"),
]
