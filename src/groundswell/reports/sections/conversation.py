"""The conversation with the first person to approach: opening words, their world, the ask."""

from __future__ import annotations

from collections.abc import Iterable

from groundswell.core.answer import Answer
from groundswell.core.questions.persuasion import EVIDENCE, PersuasionValue
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.reports.parts import Block, Prose, Said, Section
from groundswell.reports.words import paragraph, quoted, sentence

QUESTIONS_SHOWN = 3
CAUTIONS_SHOWN = 2


def conversation(answer: Answer[PersuasionValue], snapshot: Snapshot) -> Section:
    """Return the preparation for one conversation; before evidence it is for listening."""
    name = snapshot.name(answer.value.person)
    return Section(f"The conversation with {name}", tuple(_blocks(answer)))


def _blocks(answer: Answer[PersuasionValue]) -> Iterable[Block]:
    value = answer.value
    yield Prose(sentence(answer.headline))
    if value.introduction:
        yield Said("First", value.introduction)
    yield Said("Open with", quoted(value.opening))
    if value.problem:
        yield Said("Their problem", sentence(value.problem))
    if value.mode == EVIDENCE:
        yield from _evidence(value)
    else:
        yield Said("Questions", " ".join(value.questions[:QUESTIONS_SHOWN]))
        if value.not_yet:
            yield Said("Not yet", paragraph(*value.not_yet[:1]))
    if value.doubts:
        doubt = value.doubts[0]
        yield Said("A doubt", paragraph(doubt.doubt, doubt.response))
    yield Said("The ask", quoted(value.ask.words))
    cautions = [caution.text for caution in value.what_could_go_wrong[:CAUTIONS_SHOWN]]
    if cautions:
        yield Said("Take care", paragraph(*cautions))


def _evidence(value: PersuasionValue) -> Iterable[Block]:
    best = value.evidence[0]
    yield Said("Show", paragraph(best.for_them, best.limits))
