"""Add facts and take them back: the only road by which an initiative's facts come to be."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db import models, transaction

from groundswell.core.terrain.map_records import Initiative as About
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Record
from groundswell.store import insert
from groundswell.store.load import ALL
from groundswell.store.models import FACTS, Change, Image, Initiative, Retraction, Words
from groundswell.store.models.facts import attribute, fact_columns, word_columns, writer
from groundswell.store.scope import WRITING, Scope

TERRAIN, RUN, NOTES = "terrain", "run", "notes"


def begin(
    scope: Scope,
    account: int | None,
    verb: str,
    at: datetime,
    via: str,
    about: Mapping[str, Any] | None = None,
    undoes: int | None = None,
) -> Change:
    """Open a change inside a running transaction, which makes it whole or nothing."""
    assert transaction.get_connection(WRITING).in_atomic_block, "a change needs a transaction"
    made: Change = Change.everywhere.using(WRITING).create(
        initiative_id=scope.initiative,
        account_id=account,
        verb=verb,
        at=at,
        via=via,
        about=dict(about or {}),
        undoes_id=undoes,
    )
    return made


def add(change: Change, records: Sequence[Record], sight: str = ALL) -> list[int]:
    """Add records of one kind; return their numbers, in the order given."""
    if not records:
        return []
    kind: type[Record] = type(records[0])
    own = fact_columns(kind)
    names = ("id", "initiative_id", "change_id", *map(attribute, own))
    to = (change.initiative_id, change.pk)
    read = [(attrgetter(column.name), writer(column)) for column in own]
    numbers = insert.numbers(FACTS[kind.SHEET], len(records))
    rows = [
        (number, *to, *[None if (v := of(record)) is None else write(v) for of, write in read])
        for number, record in zip(numbers, records, strict=True)
    ]
    insert.rows(FACTS[kind.SHEET], names, rows)
    _add_words(change, kind, records, numbers, sight)
    return numbers


def _add_words(
    change: Change, kind: type[Record], records: Sequence[Record], numbers: list[int], sight: str
) -> None:
    names = [column.name for column in word_columns(kind)]
    told = []
    for record, number in zip(records, numbers, strict=True):
        texts = {name: v for name in names if (v := getattr(record, name)) is not None}
        if texts or record.extra:
            of = (change.initiative_id, kind.SHEET, number)
            told.append((*of, insert.json(texts), insert.json(record.extra), sight))
    own = ("initiative_id", "sheet", "fact", "texts", "extra", "sight", "account_id")
    insert.rows(Words, own, [(*row, change.account_id) for row in told])


def add_all(change: Change, observations: Observations) -> int:
    """Add a whole initiative's records; return how many."""
    count = 0
    if observations.initiative != About():
        add(change, [observations.initiative])
        count += 1
    for sheet in SHEETS:
        records = observations.records.get(sheet, ())
        for _, alike in itertools.groupby(records, key=type):
            count += len(add(change, list(alike)))
    return count


def retract(change: Change, sheet: str, facts: Iterable[int], on: date) -> None:
    """Take facts back as of a day."""
    names = ("initiative_id", "change_id", "sheet", "fact", "on")
    day = insert.day(on)
    rows = [(change.initiative_id, change.pk, sheet, fact, day) for fact in facts]
    insert.rows(Retraction, names, rows)


def keep_image(
    change: Change,
    kind: str,
    row: int,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Keep a changeable row before and after a change."""
    Image.everywhere.using(WRITING).create(
        initiative_id=change.initiative_id,
        change=change,
        kind=kind,
        row=row,
        before=before,
        after=after,
    )


def rise(scope: Scope, *areas: str) -> None:
    """Raise the revisions of areas, so that kept answers know they are old."""
    rises: dict[str, Any] = {f"{area}_revision": models.F(f"{area}_revision") + 1 for area in areas}
    Initiative.objects.using(WRITING).filter(pk=scope.initiative).update(**rises)


def area_of(sheet: str) -> str:
    """Return the area a sheet belongs to: the terrain, or the work with people."""
    return TERRAIN if SHEETS[sheet].__module__.endswith("map_records") else RUN
