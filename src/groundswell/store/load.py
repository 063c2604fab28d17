"""Load an initiative's facts as records: one query a table, no query a row, nothing read twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from groundswell.core.terrain.map_records import Initiative as About
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Column, Record
from groundswell.core.terrain.remembered import Remembered
from groundswell.store.models import FACTS, Change, Retraction, Words
from groundswell.store.models.facts import attribute, fact_columns, restorer
from groundswell.store.scope import Scope

_NAMED = 400  # numbers in one query
ALL, CORE, MINE = "initiative", "core", "mine"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with where it is kept: its number, the change it came with, whose it is.

    `sight` says who may read its free text: initiative, core or mine.
    """

    id: int
    record: Record
    change: int
    account: int | None
    sight: str = ALL


@dataclass(frozen=True, slots=True)
class Loaded:
    """All facts of an initiative that were not undone, by sheet, in the order they came.

    Parameters
    ----------
    past
        The changes behind them.
    """

    sheets: Mapping[str, tuple[Kept, ...]]
    past: Past

    def of(self, sheet: str) -> tuple[Kept, ...]:
        """Return the facts of one sheet."""
        return self.sheets.get(sheet, ())

    @property
    def observations(self) -> Observations:
        """Return the facts as the engine takes them."""
        return observed(self.sheets)


@dataclass(frozen=True, slots=True)
class Past:
    """The changes of an initiative: whose each is, which undo others, and which are undone."""

    accounts: Mapping[int, int | None]
    undoings: Mapping[int, int]
    undone: frozenset[int]

    @property
    def last(self) -> int:
        """Number of the newest change."""
        return max(self.accounts, default=0)


def observed(sheets: Mapping[str, Iterable[Kept]]) -> Observations:
    """Return facts as the engine takes them; of the initiative, what stands last."""
    about = [k.record for k in sheets.get(About.SHEET, ()) if k.record.retracted_on is None]
    return Observations(
        initiative=about[-1] if about else About(),  # type: ignore[arg-type]
        records={
            sheet: records_of(tuple(rows))
            for sheet, rows in sheets.items()
            if sheet != About.SHEET and rows
        },
    )


def _records(rows: tuple[Kept, ...]) -> tuple[Record, ...]:
    return tuple(kept.record for kept in rows)


records_of = Remembered(_records, lambda former, added: (*former, *_records(added)), size=64)


def load(scope: Scope, former: Loaded | None = None) -> Loaded:
    """Load everything that was not undone; who may see what is not decided here.

    Parameters
    ----------
    former
        What was loaded before: then only what changed since is read.
    """
    past = past_of(scope, former.past if former else None)
    if former is None:
        wanted = {sheet: _Wanted(None, frozenset()) for sheet in SHEETS}
        return Loaded({s: _facts(scope, s, past, w) for s, w in wanted.items()}, past)
    return Loaded(dict(_updated(scope, former, past)), past)


def past_of(scope: Scope, former: Past | None = None) -> Past:
    """Return the changes of an initiative; those known before are not read again.

    An undoing that was itself undone undoes nothing, so the newest are looked at first.
    """
    accounts = dict(former.accounts) if former else {}
    undoings = dict(former.undoings) if former else {}
    rows = Change.objects.within(scope).filter(pk__gt=former.last if former else 0)
    for number, account, undoes in rows.order_by("id").values_list("id", "account", "undoes"):
        accounts[number] = account
        if undoes is not None:
            undoings[number] = undoes
    undone: set[int] = set()
    for number in sorted(undoings, reverse=True):
        if number not in undone:
            undone.add(undoings[number])
    return Past(accounts, undoings, frozenset(undone))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Facts to read: of some changes (None: of all), and some by number."""

    changes: frozenset[int] | None
    facts: frozenset[int]


def _updated(scope: Scope, former: Loaded, past: Past) -> Iterator[tuple[str, tuple[Kept, ...]]]:
    """Yield each sheet as it stands now, reading only what is new, returned or was taken back."""
    flipped = past.undone ^ former.past.undone
    new = past.accounts.keys() - former.past.accounts.keys()
    touched = _touched(scope, new | flipped)
    fresh = frozenset((new | flipped) - past.undone)
    written = _written(scope, fresh)
    for sheet in SHEETS:
        facts = touched.get(sheet, frozenset())
        kept = former.of(sheet)
        if flipped or facts:
            kept = _without(kept, flipped, facts)
        read: tuple[Kept, ...] = ()
        if sheet in written or facts:
            read = _facts(scope, sheet, past, _Wanted(fresh, facts))
        yield sheet, _in_order(kept, read)


def _without(
    rows: tuple[Kept, ...], changes: Iterable[int], facts: frozenset[int]
) -> tuple[Kept, ...]:
    """Return the rows of other changes but for some facts; the same tuple where all remain."""
    left = tuple(k for k in rows if k.change not in changes and k.id not in facts)
    return rows if len(left) == len(rows) else left


def _in_order(kept: tuple[Kept, ...], read: tuple[Kept, ...]) -> tuple[Kept, ...]:
    """Return both in the order of their numbers; new facts mostly have the highest."""
    if not read:
        return kept
    if not kept or kept[-1].id < read[0].id:
        return (*kept, *read)
    return tuple(sorted((*kept, *read), key=lambda k: k.id))


def _written(scope: Scope, changes: frozenset[int]) -> frozenset[str]:
    """Return the sheets that hold facts of some changes: one query for all tables.

    The plus keeps the database from looking through all rows of the initiative instead of the few
    of the changes.
    """
    found: set[str] = set()
    connection = connections[scope.alias]
    for part in _parts(changes):
        marks = ", ".join(["%s"] * len(part))
        asked = " UNION ALL ".join(
            f"SELECT '{sheet}' WHERE EXISTS (SELECT 1 FROM "  # nosec B608: own names alone
            f"{connection.ops.quote_name(table._meta.db_table)} "
            f"WHERE change_id IN ({marks}) AND +initiative_id = %s)"
            for sheet, table in FACTS.items()
        )
        with connection.cursor() as cursor:
            cursor.execute(asked, [*part, scope.initiative] * len(FACTS))
            found.update(sheet for (sheet,) in cursor.fetchall())
    return frozenset(found)


def _touched(scope: Scope, changes: Iterable[int]) -> Mapping[str, frozenset[int]]:
    """Return the facts that some changes took back, by sheet."""
    found: dict[str, set[int]] = {}
    for part in _parts(changes):
        rows = Retraction.objects.within(scope).filter(change__in=part)
        for sheet, fact in rows.values_list("sheet", "fact"):
            found.setdefault(sheet, set()).add(fact)
    return {sheet: frozenset(facts) for sheet, facts in found.items()}


def _parts(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield numbers in parts that a query can name."""
    every = sorted(numbers)
    for first in range(0, len(every), _NAMED):
        yield every[first : first + _NAMED]


