"""Who listens to whom: the ties a story names, the org chart, a survey, and calendars."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from groundswell.core.terrain.map_records import Person, Tie
from groundswell.core.terrain.terms import Source, TieKind
from groundswell.examples.luck import Luck
from groundswell.examples.population import units
from groundswell.examples.script import Script, day, typed

_BOTH_WAYS = (TieKind.WORKS_WITH, TieKind.CONFLICT)
_REPORTED = 0.97
_NAMED_NONE = 0.07
_STRENGTHS = (0.4, 0.6, 0.6, 0.8, 1.0)


@dataclass(slots=True)
class _Web:
    """Ties collected once per pair and layer; a later one never overwrites an earlier one."""

    found: dict[tuple[str, str, TieKind], Tie] = field(default_factory=dict)

    def add(self, tie: Tie) -> None:
        back = (tie.to, tie.from_, tie.kind)
        if tie.from_ == tie.to or (tie.kind in _BOTH_WAYS and back in self.found):
            return
        self.found.setdefault((tie.from_, tie.to, tie.kind), tie)


def ties(script: Script, people: Sequence[Person], luck: Luck) -> tuple[Tie, ...]:
    """Return the ties of a story in all layers."""
    web = _Web()
    for source in (_named(script), _org_chart(script, people, luck)):
        for tie in source:
            web.add(tie)
    if "survey_on" in script:
        there = _there(script, people)
        for tie in (*_surveyed(script, there, luck), *_calendars(script, there, luck)):
            web.add(tie)
    return (*web.found.values(), *typed(Tie, script.get("tie_rows", ())))


def _there(script: Script, people: Sequence[Person]) -> list[Person]:
    """Return who could be asked, and seen in calendars, when the survey was made."""
    asked, later = script["surveyed_units"], script.get("arrived_since", ())
    inside = [person for person in people if not person.outside or person.unit in asked]
    return [person for person in inside if person.person not in later]


def _named(script: Script) -> Iterator[Tie]:
    """Yield the ties written as [from, to] or [from, to, weight] under their layer."""
    owner = script["initiative"]["owner"]
    seen = script.get("ties_on")
    for kind, rows in script.get("ties", {}).items():
        for from_, to, *weight in rows:
            yield Tie(
                from_=from_,
                to=to,
                kind=TieKind(kind),
                weight=float(weight[0]) if weight else None,
                source=Source.DECLARED,
                assessor=owner,
                observed_on=seen,
            )


def _org_chart(script: Script, people: Sequence[Person], luck: Luck) -> Iterator[Tie]:
    """Yield who reports to whom: staff to the lead of their unit, leads to the next one up."""
    leads = script.get("leads", {})
    parents = {unit.unit: unit.parent for unit in units(script)}
    stated = {row[0] for row in script.get("ties", {}).get("reports_to", ())}
    for person in people:
        if person.outside or person.person in stated or not person.unit:
            continue
        boss, unit = leads.get(person.unit), person.unit
        while boss in (None, person.person) and parents.get(unit):
            unit = parents[unit] or ""
            boss = leads.get(unit)
        listed = person.person in leads.values() or luck.happens(_REPORTED, "chart", person.person)
        if boss and boss != person.person and listed:
            yield Tie(from_=person.person, to=boss, kind=TieKind.REPORTS_TO, source=Source.DECLARED)


def _closeness(one: Person, other: Person, tree: dict[str, str | None]) -> float:
    """Return how likely two people are to know each other: like keeps company with like."""
    if one.unit == other.unit:
        near = 10.0
    elif tree.get(one.unit or "") == tree.get(other.unit or ""):
        near = 1.5
    else:
        near = 0.25
    near *= 1.6 if one.level == other.level else 1.0
    near *= 1.5 if one.function == other.function else 1.0
    return near * (1.3 if one.site and one.site == other.site else 1.0)


def _chosen(
    script: Script, one: Person, people: Sequence[Person], count: int, luck: Luck, why: str
) -> list[str]:
    """Return `count` others, the close ones more often (Efraimidis and Spirakis 2006)."""
    tree = {unit.unit: unit.parent for unit in units(script)}

    def order(other: Person) -> float:
        drawn = luck.unit(why, one.person, other.person)
        return math.log(drawn) / -_closeness(one, other, tree)

    others = sorted((p for p in people if p is not one), key=order)
    return [other.person for other in others[:count]]


def _surveyed(script: Script, people: Sequence[Person], luck: Luck) -> Iterator[Tie]:
    """Yield what people in the surveyed units answered: whom they trust, whom they ask."""
    seen = day(script, "survey_on")
    answered = _respondents(script, people, luck)
    for kind in (TieKind.TRUSTS, TieKind.ADVICE):
        for one in answered:
            count = luck.pick((1, 1, 2, 2), "count", kind, one.person)
            for other in _chosen(script, one, people, count, luck, kind):
                none = luck.happens(_NAMED_NONE, "none", kind, one.person, other)
                strength = luck.pick(_STRENGTHS, "strength", kind, one.person, other)
                yield Tie(
                    from_=one.person,
                    to=other,
                    kind=kind,
                    weight=0.0 if none else strength,
                    source=Source.SURVEYED,
                    assessor=one.person,
                    observed_on=seen,
                )


def _respondents(script: Script, people: Sequence[Person], luck: Luck) -> list[Person]:
    """Return who filled in the survey: most people of the units that were asked."""
    asked = set(script["surveyed_units"])
    share = float(script["survey_answered"])
    return [p for p in people if p.unit in asked and luck.happens(share, "answered", p.person)]


def _calendars(script: Script, people: Sequence[Person], luck: Luck) -> Iterator[Tie]:
    """Yield who works with whom, inferred from shared calendars of the weeks before the survey."""
    seen: date = day(script, "survey_on")
    for one in people:
        count = luck.pick((0, 1, 1, 2), "meets", one.person)
        for other in _chosen(script, one, people, count, luck, TieKind.WORKS_WITH):
            yield Tie(
                from_=one.person,
                to=other,
                kind=TieKind.WORKS_WITH,
                weight=round(0.2 + 0.7 * luck.unit("meetings", one.person, other), 2),
                source=Source.INFERRED,
                observed_on=seen,
            )
