"""Finding and reading benchmark files, forgiving about case, folders, compression and commas."""

from __future__ import annotations

import csv
import gzip
from fnmatch import fnmatch
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_GZIP = b"\x1f\x8b"
Row = dict[str, str]


def find(data: Path, *patterns: str) -> list[Path]:
    """Return files below `data` whose path fits one of the patterns, whatever their case.

    A pattern is tried on the path below `data` with the name of `data` itself before it, so that
    the folder of a single data set will do.
    """
    found = []
    for path in sorted(data.rglob("*")):
        name = f"{data.resolve().name}/{path.relative_to(data).as_posix()}".lower()
        if path.is_file() and any(fnmatch(name, pattern.lower()) for pattern in patterns):
            found.append(path)
    return found


def text(path: Path) -> str:
    """Return the whole of a file, unpacked if it is gzipped."""
    raw = path.read_bytes()
    if raw.startswith(_GZIP):
        raw = gzip.decompress(raw)
    return raw.decode("utf-8-sig", errors="replace")


def rows(path: Path) -> list[Row]:
    """Return a table as one dict a row, by header in lower case; comma, semicolon or tab."""
    lines = text(path).splitlines()
    if not lines:
        return []
    separator = max(",;\t", key=lines[0].count)
    reader = csv.reader(lines, delimiter=separator)
    header = [name.strip().lower() for name in next(reader)]
    return [
        dict(zip(header, (cell.strip() for cell in row), strict=False))
        for row in reader
        if any(row)
    ]


def number(cell: str | None) -> float:
    """Return a cell as a number; NaN if it is empty or none."""
    try:
        return float(cell) if cell else float("nan")
    except ValueError:
        return float("nan")


def pairs(path: Path) -> list[tuple[str, str]]:
    """Return the first two columns of a headerless file separated by blanks."""
    split = (line.split() for line in text(path).splitlines())
    return [(cells[0], cells[1]) for cells in split if len(cells) >= 2]


def places(ids: list[str]) -> dict[str, int]:
    """Number the distinct ids in the order they come."""
    return {name: place for place, name in enumerate(dict.fromkeys(ids))}


def arcs(
    ends: list[tuple[str, str]], index: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ends as indices, leaving out those with an end that is not in the index."""
    known = [(index[a], index[b]) for a, b in ends if a in index and b in index]
    both = np.array(known, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]
