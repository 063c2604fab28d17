"""Where a gap is mended, and where a record behind a reason lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode

from groundswell.app.browse.views import View
from groundswell.app.policy import Act
from groundswell.core.answer import Gap
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import (
    Adaptation,
    Conflict,
    Evidence,
    Meeting,
    Pilot,
    Right,
    Ruling,
)
from groundswell.core.terrain.terms import GapKind
from groundswell.faces.web.nav import home_of
from groundswell.reports.words import day


@dataclass(frozen=True, slots=True)
class Shown:
    """A gap with the button that mends it; no button where the reader may not mend."""

    text: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Link:
    """A record with its name and address."""

    name: str
    url: str


_BOARD = "terrain?view=board"
# Entries of the log that reasons name: the record, its key, and the page that shows it.
_ENTRIES: tuple[tuple[type[Record], str, str], ...] = (
    (Ruling, "ruling", "rulings#rulings"),
    (Right, "right", "rulings#rights"),
    (Conflict, "conflict", "registers"),
    (Adaptation, "adaptation", "registers"),
    (Pilot, "pilot", "records/pilots"),
)


def _people(
    action: str, many: str, place: str = _BOARD
) -> Callable[[tuple[str, ...]], tuple[str, str]]:
    """One person is mended on their page, several on the board or in their list."""

    def way(ids: tuple[str, ...]) -> tuple[str, str]:
        if len(ids) == 1:
            return f"people/{quote(ids[0])}", action
        return place, many

    return way


def _new(sheet: str, action: str, column: str = "") -> Callable[[tuple[str, ...]], tuple[str, str]]:
    def way(ids: tuple[str, ...]) -> tuple[str, str]:
        given = f"?{urlencode({column: ids[0]})}" if column and ids else ""
        return f"records/{sheet}/new{given}", action

    return way


def _decided(ids: tuple[str, ...]) -> tuple[str, str]:
    """One decision is shown where its holders are named."""
    place = f"#decision-{quote(ids[0])}" if len(ids) == 1 else ""
    return f"decisions{place}", "Name who decides"


def _at(place: str, action: str) -> Callable[[tuple[str, ...]], tuple[str, str]]:
    return lambda ids: (place, action)


# Kind of gap to where it is mended and by whom it may be.
_WAYS: Mapping[str, tuple[Act, Callable[[tuple[str, ...]], tuple[str, str]]]] = MappingProxyType(
    {
        GapKind.STANCE_UNKNOWN: (
            Act.JUDGE,
            _people("Say where they stand", "Say where people stand"),
        ),
        GapKind.TIES_UNKNOWN: (Act.JUDGE, _new("ties", "Say who listens to whom", "from")),
        GapKind.HOLDER_UNKNOWN: (Act.EDIT, _decided),
        GapKind.OPERATORS_UNKNOWN: (Act.EDIT, _new("operators", "Name who works there", "node")),
        GapKind.NOTHING_REQUIRED: (Act.EDIT, _at("decisions/new", "Add a decision")),
        GapKind.NO_COALITION: (Act.EDIT, _new("coalition", "Say who is in the coalition")),
        GapKind.NO_EVIDENCE: (Act.EDIT, _at("evidence/new", "Add what you know")),
        GapKind.NO_RESISTANCE: (Act.EDIT, _new("resistance", "Name what speaks against it")),
        GapKind.STAKE_UNANSWERED: (Act.READ, _at("evidence", "See the evidence")),
        GapKind.STAKES_UNKNOWN: (
            Act.JUDGE,
            _new("stakes", "Write down what is at stake", "person"),
        ),
        GapKind.BASELINE_UNKNOWN: (Act.JUDGE, _new("stakes", "Add their own figure", "person")),
        GapKind.PATH_UNKNOWN: (Act.JUDGE, _new("ties", "Add a tie")),
        GapKind.VOICE_MISSING: (Act.EDIT, _new("people", "Add somebody who can speak for them")),
        GapKind.CRITERION_UNKNOWN: (Act.EDIT, _at("coalition", "Open the coalition")),
        GapKind.CAPACITY_UNKNOWN: (
            Act.EDIT,
            _people("Note their hours", "See who it is", "people"),
        ),
        GapKind.SYSTEM_UNKNOWN: (Act.EDIT, _at("change", "Sketch the system")),
        GapKind.DATE_UNKNOWN: (Act.EDIT, _at("records", "Open the records")),
        GapKind.MAP_INCOMPLETE: (
            Act.EDIT,
            _people("Fill in what is missing", "Complete the map", "people"),
        ),
        GapKind.STALE: (Act.JUDGE, _people("Look again", "Look again at the board")),
    }
)


def mended(at: View, gaps: Iterable[Gap]) -> list[Shown]:
    """Return gaps with their buttons; where stances are hidden, gaps about them are too."""
    hidden = at.standing.presentable
    return [_shown(at, gap) for gap in gaps if not (hidden and gap.kind == GapKind.STANCE_UNKNOWN)]


def _shown(at: View, gap: Gap) -> Shown:
    act, way = _WAYS.get(gap.kind, (Act.READ, _at("", "")))
    place, action = way(gap.ids)
    if gap.kind == GapKind.MAP_INCOMPLETE and not gap.ids:
        place, action = "records/people/new", "Add a person"
    if not action or not at.standing.may(act):
        return Shown(gap.text, "", "")
    return Shown(gap.text, home_of(at.code) + place, action)


def links(at: View, ids: Iterable[str]) -> list[Link]:
    """Return the records behind a reason that have a page; other codes are left out."""
    snapshot, home = at.snapshot, home_of(at.code)
    decisions = {point.code: point.title for point in snapshot.decisions}
    nodes = {node.code: node.title for node in snapshot.nodes}
    claims = {e.evidence: (e.claim or e.evidence).rstrip(".") for e in snapshot.seen.of(Evidence)}
    found = []
    for code in dict.fromkeys(ids):
        if code in snapshot.person:
            found.append(Link(snapshot.name(code), f"{home}people/{quote(code)}"))
        elif code in decisions:
            found.append(Link(decisions[code], f"{home}decisions#decision-{quote(code)}"))
        elif code in nodes:
            found.append(Link(nodes[code], f"{home}decisions#node-{quote(code)}"))
        elif code in claims:
            found.append(Link(claims[code], f"{home}evidence#evidence-{quote(code)}"))
        elif (record := _logged(at, code)) is not None:
            found.append(record)
    return found


def _logged(at: View, code: str) -> Link | None:
    """Return a meeting by its day, or another entry of the log by its sheet and code."""
    home = home_of(at.code)
    for meeting in at.snapshot.seen.of(Meeting):
        if meeting.meeting == code and meeting.date is not None:
            return Link(f"meeting of {day(meeting.date)}", f"{home}meetings/{quote(code)}")
    for kind, name, end in _ENTRIES:
        if any(getattr(row, name) == code for row in at.snapshot.seen.of(kind)):
            return Link(code, f"{home}{end}")
    return None
