"""One declared column as one field; it reads what is typed as the workbook's reader would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groundswell.core.terrain.record import Column
from groundswell.core.terrain.remembered import Remembered
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary
from groundswell.faces.web.forms.labels import LONG, help_of, label_of
from groundswell.faces.web.forms.widgets import Choices, CodeInput, ListInput
from groundswell.ingest.workbook.cells import LONGEST, Cell, Unfit, allowed, reader_of
from groundswell.ingest.workbook.problem import meant, shown
from groundswell.ingest.workbook.rules import not_yet
from groundswell.ingest.workbook.tables import is_blank

FEW = 5  # words of an enumeration that may stand side by side
MANY = 60  # codes beyond which a drop-down is no help, and typing a name is
NOT_SAID = ("", "Not said")
YES_NO = (("", "Not known"), ("yes", "Yes"), ("no", "No"))
# The workbook's advice speaks of cells and files; a screen has neither.
_MENDS = {
    "hidden-character": "Delete it and type it again.",
    "too-long": f"{LONGEST:,} is the most; shorten it.",
}
_EMPTY = "Fill this in."
_EMPTY_STANCE = "Fill this in; say unknown if nobody knows."


def cell_of(value: Any) -> Cell:
    """Return what was sent as a cell: text, or a list of texts."""
    if isinstance(value, (list, tuple)):
        return tuple("" if item is None else str(item) for item in value)
    return None if value is None else str(value)


def refusal(unfit: Unfit) -> ValidationError:
    """Return what the reader says of a cell, as an error of a field."""
    what = unfit.what.replace(" this file can hold", "")
    text = f"{what[:1].upper()}{what[1:]}. {_MENDS.get(unfit.kind, unfit.mend)}"
    return ValidationError(text, code=unfit.kind)


class BoundCell(forms.BoundField):
    """A field with what a template needs to show it."""

    @property
    def required_mark(self) -> bool:
        """Whether it must be filled in."""
        return self.field.required

    @property
    def kind(self) -> str:
        """What sort of field: text, long, number, date, word, truth, code, codes or list."""
        return str(getattr(self.field, "sort", "text"))

    @property
    def help_id(self) -> str:
        """The id that the input names as its description."""
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        """The id that the input names as its error."""
        return f"{self.auto_id}_error"


class CellField(forms.Field):
    """A field that takes whatever the workbook's reader takes in a cell of this column."""

    bound_field_class = BoundCell

    def __init__(
        self, column: Column, sort: str, names: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.column = column
        self.sort = sort
        self.names = names
        self.last: date | None = None  # no day after it
        self.read: Callable[[Cell], Any] = reader_of(column)

    def clean(self, value: Any) -> Any:
        """Return the value, or None where nothing was said."""
        cell = cell_of(value)
        try:
            found = None if is_blank(cell) else self.read(cell)
        except Unfit as unfit:
            raise refusal(unfit) from unfit
        if isinstance(found, date) and self.last is not None and found > self.last:
            raise refusal(Unfit("future", *not_yet(found, self.last)))
        if found is None and self.required:
            sorts = {getattr(kind, "UNKNOWN", None) for kind in self.column.alternatives}
            raise ValidationError(_EMPTY if sorts == {None} else _EMPTY_STANCE, code="empty")
        if found is None or self.names is None:
            return found
        if self.column.many:
            return tuple(self._code(code, self.names) for code in found)
        return self._code(found, self.names)

    def _code(self, given: str, names: Mapping[str, str]) -> str:
        """Return the code that is given, or whose name is."""
        if given in names:
            return given
        wanted = given.casefold()
        called = [code for code, name in names.items() if name.casefold() == wanted]
        if len(called) == 1:
            return called[0]
        target = str(self.column.bounds.refers)
        if called:
            several = f"{shown(given)} may be {' or '.join(called[:4])}. Give the code."
            raise ValidationError(several, code="several")
        mend = "Add it there first, or correct it" + meant(given, names)
        what = f"{shown(given)} is not on the list of {target}. {mend}"
        raise ValidationError(what, code="unknown-reference")


def field_of(
    sheet: str,
    column: Column,
    choices: Mapping[str, Choices],
    words: Vocabulary = CHANGE_MANAGERS,
    brings_list: bool = True,
) -> CellField:
    """Return the field of a declared column."""
    target = column.bounds.refers
    known = None if target is None else told_apart(tuple(choices.get(target, ())))
    sort, widget = _looks(column, known, words, brings_list)
    return CellField(
        column,
        sort,
        None if target is None else dict(choices.get(target, ())),
        required=column.required,
        label=label_of(sheet, column),
        help_text=_help(sheet, column, sort),
        widget=widget,
    )


def _told_apart(choices: Choices) -> Choices:
    """Return choices in which names that stand for several codes show the code as well."""
    times = Counter(name for _, name in choices)
    return tuple((c, name if times[name] == 1 else f"{name} ({c})") for c, name in choices)


told_apart = Remembered(_told_apart, size=64)  # thousands of names, the same for field after field


def _help(sheet: str, column: Column, sort: str) -> str:
    said = help_of(sheet, column)
    if sort == "number" and (column.bounds.low, column.bounds.above) != (None, None):
        said += f" {allowed(column).capitalize()}."
    if sort == "list":
        said += " Divide several by semicolons."
    return said.strip()


def _looks(
    column: Column, known: Choices | None, words: Vocabulary, brings_list: bool
) -> tuple[str, forms.Widget]:
    if known is not None:
        return _coded(column, known, brings_list)
    if column.many:
        return "list", ListInput(attrs={"maxlength": LONGEST})
    if issubclass(column.kind, Enum):
        return "word", _words(column, column.kind, words)
    if column.kind is bool:
        return "truth", forms.Select(choices=YES_NO)
    if column.kind is date:
        return "date", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    if column.kind in (int, float):
        mode = "numeric" if column.kind is int else "decimal"
        return "number", forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
    if column.header in LONG:
        return "long", forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
    return "text", forms.TextInput(attrs={"maxlength": LONGEST})


def _coded(column: Column, known: Choices, brings_list: bool) -> tuple[str, forms.Widget]:
    if column.many and len(known) > MANY:
        return "list", ListInput(attrs={"maxlength": LONGEST})
    if column.many:
        boxes = forms.CheckboxSelectMultiple if len(known) <= FEW else forms.SelectMultiple
        return "codes", boxes(choices=known)
    if len(known) > MANY:
        return "code", CodeInput(known, f"codes-{column.bounds.refers}", brings_list)
    return "code", forms.Select(choices=[NOT_SAID, *known])


def _words(column: Column, kind: type[Enum], words: Vocabulary) -> forms.Widget:
    offered = [(str(member.value), words.label(member)) for member in kind]
    if not column.required:
        offered.insert(0, NOT_SAID)
    return (forms.RadioSelect if len(kind) <= FEW + 1 else forms.Select)(choices=offered)
