"""One answer on its own, in the same parts as a brief: the answer, why, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from groundswell.core.answer import Answer
from groundswell.core.questions.cost_of_today import CostOfToday
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.persuasion import Persuasion
from groundswell.core.questions.pilot import PilotAnalysis
from groundswell.core.questions.pilot_design import PilotPlan
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.reports.brief import dateline, provenance
from groundswell.reports.parts import Brief, Entry, Section, tidied
from groundswell.reports.sections.conversation import IN_FULL, conversation
from groundswell.reports.sections.pilots import compared, lines, steps
from groundswell.reports.sections.standing import chances, readiness
from groundswell.reports.words import sentence

_TABLES: Mapping[str, Callable[[Answer[Any]], Section]] = MappingProxyType(
    {PilotAnalysis.SLUG: compared, PilotPlan.SLUG: steps, CostOfToday.SLUG: lines}
)


def leaf(answer: Answer[Any], snapshot: Snapshot, asks: str) -> Brief:
    """Return one answer as a page of its own."""
    return tidied(
        Brief(
            title=asks,
            dateline=dateline(snapshot),
            headline=sentence(answer.headline),
            sections=tuple(_sections(answer, snapshot)),
            next_step="",
            provenance=provenance(answer),
        )
    )


def _sections(answer: Answer[Any], snapshot: Snapshot) -> Iterator[Section]:
    if answer.question == Persuasion.SLUG:
        yield conversation(answer, snapshot, IN_FULL)
    if answer.question == CriticalMass.SLUG:
        yield chances(answer, snapshot)
        yield readiness(answer, snapshot)
    for slug, section in _TABLES.items():
        if answer.question == slug and (found := section(answer)).blocks:
            yield found
    if answer.reasons:
        yield _list("Why", (reason.text for reason in answer.reasons))
    if answer.gaps:
        yield _list("What nobody knows yet", (gap.text for gap in answer.gaps))


def _list(title: str, texts: Iterable[str]) -> Section:
    return Section(title, tuple(Entry("", sentence(text)) for text in texts))
