"""Load an initiative's facts as records: one query a table, no query a row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from groundswell.core.terrain.map_records import Initiative as About
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Record
from groundswell.store.models import FACTS, Change, Retraction, Words
from groundswell.store.models.facts import attribute, fact_columns, restorer
from groundswell.store.scope import Scope

ALL, CORE, MINE = "initiative", "core", "mine"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with where it is kept: its number, the change it came with, whose it is."""

    id: int
    record: Record
    change: int
    account: int | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes: the account, and whether they belong to the core's circle."""

    account: int | None
    core: bool


EVERYTHING = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """All facts of an initiative that were not undone, by sheet, in the order they came."""

    sheets: Mapping[str, tuple[Kept, ...]]

    def of(self, sheet: str) -> tuple[Kept, ...]:
        """Return the facts of one sheet."""
        return self.sheets.get(sheet, ())

    @property
    def observations(self) -> Observations:
        """Return the facts as the engine takes them."""
        return observed(self.sheets)


def observed(sheets: Mapping[str, Iterable[Kept]]) -> Observations:
    """Return facts as the engine takes them; of the initiative, what stands last."""
    about = [k.record for k in sheets.get(About.SHEET, ()) if k.record.retracted_on is None]
    return Observations(
        initiative=about[-1] if about else About(),  # type: ignore[arg-type]
        records={
            sheet: tuple(kept.record for kept in rows)
            for sheet, rows in sheets.items()
            if sheet != About.SHEET and rows
        },
    )


def load(scope: Scope, reader: Reader | None = EVERYTHING) -> Loaded:
    """Load everything that was not undone; texts that the reader may not read are left out."""
    undone, accounts = changes_of(scope)
    retracted = _retractions(scope, undone)
    words = _words(scope, reader)
    return Loaded(
        {sheet: tuple(_facts(scope, sheet, undone, accounts, retracted, words)) for sheet in SHEETS}
    )


def changes_of(scope: Scope) -> tuple[frozenset[int], Mapping[int, int | None]]:
    """Return the numbers of undone changes, and whose each change is.

    An undoing that was itself undone undoes nothing, so the newest are read first.
    """
    undone: set[int] = set()
    accounts: dict[int, int | None] = {}
    rows = Change.objects.within(scope).order_by("-id").values_list("id", "account", "undoes")
    for number, account, undoes in rows:
        accounts[number] = account
        if undoes is not None and number not in undone:
            undone.add(undoes)
    return frozenset(undone), accounts


def _retractions(scope: Scope, undone: frozenset[int]) -> dict[tuple[str, int], date]:
    rows = Retraction.objects.within(scope).values_list("change", "sheet", "fact", "on")
    return {(sheet, fact): on for change, sheet, fact, on in rows if change not in undone}


def _words(scope: Scope, reader: Reader | None) -> dict[tuple[str, int], tuple[Any, Any]]:
    rows = Words.objects.within(scope)
    if reader is not None:
        mine = rows.filter(account=reader.account)
        seen = rows.filter(sight__in=(ALL, CORE) if reader.core else (ALL,))
        rows = mine | seen
    told = rows.values_list("sheet", "fact", "texts", "extra")
    return {(sheet, fact): (texts, extra) for sheet, fact, texts, extra in told}


def _facts(
    scope: Scope,
    sheet: str,
    undone: frozenset[int],
    accounts: Mapping[int, int | None],
    retracted: Mapping[tuple[str, int], date],
    words: Mapping[tuple[str, int], tuple[Any, Any]],
) -> Iterator[Kept]:
    kind: type[Record] = SHEETS[sheet]
    own = fact_columns(kind)
    names = [column.name for column in own]
    restorers = [(at, back) for at, c in enumerate(own) if (back := restorer(c)) is not None]
    table = FACTS[sheet].objects.within(scope).order_by("id")
    for number, change, *row in table.values_list("id", "change", *map(attribute, own)):
        if change in undone:
            continue
        for at, back in restorers:
            if row[at] is not None:
                row[at] = back(row[at])
        values = dict(zip(names, row, strict=True))
        told = words.get((sheet, number))
        if told is not None:
            values |= _texts(told[0])
            values["extra"] = tuple((str(k), str(v)) for k, v in told[1])
        day = retracted.get((sheet, number))
        if day is not None:
            values["retracted_on"] = min(day, values["retracted_on"] or day)
        yield Kept(number, kind(**values), change, accounts.get(change))


def _texts(texts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in texts.items()}


def without(kept: Kept, day: date) -> Kept:
    """Return a fact as taken back on a day."""
    return dataclasses.replace(kept, record=dataclasses.replace(kept.record, retracted_on=day))
