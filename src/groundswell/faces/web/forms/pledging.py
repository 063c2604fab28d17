"""What somebody commits to in a conversation: time, authority, and what success means to them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms

from groundswell.core.terrain.record import Record, columns
from groundswell.core.terrain.run_records import Commitment, Member
from groundswell.core.terrain.terms import CommitmentKind, CommitmentState, Joining, Reply
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary
from groundswell.faces.web.forms.base import CellForm
from groundswell.faces.web.forms.fields import field_of

_PLACE = {column.name: column for column in columns(Member)}
_PROMISE = {column.name: column for column in columns(Commitment)}
NO_PLACE = "They are in no circle yet. Choose one, or keep this for the day they join."


class PledgeForm(CellForm):
    """The explicit commitment, asked in the same stroke as the log.

    Parameters
    ----------
    words
        Whose words the screen speaks.
    """

    def __init__(self, *args: Any, words: Vocabulary = CHANGE_MANAGERS, **kwargs: Any) -> None:
        super().__init__(*args, prefix="pledge", **kwargs)
        for name in ("hours_per_week", "decision_authority", "meaning_of_success", "ring"):
            field = field_of(Member.SHEET, _PLACE[name], {}, words)
            field.label, field.help_text = _LABELS[name], ""
            if name in ("decision_authority", "meaning_of_success"):
                field.sort, field.widget = "long", forms.Textarea(attrs={"rows": 2})
            self.add(name, field)
        for name in ("text", "due_on"):
            field = field_of(Commitment.SHEET, _PROMISE[name], {}, words)
            field.required, field.label, field.help_text = False, _LABELS[name], ""
            self.add(name, field)

    @property
    def told(self) -> bool:
        """Whether anything was committed to."""
        return any(v is not None for v in self.cleaned_data.values())

    def fits(self, member: Member | None) -> bool:
        """Return whether what success means has a place to stand."""
        lasting = self.cleaned_data["meaning_of_success"]
        if member is None and lasting and not self.cleaned_data["ring"]:
            self.add_error("ring", NO_PLACE)
        return not self.errors

    def records(
        self, person: str, member: Member | None, on: date, answer: Reply | None
    ) -> list[Record]:
        """Return the place in the coalition as it is now, and what was asked or promised."""
        return [*self._place(person, member, on), *self._promises(person, on, answer)]

    def _place(self, person: str, member: Member | None, on: date) -> Iterator[Member]:
        names = ("ring", "hours_per_week", "decision_authority", "meaning_of_success")
        said = {name: self.cleaned_data[name] for name in names}
        told = {name: value for name, value in said.items() if value is not None}
        if member is not None and told:
            yield dataclasses.replace(member, **told, recorded_on=None)
        elif told.get("ring"):
            yield Member(person=person, joined_on=on, how=Joining.INVITED, **told)

    def _promises(self, person: str, on: date, answer: Reply | None) -> Iterator[Commitment]:
        yes = answer in (None, Reply.YES)
        told: Mapping[str, Any] = {
            "person": person,
            "asked_on": on,
            "promised_on": on if yes else None,
            "state": CommitmentState.PROMISED if yes else CommitmentState.ASKED,
        }
        hours, authority = (self.cleaned_data[n] for n in ("hours_per_week", "decision_authority"))
        if hours:
            words = f"{hours:g} hour{'' if hours == 1 else 's'} a week"
            yield Commitment(kind=CommitmentKind.TIME, text=words, **told)
        if authority:
            yield Commitment(kind=CommitmentKind.AUTHORITY, text=authority, **told)
        if self.cleaned_data["text"]:
            due = self.cleaned_data["due_on"]
            yield Commitment(
                kind=CommitmentKind.TASK, text=self.cleaned_data["text"], due_on=due, **told
            )


_LABELS = {
    "hours_per_week": "Hours a week they give",
    "decision_authority": "What they may decide",
    "meaning_of_success": "What success means to them",
    "ring": "They join, in the circle",
    "text": "Anything else they promise",
    "due_on": "By when",
}
