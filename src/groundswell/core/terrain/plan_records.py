"""A plan that was kept when asked, to be tried again on the map of a later day."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from groundswell.core.terrain.notations import Notation, may_name, readings
from groundswell.core.terrain.record import Record, column, columns

R = TypeVar("R", bound=Record)
_PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan(Record):
    """Changes that somebody supposed, kept as `what-if` takes them.

    It says nothing of what is, so no figure is made from it until somebody asks for it. It is read
    by those who may ask what if: owner, editors and members. Observers and the presentable view
    never have it. A supposed stance speaks in the words of a judgement, so a plan of somebody else
    waits, like their judgements, until the reader has judged everybody whose stance it supposes.
    `observed_on` is the day it was kept, `assessor` who kept it.
    """

    SHEET: ClassVar[str] = "plans"
    ABOUT: ClassVar[str] = "Plans kept to be tried again: what was supposed, never what is."

    plan: str = column("short code", key=True)
    title: str | None = column("the plan in a few words")
    recruit: tuple[str, ...] | None = column(
        "who joins: CODE, or CODE:commitment from 0 to 1", notation=Notation.RECRUIT
    )
    exit: tuple[str, ...] | None = column("members who leave: CODE", notation=Notation.EXIT)
    stance: tuple[str, ...] | None = column(
        "who stands elsewhere: CODE=word, or CODE=word@DECISION", notation=Notation.STANCE
    )
    show: tuple[str, ...] | None = column(
        "evidence shown to somebody: EVIDENCE:CODE", notation=Notation.SHOW
    )
    rule: tuple[str, ...] | None = column(
        "decisions taken otherwise: DECISION=majority, or DECISION=quota:.6", notation=Notation.RULE
    )
    tie: tuple[str, ...] | None = column(
        "who begins to listen to whom: FROM>TO:trusts", notation=Notation.TIE
    )
    note: str | None = column("why it was kept, in a sentence")

    @property
    def changes(self) -> Iterator[tuple[Notation, str]]:
        """Yield each change with its notation, in the order of the options."""
        for notation in Notation:
            for text in getattr(self, notation) or ():
                yield notation, text


def stances_of(plan: KeptPlan) -> frozenset[str]:
    """Return whose stance a plan supposes."""
    told = (readings(Notation.STANCE, text) for text in plan.stance or ())
    return frozenset(part.text for ways in told for way in ways[:1] for part in way[:1])


def names_inside(record: Record, person: str) -> bool:
    """Whether a record names a person inside its short texts."""
    return any(
        may_name(notation, text, _PEOPLE, person)
        for name, notation in _noted(type(record))
        for text in getattr(record, name) or ()
    )


def without_person(record: R, person: str) -> R:
    """Return a record without the short texts that name a person."""
    return _where(record, lambda notation, text: not may_name(notation, text, _PEOPLE, person))


def own_part(record: R, person: str) -> R:
    """Return what of a record is about a person: of a plan for several, what names them alone."""
    own = _where(record, lambda notation, text: may_name(notation, text, _PEOPLE, person))
    if own == record or not isinstance(own, KeptPlan):
        return own
    return dataclasses.replace(own, title=None, note=None)  # they may speak of the others


def _where(record: R, keep: Callable[[Notation, str], bool]) -> R:
    told: dict[str, Any] = {
        name: tuple(t for t in texts if keep(notation, t)) or None
        for name, notation in _noted(type(record))
        if (texts := getattr(record, name))
    }
    return dataclasses.replace(record, **told) if told else record


def _noted(kind: type[Record]) -> Iterator[tuple[str, Notation]]:
    for found in columns(kind):
        if found.bounds.notation is not None:
            yield found.name, found.bounds.notation
