"""An untrusted xlsx archive made safe to parse: measured while unpacking, emptied of empty cells.

Reading a sheet takes memory for the whole rectangle that its cells span, so a file of a few
kilobytes can ask for terabytes, as can a long shared text that many cells name. Here every part is
unpacked piece by piece and counted before a parser sees it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import IO

from groundswell.ingest.workbook.marks import marked, too_large
from groundswell.ingest.workbook.problem import Unreadable

MAX_UNPACKED = 512 * 2**20  # bytes of all parts together
MAX_RATIO = 150  # unpacked size by packed size; spreadsheets reach 40
MAX_ROWS = 250_000  # rows that a sheet may reach down to
MAX_SPAN = 4_000_000  # cells of the rectangle a sheet spans
MAX_TEXT = 256 * 2**20  # bytes of shared texts, counted once for each cell that shows them

_SHORT = 200  # bytes of a shared text that need no exact account
_RATIO_FREE = 4 * 2**20
_PIECE = 2**20
_ROW_LIMIT = 64 * 2**20
_OPEN = rb"<(?:\w+:)?"
_ATTRIBUTE = rb"""(?:\s+[\w:]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))"""
# As nearly all programs write cells; the patterns after it are for the others.
_USUAL_EMPTY = re.compile(rb'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?/>)+')
_USUAL_PLACE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_USUAL_CELL = re.compile(rb"<c[\s/>]")
_OTHER_CELL = re.compile(rb":c[\s/>]")
_EMPTY_CELL = re.compile(_OPEN + rb"c" + _ATTRIBUTE + rb"*\s*/>")
_EMPTY_ROW = re.compile(rb"<row [^>]*>(?:(?<=/>)|</row>)")
_CELL = re.compile(_OPEN + rb"c[\s/>]")
_PLACE = re.compile(
    _OPEN + rb"c" + _ATTRIBUTE + rb"""*?\s+r\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']"""
)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>\s*(\d{1,9})\s*<")
_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_UNUSUAL = (
    "the workbook is written in an unusual way",
    "Open it in Excel or LibreOffice, save it as .xlsx and try again.",
)
_BOMB = (
    "the file unpacks to far more than a workbook holds",
    "Copy the sheets you need into a new workbook.",
)


def sieve(archive: zipfile.ZipFile) -> tuple[io.BytesIO, bool]:
    """Return the archive again, unpacked, with only what holds values; and if any was marked.

    Raises
    ------
    Unreadable
        If it is damaged, too large, or not written as spreadsheets are.
    """
    parts = [part for part in archive.infolist() if _wanted(part.filename)]
    for part in parts:
        huge = part.file_size > max(_RATIO_FREE, part.compress_size * MAX_RATIO)
        if huge or part.file_size > MAX_UNPACKED:
            raise Unreadable(*_BOMB)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(*_BOMB)
    clean = io.BytesIO()
    account = _Account()
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as out:
        for part in sorted(parts, key=lambda p: not _shared_texts(p.filename)):
            pieces = _pieces(archive, part)
            if _shared_texts(part.filename):
                content = b"".join(pieces)
                account.measure(content)
            elif "/worksheets/" in part.filename.lower():
                content = _sheet(pieces, account)
            else:
                content = b"".join(pieces)
            out.writestr(part.filename, content)
    clean.seek(0)
    return clean, account.marked


def _wanted(name: str) -> bool:
    low = name.lower()
    skipped = ("media", "drawings", "pivotcache", "externallinks", "calcchain", "comments")
    return low.endswith((".xml", ".rels")) and not any(f"xl/{part}" in low for part in skipped)


def _shared_texts(name: str) -> bool:
    return name.lower().endswith("sharedstrings.xml")


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(part) as stream:
            yield from _measured(stream, part.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        # RuntimeError: a part that is encrypted by itself; ValueError: an impossible offset.
        raise Unreadable(
            "the file is damaged or was not copied completely",
            "Fetch it again, or open it in Excel or LibreOffice and save it anew.",
        ) from error


def _measured(stream: IO[bytes], size: int) -> Iterator[bytes]:
    seen = 0
    while piece := stream.read(_PIECE):
        seen += len(piece)
        if seen > size or b"\0" in piece:
            raise Unreadable(*(_BOMB if seen > size else _UNUSUAL))
        yield piece


class _Account:
    """Keeps account of the shared texts that cells show, and of cells that were marked."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.longest = 0
        self.spent = 0
        self.marked = False

    def mark(self, content: bytes) -> bytes:
        """Return a piece of a sheet with its deceptive cells marked."""
        done = marked(content)
        self.marked = self.marked or done != content
        return done

    def measure(self, content: bytes) -> None:
        """Note how long each shared text is."""
        starts = [found.start() for found in _TEXT.finditer(content)] + [len(content)]
        self.lengths = [b - a for a, b in pairwise(starts)]
        self.longest = max(self.lengths, default=0)

    def spend(self, content: bytes) -> None:
        """Count the texts that a piece of a sheet shows; exactly where some are long."""
        if self.longest <= _SHORT:
            self.spent += self.longest * (content.count(b'"s"') + content.count(b"'s'"))
        else:
            shown = map(int, _VALUE.findall(content))
            self.spent += sum(self.lengths[i] for i in shown if i < len(self.lengths))
        if self.spent > MAX_TEXT:
            raise Unreadable(*_BOMB)


def _sheet(pieces: Iterator[bytes], account: _Account) -> bytes:
    """Return a sheet without empty cells and rows, or a sheet that says it is too large."""
    kept: list[bytes] = []
    rest = b""
    rows, width = 0, 0
    for piece in pieces:
        rest = _emptied(rest + piece)
        cut = rest.rfind(b"row>") + 4
        if cut < 4:
            if len(rest) > _ROW_LIMIT:
                raise Unreadable(*_BOMB)
            continue
        done, rest = rest[:cut], rest[cut:]
        down, across = _reach(done)
        rows, width = max(rows, down), max(width, across)
        if rows > MAX_ROWS or rows * width > MAX_SPAN:
            account.marked = True
            return _refused(rows)
        account.spend(done)
        kept.append(account.mark(done))
    down, across = _reach(rest)
    if max(rows, down) > MAX_ROWS or max(rows, down) * max(width, across) > MAX_SPAN:
        account.marked = True
        return _refused(max(rows, down))
    account.spend(rest)
    return b"".join([*kept, account.mark(rest)])


def _emptied(content: bytes) -> bytes:
    if b"/>" not in content:
        return content
    content = _USUAL_EMPTY.sub(b"", content)
    if b"/>" in content:
        content = _EMPTY_CELL.sub(b"", content)
    return _EMPTY_ROW.sub(b"", content)


def _refused(rows: int) -> bytes:
    reach = f"the sheet reaches to row {rows:,} or beyond"
    most = f"{MAX_ROWS:,} rows and {MAX_SPAN:,} cells are the most that is read"
    return too_large(f"{reach}; {most}")


def _reach(content: bytes) -> tuple[int, int]:
    """Return the lowest row and the last column that hold a value."""
    places = _USUAL_PLACE.findall(content)
    cells = len(_USUAL_CELL.findall(content)) + len(_OTHER_CELL.findall(content))
    if len(places) != cells:
        places = _PLACE.findall(content)
        if len(places) != len(_CELL.findall(content)):
            raise Unreadable(*_UNUSUAL)
    if not places:
        return 0, 0
    letters, rows = (set(part) for part in zip(*places, strict=True))
    return max(map(int, rows)), max(map(_column, letters))


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at
