"""The console script."""

from __future__ import annotations

import sys

STOPPED = 130  # what shells report for Ctrl-C


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        # Imported here so that Ctrl-C while loading ends as quietly as later.
        from groundswell.config import assistant, server
        from groundswell.faces.cli import app

        for commands in (server, assistant):
            commands.add_to(app)
        app(prog_name="groundswell")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
