"""Forms made from the declarations of records: one field for each column, the workbook's rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar

from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.map_records import Setting
from groundswell.core.terrain.record import Column, Record, columns
from groundswell.core.terrain.run_records import Ruling
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary
from groundswell.faces.web.forms.base import CellForm
from groundswell.faces.web.forms.fields import field_of
from groundswell.faces.web.forms.labels import label_of
from groundswell.faces.web.forms.widgets import Choices, CodeInput
from groundswell.ingest.workbook import checks, rules
from groundswell.ingest.workbook.cells import text_of
from groundswell.ingest.workbook.layout import in_one_cell
from groundswell.ingest.workbook.parse import Row
from groundswell.ingest.workbook.problem import Findings, Problem, shown
from groundswell.ingest.workbook.sheets import code_column

OWNERLESS = "No decision without an owner. Name who answers for it, or leave the decision out."
# Columns whose words say what a record is, in the order in which a code is made from them.
_NAMING = ("name", "title", "claim", "question", "matter", "what", "text", "artifact", "reason")


class RecordForm(CellForm):
    """A form that reads one record; made by `form_for`.

    Parameters
    ----------
    record
        An existing record to begin from; its hidden columns and unknown cells are kept.
    given
        Values of hidden columns that the screen already knows.
    """

    KIND: ClassVar[type[Record]] = Record
    CODES: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        *args: Any,
        record: Record | None = None,
        given: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.record = record
        self.given = dict(given or {})
        self.notes: list[str] = []
        # Several forms stand on one page, and a label must name the field of its own.
        kwargs.setdefault("auto_id", f"{self.KIND.SHEET}_%s")
        if record is not None:
            kwargs["initial"] = texts_of(record) | dict(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if record is None and self.KIND.JUDGED:
            self.initial.setdefault("observed_on", self.today.isoformat())

    def clean(self) -> dict[str, Any]:
        """Apply the rules that concern more than one field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._keep_order(cleaned)
        self._make_code(cleaned)
        made = self._made(cleaned)
        lacking = {c.name for c in columns(self.KIND) if c.required and not _said(made, c)}
        row = Row(1, made, frozenset(self.errors) | lacking)
        for problem in problems_of(row):
            self._tell(problem)
        self._refuse_lacking(lacking)
        self._refuse_taken(cleaned)
        self._refuse_ownerless(made)
        return cleaned

    def cleaned_record(self) -> Record:
        """Return the record; only after `is_valid()` has said yes."""
        if not self.is_valid():
            raise ValueError("the form has errors and makes no record")
        return self._made(self.cleaned_data)

    def _made(self, cleaned: Mapping[str, Any]) -> Record:
        """Return a record of what was read; what was not is None, required or not."""
        names = [column.name for column in columns(self.KIND)]
        values = {name: getattr(self.record, name, None) for name in names}
        values |= {name: cleaned.get(name) for name in names if name in self.fields}
        values |= {name: cleaned[name] for name in names if name in cleaned} | self.given
        extra = () if self.record is None else self.record.extra
        return self.KIND(**values, extra=extra)

    def _keep_order(self, cleaned: dict[str, Any]) -> None:
        """Keep a list as it was where only its order differs: boxes are sent in their own order."""
        for column in columns(self.KIND):
            old = getattr(self.record, column.name, None)
            new = cleaned.get(column.name)
            if column.many and column.bounds.refers and old and new and set(old) == set(new):
                cleaned[column.name] = old

    def _make_code(self, cleaned: dict[str, Any]) -> None:
        """Make a code from the words of a new record, if none was given."""
        own = code_column(self.KIND.SHEET)
        if own is None or own.name in self.errors or own.name in self.given:
            return
        if not _names_itself(self.KIND):
            return
        if cleaned.get(own.name) is not None or self.record is not None:
            return
        words = next((cleaned[name] for name in _NAMING if cleaned.get(name)), None)
        if words is not None:
            cleaned[own.name] = readable(str(words), self.CODES, own.header)
        elif own.name in self.fields:
            self.add_error(own.name, "Fill this in, or give it a name or a title.")
        else:
            self.add_error(None, "Give it a name or a title.")

    def _refuse_lacking(self, lacking: Collection[str]) -> None:
        """Refuse what a hidden column should have held: it was to come with the screen."""
        for column in columns(self.KIND):
            if column.name in lacking and column.name not in self.fields and not self.errors:
                self.add_error(None, f"{label_of(self.KIND.SHEET, column)} is missing.")

    def _refuse_taken(self, cleaned: Mapping[str, Any]) -> None:
        own = code_column(self.KIND.SHEET)
        if own is None or own.name not in self.fields:
            return
        code = cleaned.get(own.name)
        if code in self.CODES and code != getattr(self.record, own.name, None):
            self.add_error(own.name, f"{shown(code)} is taken already. Choose another code.")

    def _refuse_ownerless(self, made: Record) -> None:
        """Refuse a decision nobody answers for; one that came without an owner shows as a gap."""
        came_without = self.record is not None and getattr(self.record, "owner", None) is None
        lacks = isinstance(made, Ruling) and made.owner is None
        if lacks and not came_without and "owner" not in self.errors:
            self.add_error("owner" if "owner" in self.fields else None, OWNERLESS)

    def _tell(self, problem: Problem) -> None:
        name = {c.header: c.name for c in columns(self.KIND)}.get(problem.column or "")
        text = _in_labels(self.KIND, f"{problem.what}. {problem.mend}")
        if problem.severity == "note":
            self.notes.append(text)
        elif name not in self.errors:
            self.add_error(name if name in self.fields else None, text)


