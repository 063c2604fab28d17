"""What the commands share: how a source, a day and an output are given."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """How a brief is put out."""

    TEXT = "text"
    JSON = "json"
    PDF = "pdf"


def day(written: str) -> date:
    """Read a day given on the command line."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not a day; write it as 2026-03-31.") from None


Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A workbook, a folder of CSV files, a JSON file, the name of a worked example, or "
        "the code of an initiative of your workbench.",
        show_default=False,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DATE",
        help="Answer as of this day; otherwise the file's own as_of, or today.",
        show_default=False,
    ),
]
KnownAt = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DATE",
        help="Use only what was known by this day; otherwise the day of --as-of.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print data for programs.")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write to this file instead.", show_default=False),
]
