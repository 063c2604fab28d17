"""Many rows at once: what an import of tens of thousands of facts needs, with no model each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from json import dumps
from typing import Any

from django.db import connections, models

from groundswell.store.scope import WRITING

Row = tuple[Any, ...]


def json(value: Any) -> str:
    """Return a value as a column of JSON takes it."""
    return dumps(value, ensure_ascii=False)


def day(value: date) -> str:
    """Return a day as both databases take it."""
    return value.isoformat()


def numbers(table: type[models.Model], count: int) -> list[int]:
    """Take as many new numbers of a table; a transaction that fails gives none of them away twice.

    SQLite has one writer, who holds the database by now; PostgreSQL counts by itself.
    """
    connection = connections[WRITING]
    name = table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
            found = cursor.fetchone()
            first = (found[0] if found else 0) + 1
            return list(range(first, first + count))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [name, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def rows(table: type[models.Model], names: Sequence[str], values: Sequence[Row]) -> None:
    """Insert rows; every value is given as its column takes it."""
    if not values:
        return
    connection = connections[WRITING]
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, names))
    places = ", ".join(["%s"] * len(names))
    into = quote(table._meta.db_table)
    with connection.cursor() as cursor:
        # Names come from the models, values are bound.
        cursor.executemany(f"INSERT INTO {into} ({columns}) VALUES ({places})", values)  # nosec B608
