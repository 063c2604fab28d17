"""`groundswell today`: what to do this week, from a file or an initiative of the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import typer

from groundswell.config import local
from groundswell.config.keeping import known
from groundswell.faces.cli.options import AsJson, AsOf, Source
from groundswell.faces.cli.source import Kept, located, snapshot_of
from groundswell.faces.cli.terminal import say, say_json

if TYPE_CHECKING:
    from pathlib import Path

    from groundswell.core.pictures.week import Week


def today(source: Source, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """What to do this week, and why: at most seven things.

    It fits the hours you have, and "nothing needs you this week" is a full answer. A pause of Today
    holds here as well. It only reads.
    """
    from groundswell.core.answer import to_plain

    place = located(source)
    found = _kept(source, as_of) if isinstance(place, Kept) else _of_file(place, as_of)
    if as_json:
        say_json(to_plain(found))
    else:
        say("".join(f"{line}\n" for line in lines(found)))


def _kept(code: str, as_of: date | None) -> Week:
    """Return the week of an initiative as its reader sees it, pauses and all."""
    from groundswell.app.browse.weeks import this_week

    return known(lambda: this_week(local.actor(code), code, as_of, wait=True).week, code)


def _of_file(path: Path, as_of: date | None) -> Week:
    """Return the week of a file; who can open it sees all of it."""
    from groundswell.core.pictures.week import week_of

    return week_of(snapshot_of(path, as_of, None))


def lines(found: Week) -> Iterator[str]:
    """Yield the week for a person to read."""
    yield found.headline
    yield f"{found.population}."
    for place, item in enumerate(found.items, 1):
        yield ""
        yield f"{place}. {item.title}"
        yield f"   {item.reason}"
    if found.later:
        yield ""
        yield "What does not fit this week:"
    for item in found.later:
        yield f"   {item.title}"


def add_to(commands: typer.Typer) -> None:
    """Add the command to the others."""
    commands.command("today")(today)
