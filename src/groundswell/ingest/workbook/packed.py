"""A zip of CSV files as tables, unpacked with measure: names, sizes and numbers are not trusted."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from groundswell.ingest.workbook.delimited import SUFFIXES, tables_of_folder
from groundswell.ingest.workbook.problem import Findings, Unreadable
from groundswell.ingest.workbook.tables import MAX_FILE, Table

MOST = 200  # files in a zip; a workbook has thirty sheets
_PIECE = 2**20
_STRANGE = re.compile(r"[^\w .()-]")
_ANEW = "Zip the CSV files anew, or hand them in one by one."
_DAMAGED = ("the zip is damaged, or protected by a password", _ANEW)


def plain_name(name: str) -> str:
    """Return a file name without folders and without signs that mean something to a disk."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return _STRANGE.sub("_", last).strip(" .")[-80:] or "file"


def holds_csv(raw: bytes) -> bool:
    """Whether a zip holds CSV files and no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return "xl/workbook.xml" not in names and any(map(_wanted, names))


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return path.suffix.lower() in SUFFIXES and not hidden


def tables_of_packed(raw: bytes, findings: Findings) -> list[Table]:
    """Return the sheets of a zip of CSV files.

    Raises
    ------
    Unreadable
        If it is damaged, protected, or unpacks to more than a workbook holds.
    """
    with tempfile.TemporaryDirectory(prefix="groundswell-") as folder:
        try:
            _unpack(raw, Path(folder))
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
            # RuntimeError: a protected file; NotImplementedError, below it: an unusual packing.
            raise Unreadable(*_DAMAGED) from error
        return tables_of_folder(Path(folder), findings)


def _unpack(raw: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [part for part in archive.infolist() if _wanted(part.filename)]
        if len(parts) > MOST:
            raise Unreadable(f"the zip holds {len(parts):,} files; {MOST} are the most", _ANEW)
        left = MAX_FILE
        for part in parts:
            place = folder / plain_name(part.filename)
            if place.exists():
                raise Unreadable(f"the zip holds {place.name} twice", "Keep one of them.")
            with archive.open(part) as stream, place.open("wb") as out:
                for piece in _measured(stream, left):
                    out.write(piece)
                    left -= len(piece)


def _measured(stream: IO[bytes], most: int) -> Iterator[bytes]:
    seen = 0
    while piece := stream.read(_PIECE):
        seen += len(piece)
        if seen > most:
            what = f"the zip unpacks to more than {MAX_FILE >> 20} MB"
            raise Unreadable(what, "Leave out what does not belong to the initiative.")
        yield piece
