"""`groundswell forecasts`: how right the tool has been about an initiative of the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from groundswell.config import local
from groundswell.config.keeping import Code, known
from groundswell.faces.cli.options import AsJson, AsOf
from groundswell.faces.cli.terminal import say, say_json, tell

if TYPE_CHECKING:
    from groundswell.app.browse.forecasts import Entry, ForecastLog


Accept = Annotated[
    bool, typer.Option("--accept", help="set the hurdle as the log offers it; it can be undone")
]


def forecasts(
    code: Code, as_of: AsOf = None, accept: Accept = False, as_json: AsJson = False
) -> None:
    """What was foretold, what became of it, and how right that was."""
    local.open_up()
    if accept:
        accepted(code)
    from groundswell.app.browse import forecasts as log
    from groundswell.core.answer import to_plain

    found = known(lambda: log.forecasts(local.actor(code), code, as_of), code)
    if as_json:
        say_json(to_plain(found))
    else:
        say("".join(f"{line}\n" for line in lines(found)))


def accepted(code: str) -> None:
    """Set the hurdle as the log offers it, and say so."""
    from groundswell.app.do.recalibrate import recalibrate_

    known(lambda: recalibrate_(local.actor(code), code), code)
    tell("The hurdle is set anew, with the reason.")


def lines(found: ForecastLog) -> Iterator[str]:
    """Yield the log for a person to read."""
    from groundswell.reports.words import day

    yield found.headline
    yield f"{found.population}, as of {day(found.as_of)}."
    if found.record.outcomes:
        yield ""
        yield found.record.text
    for group in found.record.groups:
        yield (
            f"  where about {group.forecast:.0%} was said, {group.share:.0%} came true "
            f"({group.low:.0%} to {group.high:.0%}, {group.count} forecasts)"
        )
    if found.entries:
        yield ""
    yield from map(line, found.entries)


def line(entry: Entry) -> str:
    """Return a forecast in one line."""
    from groundswell.core.questions.wording import band

    came = "not due yet"
    if entry.happened is not None:
        came = f"{'happened' if entry.happened else 'did not happen'}, {entry.known_on}"
    mark = "; counts" if entry.counts else ""
    return f"{entry.day}  {entry.title}: {band(entry.chance)}; {came}{mark}"


def add_to(commands: typer.Typer) -> None:
    """Add the command to the others."""
    commands.command("forecasts")(forecasts)