def _queries(rows: QuerySet[Any], wanted: _Wanted, change: str, fact: str) -> Iterator[Any]:
    """Yield the queries that find what is wanted; a fact may be found twice."""
    if wanted.changes is None:
        yield rows
        return
    for part in _parts(wanted.changes):
        yield rows.filter(**{f"{change}__in": part})
    for part in _parts(wanted.facts):
        yield rows.filter(**{f"{fact}__in": part})


def _retractions(scope: Scope, sheet: str, past: Past, wanted: _Wanted) -> dict[int, date]:
    rows = Retraction.objects.within(scope).filter(sheet=sheet)
    return {
        fact: on
        for query in _queries(rows, wanted, "change", "fact")
        for change, fact, on in query.values_list("change", "fact", "on")
        if change not in past.undone
    }


def _words(
    scope: Scope, sheet: str, facts: Sequence[int], wanted: _Wanted
) -> dict[int, tuple[Any, Any, str]]:
    rows = Words.objects.within(scope).filter(sheet=sheet)
    whole = wanted.changes is None
    queries = [rows] if whole else [rows.filter(fact__in=part) for part in _parts(facts)]
    return {
        fact: (texts, extra, sight)
        for query in queries
        for fact, texts, extra, sight in query.values_list("fact", "texts", "extra", "sight")
    }


def _facts(scope: Scope, sheet: str, past: Past, wanted: _Wanted) -> tuple[Kept, ...]:
    own = fact_columns(SHEETS[sheet])
    table = FACTS[sheet].objects.within(scope)
    names = ("id", "change", *map(attribute, own))
    rows = {
        row[0]: row
        for query in _queries(table, wanted, "change", "pk")
        for row in query.values_list(*names)
        if row[1] not in past.undone
    }
    if not rows:
        return ()
    retracted = _retractions(scope, sheet, past, _Wanted(wanted.changes, frozenset(rows)))
    words = _words(scope, sheet, list(rows), wanted)
    return tuple(_restored(sheet, own, rows, retracted, words, past))


def _restored(
    sheet: str,
    own: Sequence[Column],
    rows: Mapping[int, Sequence[Any]],
    retracted: Mapping[int, date],
    words: Mapping[int, tuple[Any, Any, str]],
    past: Past,
) -> Iterator[Kept]:
    kind: type[Record] = SHEETS[sheet]
    names = [column.name for column in own]
    restorers = [(at, back) for at, c in enumerate(own) if (back := restorer(c)) is not None]
    for number in sorted(rows):
        _, change, *row = rows[number]
        for at, back in restorers:
            if row[at] is not None:
                row[at] = back(row[at])
        values = dict(zip(names, row, strict=True))
        sight = ALL
        if number in words:
            texts, extra, sight = words[number]
            values |= _texts(texts)
            values["extra"] = tuple((str(k), str(v)) for k, v in extra)
        if number in retracted:
            day = retracted[number]
            values["retracted_on"] = min(day, values["retracted_on"] or day)
        yield Kept(number, kind(**values), change, past.accounts.get(change), sight)


def _texts(texts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in texts.items()}
