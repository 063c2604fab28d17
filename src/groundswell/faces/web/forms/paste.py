"""A list of people as somebody pastes it: from a mail, a note or a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.map_records import Person, Unit
from groundswell.faces.web.forms.widgets import Choices
from groundswell.ingest.workbook.cells import Unfit, text_of
from groundswell.ingest.workbook.problem import shown

MOST_LINES = 5_000  # of one paste; a longer list comes as a file
LONGEST_NAME = 200
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,4}[.)])\s+")
_ADDRESS = re.compile(r"\s*<[^<>]*@[^<>]*>")
_HEADINGS: Mapping[str, str] = {
    "name": "name",
    "full name": "name",
    "person": "name",
    "who": "name",
    "role": "role",
    "title": "role",
    "job title": "role",
    "position": "role",
    "unit": "unit",
    "team": "unit",
    "department": "unit",
    "group": "unit",
}
_USUAL: tuple[str, ...] = ("name", "role", "unit")


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that gave nobody, or not all it held: where it stands, and what to do about it."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """People and new units of a pasted list, and the lines that need a look."""

    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    unread: tuple[Unread, ...]


def read_paste(text: str, people: Choices = (), units: Choices = ()) -> Pasted:
    """Return the people of a list, one to a line: name, role, unit, by tab, semicolon or comma.

    Whoever is on the map already, or stands there twice, is reported and not added again.
    """
    reader = _Reader(people, units)
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        reader.take(number, line)
    if len(lines) > MOST_LINES:
        why = f"only the first {MOST_LINES:,} lines were read; paste the rest after them"
        reader.unread.append(Unread(MOST_LINES + 1, lines[MOST_LINES][:80], why))
    return Pasted(tuple(reader.people), tuple(reader.units), tuple(reader.unread))


class _Reader:
    """Reads line by line and remembers which names, codes and units there are."""

    def __init__(self, people: Choices, units: Choices) -> None:
        self.people: list[Person] = []
        self.units: list[Unit] = []
        self.unread: list[Unread] = []
        self._codes = {code for code, _ in people}
        self._names = {name.casefold() for _, name in people}
        self._unit_codes = {code for code, _ in units}
        self._called = {word.casefold(): code for code, name in units for word in (name, code)}
        self._columns = _USUAL

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        if not line.strip():
            return
        try:
            cells = [text_of(cell) for cell in _cells(line)]
        except Unfit as unfit:
            self.unread.append(Unread(number, shown(line), f"{unfit.what}; type it again"))
            return
        headings = _headings(cells)
        if headings and not self.people:
            self._columns = headings
            return
        self._person(number, line, cells)

    def _person(self, number: int, line: str, cells: list[str]) -> None:
        told = dict(zip(self._columns, cells, strict=False))
        name = _ADDRESS.sub("", told.get("name", "")).strip()
        why = self._refusal(name)
        if not why and any(cells[len(self._columns) :]):
            why = "what stands after the unit was left out; add it on the person's page"
        if why:
            self.unread.append(Unread(number, shown(line), why))
        if self._refusal(name):
            return
        code = readable(name, self._codes, "person")
        self._codes.add(code)
        self._names.add(name.casefold())
        role, unit = told.get("role") or None, self._unit(told.get("unit") or "")
        self.people.append(Person(person=code, name=name, role=role, unit=unit))

    def _refusal(self, name: str) -> str:
        if not any(sign.isalpha() for sign in name):
            return "there is no name in it"
        if "@" in name:
            return "this is an address; write the name"
        if len(name) > LONGEST_NAME:
            return f"the name has {len(name):,} letters; {LONGEST_NAME} is the most"
        if name.casefold() in self._names:
            return "this name is on the list already; add a word if it is somebody else"
        return ""

    def _unit(self, name: str) -> str | None:
        """Return the code of a unit, a new one if it is not known."""
        if not name:
            return None
        code = self._called.get(name.casefold())
        if code is None:
            code = readable(name, self._unit_codes, "unit")
            self._unit_codes.add(code)
            self._called[name.casefold()] = code
            self.units.append(Unit(unit=code, name=name))
        return code


def _cells(line: str) -> list[str]:
    bare = _BULLET.sub("", line)
    mark = next((mark for mark in "\t;" if mark in bare), ",")
    return next(csv.reader([bare], delimiter=mark, skipinitialspace=True), [])


def _headings(cells: Iterable[str]) -> tuple[str, ...]:
    """Return what the columns hold if this line heads them, else nothing."""
    found = tuple(_known(cells))
    return found if "name" in found else ()


def _known(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        yield _HEADINGS.get(cell.strip().casefold(), "")
