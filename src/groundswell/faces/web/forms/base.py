"""What all forms share: fields that read like the workbook's cells, and the day it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from groundswell.core.terrain.record import Bounds, Column
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary
from groundswell.faces.web.forms.fields import BoundCell, CellField, field_of
from groundswell.faces.web.forms.widgets import Choices


class CellForm(forms.Form):
    """A form of cell fields.

    Parameters
    ----------
    today
        The day after which nothing can have been observed; blank means the clock's.
    """

    bound_field_class = BoundCell

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today or date.today()
        for name, field in self.fields.items():
            if isinstance(field, CellField):
                _fit_widget(field, self.initial.get(name), self.today)

    def add(self, name: str, field: CellField) -> None:
        """Add a field that depends on what this form was made for."""
        self.fields[name] = field
        _fit_widget(field, self.initial.get(name), self.today)


def _fit_widget(field: CellField, initial: Any, today: date) -> None:
    """Make sure that the widget can show what was there before, and offers no day to come."""
    widget = field.widget
    if field.sort == "date" and not field.column.bounds.plan:
        field.last = today
        widget.attrs["max"] = today.isoformat()
    if field.sort == "text" and isinstance(initial, str) and "\n" in initial:
        field.widget = forms.Textarea(attrs={"rows": 3})
    if isinstance(widget, forms.Select | forms.RadioSelect) and initial:
        offered = {str(value) for value, _ in widget.choices}
        before = initial if isinstance(initial, list) else [initial]
        missing = [(value, value) for value in before if value not in offered]
        widget.choices = [*widget.choices, *missing]


def asked(
    name: str,
    kind: type,
    text: str,
    *,
    label: str = "",
    required: bool = False,
    many: bool = False,
    choices: Mapping[str, Choices] | None = None,
    words: Vocabulary = CHANGE_MANAGERS,
    **bounds: Any,
) -> CellField:
    """Return a field for something that is no column of a record, declared as if it were one."""
    column = Column(name, kind, (kind,), many, required, Bounds(text, **bounds))
    field = field_of("", column, choices or {}, words)
    field.label = label or field.label
    return field
