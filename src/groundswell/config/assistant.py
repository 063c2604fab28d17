"""`groundswell mcp`: something to ask as tools of an assistant, on standard input and output."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundswell import examples
from groundswell.faces.cli.source import file_or_example, today, unknown

if TYPE_CHECKING:
    from groundswell.faces.mcp import Asker

Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A workbook, folder or JSON file, a worked example, or the code of an initiative of "
        "your workbench.",
        show_default=False,
    ),
]


def mcp(source: Source) -> None:
    """Every question as a tool of an assistant.

    Speaks the Model Context Protocol on standard input and output, and only reads. An assistant
    starts this command itself; docs/howto/connect-an-assistant.md shows how.
    """
    from groundswell.faces.mcp import serve

    serve(asker_of(source))


def asker_of(source: str) -> Asker:
    """Return what to ask: a file wins over an example, an example over an initiative."""
    from groundswell.faces.mcp import WorkbookAsker

    if not Path(source).exists() and source not in examples.names():
        kept = initiative(source)
        if kept is not None:
            return kept
    path = file_or_example(source) or unknown(source)
    return WorkbookAsker(path, lambda: last_day(path))


def last_day(path: Path) -> date:
    """Return the last day that can have been seen; worked examples have days of their own."""
    told = any(path == examples.path(name) for name in examples.names())
    return date.max if told else today()


def initiative(code: str) -> Asker | None:
    """Return an initiative of the one who uses this machine's workbench alone, if it is there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from groundswell.app import keys
    from groundswell.app.actor import Actor
    from groundswell.app.browse.views import initiatives
    from groundswell.faces.mcp.initiative import InitiativeAsker

    if "store_initiative" not in connection.introspection.table_names():
        return None
    now = timezone.localtime()
    me = Actor(keys.solo_account(now), "You", now, via="mcp")
    mine = {card.code for card in initiatives(me)}
    return InitiativeAsker(me, code) if code in mine else None


def add_to(commands: typer.Typer) -> None:
    """Add the command to the others."""
    commands.command()(mcp)
