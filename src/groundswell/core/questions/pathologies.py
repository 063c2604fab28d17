"""Which known ways of going wrong does the coalition show?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pathologies_people import (
    bloat,
    insiders_only,
    lone_builder,
    pure_enthusiasts,
    single_sponsor,
)
from groundswell.core.questions.pathologies_work import (
    blurred,
    compliance,
    faction,
    inertia,
    mailing_list,
)
from groundswell.core.questions.pathology import PRESENT, UNKNOWN, Pathology
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.represented import View
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind

# In the order in which they end a coalition soonest.
SIGNS: tuple[Callable[[View], Pathology], ...] = (
    lone_builder,
    single_sponsor,
    faction,
    inertia,
    blurred,
    mailing_list,
    bloat,
    compliance,
    pure_enthusiasts,
    insiders_only,
)
NAMES = {
    "lone_builder": "one person carries it",
    "single_sponsor": "one sponsor holds all its authority",
    "faction": "it is splitting into sides",
    "inertia": "it goes on against its own evidence",
    "blurred_accountability": "nobody answers for part of it",
    "mailing_list": "part of it is a mailing list",
    "coalition_bloat": "it has grown faster than its direction",
    "compliance": "obedience is taken for commitment",
    "pure_enthusiasts": "nobody inside doubts",
    "insiders_only": "nobody inside lives with the result",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathologies(Question):
    """Which known ways of going wrong does the coalition show, and what can be done?"""

    SLUG: ClassVar[str] = "pathologies"
    ASKS: ClassVar[str] = "Is the coalition going wrong in a known way, and what can be done?"
    FEATURE: ClassVar[str] = "Q11"


@dataclass(frozen=True, slots=True)
class PathologiesValue:
    """Value of `pathologies`: all ten, in the order in which they end a coalition soonest."""

    pathologies: tuple[Pathology, ...]
    present: tuple[str, ...]
    unknown: tuple[str, ...]


def pathologies(study: Study, question: Pathologies) -> Answer[PathologiesValue]:
    """Look for ten known pathologies in the coalition's own records.

    Each is present, absent, or not to be told. Only what is present is an alarm; what cannot be
    told is a gap with what to write down. The lines are constants of the settings.

    Notes
    -----
    Counting only: no draws are used.
    """
    snapshot = study.snapshot
    view = View(snapshot)
    found = tuple(sign(view) for sign in SIGNS) if snapshot.members else ()
    value = PathologiesValue(
        pathologies=found,
        present=tuple(p.pathology for p in found if p.state == PRESENT),
        unknown=tuple(p.pathology for p in found if p.state == UNKNOWN),
    )
    reasons = [Reason(f"{p.text} {p.advice}", p.ids) for p in found if p.state == PRESENT]
    return answer(study, question, headline(value), value, reasons, _gaps(snapshot, value))


def headline(value: PathologiesValue) -> str:
    """Name what is present, or say that nothing is."""
    if not value.pathologies:
        return "There is no coalition yet, so it cannot go wrong."
    if value.present:
        return f"Look at this first: {listed([NAMES[p] for p in value.present])}."
    if value.unknown:
        return (
            f"Nothing alarming shows; {count(len(value.unknown), 'sign')} of "
            f"{len(value.pathologies)} cannot be told from the records."
        )
    return "The coalition shows none of the ten known ways of going wrong."


def _gaps(snapshot: Snapshot, value: PathologiesValue) -> list[Gap]:
    if not value.pathologies:
        return [
            gap(
                GapKind.NO_COALITION,
                "Nobody is in the coalition yet, not even you. Add yourself as its nucleus.",
            )
        ]
    return [
        gap(GapKind.MAP_INCOMPLETE, p.text, *p.ids) for p in value.pathologies if p.state == UNKNOWN
    ]
