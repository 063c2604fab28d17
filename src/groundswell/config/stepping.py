"""`groundswell step`: go from one phase to another, from a terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from groundswell.config import local
from groundswell.config.keeping import known
from groundswell.core.terrain.terms import Phase
from groundswell.faces.cli.source import file_or_example
from groundswell.faces.cli.terminal import tell, wrong_usage


def step(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Code of an initiative.", show_default=False)
    ],
    to: Annotated[Phase, typer.Argument(help="The phase to go to.", show_default=False)],
    reason: Annotated[
        str,
        typer.Option(
            metavar="TEXT",
            help="Why, although something is missing; it is kept.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """A step to another phase, as one change.

    What is missing for it is said and nothing is changed, unless a reason is given. `groundswell
    ask phase CODE` says what the next step lacks.
    """
    if not (local.there() and local.kept(code)):
        if file_or_example(code):
            wrong_usage(f"{code!r} is a file or an example; the phase stands in its own sheet.")
        wrong_usage(f"There is no initiative {code!r} here.")
    from groundswell.app.do.phases import move_

    known(lambda: move_(local.actor(code), code, to, reason), code)
    tell(f"The phase is {to.value} now. Undo it in the history if it was wrong.")


def add_to(commands: typer.Typer) -> None:
    """Add the command to the others."""
    commands.command("step")(step)
