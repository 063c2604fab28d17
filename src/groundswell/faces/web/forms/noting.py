"""Forms that note what was seen of a person: a judgement, and the one-minute log of a contact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.map_records import Judgement, Person
from groundswell.core.terrain.record import columns
from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.fields import CellField, field_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.forms.widgets import Choices

FAIR = "Would I be comfortable if they read this?"
_CONTACT = {column.name: column for column in columns(Encounter)}
_OF_DOUBT = ("doubt_state", "doubt_evidence", "doubt_adaptation")
# What a contact may tell besides; with the rest, every column of the sheet.
_MORE = (
    *_OF_DOUBT,
    *("by", "shown", "hours", "prompted", "public", "at_risk", "already_knew"),
)
_VIEW = {column.name: column for column in columns(Judgement)}


def judge_form(
    choices: Mapping[str, Choices], words: Vocabulary = CHANGE_MANAGERS
) -> type[RecordForm]:
    """Return the form for where one person stands; the screen gives `person` and `assessor`."""
    return form_for(
        Judgement,
        choices,
        hide=("person", "decision", "informed", "assessor", "recorded_on", "retracted_on"),
        order=("stance", "sure", "basis", "fixed", "observed_on"),
        words=words,
    )


@dataclass(frozen=True, slots=True)
class Captured:
    """What a contact left behind.

    Parameters
    ----------
    encounter
        The contact itself.
    person
        Somebody who was not on the map yet, or None.
    judgement
        How their stance looks now, if that was said.
    note
        A private note, or nothing.
    """

    encounter: Encounter
    person: Person | None
    judgement: Judgement | None
    note: str | None


class CaptureForm(CellForm):
    """Log a contact in a minute: who, what changed, how sure.

    Parameters
    ----------
    choices
        Codes and names on the map.
    words
        Whose words the stances have.
    """

    def __init__(
        self,
        *args: Any,
        choices: Mapping[str, Choices],
        words: Vocabulary = CHANGE_MANAGERS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for name, field in self._asked(words).items():
            self.add(name, field)
        self.initial.setdefault("date", self.today.isoformat())

    def _asked(self, words: Vocabulary) -> dict[str, CellField]:
        def contact(name: str) -> CellField:
            return field_of(Encounter.SHEET, _CONTACT[name], self.choices, words)

        def view(name: str, label: str) -> CellField:
            field = field_of(Judgement.SHEET, _VIEW[name], self.choices, words)
            field.required, field.label = False, label
            return field

        person = contact("person")
        person.required, person.label = False, "Who"
        note = asked("private_note", str, f"only you can read it. {FAIR}", label="Private note")
        note.sort, note.widget = "long", forms.Textarea(attrs={"rows": 2})
        stance = view("stance", "Where they stand now")
        stance.widget.choices = [("", "Not said"), *stance.widget.choices]
        return {
            "person": person,
            "new_name": asked("new_name", str, "if they are not on the map yet", label="New name"),
            "kind": contact("kind"),
            "outcome": contact("outcome"),
            "doubt": contact("doubt"),
            "strain": contact("strain"),
            "ask": contact("ask"),
            "answer": contact("answer"),
            "stance": stance,
            "sure": view("sure", "How sure"),
            "basis": view("basis", "What it rests on"),
            **{name: contact(name) for name in _MORE},
            "date": contact("date"),
            "private_note": note,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one person, and for an ask where there is an answer."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "person" in told and "new_name" in told:
            if not told["person"] and not told["new_name"]:
                self.add_error("person", "Say who it was, or give a new name.")
            elif told["person"] and told["new_name"]:
                self.add_error("new_name", "Choose somebody or give a new name, not both.")
        if told.get("answer") and not told.get("ask") and "ask" not in self.errors:
            self.add_error("ask", "There is an answer; say what was asked, or clear the answer.")
        about = next((name for name in _OF_DOUBT if told.get(name)), None)
        if about and not told.get("doubt") and "doubt" not in self.errors:
            self.add_error("doubt", "Say what the doubt was, or clear what became of it.")
        sure = told.get("sure") or told.get("basis")
        if sure and told.get("stance") is None and "stance" not in self.errors:
            self.add_error("stance", "Say where they stand, or clear how sure you are.")
        return told

    def captured(self, by: str | None) -> Captured:
        """Return the records, as seen by `by`; only after `is_valid()` has said yes."""
        told = self.cleaned_data
        day: date = told["date"] or self.today
        person, code = self._person(by, day)
        seen: dict[str, Any] = {"observed_on": day, "recorded_on": self.today, "assessor": by}
        names = ("kind", "outcome", "doubt", "strain", "ask", "answer", *_MORE)
        contact = {name: told[name] for name in names} | {"by": told["by"] or by}
        encounter = Encounter(person=code, date=day, **contact, **seen)
        view = None
        if told["stance"] is not None:
            view = Judgement(
                person=code, stance=told["stance"], sure=told["sure"], basis=told["basis"], **seen
            )
        return Captured(encounter, person, view, told["private_note"])

    def _person(self, by: str | None, day: date) -> tuple[Person | None, str]:
        name = self.cleaned_data["new_name"]
        if not name:
            return None, self.cleaned_data["person"]
        taken = {code for code, _ in self.choices.get("people", ())}
        code = readable(name, taken, "person")
        return Person(person=code, name=name, assessor=by, recorded_on=self.today), code
