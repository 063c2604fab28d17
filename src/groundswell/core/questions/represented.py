"""Which parts of the system have somebody in the coalition, dimension by dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.standing import BACKING, DOUBTING, stance_words
from groundswell.core.questions.system import (
    UNNAMED_VOICE,
    Chart,
    Groups,
    System,
    group,
    system_of,
    unsettled,
    voice,
)
from groundswell.core.questions.wording import UNKNOWN, listed
from groundswell.core.terrain.map_records import Person
from groundswell.core.terrain.snapshot import Index, Snapshot
from groundswell.core.terrain.terms import Level, MemberRole, NewRole

UNITS, LEVELS, FUNCTIONS, SITES = "units", "levels", "functions", "sites"
PERSPECTIVES, DECISIONS, NODES = "perspectives", "decisions", "nodes"
VOICES, NEW_ROLES = "voices", "new_roles"
SUPPORTER, SKEPTIC = "supporter", "skeptic"

PLURAL = {
    UNITS: "units",
    LEVELS: "levels",
    FUNCTIONS: "functions",
    SITES: "sites",
    PERSPECTIVES: "perspectives",
    DECISIONS: "decisions still to be won",
    NODES: "places where work must change",
    VOICES: "affected groups",
    NEW_ROLES: "newer roles",
}
ROLE_NAMES = {
    NewRole.RESPONSIBLE_AI: "responsible AI",
    NewRole.DATA_GOVERNANCE: "data governance",
    NewRole.FEEDBACK_LOOP: "the feedback loop with those affected",
    NewRole.DATA_AND_ML: "data and machine learning",
    NewRole.DATA_LITERACY: "data literacy",
    NewRole.TOOL_CRITIC: "how far this tool can be trusted",
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to look at the coalition.

    Parameters
    ----------
    dimension
        Its name; `covered` and `missing` hold codes or words of its parts.
    members
        Each covered part to the codes of the coalition that cover it.
    text
        Plain reading.
    """

    dimension: str
    covered: tuple[str, ...]
    missing: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]
    text: str


