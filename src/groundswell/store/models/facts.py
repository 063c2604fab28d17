"""One insert-only table for each kind of record, made from the record's own declaration.

Codes, words of the vocabulary, numbers and dates stand in the table; free text stands beside it in
`Words`, so that erasing somebody's words changes no fact. When a fact became known is the moment
of its change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from django.db import models

from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Column, Record, columns
from groundswell.core.terrain.terms import Stance
from groundswell.store.models.accounts import Account
from groundswell.store.models.changes import Change
from groundswell.store.scope import Scoped


class Fact(Scoped):
    """Base of the tables of facts."""

    change: Any = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        abstract = True


class Words(Scoped):
    """The free text of one fact, and who may read it: initiative, core or mine."""

    sheet = models.CharField(max_length=20)
    fact = models.BigIntegerField()
    texts = models.JSONField()
    extra = models.JSONField(default=list)
    sight = models.CharField(max_length=12, default="initiative")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        indexes = (models.Index(fields=["initiative", "sheet", "fact"], name="words_of_fact"),)


def is_words(column: Column) -> bool:
    """Whether a column holds free text, which is kept apart from the fact."""
    bounds = column.bounds
    told = column.alternatives == (str,) and not bounds.key
    coded = bounds.refers is not None or bounds.notation is not None
    return told and not coded and column.name != "assessor"


def attribute(column: Column) -> str:
    """Return the name of a column in its table; `from` is no name in Python."""
    return f"{column.header}_code" if column.name.endswith("_") else column.name


def fact_columns(kind: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a record that stand in its table of facts."""
    return tuple(c for c in columns(kind) if not is_words(c))


def word_columns(kind: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a record that stand in `Words`."""
    return tuple(c for c in columns(kind) if is_words(c))


def _field(column: Column) -> models.Field[Any, Any]:
    if column.many:
        return models.JSONField(null=True)
    if len(column.alternatives) > 1 or issubclass(column.kind, str | Enum):
        return models.TextField(null=True)
    made: dict[type, Callable[..., models.Field[Any, Any]]] = {
        float: models.FloatField,
        int: models.BigIntegerField,
        bool: models.BooleanField,
        date: models.DateField,
    }
    return made[column.kind](null=True)


def _table(kind: type[Record]) -> type[Fact]:
    class Meta(Fact.Meta):
        abstract = False
        db_table = f"fact_{kind.SHEET}"

    fields = {attribute(c): _field(c) for c in fact_columns(kind)}
    named = {"__module__": __name__, "__doc__": f"Facts of the sheet {kind.SHEET}.", "Meta": Meta}
    made: type[Fact] = type(f"{kind.__name__}Fact", (Fact,), {**named, **fields})
    return made


FACTS: Mapping[str, type[Fact]] = MappingProxyType(
    {sheet: _table(kind) for sheet, kind in SHEETS.items()}
)


def writer(column: Column) -> Callable[[Any], Any]:
    """Return how a record's value is kept; a number among words keeps every digit."""
    if column.many:
        return _listed
    if len(column.alternatives) > 1:
        return _word_or_number
    if issubclass(column.kind, Enum):
        return attrgetter("value")
    return _day if column.kind is date else _same


def _listed(values: tuple[str, ...]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _word_or_number(value: Enum | float) -> str:
    return str(value.value) if isinstance(value, Enum) else repr(float(value))


def _day(value: date) -> str:
    return value.isoformat()


def _same(value: Any) -> Any:
    return value


def restorer(column: Column) -> Callable[[Any], Any] | None:
    """Return how a kept value becomes a record's again; None where it already is."""
    if column.many:
        return tuple
    if len(column.alternatives) > 1:
        return _stance
    if issubclass(column.kind, Enum):
        members: Mapping[str, Enum] = {str(member.value): member for member in column.kind}
        return members.__getitem__
    return None


def _stance(kept: str) -> Stance | float:
    return Stance(kept) if kept[:1].isalpha() else float(kept)
