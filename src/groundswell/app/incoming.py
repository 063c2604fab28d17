"""Files handed in and not imported yet: kept for a day, each seen by its giver alone, then gone."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from groundswell.app.actor import Actor
from groundswell.app.policy import Absent
from groundswell.ingest.workbook import Problem
from groundswell.ingest.workbook.packed import MOST, plain_name

KEPT = timedelta(days=1)
_HANDLE = re.compile(r"[a-f0-9]{32}")
_TABLES = (".csv", ".tsv")

File = tuple[str, Iterable[bytes]]


class TooMuch(ValueError):
    """More was handed in than is taken; `problem` says what and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.problem = Problem("the files", None, None, what, mend, kind="too-large")


def keep(actor: Actor, files: Sequence[File]) -> str:
    """Keep files until they are imported or discarded; return the handle to find them by.

    Raises
    ------
    TooMuch
        If they are more or larger than is taken.
    """
    if len(files) > MOST:
        raise TooMuch(f"there are {len(files)} files", f"Hand in {MOST} at most.")
    sweep(actor.at)
    handle = secrets.token_hex(16)
    folder = _folder_of(actor) / handle
    folder.mkdir(parents=True, mode=0o700)
    left = settings.MAX_UPLOAD
    try:
        for name, pieces in files:
            left = _write(folder / plain_name(name), pieces, left)
    except TooMuch:
        shutil.rmtree(folder)
        raise
    return handle


def _write(place: Path, pieces: Iterable[bytes], left: int) -> int:
    if place.exists():
        raise TooMuch(f"two files are called {place.name}", "Rename one of them.")
    with place.open("xb") as out:
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                most = f"{settings.MAX_UPLOAD >> 20} MB"
                raise TooMuch(f"together they have more than {most}", "Split them.")
            out.write(piece)
    return left


def path_of(actor: Actor, handle: str) -> Path:
    """Return where handed-in files lie, as a workbook is read: one file, or a folder of CSV files.

    Raises
    ------
    Absent
        If there are none, for this actor.
    """
    folder = _folder_of(actor) / handle
    if not _HANDLE.fullmatch(handle) or not folder.is_dir():
        raise Absent(handle)
    files = sorted(folder.iterdir())
    single = len(files) == 1 and files[0].suffix.lower() not in _TABLES
    return files[0] if single else folder


def name_of(actor: Actor, handle: str) -> str:
    """Return what was handed in, by name."""
    path = path_of(actor, handle)
    return path.name if path.is_file() else ", ".join(sorted(f.name for f in path.iterdir()))


def discard(actor: Actor, handle: str) -> None:
    """Delete what was handed in."""
    path = path_of(actor, handle)
    shutil.rmtree(path if path.is_dir() else path.parent)


def sweep(now: datetime) -> int:
    """Delete what was handed in longer ago than files are kept; return how much that was."""
    gone = 0
    for folder in _root().glob("*/*"):
        try:
            if now.timestamp() - os.stat(folder).st_mtime > KEPT.total_seconds():
                shutil.rmtree(folder)
                gone += 1
        except FileNotFoundError:  # another process was quicker
            continue
    return gone


def _root() -> Path:
    return Path(settings.FOLDER) / "incoming"


def _folder_of(actor: Actor) -> Path:
    return _root() / str(actor.account)