class View:
    """A snapshot seen with the eyes of this question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.chart = Chart(snapshot)
        self.system: System = system_of(snapshot)
        self.circle = Acquaintance(snapshot)
        self.coalition = self.circle.coalition
        self.inside = frozenset(self.coalition)
        self.stances = dict(zip(snapshot.people, stance_words(snapshot), strict=True))

    @cached_property
    def records(self) -> tuple[Person, ...]:
        """Records of the people of the coalition."""
        return tuple(self.snapshot.person[code] for code in self.coalition)

    @cached_property
    def titles(self) -> Mapping[tuple[str, str], str]:
        """Name to show for the parts whose code is not their name."""
        shown = {(UNITS, code): self.chart.name(code) for code in self.chart.records}
        shown |= {(DECISIONS, d.code): d.title for d in self.snapshot.decisions}
        shown |= {(NODES, n.code): n.title for n in self.snapshot.nodes}
        shown |= {(NEW_ROLES, role.value): name for role, name in ROLE_NAMES.items()}
        return shown

    def title(self, dimension: str, part: str) -> str:
        """Return the name of a part of a dimension."""
        return self.titles.get((dimension, part), part)

    def within(self, people: Index) -> tuple[str, ...]:
        """Return who of these people is of the coalition."""
        real = len(self.snapshot.people)
        inside = self.circle.inside
        return tuple(self.snapshot.people[i] for i in people if i < real and inside[i])

    def doubts(self, code: str) -> bool:
        """Return whether somebody of the coalition is there to doubt."""
        member = self.snapshot.members.get(code)
        friend = member is not None and member.role is MemberRole.CRITICAL_FRIEND
        return friend or self.stances[code] in DOUBTING

    def backs(self, code: str) -> bool:
        """Return whether somebody of the coalition backs the change, by word or by membership."""
        if self.doubts(code):
            return False
        stands = self.stances[code]
        committed = self.snapshot.held[self.snapshot.index[code]] or code == self.snapshot.owner
        return stands in BACKING or (stands == UNKNOWN and bool(committed))


def dimensions(view: View) -> tuple[Dimension, ...]:
    """Return every dimension that has at least one part."""
    system, chart = view.system, view.chart
    found = [
        _dimension(view, UNITS, system.units, _units_of(view)),
        _dimension(view, LEVELS, system.levels, _by_label(view, system.levels, _level)),
        _dimension(view, FUNCTIONS, system.functions, _by_label(view, system.functions, _function)),
        _dimension(view, SITES, system.sites, _by_label(view, system.sites, chart.site)),
        _dimension(view, PERSPECTIVES, (SUPPORTER, SKEPTIC), _perspectives(view)),
        _dimension(view, DECISIONS, *_decisions(view)),
        _dimension(view, NODES, *_nodes(view)),
        _dimension(view, VOICES, *_voices(view)),
        _dimension(view, NEW_ROLES, [role.value for role in NewRole], _new_roles(view)),
    ]
    one_site = len(system.sites) < 2
    return tuple(
        d for d in found if (d.covered or d.missing) and not (d.dimension == SITES and one_site)
    )


def _dimension(view: View, name: str, parts: Iterable[str], members: Groups) -> Dimension:
    order = list(parts)
    covered = tuple(part for part in order if members.get(part))
    missing = tuple(part for part in order if not members.get(part))
    by = {part: members[part] for part in covered}
    return Dimension(name, covered, missing, by, _reading(view, name, covered, missing))


def _reading(view: View, name: str, covered: tuple[str, ...], missing: tuple[str, ...]) -> str:
    total = len(covered) + len(missing)
    if not missing:
        return f"{PLURAL[name].capitalize()}: none of {total} is missing."
    gone = listed([view.title(name, part) for part in missing])
    return f"{PLURAL[name].capitalize()}: {len(covered)} of {total}; missing: {gone}."


def _level(person: Person) -> str | None:
    if person.outside and person.level is None:
        return Level.EXTERNAL.value
    return person.level.value if person.level else None


def _function(person: Person) -> str | None:
    return person.function


def _units_of(view: View) -> Groups:
    """Return who of the coalition works in each unit or below it."""
    found: dict[str, list[str]] = {}
    for person in view.records:
        for unit in view.chart.with_above([person.unit or ""]):
            found.setdefault(unit, []).append(person.person)
    return {unit: tuple(people) for unit, people in found.items()}


def _by_label(view: View, parts: Iterable[str], label: Callable[[Person], str | None]) -> Groups:
    """Return who of the coalition belongs to each part, whatever the case it is written in."""
    own = {name.casefold(): people for name, people in group(view.records, label).items()}
    return {part: own.get(part.casefold(), ()) for part in parts}


def _perspectives(view: View) -> Groups:
    return {
        SUPPORTER: tuple(code for code in view.coalition if view.backs(code)),
        SKEPTIC: tuple(code for code in view.coalition if view.doubts(code)),
    }


def _decisions(view: View) -> tuple[list[str], Groups]:
    held = {point.code: view.within(point.holders) for point in unsettled(view.snapshot)}
    return list(held), held


def _nodes(view: View) -> tuple[list[str], Groups]:
    worked = {node.code: view.within(node.operators) for node in view.snapshot.nodes}
    return list(worked), worked


def _voices(view: View) -> tuple[list[str], Groups]:
    spoken = _by_label(view, [*view.system.voices, UNNAMED_VOICE], _voice_in(view))
    parts = [*view.system.voices]
    if spoken[UNNAMED_VOICE] and UNNAMED_VOICE not in parts:
        parts.append(UNNAMED_VOICE)
    return parts, spoken


def _voice_in(view: View) -> Callable[[Person], str | None]:
    """Return a reader of whom a member speaks for; being there as a voice counts."""
    there = {c for c, m in view.snapshot.members.items() if m.role is MemberRole.AFFECTED_VOICE}
    return lambda person: voice(person) or (UNNAMED_VOICE if person.person in there else None)


def _new_roles(view: View) -> Groups:
    def held() -> Iterator[tuple[str, str]]:
        for person in view.records:
            if person.new_role is not None:
                yield person.new_role.value, person.person

    pairs = list(held())
    return {role.value: tuple(p for r, p in pairs if r == role.value) for role in NewRole}
