"""The hand-written part of a story: two TOML files, read into typed records."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from enum import Enum
from importlib.resources import files
from typing import Any, TypeVar

from groundswell.core.terrain.record import Column, Record, columns

Row = Mapping[str, Any]
Script = Mapping[str, Any]
R = TypeVar("R", bound=Record)


def read(name: str) -> Script:
    """Return the hand-written story of an example: its map and its people-work taken together."""
    folder = files(__package__) / "stories" / name
    story: dict[str, Any] = {}
    for part in ("map.toml", "run.toml"):
        words = tomllib.loads((folder / part).read_text(encoding="utf-8"))
        told_twice = sorted(set(words) & set(story))
        if told_twice:
            raise ValueError(f"the story {name} tells {', '.join(told_twice)} twice")
        story |= words
    return story


def origins() -> list[Row]:
    """Return the places that names come from, each with its given and its family names."""
    text = (files(__package__) / "stories" / "names.toml").read_text(encoding="utf-8")
    places: list[Row] = tomllib.loads(text)["origins"]
    return places


def typed(kind: type[R], rows: Iterable[Row]) -> tuple[R, ...]:
    """Turn rows keyed by column heading into records; a word that is no column is an error."""
    return tuple(_record(kind, row) for row in rows)


def _record(kind: type[R], row: Row) -> R:
    sheet: type = kind
    known = {column.header: column for column in columns(sheet)}
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise ValueError(f"{kind.SHEET} has no column {', '.join(unknown)}: {dict(row)}")
    return kind(**{known[word].name: _value(known[word], cell) for word, cell in row.items()})


def _value(column: Column, cell: Any) -> Any:
    """Return a cell in its declared kind; a stance may be a word or a number."""
    if column.many:
        return tuple(column.kind(part) for part in cell)
    if isinstance(cell, str) and issubclass(column.kind, Enum):
        return column.kind(cell)
    wanted = float if float in column.alternatives else column.kind
    if wanted is float and not isinstance(cell, bool | str):
        return float(cell)
    if not isinstance(cell, wanted) or (isinstance(cell, bool) and wanted is not bool):
        raise ValueError(f"{column.header} cannot be {cell!r}")
    return cell


def day(script: Script, word: str) -> datetime.date:
    """Return a date the story names."""
    found = script[word]
    if not isinstance(found, datetime.date):
        raise ValueError(f"{word} is not a date: {found!r}")
    return found
