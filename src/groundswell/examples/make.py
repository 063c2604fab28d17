"""Make the shipped files again: `python -m groundswell.examples.make`. Same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from groundswell.core.answer import to_plain
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record, columns
from groundswell.examples import names, path
from groundswell.examples.telling import tell


def as_bytes(told: Observations) -> bytes:
    """Return an initiative as the JSON form of the workbook, empty cells left out."""
    sheets: dict[str, Any] = {"initiative": _row(told.initiative)}
    sheets |= {sheet: [_row(record) for record in rows] for sheet, rows in told.records.items()}
    return (json.dumps(sheets, ensure_ascii=False, indent=1) + "\n").encode()


def _row(record: Record) -> dict[str, Any]:
    sheet: type = type(record)
    cells = {column.header: getattr(record, column.name) for column in columns(sheet)}
    return {header: _cell(value) for header, value in cells.items() if value not in (None, ())}


def _cell(value: Any) -> Any:
    """Return a cell as JSON; a whole number is written without a point, as a person would."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return to_plain(value)


def make(folder: Path | None = None) -> list[Path]:
    """Write every example, into the package unless told otherwise, and return the files."""
    written = []
    for name in names():
        target = folder / f"{name}.json" if folder else path(name)
        target.write_bytes(as_bytes(tell(name)))
        written.append(target)
    return written


if __name__ == "__main__":
    make()
