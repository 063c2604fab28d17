"""Who is in the coalition and who is missing, and what to think about before the next step."""

from __future__ import annotations

from collections.abc import Iterable

from groundswell.core.answer import Answer
from groundswell.core.questions.coverage import CoverageValue
from groundswell.core.questions.harm import RankedGap
from groundswell.core.questions.next_recruits import NextRecruitsValue
from groundswell.reports.parts import Block, Entry, Prose, Section
from groundswell.reports.words import paragraph, sentence

GAPS_SHOWN = 3
WARNINGS_SHOWN = 2


def represented(coverage: Answer[CoverageValue], recruits: Answer[NextRecruitsValue]) -> Section:
    """Return who is represented, the gaps that harm most, and the voices never traded for gain."""
    return Section("Who is here, and who is missing", tuple(_blocks(coverage, recruits)))


def _blocks(
    coverage: Answer[CoverageValue], recruits: Answer[NextRecruitsValue]
) -> Iterable[Block]:
    gaps = coverage.value.gaps_ranked[:GAPS_SHOWN]
    if gaps and gaps[0].clause in coverage.headline:
        yield Prose(paragraph(coverage.headline, gaps[0].harm, step(gaps[0])))
        listed = gaps[1:]
    else:
        yield Prose(sentence(coverage.headline))
        listed = gaps
    before = gaps[0].harm if len(listed) < len(gaps) else ""
    for gap in listed:
        harm = "" if gap.harm == before else f": {gap.harm}"
        yield Entry("", paragraph(gap.clause + harm, step(gap)))
        before = gap.harm
    told = {code for gap in gaps for code in gap.ask}
    voices = [v.text for v in recruits.value.missing_voices if not told.intersection(v.people)]
    if voices:
        yield Entry("", paragraph(*voices))
    for warning in coverage.value.warnings[:WARNINGS_SHOWN]:
        yield Entry("", sentence(warning.text))


def step(gap: RankedGap) -> str:
    """Return what to do about a gap, without saying again what is missing."""
    return gap.text[len(gap.clause) + 1 :].strip()
