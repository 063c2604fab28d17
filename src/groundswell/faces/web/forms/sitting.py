"""The form of a meeting while it runs: who came, what changed, what was decided and promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField

from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.record import Column, Record, columns
from groundswell.core.terrain.run_records import (
    Adaptation,
    Attendance,
    Commitment,
    Meeting,
    Ruling,
)
from groundswell.core.terrain.terms import CommitmentState
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary
from groundswell.faces.web.forms.base import CellForm
from groundswell.faces.web.forms.fields import CellField, field_of
from groundswell.faces.web.forms.records import OWNERLESS, texts_of
from groundswell.faces.web.forms.widgets import Choices

_MEETING = ("date", "artifact", "artifact_kind", "changed", "new_constraints", "minutes")
_RULING = ("title", "owner", "made", "disagree_and_commit")
_PROMISE = ("person", "text", "due_on", "kind")
RULINGS, PROMISES = 3, 4  # empty lines offered
Lines = list[tuple[BoundField, ...]]


def _columns(kind: type[Record]) -> Mapping[str, Column]:
    return {column.name: column for column in columns(kind)}


@dataclass(frozen=True, slots=True)
class Sat:
    """What the form was made for: the meeting, who is expected, and what is taken already."""

    meeting: Meeting
    expected: Sequence[tuple[str, str]]
    presence: Mapping[str, str]


class SittingForm(CellForm):
    """A meeting in one form, so that it is one change.

    Parameters
    ----------
    sat
        The meeting as planned or as written down before.
    choices
        Codes and names on the map.
    words
        Whose words the screen speaks.
    """

    def __init__(
        self,
        *args: Any,
        sat: Sat,
        choices: Mapping[str, Choices],
        words: Vocabulary = CHANGE_MANAGERS,
        **kwargs: Any,
    ) -> None:
        first = texts_of(sat.meeting) | {
            f"came_{at}": sat.presence.get(code, "") for at, (code, _) in enumerate(sat.expected)
        }
        super().__init__(*args, initial=first, auto_id="sitting_%s", **kwargs)
        self.sat, self.choices = sat, choices
        self.initial.setdefault("date", self.today.isoformat())
        for name, field in self._asked(words):
            self.add(name, field)

    def _asked(self, words: Vocabulary) -> Iterator[tuple[str, CellField]]:
        def field(kind: type[Record], name: str, label: str = "") -> CellField:
            made = field_of(kind.SHEET, _columns(kind)[name], self.choices, words)
            made.required, made.label, made.help_text = False, label or made.label, ""
            return made

        for name in _MEETING:
            yield name, field(Meeting, name, _LABELS.get(name, ""))
        for at, (_, name) in enumerate(self.sat.expected):
            yield f"came_{at}", field(Attendance, "presence", name)
        yield "plan", field(Adaptation, "what", "The plan itself changes")
        yield "because_of", field(Adaptation, "because_of", "Because of which evidence")
        for at in range(RULINGS):
            for name in _RULING:
                yield f"ruling_{at}_{name}", field(Ruling, name, _LABELS.get(name, ""))
        for at in range(PROMISES):
            for name in _PROMISE:
                yield f"promise_{at}_{name}", field(Commitment, name, _LABELS.get(name, ""))

    @property
    def came(self) -> list[BoundField]:
        """The questions who came."""
        return [self[f"came_{at}"] for at in range(len(self.sat.expected))]

    @property
    def rulings(self) -> Lines:
        """The empty lines for decisions."""
        return [tuple(self[f"ruling_{at}_{n}"] for n in _RULING) for at in range(RULINGS)]

    @property
    def promises(self) -> Lines:
        """The empty lines for promises."""
        return [tuple(self[f"promise_{at}_{n}"] for n in _PROMISE) for at in range(PROMISES)]

    def clean(self) -> dict[str, Any]:
        """Refuse a decision without an owner and a promise without a person."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for at in range(RULINGS):
            if told.get(f"ruling_{at}_title") and not told.get(f"ruling_{at}_owner"):
                self._mend(f"ruling_{at}_owner", OWNERLESS)
            elif told.get(f"ruling_{at}_owner") and not told.get(f"ruling_{at}_title"):
                self._mend(f"ruling_{at}_title", "Say what was decided, or clear the owner.")
        for at in range(PROMISES):
            if told.get(f"promise_{at}_text") and not told.get(f"promise_{at}_person"):
                self._mend(f"promise_{at}_person", "Say who promised it.")
            elif told.get(f"promise_{at}_person") and not told.get(f"promise_{at}_text"):
                self._mend(f"promise_{at}_text", "Say what was promised, or clear the name.")
        if told.get("because_of") and not told.get("plan"):
            self._mend("plan", "Say what changes in the plan, or clear the evidence.")
        return told

    def _mend(self, name: str, text: str) -> None:
        if name not in self.errors:
            self.add_error(name, text)

    def records(self) -> list[Record]:
        """Return all of it as records; only after `is_valid()` has said yes."""
        return [self._meeting(), *self._came(), *self._plan(), *self._ruled(), *self._promised()]

    @property
    def day(self) -> date:
        """The day it was held."""
        return self.cleaned_data["date"] or self.today

    def _meeting(self) -> Meeting:
        before = self.sat.meeting
        told = {name: self.cleaned_data[name] for name in _MEETING} | {"date": self.day}
        kept = {name: getattr(before, name) for name in ("meeting", "kind", "planned_for", "extra")}
        return Meeting(**kept, **told)

    def _came(self) -> Iterator[Attendance]:
        for at, (code, _) in enumerate(self.sat.expected):
            presence = self.cleaned_data[f"came_{at}"]
            if presence is not None:
                yield Attendance(meeting=self.sat.meeting.meeting, person=code, presence=presence)

    def _plan(self) -> Iterator[Adaptation]:
        what = self.cleaned_data["plan"]
        if what:
            taken = {code for code, _ in self.choices.get(Adaptation.SHEET, ())}
            yield Adaptation(
                adaptation=readable(what, taken, "adaptation"),
                date=self.day,
                what=what,
                because_of=self.cleaned_data["because_of"],
                meeting=self.sat.meeting.meeting,
            )

    def _ruled(self) -> Iterator[Ruling]:
        taken = {code for code, _ in self.choices.get(Ruling.SHEET, ())}
        for at in range(RULINGS):
            told = {name: self.cleaned_data[f"ruling_{at}_{name}"] for name in _RULING}
            if told["title"]:
                code = readable(told["title"], taken, "ruling")
                taken.add(code)
                yield Ruling(ruling=code, date=self.day, meeting=self.sat.meeting.meeting, **told)

    def _promised(self) -> Iterator[Commitment]:
        for at in range(PROMISES):
            told = {name: self.cleaned_data[f"promise_{at}_{name}"] for name in _PROMISE}
            if told["text"]:
                yield Commitment(
                    state=CommitmentState.PROMISED,
                    asked_on=self.day,
                    promised_on=self.day,
                    meeting=self.sat.meeting.meeting,
                    **told,
                )


_LABELS = {
    "date": "Held on",
    "artifact": "On the table",
    "artifact_kind": "What sort of thing",
    "changed": "What changed because of this meeting?",
    "new_constraints": "New limits or chances that came up",
    "minutes": "Minutes it took",
    "title": "Decided",
    "owner": "Who answers for it",
    "made": "When it was decided",
    "disagree_and_commit": "Who disagreed and committed",
    "person": "Who",
    "text": "Promises what",
    "due_on": "By when",
    "kind": "What sort",
}
