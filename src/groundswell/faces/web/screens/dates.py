"""Days to look at: the first and last of a map, steps between them, and two side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.pictures import comparison as kinds
from groundswell.core.pictures.comparison import Change, Comparison, comparison
from groundswell.faces.web.population import reworded
from groundswell.faces.web.screens.mending import Link, links, mended
from groundswell.reports.words import day

_TITLES = (
    (kinds.JOINED, "Joined"),
    (kinds.LEFT, "Left"),
    (kinds.WARMER, "Moved towards it"),
    (kinds.COOLER, "Moved away from it"),
    (kinds.JUDGED, "Judged for the first time"),
    (kinds.DECIDED, "Decided"),
    (kinds.NEW_DECISION, "New decisions"),
    (kinds.NEW_PERSON, "New on the map"),
    (kinds.GONE_PERSON, "No longer on the map"),
    (kinds.NEW_TIE, "New ties"),
    (kinds.GONE_TIE, "Ties that ended"),
)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Slider:
    """The days of a map as numbers from its first, for a slider."""

    first: date
    last: date
    here: int
    days: int

    @property
    def first_words(self) -> str:
        """Return the first day in words."""
        return day(self.first)

    @property
    def last_words(self) -> str:
        """Return the last day in words."""
        return day(self.last)


def slider(at: View) -> Slider | None:
    """Return the days a map can be looked at; None where there is only one."""
    first = first_day(at)
    last = max(at.as_of, min(at.standing.actor.today, at.sight.newest or at.as_of))
    if first is None or first >= last:
        return None
    here = min(max((at.as_of - first).days, 0), (last - first).days)
    return Slider(first, last, here, (last - first).days)


def first_day(at: View) -> date | None:
    """Return the first day on which anything of the map was seen or written down."""
    rows = (record for records in at.observations.records.values() for record in records)
    known = (record.recorded_on or record.observed_on for record in rows)
    return min((on for on in known if on is not None), default=None)


def on_slider(at: View, told: str) -> date | None:
    """Return the day a slider says; None for what is none."""
    first = first_day(at)
    if first is None or not told.isdecimal() or len(told) > 6:
        return None
    return first + timedelta(days=int(told))


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the records it concerns."""

    text: str
    on: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind: the first at once, the rest behind a click."""

    title: str
    first: list[Told]
    rest: list[Told]
    number: int


def compared(earlier: View, later: View) -> dict[str, Any]:
    """Return what changed between two days, in the reader's own sight."""
    found: Comparison = comparison(earlier.snapshot, later.snapshot, veiled=later.veiled)
    groups = []
    for kind, title in _TITLES:
        told = [_told(later, change) for change in found.of(kind)]
        if told:
            groups.append(Group(title, told[:_MOST], told[_MOST:], len(told)))
    return {
        "comparison": found,
        "population": reworded(later, reworded(earlier, found.population)),
        "groups": groups,
        "gaps": mended(later, found.gaps),
        "from_iso": found.earlier.isoformat(),
        "to_iso": found.later.isoformat(),
    }


def _told(at: View, change: Change) -> Told:
    return Told(change.text, day(change.on) if change.on else "", links(at, change.ids))
