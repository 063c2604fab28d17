"""Gates for their pages: the days, one's own answer, the others', and how a gate is held."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from groundswell.app.browse.gates import answered
from groundswell.app.browse.views import Row, View
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.pictures.gate_round import gate_round, gates, next_due
from groundswell.core.pictures.gate_round import headline as headline_of
from groundswell.core.terrain.gate_records import GateAnswer
from groundswell.core.terrain.record import Record, columns
from groundswell.core.terrain.run_records import Gate
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.sitting import tabs_of

WITHOUT = "Say it before you close the gate: a challenge is a contribution."


def page_of(at: View) -> dict[str, Any]:
    """Return what the page of gates shows."""
    rounds = [gate_round(at.snapshot, gate, answered(at, gate.gate)) for gate in gates(at.snapshot)]
    coming = next((r for r in rounds if not r.gate.held_on), None)
    last = next((r for r in rounds if r.gate.held_on), None)
    return {
        "tabs": tabs_of(at, "gates"),
        "rounds": rounds,
        "coming": coming,
        "headline": _headline(at, coming, last),
    }


def _headline(at: View, coming: Any, last: Any) -> str:
    if coming is not None:
        return str(coming.headline)
    if last is not None:
        return f"{last.headline} The next gate has no day yet."
    return "Nobody has asked yet whether this should go on."


def day_form(at: View, data: QueryDict | None = None) -> RecordForm:
    """Return the form that sets the day of the next gate."""
    number = len(gates(at.snapshot)) + 1
    taken = {code for code, _ in choices_of(at)[Gate.SHEET]}
    while f"g{number}" in taken:
        number += 1
    first = {"due_on": next_due(at.snapshot).isoformat()}
    made = _form(at, Gate, ("due_on",), data, {"gate": f"g{number}"}, first)
    made.fields["due_on"].required = True
    return made


def _form(
    at: View,
    kind: type[Record],
    shown: tuple[str, ...],
    data: QueryDict | None,
    given: dict[str, Any],
    first: dict[str, str] | None = None,
    record: Record | None = None,
) -> RecordForm:
    hide = [column.name for column in columns(kind) if column.name not in shown]
    made = form_for(kind, choices_of(at), hide=hide, order=shown, words=vocabulary_of(at.about))
    today = at.standing.actor.today
    return made(data, given=given, today=today, initial=first or {}, record=record)


def gate_row(at: View, which: str) -> Row:
    """Return the record of a gate; Absent where there is none."""
    rows = [r for r in at.rows(Gate.SHEET) if getattr(r.record, "gate", "") == which]
    if not rows:
        raise Absent(which)
    return rows[-1]


def open_row(at: View, which: str) -> Row:
    """Return the record of a gate that is still to be held; Refused where it was."""
    row = gate_row(at, which)
    if getattr(row.record, "held_on", None) is not None:
        raise Refused("This gate was held already. Undo that in the history, or set another day.")
    return row


def own_answers(at: View, which: str) -> list[Row]:
    """Return the reader's own standing answer to a gate."""
    return [
        row
        for row in at.rows(GateAnswer.SHEET)
        if isinstance(row.record, GateAnswer)
        and row.record.gate == which
        and row.record.assessor == at.standing.assessor
    ]


def answer_form(at: View, gate: Record, data: QueryDict | None = None) -> RecordForm:
    """Return the form of one's own answer, begun from what one answered before."""
    before = next((row.record for row in own_answers(at, getattr(gate, "gate", ""))), None)
    shown = ("answer", "best_case_against", "reason")
    given = {"gate": getattr(gate, "gate", ""), "assessor": at.standing.assessor}
    made = _form(at, GateAnswer, shown, data, given, record=before)
    _must_choose(made, "answer")
    made.fields["best_case_against"].required = True
    made.fields["best_case_against"].help_text = WITHOUT
    return made


def hold_form(at: View, gate: Record, data: QueryDict | None = None) -> RecordForm:
    """Return the form that closes a gate: what was decided and why."""
    given = {"held_on": at.standing.actor.today}
    made = _form(at, Gate, ("outcome", "reason", "best_case_against"), data, given, record=gate)
    _must_choose(made, "outcome")
    made.fields["reason"].required = True
    return made


def _must_choose(form: RecordForm, name: str) -> None:
    """Let a word be chosen, and none be no choice."""
    field = form.fields[name]
    field.required, field.help_text = True, ""
    field.widget.choices = [choice for choice in field.widget.choices if choice[0]]


def gate_page(at: View, which: str) -> dict[str, Any]:
    """Return what the page of one gate shows."""
    row = gate_row(at, which)
    assert isinstance(row.record, Gate)
    found = gate_round(at.snapshot, row.record, answered(at, which))
    open_ = row.record.held_on is None
    own = own_answers(at, which)
    return {
        "tabs": tabs_of(at, "gates"),
        "round": found,
        "names": [at.snapshot.name(code) for code in found.answered],
        "awaited": [at.snapshot.name(code) for code in found.awaited],
        "answers": [(at.snapshot.name(a.assessor or ""), a) for a in found.answers],
        "answered_myself": bool(own),
        "mine": answer_form(at, row.record) if open_ and at.standing.may(Act.JUDGE) else None,
        "hold": hold_form(at, row.record) if open_ and at.standing.may(Act.EDIT) else None,
        "headline": headline_of(at.snapshot, row.record, len(found.answered), found.awaited),
    }
