"""The three criteria of a core team member and Kotter's four, each met, unmet or unknown.

A blank cell is unknown: never met by assumption, never unmet by default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from groundswell.core.terrain.map_records import Influence, Person
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest

# Real time, not a blessing: a weekly meeting of 45 minutes and an hour to do what it decided.
HOURS_A_WEEK = 2.0
# On the scale from 1 (little) to 5 (much).
STRONG = 4.0
KOTTER = ("position_power", "expertise", "credibility", "leadership")


class Met(StrEnum):
    """State of a criterion."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Criteria:
    """The three criteria for one person."""

    lived_experience: Met
    authority: Met
    capacity: Met

    @property
    def all_met(self) -> bool:
        """Whether every criterion is met."""
        return not (self.unmet or self.unknown)

    @property
    def unmet(self) -> tuple[str, ...]:
        """Names of the criteria that are not met."""
        return self._where(Met.UNMET)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the criteria nobody knows about."""
        return self._where(Met.UNKNOWN)

    def _where(self, state: Met) -> tuple[str, ...]:
        named = {
            "lived_experience": self.lived_experience,
            "authority": self.authority,
            "capacity": self.capacity,
        }
        return tuple(name for name, found in named.items() if found is state)


@dataclass(frozen=True, slots=True)
class Strength:
    """One of Kotter's four in the present coalition: `met`, `unmet` or `unknown`, and by whom."""

    state: Met
    people: tuple[str, ...]


def criteria(snapshot: Snapshot) -> dict[str, Criteria]:
    """Return the three criteria of every real person.

    Lived experience as stated. Authority: said to give permission, or deciding or vetoing any of
    the decisions on the map. Capacity: two hours a week or more (what they could give, else what
    they give as a member), and not said to be overloaded.
    """
    holders = {int(i) for point in snapshot.decisions for i in point.holders}
    members = snapshot.members
    return {
        code: Criteria(
            lived_experience=_stated(snapshot.person[code].lived_experience),
            authority=_authority(snapshot.person[code], i in holders),
            capacity=_capacity(snapshot.person[code], members.get(code)),
        )
        for code, i in snapshot.index.items()
    }


def _stated(value: bool | None) -> Met:
    if value is None:
        return Met.UNKNOWN
    return Met.MET if value else Met.UNMET


def _authority(person: Person, holds: bool) -> Met:
    return Met.MET if holds else _stated(person.gives_permission)


def _capacity(person: Person, member: Member | None) -> Met:
    if person.overloaded:
        return Met.UNMET
    hours = person.capacity_hours
    if hours is None and member is not None:
        hours = member.hours_per_week
    return _stated(None if hours is None else hours >= HOURS_A_WEEK)


def ratings(snapshot: Snapshot) -> Mapping[str, Mapping[str, float]]:
    """Return Kotter's four by name and person, averaged over assessors' latest views."""
    told: dict[str, defaultdict[str, list[float]]] = {k: defaultdict(list) for k in KOTTER}
    for row in latest(snapshot.seen.of(Influence), "person", "assessor"):
        for name in KOTTER:
            value = getattr(row, name)
            if value is not None and row.person in snapshot.index:
                told[name][row.person].append(float(value))
    return {
        name: {code: sum(given) / len(given) for code, given in by_person.items()}
        for name, by_person in told.items()
    }


def strengths(
    rated: Mapping[str, Mapping[str, float]], coalition: Iterable[str]
) -> dict[str, Strength]:
    """Return who of the coalition is strong (4 or more of 5) in each of Kotter's four.

    Without a strong one it is unknown as long as somebody has not been rated.
    """
    people = sorted(coalition)
    found = {}
    for name in KOTTER:
        strong = tuple(code for code in people if rated[name].get(code, 0.0) >= STRONG)
        unrated = not people or any(code not in rated[name] for code in people)
        state = Met.MET if strong else Met.UNKNOWN if unrated else Met.UNMET
        found[name] = Strength(state, strong)
    return found
