"""Who may do what: every page, call, tool and command with the act it asks for, and the roles.

`make docs` writes the table to docs/reference/permissions.md; tests/contracts/test_permissions.py
shows that no route, tool or command is missing and that each behaves as the table says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from groundswell.app.roles import MAY, Act, Role
from groundswell.core.registry import QUESTIONS
from groundswell.core.terrain.observation import SHEETS

# What a page asks for when it is read and when something is sent to it. Open: anybody, signed in or
# not. Own: any account, about itself. Each: as the kind of record says, see below.
OPEN, OWN, EACH = "open", "own", "each"
READ, ASK, JUDGE, EDIT = (act.name.lower() for act in (Act.READ, Act.ASK, Act.JUDGE, Act.EDIT))
IMPORT, EXPORT, MANAGE = (act.name.lower() for act in (Act.IMPORT, Act.EXPORT, Act.MANAGE))
NONE = ""
# Sheets in which a member records what they saw or supposed themselves; the rest is for editors.
SEEN = ("stances", "influence", "ties", "stakes", "encounters", "wins", "gate_answers", "plans")

PAGES: Mapping[str, tuple[str, str]] = {
    "": (OWN, NONE),
    "alive": (OPEN, NONE),
    "calendar/<str:secret>.ics": (OPEN, NONE),
    "confirm": (OWN, OWN),
    "digest/stop/<str:told>": (OPEN, OPEN),
    "enter/<str:secret>": (OPEN, NONE),
    "examples/<slug:name>": (NONE, OWN),
    "intake": (OWN, OWN),
    "intake/<str:handle>": (OWN, OWN),
    "intake/<str:handle>/discard": (NONE, OWN),
    "intake/template/<str:context>.xlsx": (OWN, NONE),
    "lock": (NONE, OPEN),
    "methods": (OPEN, NONE),
    "methods/<slug:name>": (OPEN, NONE),
    "password": (OWN, OWN),
    "presentable": (NONE, OPEN),
    "sign-in": (OPEN, OPEN),
    "sign-out": (NONE, OPEN),
    "sign-out-everywhere": (NONE, OWN),
    "source": (OPEN, NONE),
    "source.zip": (OPEN, NONE),
    "start": (OWN, OWN),
}
# Below /i/<slug:code>/.
WITHIN: Mapping[str, tuple[str, str]] = {
    "": (READ, NONE),
    "add-person": (EDIT, EDIT),
    "ask": (READ, NONE),
    "ask/<slug:slug>": (EACH, NONE),
    "brief": (READ, NONE),
    "brief.pdf": (READ, NONE),
    "change": (READ, NONE),
    "change/about/<slug:part>": (NONE, EDIT),
    "change/add/<slug:sheet>": (NONE, EDIT),
    "change/edit": (EDIT, EDIT),
    "changes/<int:change>/undo": (NONE, JUDGE),
    "choose/<slug:slug>": (READ, NONE),
    "coalition": (READ, NONE),
    "coalition/governance": (READ, NONE),
    "coalition/leave": (NONE, EDIT),
    "coalition/place": (NONE, EDIT),
    "coalition/promise": (NONE, EDIT),
    "coalition/promise/<int:number>": (NONE, EDIT),
    "commitments": (READ, NONE),
    "commitments/<int:number>": (NONE, EDIT),
    "commitments/add": (NONE, EDIT),
    "coalition/visibility": (READ, NONE),
    "coverage": (ASK, NONE),
    "critical-mass": (READ, NONE),
    "critical-mass/log": (READ, NONE),
    "critical-mass/log/accept": (NONE, EDIT),
    "decisions": (READ, NONE),
    "decisions/<str:which>/edit": (EDIT, EDIT),
    "decisions/<str:which>/holders": (EDIT, EDIT),
    "decisions/<str:which>/holders/<int:fact>/release": (NONE, EDIT),
    "decisions/new": (EDIT, EDIT),
    "decisions/places/<str:which>/edit": (EDIT, EDIT),
    "decisions/places/new": (EDIT, EDIT),
    "decisions/what-if": (ASK, NONE),
    "document": (READ, NONE),
    "document/compare": (READ, NONE),
    "document/file/<str:form>": (EXPORT, NONE),
    "document/write/<slug:section>": (EDIT, EDIT),
    "doubts": (ASK, NONE),
    "doubts/<int:number>": (JUDGE, JUDGE),
    "evidence": (READ, NONE),
    "evidence/<str:which>/audiences": (ASK, NONE),
    "evidence/<str:which>/edit": (EDIT, EDIT),
    "evidence/<str:which>/shown": (JUDGE, JUDGE),
    "evidence/costs/<str:which>": (READ, NONE),
    "evidence/costs/<str:which>/claim": (NONE, EDIT),
    "evidence/costs/<str:which>/lines": (NONE, EDIT),
    "evidence/costs/<str:which>/lines/<int:number>/remove": (NONE, EDIT),
    "evidence/costs/new": (EDIT, EDIT),
    "evidence/new": (EDIT, EDIT),
    "evidence/pilots/<str:which>": (READ, NONE),
    "evidence/pilots/<str:which>/counts": (NONE, EDIT),
    "evidence/pilots/<str:which>/edit": (EDIT, EDIT),
    "evidence/pilots/<str:which>/enter": (NONE, EDIT),
    "evidence/pilots/<str:which>/found": (NONE, EDIT),
    "evidence/pilots/<str:which>/values": (NONE, EDIT),
    "evidence/pilots/<str:which>/values/<str:handle>": (EDIT, EDIT),
    "evidence/pilots/<str:which>/values/<str:handle>/discard": (NONE, EDIT),
    "evidence/pilots/new": (EDIT, EDIT),
    "export": (EXPORT, NONE),
    "export/<str:form>": (EXPORT, NONE),
    "export/backup.json": (MANAGE, NONE),
    "export/codenamed-file/<str:handle>": (EXPORT, NONE),
    "export/codenamed/<str:form>": (EXPORT, NONE),
    "gates": (READ, NONE),
    "gates/<str:which>": (READ, NONE),
    "gates/<str:which>/answer": (NONE, JUDGE),
    "gates/<str:which>/hold": (NONE, EDIT),
    "gates/plan": (NONE, EDIT),
    "health": (ASK, NONE),
    "history": (ASK, NONE),
    "intake": (READ, IMPORT),
    "intake/<str:handle>": (IMPORT, IMPORT),
    "intake/<str:handle>/discard": (NONE, IMPORT),
    "intake/jobs/<str:number>": (IMPORT, NONE),
    "jobs/<str:number>": (READ, NONE),
    "log": (READ, JUDGE),
    "log/drafts": (NONE, JUDGE),
    "meetings": (READ, NONE),
    "meetings/<str:which>": (READ, NONE),
    "meetings/<str:which>/begin": (NONE, EDIT),
    "meetings/<str:which>/minutes.txt": (EXPORT, NONE),
    "meetings/<str:which>/run": (READ, EDIT),
    "meetings/plan": (NONE, EDIT),
    "pause": (NONE, READ),
    "pause/<int:number>/end": (NONE, READ),
    "people": (READ, NONE),
    "people/<str:person>": (READ, NONE),
    "people/<str:person>/back": (NONE, JUDGE),
    "people/<str:person>/edit": (EDIT, EDIT),
    "people/<str:person>/held": (EXPORT, NONE),
    "people/<str:person>/judge": (NONE, JUDGE),
    "people/<str:person>/kotter": (NONE, JUDGE),
    "people/<str:person>/note": (NONE, JUDGE),
    "people/<str:person>/note/<int:number>": (NONE, JUDGE),
    "people/<str:person>/remove": (NONE, EDIT),
    "people/<str:person>/reveal": (NONE, JUDGE),
    "people/<str:person>/stake": (NONE, JUDGE),
    "people/<str:person>/tie": (NONE, JUDGE),
    "phase": (READ, NONE),
    "phase/after": (READ, NONE),
    "phase/announced": (NONE, EDIT),
    "phase/close": (READ, NONE),
    "phase/go": (NONE, EDIT),
    "phase/hand-over.zip": (EXPORT, NONE),
    "phase/keep/<slug:sheet>": (NONE, EDIT),
    "phase/launch": (READ, NONE),
    "phase/launch.pdf": (READ, NONE),
    "phase/release": (NONE, EDIT),
    "phase/replant": (READ, NONE),
    "phase/rest": (NONE, EDIT),
    "phase/resume": (NONE, EDIT),
    "practice": (READ, NONE),
    "practice/copy": (EXPORT, NONE),
    "practice/erase/<str:person>": (MANAGE, MANAGE),
    "reach": (ASK, NONE),
    "records": (READ, NONE),
    "records/<str:sheet>": (READ, NONE),
    "records/<str:sheet>/<int:number>": (READ, EACH),
    "records/<str:sheet>/new": (READ, EACH),
    "records/<str:sheet>/retract": (READ, EACH),
    "registers": (READ, NONE),
    "registers/add/<slug:sheet>": (NONE, EACH),
    "registers/conflicts/<str:which>": (EDIT, EDIT),
    "rulings": (READ, NONE),
    "roadmap": (ASK, NONE),
    "settings": (READ, MANAGE),
    "settings/calendars": (EXPORT, EXPORT),
    "settings/calendars/<int:token>/end": (NONE, EXPORT),
    "settings/digest": (READ, READ),
    "settings/digest/now": (NONE, READ),
    "settings/end": (MANAGE, MANAGE),
    "settings/members/<int:account>": (NONE, MANAGE),
    "settings/model": (READ, NONE),
    "settings/model/<slug:name>": (READ, EDIT),
    "settings/remove": (NONE, MANAGE),
    "settings/rest": (NONE, MANAGE),
    "settings/sight": (READ, NONE),
    "settings/tokens": (EXPORT, EXPORT),
    "settings/tokens/<int:token>/revoke": (NONE, EXPORT),
    "settings/trail": (MANAGE, NONE),
    "settings/words": (READ, EDIT),
    "start/board": (READ, JUDGE),
    "start/context": (READ, EDIT),
    "start/decisions": (READ, EDIT),
    "start/listens": (READ, JUDGE),
    "start/people": (READ, EDIT),
    "tending": (ASK, NONE),
    "tending/times": (NONE, ASK),
    "terrain": (READ, NONE),
    "terrain/at": (READ, NONE),
    "terrain/card/<str:person>": (READ, NONE),
    "terrain/compare": (READ, NONE),
    "terrain/export": (EXPORT, NONE),
    "terrain/map.json": (READ, NONE),
    "terrain/preview": (ASK, NONE),
    "terrain/stance": (NONE, JUDGE),
    "what-if": (ASK, NONE),
    "what-if/keep": (NONE, JUDGE),
    "what-if/kept/<str:which>/rename": (NONE, JUDGE),
    "what-if/kept/<str:which>/take-back": (NONE, JUDGE),
    "who-next": (ASK, NONE),
    "who-next/<str:person>": (ASK, NONE),
    "who-next/<str:person>/brief.pdf": (ASK, NONE),
    "who-next/<str:person>/override": (ASK, EDIT),
    "you": (ASK, ASK),
    "you/advice": (EXPORT, EXPORT),
    "you/advice/<str:handle>": (EXPORT, NONE),
    "you/erase": (NONE, READ),
    "you/weeks.json": (ASK, NONE),
}
# Below /api/: what each method asks for.
CALLS: Mapping[str, Mapping[str, str]] = {
    "": {"GET": OPEN},
    "docs": {"GET": OPEN},
    "openapi.json": {"GET": OPEN},
    "initiatives": {"GET": OWN},
    "initiatives/<slug:code>": {"GET": READ},
    "initiatives/<slug:code>/changes": {"GET": READ},
    "initiatives/<slug:code>/document": {"GET": READ},
    "initiatives/<slug:code>/forecasts": {"GET": READ},
    "initiatives/<slug:code>/today": {"GET": READ},
    "initiatives/<slug:code>/changes/<int:number>/undo": {"POST": JUDGE},
    "initiatives/<slug:code>/jobs/<slug:number>": {"GET": READ},
    "initiatives/<slug:code>/records": {"POST": EACH},
    "initiatives/<slug:code>/release": {"POST": EDIT},
    "initiatives/<slug:code>/rest": {"POST": EDIT},
    "initiatives/<slug:code>/resume": {"POST": EDIT},
    "initiatives/<slug:code>/step": {"POST": EDIT},
}
COMMANDS: Mapping[str, str] = {
    "today": "as brief; an initiative as the account of this machine sees it",
    "run": "starts the workbench and prints a link for the account of this machine",
    "brief": "reads a file, or an initiative of the account of this machine",
    "document": "as brief",
    "log": "asks for judge, as the account of this machine",
    "step": "asks for edit, as the account of this machine",
    "meeting": "as brief",
    "ask": "as brief",
    "pilot": "as brief, or reads a file of measured values",
    "check": "as brief",
    "forecasts": "asks for read, and for edit with --accept, as the account of this machine",
    "mcp": "as brief; every question as a tool, only reading",
    "import": "asks for import, as the account of this machine",
    "export": "asks for export, as the account of this machine",
    "backup": "asks for manage; the whole database for whoever can read its file",
    "restore": "begins an initiative of the account of this machine, or replaces the database",
    "questions": "reads nothing",
    "template": "reads nothing",
    "example": "reads nothing",
    "convert": "reads a file",
    "validate": "reads the data sets",
}


def calls() -> Mapping[str, Mapping[str, str]]:
    """Return every call of the API, with those generated from questions and records."""
    made = dict(CALLS)
    for slug in QUESTIONS:
        made[f"initiatives/<slug:code>/{slug}"] = {"GET": of_question(slug)}
    for sheet in SHEETS:
        at = f"initiatives/<slug:code>/records/{sheet}"
        if sheet == "initiative":
            made[at] = {"PATCH": EDIT}
            continue
        made[at] = {"GET": READ, "POST": of_sheet(sheet)}
        made[f"{at}/<int:number>"] = {"DELETE": of_sheet(sheet)}
    return made


def of_question(slug: str) -> str:
    """Return the act a question asks for: those about the whole are for every reader."""
    return READ if QUESTIONS[slug].options.OVERALL else ASK


def of_sheet(sheet: str) -> str:
    """Return the act recording in a sheet asks for."""
    return JUDGE if sheet in SEEN else EDIT


def tools() -> Mapping[str, str]:
    """Return every tool of the MCP server."""
    made = {slug.replace("-", "_"): of_question(slug) for slug in QUESTIONS}
    plain = ("about", "people", "document", "forecasts", "today")
    return {**dict.fromkeys(plain, READ), **made}


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and what it asks for, for the page."""
    for path, (read, send) in PAGES.items():
        yield "page", f"/{path}", _both(read, send)
    for path, (read, send) in WITHIN.items():
        yield "page", f"/i/CODE/{path}", _both(read, send)
    for path, methods in calls().items():
        yield "call", f"/api/{path}", ", ".join(f"{m} {act}" for m, act in methods.items())
    for name, act in tools().items():
        yield "tool", name, act
    for name, text in COMMANDS.items():
        yield "command", f"groundswell {name}", text


def _both(read: str, send: str) -> str:
    told = [f"read: {read}" if read else "", f"send: {send}" if send else ""]
    return ", ".join(filter(None, told))


def roles() -> Iterator[tuple[str, ...]]:
    """Yield each act with who may do it."""
    for act in Act:
        yield act.name.lower(), *("yes" if act in MAY[role] else "" for role in Role)
