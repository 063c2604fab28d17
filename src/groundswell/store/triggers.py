"""Triggers that keep facts unchangeable, on SQLite and PostgreSQL, and a check that they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from groundswell.store.scope import WRITING

TICKET = "store_erasureticket"
_REFUSAL = "facts are never changed; retract or erase"


def guarded_tables() -> tuple[str, ...]:
    """Return the tables whose rows never change."""
    from groundswell.store.models import FACTS, Change, Foretold, Retraction, Tombstone

    kept: tuple[type[Model], ...] = (Change, Foretold, Retraction, Tombstone, *FACTS.values())
    return tuple(model._meta.db_table for model in kept)


def install_after_migration(using: str, **_: Any) -> None:
    """Install the triggers after a migration; installing twice changes nothing."""
    if using == WRITING:
        install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Install the triggers on every guarded table that exists."""
    there = set(connection.introspection.table_names())
    tables = [table for table in guarded_tables() if table in there]
    if TICKET not in there:
        return
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for statement in _sqlite(tables) if sqlite else _postgresql(tables):
            cursor.execute(statement)


def _sqlite(tables: Iterable[str]) -> Iterator[str]:
    # The names of tables come from the models alone.
    for table in tables:
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table} "  # nosec B608
                f"WHEN NOT EXISTS (SELECT 1 FROM {TICKET}) "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        # INSERT OR REPLACE would delete the old row without firing a trigger.
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "  # nosec B608
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _postgresql(tables: Iterable[str]) -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION store_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # nosec B608
        f"IF EXISTS (SELECT 1 FROM {TICKET}) THEN "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for table in tables:
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION store_refuse()"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION store_refuse()"
        )


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the guarded tables that exist without their triggers."""
    there = set(connection.introspection.table_names())
    if connection.vendor == "sqlite":
        asked = "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY 1"
        needed = 3
    else:
        asked = (
            "SELECT c.relname, count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal GROUP BY 1"
        )
        needed = 2
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = dict(cursor.fetchall())
    return [t for t in guarded_tables() if t in there and found.get(t, 0) < needed]


def check_installed(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Fail where a guarded table has lost its triggers."""
    if WRITING not in (databases or ()):
        return []
    return [
        Error(f"the table {table} has lost its triggers", hint="Run the migrations.", id="store.E1")
        for table in missing(connections[WRITING])
    ]
