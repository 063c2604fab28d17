"""Data practice: what is held, how much of each kind, since when, and one person's copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from groundswell.app.actor import Actor
from groundswell.app.browse.trails import notes
from groundswell.app.browse.views import View, view
from groundswell.app.policy import Act, Refused, refusal
from groundswell.core.terrain.map_records import Person
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.plan_records import names_inside, own_part
from groundswell.core.terrain.record import Record, columns
from groundswell.core.terrain.visible import day_of
from groundswell.reports.words import day
from groundswell.store import trail

KEEP = "keep_until"  # the column of the initiative's sheet that says how long all this is wanted


@dataclass(frozen=True, slots=True)
class Kind:
    """How much is held of one kind of record."""

    sheet: str
    about: str
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """What an initiative holds, as far as its reader may see it."""

    kinds: tuple[Kind, ...]
    people: int
    keep_until: str

    @property
    def rows(self) -> int:
        """How many records there are."""
        return sum(kind.count for kind in self.kinds)

    @property
    def since(self) -> date | None:
        """The first day that anything speaks of."""
        return min((kind.first for kind in self.kinds if kind.first), default=None)

    @property
    def since_words(self) -> str:
        """That day as people say it."""
        return day(self.since) if self.since else ""


def held(at: View) -> Held:
    """Return what is held, by kind."""
    kinds = tuple(kind for sheet in SHEETS if (kind := _kind(at, sheet)).count)
    keep = dict(at.about.extra).get(KEEP, "")
    return Held(kinds, len(at.rows("people")), keep)


def _kind(at: View, sheet: str) -> Kind:
    records = [row.record for row in at.rows(sheet)]
    days = [when for record in records if (when := _when(record)) is not None]
    about = SHEETS[sheet].ABOUT
    return Kind(sheet, about, len(records), min(days, default=None), max(days, default=None))


def _when(record: Record) -> date | None:
    return day_of(record) or record.recorded_on


def copy_of(actor: Actor, code: str, person: str) -> tuple[Observations, tuple[str, ...]]:
    """Return what is recorded about one person, and the notes the actor may read about them.

    For the person on the map who asks what is held about them; made from the actor's own sight.
    """
    at = view(actor, code)
    if not at.standing.may(Act.EXPORT):
        raise Refused(refusal(at.standing, Act.EXPORT))
    about = at.observations.where(lambda record: names(record, person)).records
    told = tuple(note.text for note in notes(actor, code, person))
    trail.note(at.standing.scope, actor.account, "copy", actor.at, actor.via)
    kept = {s: tuple(own_part(row, person) for row in rows) for s, rows in about.items() if rows}
    return Observations(records=kept), told


def names(record: Record, person: str) -> bool:
    """Whether a record names a person."""
    return person in _named(record) or names_inside(record, person)


def _named(record: Record) -> Iterator[Any]:
    if isinstance(record, Person):
        yield record.person
    kind: type[Record] = type(record)
    for column in columns(kind):
        if column.bounds.refers == Person.SHEET:
            value = getattr(record, column.name)
            yield from value if isinstance(value, tuple) else (value,)
