"""The staff around the people a story names: who works where, as what, in whose unit."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Sequence

from groundswell.core.terrain.map_records import Operator, Person, Unit
from groundswell.core.terrain.terms import Level
from groundswell.examples.luck import Luck
from groundswell.examples.script import Row, Script, origins, typed

_OVERLOADED = 0.15
_STATED_HOURS = 0.12
_KNOWS_IT = 0.45
_MIXED = 0.2


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
    posts = [block for block in blocks for _ in range(block["count"])]
    named = zip(posts, _names(taken, luck), strict=False)
    return [_person(block, given, family, luck) for block, (given, family) in named]


def _names(taken: set[str], luck: Luck) -> Iterator[tuple[str, str]]:
    """Yield pairs of names, each family name once; most pairs come from one place."""
    places = origins()
    families = [(family, place) for place in places for family in place["family"]]
    rest = {id(place): luck.shuffled(place["given"], "given", n) for n, place in enumerate(places)}
    for family, home in luck.shuffled(families, "family"):
        if _code(family) in taken:
            continue
        abroad = luck.happens(_MIXED, "mixed", family)
        place = luck.pick(places, "place", family) if abroad else home
        given = rest[id(place)]
        given.append(given.pop(0))
        yield given[-1], family


def _code(family: str) -> str:
    """Return a family name as a short code: small letters without accents."""
    plain = unicodedata.normalize("NFKD", family.lower()).encode("ascii", "ignore").decode()
    return "".join(filter(str.isalpha, plain))


def _person(block: Row, given: str, family: str, luck: Luck) -> Person:
    code = _code(family)
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


def operators(script: Script, people: Sequence[Person]) -> tuple[Operator, ...]:
    """Return the listed operators of nodes: those named, then everybody with a listed role."""
    listed = typed(Operator, script.get("operators", ()))
    by_role = [
        Operator(node=row["node"], person=person.person, weight=1.0)
        for row in script.get("operating", ())
        for person in people
        if person.role == row["role"] and person.unit in row.get("units", (person.unit,))
    ]
    return (*listed, *by_role)
