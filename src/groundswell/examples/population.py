"""The staff around the people a story names: who works where, as what, in whose unit."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from groundswell.core.terrain.map_records import Person, Unit
from groundswell.core.terrain.terms import Level
from groundswell.examples.luck import Luck
from groundswell.examples.name_pool import FAMILY, GIVEN, code_of
from groundswell.examples.script import Row, Script, typed

_OVERLOADED = 0.15
_STATED_HOURS = 0.12
_KNOWS_IT = 0.45


def units(script: Script) -> tuple[Unit, ...]:
    """Return the units of a story."""
    return typed(Unit, script.get("units", ()))


def population(script: Script, luck: Luck) -> tuple[Person, ...]:
    """Return everybody: those the story names, then the staff, each at the site of their unit."""
    named = typed(Person, script["people"])
    every = (*named, *_staff(script.get("staff", ()), {p.person for p in named}, luck))
    sites = {unit.unit: unit.site for unit in units(script)}
    return tuple(
        person if person.site else dataclasses.replace(person, site=sites.get(person.unit or ""))
        for person in every
    )


def _staff(blocks: Sequence[Row], taken: set[str], luck: Luck) -> list[Person]:
    families = [name for name in luck.shuffled(FAMILY, "family") if code_of(name) not in taken]
    given = luck.shuffled(GIVEN, "given")
    posts = [block for block in blocks for _ in range(block["count"])]
    return [
        _person(block, given[index % len(given)], family, luck)
        for index, (block, family) in enumerate(zip(posts, families, strict=False))
    ]


def _person(block: Row, given: str, family: str, luck: Luck) -> Person:
    code = code_of(family)
    frontline = block["level"] == Level.FRONTLINE
    knows = frontline and luck.happens(_KNOWS_IT, "knows", code)
    hours = luck.pick((1.0, 1.0, 2.0, 3.0), "hours", code)
    return Person(
        person=code,
        name=f"{given} {family}",
        unit=block["unit"],
        role=block["role"],
        level=Level(block["level"]),
        function=block["function"],
        lived_experience=True if knows else None,
        capacity_hours=hours if luck.happens(_STATED_HOURS, "stated", code) else None,
        overloaded=True if luck.happens(_OVERLOADED, "overloaded", code) else None,
        outside=block.get("outside"),
    )


def blocks_of(script: Script, people: Sequence[Person]) -> dict[str, Row]:
    """Return each staff member's block: how their part of the staff leans, and who judges it."""
    named = len(script["people"])
    posts = [block for block in script.get("staff", ()) for _ in range(block["count"])]
    return {person.person: block for person, block in zip(people[named:], posts, strict=True)}
