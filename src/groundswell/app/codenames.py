"""Records with codenames for codes, and without names and free text, so that they can be shown.

Within one export a person has one codename everywhere; another export gives another.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from groundswell.core.terrain.map_records import Person, Setting
from groundswell.core.terrain.notations import Notation, reading
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Column, Record, columns

# Words for people that say nothing about them; a number follows from the second round on.
_BIRDS = (
    "avocet bittern bunting buzzard chaffinch coot cormorant crane curlew dipper dotterel dunlin "
    "dunnock egret fieldfare finch gannet godwit goldcrest goshawk grebe guillemot harrier heron "
    "hobby hoopoe jackdaw jay kestrel kite knot lapwing linnet magpie martin merlin nightjar "
    "nuthatch oriole osprey ouzel petrel pipit plover puffin quail raven redpoll redstart robin "
    "ruff sandpiper shelduck shrike siskin skua skylark snipe sparrow starling stonechat stork "
    "swallow swift tern thrush turnstone wagtail warbler waxwing wheatear whimbrel wren wryneck"
).split()
# Texts that sort people or evidence: without them there is no coverage and no argument left.
_SORTING = {"function": "function", "site": "site", "voice": "voice", "topic": "topic"}
_SORTING |= {"topics": "topic"}


# Texts of which it matters that there are some: without them meetings seem to have changed nothing.
_TELLING = frozenset(
    "answer approach artifact best_case_against boundary changed claim decision_authority doubt "
    "legitimate_core limits matter meaning_of_success new_constraints outcome problem reason "
    "resolution text vision what".split()
)


class _Names:
    """Gives each code of a kind one codename, in an order that says nothing."""

    def __init__(self, key: bytes, instead: str | None) -> None:
        self._key = key
        self.instead = instead
        self._given: dict[tuple[str, str], str] = {}

    def give(self, kind: str, codes: Iterable[str]) -> None:
        """Give codenames to codes of a kind that have none."""
        new = sorted(
            {c for c in codes if (kind, c) not in self._given},
            key=lambda code: hmac.new(self._key, f"{kind} {code}".encode(), "sha256").digest(),
        )
        first = sum(1 for known, _ in self._given if known == kind)
        for at, code in enumerate(new, start=first):
            self._given[kind, code] = _called(kind, at)

    def of(self, kind: str, code: str) -> str:
        """Return the codename of a code."""
        if (kind, code) not in self._given:
            self.give(kind, [code])
        return self._given[kind, code]

    def inside(self, notation: Notation, text: str) -> str:
        """Return a short text with codenames for the codes inside; empty where it is none."""
        parts = reading(notation, text, lambda kind, code: (kind, code) in self._given)
        return "".join(self.of(p.sheet, p.text) if p.sheet else p.text for p in parts)

    def people(self) -> Mapping[str, str]:
        """Return codename to code for people."""
        kind = Person.SHEET
        return {name: code for (of, code), name in sorted(self._given.items()) if of == kind}


def _called(kind: str, at: int) -> str:
    if kind != Person.SHEET:
        return f"{kind.removesuffix('s')}-{at + 1}"
    word, round_ = _BIRDS[at % len(_BIRDS)], at // len(_BIRDS)
    return word if not round_ else f"{word}-{round_ + 1}"


def hide(
    observations: Observations, key: bytes, instead: str | None = None
) -> tuple[Observations, Mapping[str, str]]:
    """Return records with codenames and without free text, and codename to person.

    `instead` stands where there was a text of which it matters that there was one.
    """
    names = _Names(hashlib.sha256(key).digest(), instead)
    names.give(Person.SHEET, (person.person for person in observations.of(Person)))
    records = {
        sheet: tuple(_hidden(record, names) for record in observations.records.get(sheet, ()))
        for sheet in SHEETS
        if sheet in observations.records
    }
    about: Any = _hidden(observations.initiative, names)
    return Observations(about, records), names.people()


def _hidden(record: Record, names: _Names) -> Record:
    if isinstance(record, Setting):
        return dataclasses.replace(record, extra=(), assessor=None)
    told = {
        c.name: _value(c, getattr(record, c.name), record, names) for c in columns(type(record))
    }
    return dataclasses.replace(record, **told, extra=())


def _value(column: Column, value: Any, record: Record, names: _Names) -> Any:
    if value is None or str not in column.alternatives:
        return value
    if column.bounds.notation is not None:
        told = (names.inside(column.bounds.notation, text) for text in value)
        return tuple(filter(None, told)) or None
    kind = _kind(column, record)
    if kind is None:
        return names.instead if column.name in _TELLING else None
    if isinstance(value, tuple):
        return tuple(names.of(kind, code) for code in value)
    return names.of(kind, value)


def _kind(column: Column, record: Record) -> str | None:
    """Return what sort of codename a text becomes; None for free text, which is dropped."""
    if column.bounds.refers is not None:
        return column.bounds.refers
    if column.name == "assessor":
        return Person.SHEET
    if column.bounds.key:
        return "element" if column.name in ("from_", "to") else record.SHEET
    return _SORTING.get(column.name)
