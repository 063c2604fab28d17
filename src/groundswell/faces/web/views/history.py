"""History: every change in words, with its undo; nothing on it is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from groundswell.app.browse.trails import Past, changes, erasures
from groundswell.app.browse.views import View
from groundswell.app.do.undo import IRREVERSIBLE
from groundswell.app.policy import Act
from groundswell.core.questions.wording import count, listed
from groundswell.faces.web.page import actor_of, framed, page, seen
from groundswell.faces.web.screens.sheets import title_of

PAGE = 40
_VIA = {"web": "", "api": "through the API", "mcp": "by an assistant", "cli": "on the command line"}
_PLAIN = {
    "about": "said anew what the change is about",
    "rest": "let the work rest",
    "resume": "took the work up again",
    "note": "wrote or changed a note",
    "archive": "archived the initiative",
    "reopen": "reopened the initiative",
    "invite": "let somebody in",
    "assign": "gave somebody another role",
    "dismiss": "ended a membership",
    "token": "made a token for a program",  # nosec B105
    "calendar": "made an address for a calendar",
    "revoke": "ended a token",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words.

    Parameters
    ----------
    act
        What a button does with it: Undo, Redo, or nothing.
    """

    id: int
    who: str
    text: str
    at: datetime
    via: str
    undone: bool
    act: str
    reasons: tuple[str, ...]


@require_GET
@page
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was done, newest first."""
    at = seen(request, code)
    given = request.GET.get("before", "")
    before = int(given) if given.isdecimal() and len(given) < 19 else None
    found = changes(actor_of(request), code, before, PAGE + 1)
    undoings = {past.id: past.undoes for past in found if past.undoes is not None}
    known = {past.id: past for past in found}
    told = [_told(at, past, known, *_root(past.id, undoings)) for past in found[:PAGE]]
    more = found[PAGE - 1].id if len(found) > PAGE else None
    shown = {"changes": told, "more": more, "later": before, "erased": erasures(at)}
    return framed(request, at, "history.html", {**shown, "newest": told[0] if told else None})


def _root(number: int, undoings: Mapping[int, int]) -> tuple[int, bool]:
    """Return the change that undoings of undoings lead to, and whether this one takes it away."""
    away = False
    while number in undoings:
        number, away = undoings[number], not away
    return number, away


def _told(at: View, past: Past, known: Mapping[int, Past], root: int, away: bool) -> Told:
    who = "You" if past.mine else past.who or "The workbench"
    may = at.standing.may(Act.EDIT) or (past.mine and at.standing.may(Act.JUDGE))
    may = may and not past.undone and past.verb not in (*IRREVERSIBLE, "reveal", "revoke")
    act = ("Redo" if away else "Undo") if may and not at.standing.archived else ""
    what = f": {_text(at, known[root])}" if root in known else ""
    undid = f"{'undid' if away else 'redid'} change {root}{what}"
    text = undid if past.verb == "undo" else _text(at, past)
    return Told(past.id, who, text, past.at, _VIA.get(past.via, ""), past.undone, act, past.reasons)


def _text(at: View, past: Past) -> str:
    """Return what was done, as the words that follow a name."""
    sheets = listed([title_of(sheet).lower() for sheet in past.sheets], 3)
    who = listed([at.snapshot.name(one) for one in past.ids], 3)
    of = f" ({who})" if who else ""
    said = {
        "open": f"began the initiative with {count(past.count, 'record')}",
        "record": f"recorded {_records(past.count, sheets)}{of}",
        "correct": f"changed {_records(past.count, sheets)}{of}",
        "retract": f"took {_records(past.count, sheets)} back{of}",
        "import": f"imported {count(past.count, 'row')} into {sheets}",
        "erase": f"erased somebody, and {count(past.count, 'record')} with them",
        "release": f"thanked and released {who}",
        "phase": f"went on to the phase {who.replace('_', ' ')}",
        "reveal": f"asked to see what others said of {who} first",
    }
    return said.get(past.verb) or _PLAIN.get(past.verb, past.verb)


def _records(number: int, sheets: str) -> str:
    return f"{count(number, 'record')} in {sheets}" if sheets else count(number, "record")


within = [path("history", history, name="history")]
