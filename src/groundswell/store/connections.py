"""Three connections to one database: one writes, one cannot, one writes to its own tables alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from groundswell.store.scope import LEDGER, READING

_OWN = ("store_shelved", "store_job", "store_trail", "store_placing", "store_foretold")
_WRITES = re.compile(
    r"^\s*(?:insert(?:\s+or\s+\w+)?\s+into|update|delete\s+from|replace\s+into|drop\s+\w+|"
    r"alter\s+\w+|create\s+\w+|truncate(?:\s+table)?)\s+\"?(\w+)",
    re.IGNORECASE,
)


class RefusedWrite(RuntimeError):
    """A connection was used for a table it may not change; that is a defect."""


def listen() -> None:
    """Set up each connection when it opens."""
    connection_created.connect(_set_up, dispatch_uid="groundswell.store.connections")


def _set_up(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.alias == READING:
        sqlite = connection.vendor == "sqlite"
        read_only = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON" if sqlite else read_only)
    elif connection.alias == LEDGER and _own_tables_only not in connection.execute_wrappers:
        connection.execute_wrappers.append(_own_tables_only)


def _own_tables_only(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    written = _WRITES.match(sql)
    if written and written[1].lower() not in _OWN:
        raise RefusedWrite(f"the ledger's connection may not change {written[1]}")
    return execute(sql, params, many, context)
