"""The conversation with the first person to approach: opening words, their world, the ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from groundswell.core.answer import Answer
from groundswell.core.questions.persuasion import EVIDENCE, PersuasionValue
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.reports.parts import Block, Prose, Said, Section
from groundswell.reports.words import paragraph, quoted, sentence

MOST = 99


@dataclass(frozen=True, slots=True)
class Depth:
    """How much of the preparation is shown."""

    questions: int
    evidence: int
    doubts: int
    cautions: int


IN_BRIEF = Depth(questions=3, evidence=1, doubts=1, cautions=2)
IN_FULL = Depth(MOST, MOST, MOST, MOST)


def conversation(
    answer: Answer[PersuasionValue], snapshot: Snapshot, depth: Depth = IN_BRIEF
) -> Section:
    """Return the preparation for one conversation; before evidence it is for listening."""
    name = snapshot.name(answer.value.person)
    return Section(f"The conversation with {name}", tuple(_blocks(answer, depth)))


def _blocks(answer: Answer[PersuasionValue], depth: Depth) -> Iterable[Block]:
    value = answer.value
    yield Prose(sentence(answer.headline))
    if value.introduction:
        yield Said("First", value.introduction)
    yield Said("Open with", quoted(value.opening))
    if value.problem:
        yield Said("Their problem", sentence(value.problem))
    yield from _matter(value, depth)
    for doubt in value.doubts[: depth.doubts]:
        yield Said("A doubt", paragraph(doubt.doubt, doubt.response))
    yield Said("The ask", quoted(value.ask.words))
    cautions = [caution.text for caution in value.what_could_go_wrong[: depth.cautions]]
    if cautions:
        yield Said("Take care", paragraph(*cautions))


def _matter(value: PersuasionValue, depth: Depth) -> Iterable[Block]:
    """Yield what to show, or while listening what to ask and to keep for later."""
    if value.mode == EVIDENCE:
        for found in value.evidence[: depth.evidence]:
            yield Said("Show", paragraph(found.for_them, found.limits))
        if depth is IN_BRIEF:
            return
    yield Said("Questions", " ".join(value.questions[: depth.questions]))
    if value.not_yet:
        yield Said("Not yet", paragraph(*value.not_yet[: depth.evidence]))
