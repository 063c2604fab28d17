"""The system that is being changed, as far as the map tells: who and what belongs to it.

Coverage is measured against this and not against the organisation chart. To it belong the people
who work at a node, who decide, veto or implement a decision the change needs, who live with the
result, or who are named as holding resistance or in the system sketch; and the units, levels,
functions and sites these people come from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from groundswell.core.terrain.map_records import Person, Resistance, SystemLink, Unit
from groundswell.core.terrain.snapshot import DecisionPoint, Snapshot, once
from groundswell.core.terrain.terms import DecisionState, Level

# Affected people for whom no group is named share this one.
UNNAMED_VOICE = "people who live with the result"

Groups = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class System:
    """What the coalition is measured against.

    Parameters
    ----------
    people
        Codes of the people who belong to it, sorted.
    units
        Code of each unit to the codes of its people in the system; nobody where none is known.
    levels, functions, sites, voices
        The same by level, function, site and affected group. Functions, sites and groups compare
        without regard to case.
    sketched
        Whether there is a system sketch.
    """

    people: tuple[str, ...]
    units: Groups
    levels: Groups
    functions: Groups
    sites: Groups
    voices: Groups
    sketched: bool

    @property
    def stated(self) -> bool:
        """Whether there is anything to measure against."""
        return bool(self.people or self.units)


class Chart:
    """The units as a tree, and where people sit in it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.records = {unit.unit: unit for unit in snapshot.seen.of(Unit)}

    def name(self, code: str) -> str:
        """Return the name to show for a unit."""
        record = self.records.get(code)
        return record.name if record is not None and record.name else code

    def unit(self, person: Person) -> str | None:
        """Return a person's unit if it is on the map."""
        return person.unit if person.unit in self.records else None

    def site(self, person: Person) -> str | None:
        """Return where a person is, or where their unit is."""
        record = self.records.get(person.unit or "")
        return person.site or (record.site if record else None)

    def with_above(self, units: Iterable[str]) -> set[str]:
        """Return units and everything they belong to."""
        found, ahead = set[str](), list(units)
        while ahead:
            code = ahead.pop()
            if code in self.records and code not in found:
                found.add(code)
                ahead.append(self.records[code].parent or "")
        return found


@once
def system_of(snapshot: Snapshot) -> System:
    """Return the system that is being changed."""
    chart = Chart(snapshot)
    people = sorted(set(_people(snapshot)))
    records = [snapshot.person[code] for code in people]
    units = group(records, chart.unit)
    for code in _named_units(snapshot, chart):
        units.setdefault(code, ())
    levels = group(records, lambda p: p.level.value if p.level else None)
    return System(
        people=tuple(people),
        units={code: units[code] for code in sorted(units)},
        levels={step.value: levels[step.value] for step in Level if step.value in levels},
        functions=group(records, lambda p: p.function),
        sites=group(records, chart.site),
        voices=group(snapshot.person.values(), voice),
        sketched=bool(snapshot.seen.of(SystemLink)),
    )


def unsettled(snapshot: Snapshot) -> tuple[DecisionPoint, ...]:
    """Return the decisions still to be won: open, deferred, or refused until reopened."""
    return tuple(d for d in snapshot.decisions if d.state is not DecisionState.PASSED)


def voice(person: Person) -> str | None:
    """Return the affected group a person belongs to or speaks for, if any."""
    return person.voice or (UNNAMED_VOICE if person.affected else None)


def group(
    people: Iterable[Person], label: Callable[[Person], str | None]
) -> dict[str, tuple[str, ...]]:
    """Group codes of people by a label, without regard to case, in alphabetical order.

    A label shows as the person with the first code wrote it; people without one are left out.
    """
    shown: dict[str, str] = {}
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for person in sorted(people, key=lambda p: p.person):
        written = (label(person) or "").strip()
        if written:
            key = written.casefold()
            shown.setdefault(key, written)
            codes[key].append(person.person)
    return {shown[key]: tuple(codes[key]) for key in sorted(codes)}


def _people(snapshot: Snapshot) -> Iterator[str]:
    """Yield the codes of the people who belong to the system, some more than once."""
    real = len(snapshot.people)
    for point in unsettled(snapshot):
        for part in (point.deciders, point.vetoes, point.implementers):
            yield from (snapshot.people[i] for i in part if i < real)
    for node in snapshot.nodes:
        yield from (snapshot.people[i] for i in node.operators if i < real)
    yield from (code for code, person in snapshot.person.items() if voice(person))
    yield from (code for code in _mentioned(snapshot) if code in snapshot.index)


def _named_units(snapshot: Snapshot, chart: Chart) -> Iterator[str]:
    """Yield the units that belong to the system whoever works there."""
    for node in snapshot.nodes:
        if node.anonymous and node.record.unit in chart.records:
            yield str(node.record.unit)
    yield from (code for code in _mentioned(snapshot) if code in chart.records)


def _mentioned(snapshot: Snapshot) -> Iterator[str]:
    """Yield what is named as holding resistance or stands in the system sketch."""
    for held in snapshot.seen.of(Resistance):
        yield held.held_by or ""
    for link in snapshot.seen.of(SystemLink):
        yield from (link.from_, link.to)
