"""The launch sheet: what is announced, with what, step by step, and who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.season_records import LaunchItem
from groundswell.core.terrain.season_terms import LaunchPart
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest

TITLES: Mapping[LaunchPart, tuple[str, str]] = {
    LaunchPart.ANNOUNCEMENT: ("Announcement", "what is said, in the words of who has to hear it"),
    LaunchPart.SPEAKER: ("Who speaks", "best somebody whose ear they have, not whoever began it"),
    LaunchPart.RESOURCE: ("Resources", "hours, money, places; a launch without them is a poster"),
    LaunchPart.STEP: ("Timeline", "step by step, with a day and somebody who sees to it"),
}


@dataclass(frozen=True, slots=True)
class LaunchLine:
    """A line of the sheet; `late` where its day is over and nobody said that it was done."""

    code: str
    text: str
    person: str | None
    who: str
    audience: str
    due: date | None
    done: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class LaunchPage:
    """Lines under a part of the sheet."""

    part: str
    title: str
    about: str
    lines: tuple[LaunchLine, ...]


@dataclass(frozen=True, slots=True)
class LaunchSheet:
    """The whole sheet; `blank` names the parts that nobody has filled in."""

    headline: str
    parts: tuple[LaunchPage, ...]
    blank: tuple[str, ...]


def launch_sheet(snapshot: Snapshot) -> LaunchSheet:
    """Return the launch sheet as it is written down."""
    rows = latest(snapshot.seen.of(LaunchItem), "item")
    parts = tuple(
        LaunchPage(part.value, *TITLES[part], tuple(_lines(snapshot, rows, part)))
        for part in TITLES
    )
    blank = tuple(page.title.lower() for page in parts if not page.lines)
    return LaunchSheet(_headline(parts, blank), parts, blank)


def _lines(snapshot: Snapshot, rows: list[LaunchItem], part: LaunchPart) -> Iterator[LaunchLine]:
    own = [r for r in rows if (r.part or LaunchPart.STEP) is part]
    for row in sorted(own, key=lambda r: (r.due_on or date.max, r.item)):
        late = row.due_on is not None and row.done_on is None and row.due_on < snapshot.as_of
        who = snapshot.name(row.person) if row.person else ""
        text, audience = row.text or "", row.audience or ""
        yield LaunchLine(row.item, text, row.person, who, audience, row.due_on, row.done_on, late)


def _headline(parts: tuple[LaunchPage, ...], blank: tuple[str, ...]) -> str:
    lines = [line for page in parts for line in page.lines]
    if not lines:
        return "Nothing is settled yet for the launch: what is said, by whom, with what, and when."
    late = sum(line.late for line in lines)
    if late:
        return f"{count(late, 'line').capitalize()} of the launch sheet {_is(late)} overdue."
    if blank:
        return f"The launch sheet still says nothing under {listed(list(blank))}."
    left = sum(line.done is None for line in lines)
    if not left:
        return "Everything on the launch sheet is done."
    return f"The launch sheet is complete; {count(left, 'line')} {_is(left)} still to be done."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
