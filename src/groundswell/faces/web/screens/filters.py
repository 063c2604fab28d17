"""Filters over people: stacked, kept in the address, and taking nobody off the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlencode

from django.http import QueryDict

from groundswell.core.pictures.lens import Portrait
from groundswell.core.terrain.terms import Level, Ring, Stance
from groundswell.core.terrain.vocabulary import Vocabulary

FACETS = ("unit", "level", "function", "stance", "ring", "judged")
_SAID = frozenset({"stance", "judged"})  # what a presentable view says nothing about
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "unit": "Unit",
        "level": "Level",
        "function": "Function",
        "stance": "Stance",
        "ring": "Ring",
        "judged": "Judged",
    }
)
NONE, VEILED = "none", "veiled"


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by: its choices in words, and the one that is on."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str

    @property
    def words(self) -> str:
        """Say what the filter keeps."""
        return f"{self.label}: {dict(self.options).get(self.chosen, self.chosen)}"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks to see.

    Parameters
    ----------
    wanted
        Facet to the value that is kept.
    find
        Letters somebody's name, role or unit must hold.
    without
        Layers of ties that are off.
    """

    wanted: Mapping[str, str] = field(default_factory=dict)
    find: str = ""
    without: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: QueryDict) -> Filters:
        """Read an address; a filter that keeps everybody is none."""
        wanted = {name: str(given[name]) for name in FACETS if given.get(name)}
        return cls(wanted, given.get("find", "").strip(), tuple(given.getlist("without")))

    @property
    def on(self) -> bool:
        """Whether anybody may be left aside."""
        return bool(self.wanted or self.find)

    def keeps(self, person: Portrait) -> bool:
        """Whether somebody fits every filter."""
        sought = " ".join((person.name, person.role, person.unit_name)).casefold()
        return self.find.casefold() in sought and all(
            value_of(person, name) == value for name, value in self.wanted.items()
        )

    def but(self, name: str) -> Filters:
        """Return the filters without one of them."""
        rest = {key: value for key, value in self.wanted.items() if key != name}
        return Filters(rest, "" if name == "find" else self.find, self.without)

    def query(self, **also: str) -> str:
        """Return the end of an address that asks for the same, and for more."""
        pairs = [*also.items(), *self.wanted.items()]
        pairs += [("find", self.find)] if self.find else []
        pairs += [("without", layer) for layer in self.without]
        return urlencode([(key, value) for key, value in pairs if value])


def value_of(person: Portrait, facet: str) -> str:
    """Return what a facet says of somebody; what is not stated has a word of its own."""
    if facet == "judged":
        return "yes" if person.judged else "no"
    if facet == "stance":
        return person.stance or (VEILED if person.veiled else Stance.UNKNOWN.value)
    return str(getattr(person, facet) or NONE)


def facets(
    everybody: Iterable[Portrait], filters: Filters, words: Vocabulary, *, presentable: bool
) -> list[Facet]:
    """Return what can be filtered by, each choice in words; only choices that somebody fits."""
    found: dict[str, dict[str, str]] = {name: {} for name in FACETS}
    for person in everybody:
        for name, choices in found.items():
            choices[value_of(person, name)] = _words(person, name, words)
    return [
        Facet(name, _LABELS[name], _ordered(name, choices), filters.wanted.get(name, ""))
        for name, choices in found.items()
        if len(choices) > 1 and not (presentable and name in _SAID)
    ]


def _words(person: Portrait, facet: str, words: Vocabulary) -> str:
    value = value_of(person, facet)
    if value == NONE:
        return "outside the coalition" if facet == "ring" else "not stated"
    if value == VEILED:
        return "hidden until you judge"
    if facet == "stance":
        return words.stances[Stance(value)]
    if facet == "ring":
        return words.rings[Ring(value)]
    if facet == "judged":
        return "by somebody" if person.judged else "by nobody"
    return person.unit_name if facet == "unit" else value


_ORDERS: Mapping[str, list[str]] = MappingProxyType(
    {
        "level": [level.value for level in Level],
        "stance": [stance.value for stance in Stance],
        "ring": [ring.value for ring in Ring],
        "judged": ["yes", "no"],
    }
)


def _ordered(facet: str, choices: Mapping[str, str]) -> list[tuple[str, str]]:
    order = _ORDERS.get(facet, [])

    def place(pair: tuple[str, str]) -> tuple[int, str]:
        value, text = pair
        return (order.index(value) if value in order else len(order) + (value == NONE), text)

    return sorted(choices.items(), key=place)
