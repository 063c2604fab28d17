"""Records: every sheet as a table, and every record as a form; nothing changes without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from groundswell.app.browse.views import Row, View
from groundswell.app.do.deed import Overtaken, Unsound
from groundswell.app.do.records import SEEN, Facts, goes_with, record_, retract_
from groundswell.app.policy import Absent, Act
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import META_COLUMNS, Record, key_of
from groundswell.faces.web.forms.records import RecordForm, form_for, texts_of
from groundswell.faces.web.page import actor_of, framed, page, say, seen
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.sheets import GROUPS, beside, line_of, shown_table, title_of
from groundswell.ingest.workbook import Problem
from groundswell.ingest.workbook.sheets import columns_of, keys_of

# What the record keeps for itself; the form of a new record does not ask for it.
_KEPT = tuple(name for name in META_COLUMNS if name != "observed_on")
_MOST = 500  # records taken back at once


@page
def records(request: HttpRequest, code: str) -> HttpResponse:
    """List the sheets with what each is for and how much it holds."""
    at = seen(request, code)
    groups = [
        (name, [(title_of(s), s, SHEETS[s].ABOUT, at.count(s)) for s in sheets])
        for name, sheets in GROUPS
    ]
    total = sum(at.count(sheet) for sheet in SHEETS)
    return framed(request, at, "records/records.html", {"groups": groups, "total": total})


@page
def sheet(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """Show the records of one sheet: searched, by page."""
    at = seen(request, code)
    _known(sheet)
    rows = at.rows(sheet)
    table = shown_table(at, sheet, request.GET.get("q", ""), request.GET.get("page", "1"))
    may = may_change(at, sheet) and at.present
    told = {**_names(sheet), "table": table, "total": len(rows), "may": may}
    return framed(request, at, "records/sheet.html", told)


@page
def new(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """Add a record."""
    at = seen(request, code)
    made = _form(at, sheet, request.POST or None, _first(request.GET, sheet))
    if request.method == "POST" and made.is_valid() and _saved(request, at, made, ()):
        return redirect("sheet", code, sheet)
    shown = {**_names(sheet), "form": made, "may": may_change(at, sheet)}
    return framed(request, at, "records/new.html", shown, status=422 if made.errors else 200)


@page
def record(request: HttpRequest, code: str, sheet: str, number: int) -> HttpResponse:
    """Show a record as a form; saving takes the former one back and adds the new one."""
    at = seen(request, code)
    row = _row(at, sheet, number)
    if row is None and request.method != "POST":
        raise Absent(f"{sheet} {number}")
    former = row.record if row else _now(at, sheet, request.POST)
    made = _form(at, sheet, request.POST or None, record=former)
    if request.method == "POST" and made.is_valid():
        try:
            if _saved(request, at, made, [(sheet, number)]):
                return redirect("sheet", code, sheet)
        except (Overtaken, Absent):
            return _overtaken(request, at, made)
    shown = {**_names(sheet), "form": made, "number": number, "may": may_change(at, sheet)}
    told = {**shown, "row": row and line_of(at, row.record), "lost": row is None}
    return framed(request, at, "records/record.html", told, status=422 if made.errors else 200)


def _overtaken(request: HttpRequest, at: View, made: RecordForm) -> HttpResponse:
    """Show what was typed beside what somebody else saved meanwhile; both are kept."""
    mine = made.cleaned_record()
    now = [row for row in at.rows(mine.SHEET) if key_of(row.record) == key_of(mine)]
    theirs = now[-1] if now else None
    shown = {
        **_names(mine.SHEET),
        "form": made,
        "pairs": beside(at, mine, theirs.record if theirs else None),
        "theirs": theirs,
        "action": _save_to(at.code, mine.SHEET, theirs),
    }
    return framed(request, at, "records/overtaken.html", shown, status=409)


def _save_to(code: str, sheet: str, row: Row | None) -> str:
    if row is None:
        return reverse("record-new", args=[code, sheet])
    return reverse("record", args=[code, sheet, row.id])


@page
def retract(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """Say what goes when records are taken back, and take them back once that was read."""
    at = seen(request, code)
    _known(sheet)
    facts = _chosen(request.POST if request.method == "POST" else request.GET, sheet)
    if request.method == "POST" and request.POST.get("sure"):
        say(request, retract_(actor_of(request), code, facts), code)
        return redirect("sheet", code, sheet)
    rows = {row.id: row for row in at.rows(sheet)}
    chosen = [line_of(at, rows[n].record) for _, n in facts if n in rows]
    going, unseen = _going(request, at, facts)
    shown = {**_names(sheet), "facts": facts, "chosen": chosen, "going": going, "unseen": unseen}
    return framed(request, at, "records/retract.html", shown)


def _going(request: HttpRequest, at: View, facts: Facts) -> tuple[list[tuple[str, str]], int]:
    """Return what goes along, as far as one sees it, and how much of it one does not see."""
    every = goes_with(actor_of(request), at.code, facts) if facts else []
    mine = {(s, row.id): row for s in {s for s, _ in every} for row in at.rows(s)}
    shown = [(title_of(s), line_of(at, mine[s, n].record)) for s, n in every if (s, n) in mine]
    return shown, len(every) - len(shown)


def _chosen(given: QueryDict, sheet: str) -> Facts:
    numbers = {int(n) for n in given.getlist("fact") if n.isdecimal() and len(n) < 19}
    return [(sheet, number) for number in sorted(numbers)[:_MOST]]


def _saved(
    request: HttpRequest, at: View, made: RecordForm, replaces: Sequence[tuple[str, int]]
) -> bool:
    """Record what was typed; what does not fit is told beside its field."""
    try:
        done = record_(actor_of(request), at.code, [made.cleaned_record()], replaces)
    except Unsound as error:
        for problem in error.problems:
            _tell(made, problem)
        return False
    say(request, done, at.code)
    return True


def _tell(made: RecordForm, problem: Problem) -> None:
    names = {c.header: c.name for c in columns_of(problem.sheet)}
    name = names.get(problem.column or "") if problem.sheet == made.KIND.SHEET else None
    text = f"{problem.what[:1].upper()}{problem.what[1:]}. {problem.mend}"
    made.add_error(name if name in made.fields else None, text)


def _form(
    at: View,
    sheet: str,
    data: QueryDict | None,
    initial: dict[str, str] | None = None,
    record: Record | None = None,
) -> RecordForm:
    _known(sheet)
    hide = _KEPT if record is None else ("recorded_on", "retracted_on")
    made = form_for(SHEETS[sheet], choices_of(at), hide=hide)
    given: dict[str, Any] = {"recorded_on": None} if record is not None else {}
    today = at.standing.actor.today
    return made(data, record=record, given=given, today=today, initial=initial or {})


def _first(given: QueryDict, sheet: str) -> dict[str, str]:
    """Return what the address says of a new record, such as whom it is about."""
    return {c.name: str(given[c.header]) for c in columns_of(sheet) if c.header in given}


def _row(at: View, sheet: str, number: int) -> Row | None:
    _known(sheet)
    return next((row for row in at.rows(sheet) if row.id == number), None)


def _now(at: View, sheet: str, sent: QueryDict) -> Record | None:
    """Return the record that stands where the one that was opened stood, by its key."""
    keys = [c.name for c in keys_of(sheet)]
    told = [(row.record, texts_of(row.record)) for row in at.rows(sheet)]
    alike = (r for r, texts in told if keys and all(texts.get(k) == sent.get(k) for k in keys))
    return next(alike, None)


def _known(sheet: str) -> None:
    if sheet not in SHEETS:
        raise Absent(sheet)


def may_change(at: View, sheet: str) -> bool:
    """Whether the reader may add to a sheet."""
    act = Act.JUDGE if sheet in SEEN else Act.EDIT
    return at.standing.may(act) and not at.standing.archived


def _names(sheet: str) -> dict[str, Any]:
    return {"sheet": sheet, "title": title_of(sheet), "about": SHEETS[sheet].ABOUT}


within = [
    path("records", require_GET(records), name="records"),
    path("records/<str:sheet>", require_GET(sheet), name="sheet"),
    path("records/<str:sheet>/new", new, name="record-new"),
    path("records/<str:sheet>/retract", retract, name="retract"),
    path("records/<str:sheet>/<int:number>", record, name="record"),
]
