"""The registers for their pages: rows with the people and evidence behind them, and their forms."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from groundswell.app.browse.views import Row, View
from groundswell.app.policy import Absent
from groundswell.core.pictures import registers as picture
from groundswell.core.questions.doubts import doubt_of
from groundswell.core.terrain.record import Record, columns
from groundswell.core.terrain.run_records import (
    Adaptation,
    Conflict,
    Encounter,
    Right,
    Ruling,
    Win,
)
from groundswell.core.terrain.terms import ConflictState, DoubtState
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.sitting import tabs_of

# Sheet to its kind and the columns its form shows.
FORMS: Mapping[str, tuple[type[Record], tuple[str, ...]]] = {
    Win.SHEET: (Win, ("title", "text", "shared_with", "date")),
    Conflict.SHEET: (Conflict, ("text", "between", "opened_on")),
    Adaptation.SHEET: (Adaptation, ("what", "because_of", "date")),
    Ruling.SHEET: (Ruling, ("title", "owner", "text", "made", "disagree_and_commit", "date")),
    Right.SHEET: (Right, ("matter", "owner", "consulted")),
}
_GOVERNING = (Ruling.SHEET, Right.SHEET)
_DATED = {Win.SHEET: "date", Conflict.SHEET: "opened_on", Adaptation.SHEET: "date",
          Ruling.SHEET: "date"}  # fmt: skip


def where(code: str, sheet: str) -> str:
    """Return the address of the page a register stands on."""
    return f"{home_of(code)}{'rulings' if sheet in _GOVERNING else 'registers'}"


def form_of(at: View, sheet: str, data: QueryDict | None = None) -> RecordForm:
    """Return the form of a new line of a register."""
    kind, shown = FORMS[sheet]
    first = {_DATED[sheet]: at.standing.actor.today.isoformat()} if sheet in _DATED else {}
    given = {"state": ConflictState.OPEN} if kind is Conflict else {}
    return _form(at, kind, shown, data, given, first)


def _form(
    at: View,
    kind: type[Record],
    shown: tuple[str, ...],
    data: QueryDict | None = None,
    given: Mapping[str, Any] | None = None,
    first: Mapping[str, str] | None = None,
    record: Record | None = None,
) -> RecordForm:
    hide = [column.name for column in columns(kind) if column.name not in shown]
    own = form_for(kind, choices_of(at), hide=hide, order=shown, words=vocabulary_of(at.about))
    today = at.standing.actor.today
    return own(data, given=given or {}, record=record, today=today, initial=dict(first or {}))


def registers_page(at: View, **forms: RecordForm) -> dict[str, Any]:
    """Return what the page of wins, conflicts and changes shows."""
    made = {sheet: form_of(at, sheet) for sheet in FORMS if sheet not in _GOVERNING}
    claims = dict(choices_of(at)["evidence"])
    seen = picture.registers(at.snapshot)
    name = at.snapshot.name
    return {
        "tabs": tabs_of(at, "registers"),
        "seen": seen,
        "conflicts": [(c, [name(p) for p in c.between or ()]) for c in seen.conflicts],
        "adaptations": [(a, claims.get(a.because_of or "", "")) for a in seen.adaptations],
        "forms": made | forms,
        "offered": next(iter(forms), ""),
    }


def rulings_page(at: View, **forms: RecordForm) -> dict[str, Any]:
    """Return what the page of decisions and rights shows."""
    made = {sheet: form_of(at, sheet) for sheet in _GOVERNING}
    seen = picture.governing(at.snapshot)
    numbers = {r.record: r.id for sheet in _GOVERNING for r in at.rows(sheet)}
    name = at.snapshot.name

    def names(codes: tuple[str, ...] | None) -> list[str]:
        return [name(code) for code in codes or ()]

    return {
        "tabs": tabs_of(at, "rulings"),
        "seen": seen,
        "rulings": [
            (r, numbers.get(r, 0), name(r.owner) if r.owner else "", names(r.disagree_and_commit))
            for r in seen.rulings
        ],
        "rights": [
            (r, numbers.get(r, 0), name(r.owner) if r.owner else "", names(r.consulted))
            for r in seen.rights
        ],
        "forms": made | forms,
        "offered": next(iter(forms), ""),
    }


def again(at: View, sheet: str, form: RecordForm) -> tuple[dict[str, Any], str]:
    """Return the page with a form that did not fit, and its template."""
    if sheet in _GOVERNING:
        return rulings_page(at, **{sheet: form}), "registers/rulings.html"
    return registers_page(at, **{sheet: form}), "registers/registers.html"


def conflict_row(at: View, which: str) -> Row:
    """Return the record of a conflict; Absent where there is none."""
    rows = [r for r in at.rows(Conflict.SHEET) if getattr(r.record, "conflict", "") == which]
    if not rows:
        raise Absent(which)
    return rows[-1]


def resolve_form(at: View, record: Record, data: QueryDict | None = None) -> RecordForm:
    """Return the form that says how a conflict ended."""
    given = {"state": ConflictState.RESOLVED}
    first = {"resolved_on": at.standing.actor.today.isoformat()}
    made = _form(at, Conflict, ("resolution", "resolved_on"), data, given, first, record)
    made.fields["resolution"].required = True
    return made


def resolving(at: View, row: Row, form: RecordForm) -> dict[str, Any]:
    """Return what the page shows on which a conflict is ended."""
    conflict = row.record
    assert isinstance(conflict, Conflict)
    who = at.snapshot.names(tuple(conflict.between or ()))
    return {
        "tabs": tabs_of(at, "registers"),
        "headline": f"How did it end between {who}?",
        "about": conflict.text or "",
        "form": form,
        "back": where(at.code, Conflict.SHEET),
    }


def doubts_page(at: View) -> dict[str, Any]:
    """Return what the page of doubts shows, each with the number of the contact it came from."""
    rows = [r for r in at.rows(Encounter.SHEET) if getattr(r.record, "doubt", None)]
    claims, plans = dict(choices_of(at)["evidence"]), dict(choices_of(at)["adaptations"])
    every = [(r.id, doubt_of(r.record), r.mine) for r in rows if isinstance(r.record, Encounter)]
    every.sort(key=lambda one: (not one[1].untested, one[1].on or date.min))
    told = [
        {
            "number": number,
            "doubt": one,
            "name": at.snapshot.name(one.person),
            "claim": claims.get(one.evidence or "", ""),
            "plan": plans.get(one.adaptation or "", ""),
            "mine": mine,
        }
        for number, one, mine in every
    ]
    return {
        "tabs": tabs_of(at, "doubts"),
        "headline": picture.doubts_headline([one for _, one, _ in every]),
        "groups": [
            (words, [d for d in told if d["doubt"].state == state])  # type: ignore[attr-defined]
            for state, words in picture.DOUBT_STATES
        ],
    }


def doubt_row(at: View, number: int) -> Row:
    """Return the contact in which a doubt was raised; Absent where there is none."""
    for row in at.rows(Encounter.SHEET):
        if row.id == number and getattr(row.record, "doubt", None):
            return row
    raise Absent(str(number))


def doubt_form(at: View, record: Record, data: QueryDict | None = None) -> RecordForm:
    """Return the form that says what tests a doubt, or what it changed."""
    return _form(at, Encounter, ("doubt_evidence", "doubt_adaptation"), data, {}, {}, record)


def tested(form: RecordForm) -> Record:
    """Return the contact with its doubt as far as it has come; a doubt is never resolved."""
    told = form.cleaned_record()
    assert isinstance(told, Encounter)
    state = doubt_of(dataclasses.replace(told, doubt_state=None)).state
    return dataclasses.replace(told, doubt_state=DoubtState(state))


def testing(at: View, row: Row, form: RecordForm) -> dict[str, Any]:
    """Return what the page shows on which a doubt is taken further."""
    contact = row.record
    assert isinstance(contact, Encounter)
    return {
        "tabs": tabs_of(at, "doubts"),
        "headline": f"What came of the doubt of {at.snapshot.name(contact.person)}?",
        "about": contact.doubt or "",
        "form": form,
        "back": f"{home_of(at.code)}doubts",
    }
