"""Changes that no test can or need notice, each with its reason: the lines of explained.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_suffix(".csv")
KINDS = {
    "equivalent": "nothing differs",
    "order only": "which of equals comes first",
    "tolerance": "a slack or a number of digits that no case meets",
    "buffer": "a list made one longer",
    "speed only": "the same answer, sooner or later",
    "looks": "where a line of a drawing lies",
    "other tests": "noticed by a test outside tests/core, which is named",
}


class Explained(NamedTuple):
    """One line of the file."""

    place: str
    kind: str
    reason: str


@cache
def read(file: Path = FILE) -> dict[str, Explained]:
    """Return every explained place by its name; ValueError says which line is wrong."""
    found: dict[str, Explained] = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.reader(rows), 1):
            if number == 1:
                continue
            if len(row) != 3 or row[1] not in KINDS or not row[2].strip():
                raise ValueError(f"{file.name}, line {number}: expected place, kind and reason")
            line = Explained(*row)
            if line.place in found:
                raise ValueError(f"{file.name}, line {number}: {line.place} stands twice")
            found[line.place] = line
    return found


def write(lines: Iterable[Explained], file: Path = FILE) -> None:
    """Write the file anew, sorted by place."""
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(Explained._fields)
        rows.writerows(sorted(lines))
