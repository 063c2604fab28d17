"""The sheets by their public names, as the records declare them."""

from __future__ import annotations

from functools import cache

from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Column, columns

_IGNORED = str.maketrans({" ": None, "_": None, "-": None, "\u00a0": None, "\u2010": None})


def plain(name: str) -> str:
    """Return a heading as it is compared: without case, spaces, underscores and hyphens."""
    return name.strip().casefold().translate(_IGNORED)


_BY_NAME = {plain(name): name for name in SHEETS}


def sheet_called(name: str) -> str | None:
    """Return the public name of the sheet that is meant, or None."""
    return _BY_NAME.get(plain(name))


@cache
def columns_of(sheet: str) -> tuple[Column, ...]:
    """Return the columns of a sheet."""
    kind: type = SHEETS[sheet]
    return columns(kind)


@cache
def keys_of(sheet: str) -> tuple[Column, ...]:
    """Return the columns that tell the records of a sheet apart."""
    return tuple(column for column in columns_of(sheet) if column.bounds.key)


@cache
def code_column(sheet: str) -> Column | None:
    """Return the column of a sheet's own codes, which others can refer to, if it has one."""
    own = [column for column in keys_of(sheet) if column.bounds.refers is None]
    return own[0] if len(keys_of(sheet)) == len(own) == 1 else None