def _said(record: Record, column: Column) -> bool:
    return getattr(record, column.name) is not None


def _in_labels(kind: type[Record], text: str) -> str:
    """Return what a rule says with the labels of the screen for the workbook's headings."""
    for column in columns(kind):
        if "_" in column.header:
            said = label_of(kind.SHEET, column)
            text = text.replace(column.header, said[:1].lower() + said[1:])
    return text[:1].upper() + text[1:]


def _names_itself(kind: type[Record]) -> bool:
    """Return whether the records of a kind have words from which a code can be made.

    A setting's code names a constant of the model, which nobody can make up.
    """
    return kind is not Setting and any(column.name in _NAMING for column in columns(kind))


def problems_of(row: Row[Any]) -> Iterator[Problem]:
    """Yield what the workbook's rules say of one row; what needs other rows is not asked here."""
    findings = Findings()
    sheets = {row.record.SHEET: [row]}
    rules.check_order(sheets, findings)
    rules.check_selves(sheets, findings)
    rules.check_settings(sheets, findings)
    rules.check_evidence(sheets, findings)
    rules.check_decisions(sheets, findings)
    checks.check_codes(checks.codes_of(sheets), findings)
    checks.check_tree(sheets, findings)
    yield from (p for p in findings.problems() if p.kind != "no-owner")


def texts_of(record: Record) -> dict[str, str | list[str]]:
    """Return the values of a record as a form would send them; what is not known is left out."""
    told: dict[str, str | list[str]] = {}
    for column in columns(type(record)):
        value = getattr(record, column.name)
        if value is not None:
            told[column.name] = _text(value, column)
    return told


def _text(value: Any, column: Column) -> str | list[str]:
    if isinstance(value, tuple):
        return list(value) if column.bounds.refers else in_one_cell(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value) if isinstance(value, Enum) else text_of(value)


def form_for(
    kind: type[Record],
    choices: Mapping[str, Choices],
    *,
    hide: Collection[str] = (),
    order: Sequence[str] | None = None,
    words: Vocabulary | None = None,
) -> type[RecordForm]:
    """Return a form with one field for each declared column of a kind of record.

    Parameters
    ----------
    choices
        Codes and names by sheet, for the columns that refer to it; also the codes already taken.
    hide
        Columns without a field; `record` or `given` supplies them.
    order
        Columns that come first.
    """
    own = code_column(kind.SHEET)
    listed: set[str] = set()
    fields: dict[str, Any] = {}
    for column in columns(kind):
        if column.name in hide:
            continue
        target = column.bounds.refers or ""
        field = field_of(
            kind.SHEET, column, choices, words or CHANGE_MANAGERS, target not in listed
        )
        if isinstance(field.widget, CodeInput):
            listed.add(target)
        if own is not None and column.name == own.name and _names_itself(kind):
            field.required = False
            field.help_text = "Short code; leave it empty to have one made."
        fields[column.name] = field
    taken = frozenset(code for code, _ in choices.get(kind.SHEET, ()))
    made = {"KIND": kind, "CODES": taken, "field_order": order}
    return type(f"{kind.__name__}Form", (RecordForm,), {**fields, **made, "__module__": __name__})
