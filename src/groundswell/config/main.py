"""The console script."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from groundswell.config.algebra import on_one_thread

if TYPE_CHECKING:
    from typer import Typer

STOPPED = 130  # what shells report for Ctrl-C


@cache
def commands() -> Typer:
    """Return every command: on files, the workbench, the assistant's."""
    # Imported here so that Ctrl-C while loading ends as quietly as later.
    from groundswell.config import assistant, capturing, forecasts, keeping, server, stepping, weeks
    from groundswell.faces.cli import app

    for part in (server, weeks, capturing, stepping, forecasts, keeping, assistant):
        part.add_to(app)
    return app


def main() -> None:
    """Run the command line and end the process with its exit code."""
    on_one_thread()
    try:
        commands()(prog_name="groundswell")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
