"""`groundswell meeting`: the meetings of a source, the next agenda, the minutes of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from groundswell.faces.cli.source import Kept, snapshot_of
from groundswell.faces.cli.terminal import say, say_json, wrong_usage

if TYPE_CHECKING:
    from groundswell.core.pictures.meeting_log import MeetingLog
    from groundswell.core.pictures.minutes import Minutes
    from groundswell.core.questions.agenda import AgendaValue
    from groundswell.core.terrain.snapshot import Snapshot


def meetings_of(
    path: Path | Kept, which: str, agenda: bool, as_of: date | None, as_json: bool
) -> None:
    """Print the meetings, the minutes of one, or the next agenda."""
    from groundswell.core.answer import to_plain

    snapshot = snapshot_of(path, as_of, None)
    found = _found(snapshot, which, agenda)
    if as_json:
        say_json(to_plain(found))
    else:
        say("".join(f"{line}\n" for line in _lines(found)))


def _found(snapshot: Snapshot, which: str, agenda: bool) -> MeetingLog | AgendaValue | Minutes:
    from groundswell.core.pictures.meeting_log import meeting_log
    from groundswell.core.pictures.minutes import meeting_of, minutes
    from groundswell.core.questions.agenda import proposed

    try:
        if agenda:
            return proposed(snapshot, meeting_of(snapshot, which) if which else None)
        return minutes(snapshot, which) if which else meeting_log(snapshot)
    except KeyError:
        wrong_usage(f"There is no meeting {which!r}. `groundswell meeting SOURCE` lists them.")


def _lines(found: MeetingLog | AgendaValue | Minutes) -> Iterator[str]:
    from groundswell.core.pictures.meeting_log import MeetingLog
    from groundswell.core.pictures.minutes import Minutes

    if isinstance(found, Minutes):
        yield from found.text().splitlines()
    elif isinstance(found, MeetingLog):
        yield from _log(found)
    else:
        yield from _agenda(found)


def _log(found: MeetingLog) -> Iterator[str]:
    yield found.headline
    yield f"{found.population}."
    if found.change or found.rhythm:
        yield " ".join(filter(None, (found.change, found.rhythm)))
    for coming in found.coming:
        what = f": {coming.artifact}" if coming.artifact else ""
        yield f"{coming.planned_for}  {coming.meeting}  planned{what}"
    for one in found.sittings:
        changed = one.changed or "nothing on record that changed"
        yield f"{one.on}  {one.meeting}  {one.artifact or 'nothing on the table'}: {changed}"


def _agenda(found: AgendaValue) -> Iterator[str]:
    named = f" ({found.meeting})" if found.meeting else ""
    yield f"Agenda for {found.on}{named}, {found.minutes} of 45 minutes."
    for point in found.points:
        yield f"{point.minutes:>3} min  {point.title}"
        yield f"         {point.reason}"
    if found.later:
        yield "Does not fit: " + "; ".join(point.title for point in found.later) + "."
    if found.early:
        yield "The vision waits: it is built by working on concrete things."
