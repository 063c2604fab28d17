"""`groundswell mcp`: something to ask as tools of an assistant, on standard input and output."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from groundswell import examples
from groundswell.faces.cli.options import Source
from groundswell.faces.cli.source import located, today


def mcp(source: Source) -> None:
    """Every question as a tool of an assistant.

    Speaks the Model Context Protocol on standard input and output, and only reads. An assistant
    starts this command itself; docs/howto/connect-an-assistant.md shows how.
    """
    path = located(source)
    from groundswell.faces.mcp import WorkbookAsker, serve

    serve(WorkbookAsker(path, lambda: last_day(path)))


def last_day(path: Path) -> date:
    """Return the last day that can have been seen; worked examples have days of their own."""
    told = any(path == examples.path(name) for name in examples.names())
    return date.max if told else today()


def add_to(commands: typer.Typer) -> None:
    """Add the command to the others."""
    commands.command()(mcp)
