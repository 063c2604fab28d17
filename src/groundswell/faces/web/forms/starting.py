"""Forms of the first ten minutes: open an initiative, name its people, say who listens to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.map_records import Initiative, Person, Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import columns
from groundswell.core.terrain.terms import Context
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.fields import field_of
from groundswell.faces.web.forms.paste import Pasted, read_paste
from groundswell.faces.web.forms.widgets import Choices

LONGEST_PASTE = 500_000
_OF_THE_INITIATIVE = {column.name: column for column in columns(Initiative)}
_OF_A_TIE = {column.name: column for column in columns(Tie)}


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when an initiative begins."""

    title: str
    context: Context | None
    owner: str
    hours: float | None

    def observations(self) -> Observations:
        """Return it as the first records: the initiative, and its owner on the map."""
        code = readable(self.owner, (), "owner")
        about = Initiative(
            title=self.title, context=self.context, owner=code, weekly_hours=self.hours
        )
        owner = Person(person=code, name=self.owner)
        return Observations(about, {Person.SHEET: (owner,)})


class OpenForm(CellForm):
    """Name the change in one sentence, and say where it happens, who begins, and with what time."""

    title = asked(
        "title", str, "one sentence: what will be different", label="The change", required=True
    )
    context = field_of(Initiative.SHEET, _OF_THE_INITIATIVE["context"], {})
    owner = asked("owner", str, "the name others know you by", label="Your name", required=True)
    weekly_hours = field_of(Initiative.SHEET, _OF_THE_INITIATIVE["weekly_hours"], {})

    def opening(self) -> Opening:
        """Return what was said; only after `is_valid()` has said yes."""
        told = self.cleaned_data
        return Opening(told["title"], told["context"], told["owner"], told["weekly_hours"])


class PasteField(forms.Field):
    """Text as it was pasted; what cannot be read in it is reported by line, not here."""

    def clean(self, value: Any) -> str:
        """Return the text if there is any, and not too much."""
        text = "" if value is None else str(value)
        if not text.strip():
            raise ValidationError("Paste or write at least one name.", code="empty")
        if len(text) > LONGEST_PASTE:
            most = f"{LONGEST_PASTE:,} letters at once are the most; paste it in parts."
            raise ValidationError(most, code="too-long")
        return text


class PeopleForm(CellForm):
    """Paste a list of people, one to a line.

    Parameters
    ----------
    choices
        People and units that are on the map already.
    """

    people = PasteField(
        label="People",
        help_text="One to a line: name, role, unit. Rows copied from a spreadsheet do as well.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    def __init__(
        self, *args: Any, choices: Mapping[str, Choices] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices or {}
        self.pasted = Pasted((), (), ())

    def clean_people(self) -> str:
        """Read the lines; one readable name is enough."""
        text: str = self.cleaned_data["people"]
        self.pasted = read_paste(
            text, self.choices.get("people", ()), self.choices.get("units", ())
        )
        if not self.pasted.people:
            first = self.pasted.unread[0].why if self.pasted.unread else "there is no name in it"
            raise ValidationError(f"Nobody could be added: {first}.", code="nobody")
        return text


class Direction(Enum):
    """Which way somebody is listened to."""

    LISTENS = "listens"
    HEARD = "heard"


class TiesForm(CellForm):
    """Say of one person whom they listen to, or who listens to them.

    Parameters
    ----------
    person
        Their code.
    choices
        Codes and names of everybody on the map.
    """

    def __init__(
        self, *args: Any, person: str, choices: Mapping[str, Choices], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "ties_%s")  # it stands on one page with other forms
        super().__init__(*args, **kwargs)
        self.person = person
        people = [(code, name) for code, name in choices.get("people", ()) if code != person]
        direction = asked("direction", Direction, "which way", label="Which way", required=True)
        direction.widget.choices = [
            (Direction.LISTENS.value, "They listen to"),
            (Direction.HEARD.value, "They are listened to by"),
        ]
        self.add("direction", direction)
        self.add(
            "others",
            asked(
                "others",
                str,
                "one or several",
                label="Whom",
                required=True,
                many=True,
                choices={"people": people},
                refers="people",
            ),
        )
        self.add("kind", field_of(Tie.SHEET, _OF_A_TIE["kind"], {}))

    def ties(self, assessor: str | None, seen: date | None = None) -> tuple[Tie, ...]:
        """Return a tie for each of the others; only after `is_valid()` has said yes."""
        told = self.cleaned_data
        forth = told["direction"] is Direction.LISTENS
        return tuple(
            Tie(
                from_=self.person if forth else other,
                to=other if forth else self.person,
                kind=told["kind"],
                assessor=assessor,
                observed_on=seen or self.today,
            )
            for other in told["others"]
        )
