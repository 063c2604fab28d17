"""Add facts and take them back: the only road by which an initiative's facts come to be."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from groundswell.core.terrain.map_records import Initiative as About
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Record
from groundswell.store.load import ALL
from groundswell.store.models import FACTS, Change, Image, Initiative, Retraction, Words
from groundswell.store.models.facts import values_of, word_columns
from groundswell.store.scope import WRITING, Scope

_MANY = 500
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
    table = FACTS[kind.SHEET]
    to = {"initiative_id": change.initiative_id, "change_id": change.pk}
    rows = [table(**to, **dict(values_of(record))) for record in records]
    made = table.everywhere.using(WRITING).bulk_create(rows, batch_size=_MANY)
    numbers = [int(row.pk) for row in made]
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
            told.append(
                Words(
                    initiative_id=change.initiative_id,
                    sheet=kind.SHEET,
                    fact=number,
                    texts=texts,
                    extra=[list(pair) for pair in record.extra],
                    sight=sight,
                    account_id=change.account_id,
                )
            )
    Words.everywhere.using(WRITING).bulk_create(told, batch_size=_MANY)


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
    to = {"initiative_id": change.initiative_id, "change_id": change.pk}
    rows = [Retraction(**to, sheet=sheet, fact=fact, on=on) for fact in facts]
    Retraction.everywhere.using(WRITING).bulk_create(rows, batch_size=_MANY)


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
