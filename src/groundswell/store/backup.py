"""Take an initiative out with its whole history and bring it back; copy a whole database.

A backup is JSON: every table as columns and rows. Numbers in it are only for finding each other;
restored rows get new ones.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connections, models, transaction
from django.db.models import Q
from django.db.utils import DatabaseError

from groundswell.store.erase import erase_again, stones
from groundswell.store.load import ALL, CORE, load
from groundswell.store.models import (
    FACTS,
    Account,
    Change,
    Foretold,
    Image,
    Initiative,
    Membership,
    Note,
    Pause,
    Retraction,
    Reveal,
    Tombstone,
    Trail,
    WeekNote,
    Words,
)
from groundswell.store.scope import READING, WRITING, Scope, Scoped

FORMAT, VERSION = "groundswell backup", 1
_SHARED = (ALL, CORE)
_OF_INITIATIVE = ("code", "fictional", "created_at", "archived_at")
_REVISIONS = ("terrain_revision", "run_revision", "notes_revision")
_MANY = 500
_CHANGEABLE = {
    "note": frozenset({"text", "sight", "gone"}),
    "membership": frozenset({"role", "ended_at"}),
    "pause": frozenset({"gone"}),
}

Table = dict[str, Any]


class NoBackup(ValueError):
    """This is no backup, or a damaged one; nothing was restored."""


def dump(scope: Scope, account: int) -> dict[str, Any]:
    """Return an initiative as plain data; private notes and texts of others stay out."""
    row = Initiative.objects.using(scope.alias).get(pk=scope.initiative)
    mine = Q(account=account) | Q(sight__in=_SHARED)
    tables: dict[str, models.QuerySet[Any]] = {
        "memberships": Membership.objects.within(scope),
        "changes": Change.objects.within(scope),
        **{f"facts {s}": table.objects.within(scope) for s, table in FACTS.items()},
        "words": Words.objects.within(scope).filter(mine),
        "retractions": Retraction.objects.within(scope),
        "notes": Note.objects.within(scope).filter(mine),
        "weeks": WeekNote.objects.within(scope).filter(account=account),
        "pauses": Pause.objects.within(scope).filter(Q(account=account) | Q(account=None)),
        "reveals": Reveal.objects.within(scope),
        "images": Image.objects.within(scope),
        "trail": Trail.objects.within(scope),
        "tombstones": Tombstone.objects.within(scope),
        "forecasts": Foretold.objects.within(scope),
    }
    kept = {
        "note": set(tables["notes"].values_list("pk", flat=True)),
        "pause": set(tables["pauses"].values_list("pk", flat=True)),
    }
    made = {name: _table(rows) for name, rows in tables.items()}
    _drop_images(made["images"], kept)
    about = {name: _plain(getattr(row, name)) for name in (*_OF_INITIATIVE, *_REVISIONS)}
    people = Account.objects.using(scope.alias).filter(pk__in=_accounts(made.values()))
    accounts = {str(a.pk): {"login": a.login, "name": a.name} for a in people}
    head = {"format": FORMAT, "version": VERSION, "initiative": about}
    return {**head, "accounts": accounts, "tables": {k: t for k, t in made.items() if t["rows"]}}


def _table(rows: models.QuerySet[Any]) -> Table:
    fields = [f.attname for f in rows.model._meta.concrete_fields if f.attname != "initiative_id"]
    told = rows.order_by("pk").values_list(*fields)
    return {"columns": fields, "rows": [[_plain(value) for value in row] for row in told]}


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _drop_images(images: Table, kept: Mapping[str, set[int]]) -> None:
    """Leave out images of rows that are left out themselves: they hold what those hold."""
    kind, row = (images["columns"].index(name) for name in ("kind", "row"))
    images["rows"] = [i for i in images["rows"] if i[kind] not in kept or i[row] in kept[i[kind]]]


def _accounts(tables: Iterable[Table]) -> set[int]:
    found = set()
    for table in tables:
        if "account_id" in table["columns"]:
            at = table["columns"].index("account_id")
            found |= {row[at] for row in table["rows"] if row[at] is not None}
    return found


def restore(content: Mapping[str, Any], code: str, at: datetime) -> Scope:
    """Bring an initiative back under a code that is free; all of it or nothing.

    Raises
    ------
    NoBackup
        If it is no backup, or does not fit together.
    """
    if content.get("format") != FORMAT:
        raise NoBackup("This is no backup of an initiative.")
    if content.get("version") != VERSION:
        raise NoBackup("This backup was made by another version of Groundswell.")
    try:
        with transaction.atomic(using=WRITING):
            scope = _Restoring(content, code, at).run()
            load(scope)  # what cannot be read back must not be let in
            return scope
    except (
        AttributeError,
        DatabaseError,
        KeyError,
        ObjectDoesNotExist,
        OverflowError,
        TypeError,
        ValidationError,
        ValueError,
    ) as error:
        raise NoBackup("This backup is damaged; nothing was restored.") from error


class _Restoring:
    """Brings the tables back in an order in which each finds what it refers to."""

    def __init__(self, content: Mapping[str, Any], code: str, at: datetime) -> None:
        self.content = content
        self.code = code
        self.at = at
        self.numbers: dict[str, dict[int, int]] = {}
        self.scope = Scope(0, WRITING)

    def run(self) -> Scope:
        """Restore everything and erase again whoever was erased since."""
        self._initiative()
        self.numbers["account"] = self._accounts()
        self.numbers["membership"] = self._plainly("memberships", Membership)
        self._changes()
        for sheet, table in FACTS.items():
            self.numbers[f"facts {sheet}"] = self._plainly(f"facts {sheet}", table)
        self.numbers["note"] = self._plainly("notes", Note)
        self.numbers["pause"] = self._plainly("pauses", Pause)
        plain: dict[str, type[Scoped]] = {
            "weeks": WeekNote,
            "reveals": Reveal,
            "trail": Trail,
            "tombstones": Tombstone,
            "forecasts": Foretold,
        }
        for name, kind in plain.items():
            self._plainly(name, kind)
        of_facts: dict[str, type[Scoped]] = {"words": Words, "retractions": Retraction}
        for name, kind in of_facts.items():
            self._many(kind, [self._of_fact(row) for row in self._rows(name, kind)])
        images = [row for row in map(self._of_row, self._rows("images", Image)) if row]
        self._many(Image, images)
        # Who was erased before the backup is not in it; whoever bears their code there is new.
        former = str(self.content["initiative"]["code"])
        erase_again(self.scope, stones() - stones(self.scope), self.at, former)
        return self.scope

    def _initiative(self) -> None:
        told = self.content["initiative"]
        values = {n: _read(Initiative, n, told[n]) for n in (*_OF_INITIATIVE, *_REVISIONS)}
        made = Initiative.objects.using(WRITING).create(**{**values, "code": self.code})
        self.scope = Scope(made.pk, WRITING)

    def _accounts(self) -> dict[int, int]:
        """Return accounts by their numbers in the backup; who is unknown here cannot sign in."""
        found = {}
        for number, told in self.content["accounts"].items():
            account, new = Account.objects.using(WRITING).get_or_create(
                login=str(told["login"])[:150],
                defaults={"name": str(told["name"])[:200], "created_at": self.at},
            )
            if new:
                account.set_unusable_password()
                account.save(using=WRITING)
            found[int(number)] = account.pk
        return found

    def _rows(self, name: str, table: type[models.Model]) -> list[dict[str, Any]]:
        told = self.content["tables"].get(name, {"columns": [], "rows": []})
        known = {field.attname for field in table._meta.concrete_fields}
        if set(told["columns"]) - known:
            raise KeyError(name)
        rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
        return [{k: _read(table, k, v) for k, v in self._renumbered(row).items()} for row in rows]

    def _renumbered(self, row: dict[str, Any]) -> dict[str, Any]:
        now = {**row, "initiative_id": self.scope.initiative}
        for name, of in (("account_id", "account"), ("change_id", "change")):
            if now.get(name) is not None:
                now[name] = self.numbers[of][now[name]]
        return now

    def _plainly(self, name: str, table: type[Any]) -> dict[int, int]:
        """Restore a table and return its new numbers by the old."""
        rows = self._rows(name, table)
        old = [row.pop("id") for row in rows]
        return dict(zip(old, self._many(table, rows), strict=True))

    def _many(self, table: type[Any], rows: list[dict[str, Any]]) -> list[int]:
        made = [table(**{k: v for k, v in row.items() if k != "id"}) for row in rows]
        table.everywhere.using(WRITING).bulk_create(made, batch_size=_MANY)
        return [row.pk for row in made]

    def _changes(self) -> None:
        """Restore changes one by one, oldest first: an undoing names what it undoes."""
        numbers = self.numbers["change"] = {}
        for row in self._rows("changes", Change):
            old = row.pop("id")
            told = row["about"]
            if not all(isinstance(told.get(name, []), list) for name in ("sheets", "ids")):
                raise TypeError("about")
            if row["undoes_id"] is not None:
                row["undoes_id"] = numbers[row["undoes_id"]]
            numbers[old] = Change.everywhere.using(WRITING).create(**row).pk

    def _of_fact(self, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "fact": self.numbers[f"facts {row['sheet']}"][row["fact"]]}

    def _of_row(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """Return an image with the new number of its row; of what is not backed up, none."""
        number = self.numbers.get(row["kind"], {}).get(row["row"])
        if number is None:
            return None
        # Undoing writes an image back, so it may name nothing but what a deed changes.
        if {*(row["before"] or ()), *(row["after"] or ())} - _CHANGEABLE[row["kind"]]:
            raise KeyError(row["kind"])
        return {**row, "row": number}


def _read(table: type[models.Model], name: str, value: Any) -> Any:
    """Return a value as a column's own type."""
    field = next(f for f in table._meta.concrete_fields if f.attname == name)
    if value is None or isinstance(field, (models.JSONField, models.ForeignKey)):
        return value
    return field.to_python(value)


def copy_database(out: Path) -> None:
    """Copy the whole SQLite database while it is in use, complete and consistent.

    Raises
    ------
    NoBackup
        If the database is a server's, which brings its own tool.
    """
    connection = connections[READING]
    if connection.vendor != "sqlite":
        raise NoBackup("A PostgreSQL database is backed up whole with pg_dump.")
    connection.ensure_connection()
    with closing(sqlite3.connect(out)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def replace_database(file: Path, place: Path) -> None:
    """Put a copy of a database where the present one lies; whole or not at all.

    Raises
    ------
    NoBackup
        If the file is damaged or none of ours; the present one stays.
    """
    connections.close_all()
    draft = place.with_name(f".{place.name}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(draft)) as target:
            source.backup(target)
            sound = target.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if not sound or not target.execute(_OURS).fetchone():
                raise NoBackup("This database is damaged, or none of Groundswell's.")
    except sqlite3.Error as error:
        draft.unlink(missing_ok=True)
        raise NoBackup("This database is damaged; nothing was restored.") from error
    for log in ("-wal", "-shm"):
        place.with_name(place.name + log).unlink(missing_ok=True)
    draft.replace(place)


_OURS = "SELECT 1 FROM sqlite_master WHERE name = 'store_initiative'"
