"""Forms that ask: a question with its options, the day it is asked of, two days to compare."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import NoneType
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from groundswell.core.questions.question import Question
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.fields import CellField
from groundswell.faces.web.forms.widgets import Choices


@dataclass(frozen=True, slots=True)
class Moment:
    """The day an answer is about, and the day by which what it rests on was known."""

    as_of: date | None
    known_at: date | None


class AsOfForm(CellForm):
    """Look at a past day, as known then or as known now."""

    as_of = asked("as_of", date, "how things stood on this day; empty means now", label="As of")
    known_at = asked("known_at", date, "using only what was known by this day", label="As known on")

    def moment(self) -> Moment:
        """Return the day; only after `is_valid()` has said yes."""
        return Moment(self.cleaned_data["as_of"], self.cleaned_data["known_at"])


class CompareForm(CellForm):
    """Compare two days."""

    earlier = asked("earlier", date, "the day to compare with", label="From", required=True)
    later = asked("later", date, "empty means today", label="To")

    def clean(self) -> dict[str, Any]:
        """Ask for two different days in their order."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "earlier" in told and "later" in told:
            told["later"] = told["later"] or self.today
            if told["later"] <= told["earlier"]:
                self.add_error("earlier", "Choose a day before the other one.")
        return told

    def days(self) -> tuple[date, date]:
        """Return both days, the earlier first; only after `is_valid()` has said yes."""
        return self.cleaned_data["earlier"], self.cleaned_data["later"]


class QuestionForm(CellForm):
    """The options of a question; made by `question_form`. An empty field means the default."""

    QUESTION: ClassVar[type[Question]] = Question
    COMMON: ClassVar[tuple[str, ...]] = tuple(f.name for f in dataclasses.fields(Question))

    def cleaned_question(self) -> Question:
        """Return the question; only after `is_valid()` has said yes."""
        given = {name: told for name, told in self.cleaned_data.items() if told is not None}
        return self.QUESTION(**given)


def question_form(question: type[Question], choices: Mapping[str, Choices]) -> type[QuestionForm]:
    """Return a form with a field for each option of a question, its own before the common ones."""
    hints = get_type_hints(question)
    own = sorted(dataclasses.fields(question), key=lambda f: f.name in QuestionForm.COMMON)
    fields = {field.name: _option(field, hints[field.name], choices) for field in own}
    made = {**fields, "QUESTION": question, "__module__": __name__}
    return type(f"{question.__name__}Form", (QuestionForm,), made)


def _option(field: dataclasses.Field[Any], hint: Any, choices: Mapping[str, Choices]) -> CellField:
    facts = field.metadata
    many = get_origin(hint) is tuple
    kinds = [kind for kind in get_args(hint) or (hint,) if kind not in (NoneType, Ellipsis)]
    made = asked(
        field.name,
        kinds[0],
        facts["text"],
        required=facts["required"],
        many=many,
        choices=choices,
        low=facts["low"],
        high=facts["high"],
        refers="people" if facts["person"] else None,
    )
    if field.default is not None and not many:
        made.initial = str(field.default)
    return made
