"""This week: at most seven things to do, each with its reason, within the owner's hours.

The order is a stated convention: what waits least and carries most comes first (see
`dues/item.py`), and among equals the sources in the order of the tuples here. Nothing is ever
added to fill a week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from groundswell.core.answer import Gap
from groundswell.core.dynamics.study import Study
from groundswell.core.pictures.dues.adoption import adoption_due
from groundswell.core.pictures.dues.beginnings import beginnings_due
from groundswell.core.pictures.dues.blind_spots import blind_spots_due
from groundswell.core.pictures.dues.check_ins import check_ins_due
from groundswell.core.pictures.dues.commitments import commitments_due
from groundswell.core.pictures.dues.conversation import Talk, conversation_due, next_talk
from groundswell.core.pictures.dues.deciders import deciders_due, unheld_due
from groundswell.core.pictures.dues.ears import ears_due
from groundswell.core.pictures.dues.evidence import evidence_due, unshown_due
from groundswell.core.pictures.dues.gates import gates_due
from groundswell.core.pictures.dues.governance import governance_due
from groundswell.core.pictures.dues.item import ENOUGH, Item
from groundswell.core.pictures.dues.meetings import meetings_due
from groundswell.core.pictures.dues.phase import asked_today_due, phase_due, rest_over_due
from groundswell.core.pictures.dues.promises import promises_due
from groundswell.core.pictures.dues.tending import tending_due
from groundswell.core.pictures.dues.voices import voices_due
from groundswell.core.pictures.dues.warnings import warnings_due
from groundswell.core.pictures.lens import day
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.next_recruits import NextRecruits, next_recruits
from groundswell.core.questions.wording import count
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Phase

MOST = 7
RESTING = (Phase.PAUSED, Phase.STOPPED, Phase.HANDED_OVER)

Source = Callable[[Snapshot], Iterator[Item]]
# Sources that read nothing about what people think or promised: also for whoever sees only the
# presentable view.
OPEN: tuple[Source, ...] = (
    beginnings_due,
    gates_due,
    unheld_due,
    voices_due,
    evidence_due,
    ears_due,
    phase_due,
    governance_due,
    adoption_due,
)
# Sources that read judgements, contacts, commitments or notes.
PRIVATE: tuple[Source, ...] = (
    warnings_due,
    promises_due,
    unshown_due,
    commitments_due,
    meetings_due,
    check_ins_due,
    tending_due,
)


@dataclass(frozen=True, slots=True)
class Week:
    """What to do this week.

    Parameters
    ----------
    items
        At most seven, in the order to do them.
    later
        What does not fit the hours; named, so that nothing is dropped in silence.
    hours
        What the items take together.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    items: tuple[Item, ...]
    later: tuple[Item, ...]
    hours: float


def week(
    snapshot: Snapshot,
    *,
    talk: Talk | None = None,
    veiled: Mapping[str, int] | None = None,
    private: bool = True,
    mine: bool = True,
) -> Week:
    """Return what to do this week.

    Parameters
    ----------
    talk
        The next conversation, where it is known already.
    veiled
        Judgements of others that wait for the viewer's own, by person.
    private
        Whether the snapshot holds judgements, contacts and commitments; without them nothing is
        said about what seems to be missing among them.
    mine
        Whether the viewer is the owner, whose own manager may be asked about.
    """
    found = _found(snapshot, talk, veiled or {}, private, mine)
    if snapshot.phase in RESTING:
        found = rest_over_due(snapshot)
    items, later = _fitting(list(found), snapshot.seen.initiative.weekly_hours)
    return Week(
        headline=_headline(snapshot, items, later),
        population=f"{_population(snapshot, private)}, as of {day(snapshot.as_of)}",
        gaps=tuple(map_gaps(snapshot)),
        items=tuple(items),
        later=tuple(later),
        hours=round(2 * sum(item.hours for item in items)) / 2,
    )


def week_of(snapshot: Snapshot) -> Week:
    """Return the week of somebody who sees all of a map, the next conversation worked out."""
    if len(snapshot.people) < ENOUGH or snapshot.phase in RESTING:
        return week(snapshot)
    found = next_recruits(Study(snapshot), NextRecruits())
    return week(snapshot, talk=next_talk(snapshot, found.value))


def silence(snapshot: Snapshot, until: date, everybody: bool, *, private: bool = True) -> Week:
    """Return a week in which nothing is said, because somebody asked for quiet until a day."""
    whom = "for everybody" if everybody else "as you asked"
    return Week(
        headline=f"Today keeps quiet until {day(until)}, {whom}.",
        population=f"{_population(snapshot, private)}, as of {day(snapshot.as_of)}",
        gaps=(),
        items=(),
        later=(),
        hours=0.0,
    )


def _found(
    snapshot: Snapshot, talk: Talk | None, veiled: Mapping[str, int], private: bool, mine: bool
) -> Iterator[Item]:
    for source in OPEN:
        yield from source(snapshot)
    if private:
        for source in PRIVATE:
            yield from source(snapshot)
        yield from conversation_due(snapshot, talk)
        yield from deciders_due(snapshot, veiled)
        yield from blind_spots_due(snapshot, mine)
        if mine:
            yield from asked_today_due(snapshot)


def _fitting(found: list[Item], budget: float | None) -> tuple[list[Item], list[Item]]:
    """Return what fits the hours, the first always, and the rest."""
    items: list[Item] = []
    later: list[Item] = []
    spent = 0.0
    for item in sorted(found, key=lambda item: item.rank):
        fits = budget is None or not items or spent + item.hours <= budget
        if fits and len(items) < MOST:
            items.append(item)
            spent += item.hours
        else:
            later.append(item)
    return items, later


def _population(snapshot: Snapshot, private: bool) -> str:
    """Say whom the list is about; without judgements nothing is said about them."""
    if private:
        return snapshot.population
    return f"{count(len(snapshot.people), 'person', 'people').capitalize()} on the map"


def _headline(snapshot: Snapshot, items: list[Item], later: list[Item]) -> str:
    if snapshot.phase in RESTING and not items:
        return "The work rests. Nothing needs you this week."
    if not items:
        return "Nothing needs you this week."
    first = items[0].title[:1].lower() + items[0].title[1:]
    if len(items) == 1 and not later:
        return f"One thing this week: {first}."
    number = count(len(items), "small thing").capitalize()
    return f"{number} this week. First: {first}."
