"""What did a pilot show, how surely, and what can it not show?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

import numpy as np

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilots import speaking
from groundswell.core.questions.pilots.compare import Comparison, Terms, compare
from groundswell.core.questions.pilots.finding import Finding
from groundswell.core.questions.pilots.sample import Sample, sample_of
from groundswell.core.questions.pilots.shares import yes_or_no
from groundswell.core.questions.pilots.value import PilotValue, Trends, value_of, with_outliers
from groundswell.core.questions.question import Question, UnfitOptionError, answer, gap, option
from groundswell.core.questions.wording import count
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, PilotTrack
from groundswell.core.terrain.visible import latest

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotAnalysis(Question):
    """Options of the question."""

    SLUG: ClassVar[str] = "pilot"
    ASKS: ClassVar[str] = "What did a pilot show, how surely, and what can it not show?"
    FEATURE: ClassVar[str] = "R9"
    OVERALL: ClassVar[bool] = True

    pilot: str | None = option(None, "which pilot; otherwise the latest that has values")
    base: str | None = option(None, "name of the arm that the others are compared with")
    level: float = option(0.95, "how sure the ranges are to be", low=0.5, high=0.999)


def pilot_analysis(study: Study, question: PilotAnalysis) -> Answer[PilotValue]:
    """Analyse a pilot from its stored values.

    Raises
    ------
    UnfitOptionError
        If no pilot has the code that was asked for.
    """
    snapshot = study.snapshot
    record = chosen(snapshot, question.pilot)
    if record is None:
        text = "There is no pilot yet. A trial inside your own work needs nobody's permission."
        empty = value_of(Pilot(pilot=""), Sample((), 0, 0, ()), Comparison(), _tone(None, question))
        return answer(
            study, question, "There is no pilot yet.", empty, (), [gap(GapKind.NO_EVIDENCE, text)]
        )
    sample = sample_of(record, snapshot.seen.of(PilotDatum), question.base)
    terms = Terms(record.design, question.level, question.seed, record.baseline)
    found = compare(sample, terms)
    tone = _tone(record, question, found)
    value = value_of(record, sample, found, tone, snapshot.as_of)
    value = with_outliers(value, sample, terms)
    head = _headline(record, found, tone)
    reasons, gaps = _reasons(record, value, found), list(_gaps(record, value, found))
    made = answer(study, question, head, value, reasons, gaps)
    return about(made, f"{count(sample.rows, 'value')} of the pilot {record.pilot}")


def about(made: Answer[Value], what: str) -> Answer[Value]:
    """Return an answer whose population begins with what it counts, before the people."""
    on = made.provenance
    told = dataclasses.replace(on, population=f"{what}; {on.population}")
    return dataclasses.replace(made, provenance=told)


def chosen(snapshot: Snapshot, code: str | None) -> Pilot | None:
    """Return the pilot asked for, or the latest that has values, or the latest; None if none is.

    Raises
    ------
    UnfitOptionError
        If no pilot has the code.
    """
    every = latest(snapshot.seen.of(Pilot), "pilot")
    if code is not None:
        for record in every:
            if record.pilot == code:
                return record
        known = ", ".join(record.pilot for record in every[:5]) or "none"
        what = f"there is no pilot {code!r}; there is {known}"
        raise UnfitOptionError("pilot", what, "Name one of them.")
    measured = {d.pilot for d in snapshot.seen.of(PilotDatum) if d.value is not None}
    return max(
        every,
        key=lambda r: (r.pilot in measured, r.started_on or date.min, r.pilot),
        default=None,
    )


def _tone(
    record: Pilot | None, question: PilotAnalysis, found: Comparison | None = None
) -> speaking.Tone:
    seen = [value for _, side in found.sides for value in side] if found else []
    series = found.series if found else None
    binary = bool(seen) and series is None and yes_or_no(np.array(seen))
    measure = (record.measure if record else None) or "the measure"
    wanted = record.minimum_effect if record else None
    text = measure.strip().rstrip(".")
    first, _, _ = text.partition(" ")
    if first[1:].islower() and not any(map(str.isdigit, first)):  # leave HbA1c and IT as they are
        text = text[:1].lower() + text[1:]
    return speaking.Tone(text, wanted, binary, question.level, "period" if series else "case")


def _headline(record: Pilot, found: Comparison, tone: speaking.Tone) -> str:
    if found.finding is None:
        name = record.question or f"Pilot {record.pilot}"
        if name.strip().endswith("?"):
            return f"{name.strip()} {found.why_not}"
        return f"{name.strip()}: {found.why_not[:1].lower()}{found.why_not[1:]}"
    return speaking.headline(found.finding, tone)


def _reasons(record: Pilot, value: PilotValue, found: Comparison) -> list[Reason]:
    code, said = (record.pilot,), []
    if found.finding is not None:
        said.append(Reason(_compared(found.finding, value), code))
        said.append(Reason(_surely(found.finding, value), code))
    if value.against_wanted and record.minimum_effect:
        said.append(Reason(_worth(value, record.minimum_effect), code))
    if value.trends is not None:
        said.append(Reason(_trend_words(value.trends), code))
    said += [Reason(caution.text, code) for caution in value.cautions]
    for text in value.cannot_show:
        said.append(Reason(f"It cannot show {text[:1].lower()}{text[1:]}", code))
    return said


def _compared(finding: Finding, value: PilotValue) -> str:
    base, new = (speaking.figure(v, value.binary) for v in (finding.base, finding.new))
    counts = f"{finding.cases[0]} and {finding.cases[1]} cases"
    if finding.paired:
        counts = f"the same {count(finding.cases[0], 'unit')}, by their names, twice"
    elif not finding.cases[0]:
        counts = count(finding.cases[1], "case")
    if value.trends is not None:
        counts = f"{count(finding.cases[0], 'period')} before and {finding.cases[1]} after"
    return f"Compared: {base} without and {new} with it, from {counts}; {finding.method}."


def _surely(finding: Finding, value: PilotValue) -> str:
    level = f"{100 * value.level:g} %"
    if not finding.effect.bounded:
        return f"No range can be given at {level}: too few cases, or no spread among them."
    effect = finding.effect
    assert effect.low is not None and effect.high is not None and finding.p is not None
    low, mean, high = (_unit(v, value.binary) for v in (effect.low, effect.mean, effect.high))
    text = f"In its own unit the change is {mean}, {level} range {low} to {high}"
    exact = "counted exactly" if finding.exact else "approximately"
    chance = "under 1 in 1,000" if finding.p < 0.001 else f"{finding.p:.3f}"
    return f"{text}; chance of at least this if it did nothing, {exact}: {chance}."


def _unit(value: float, binary: bool) -> str:
    sign = "+" if value > 0 else "-" if value < 0 else ""
    if binary:
        return f"{sign}{speaking.rounded(100 * abs(value), 1)} points"
    return f"{sign}{speaking.figure(abs(value))}"


def _worth(value: PilotValue, wanted: float) -> str:
    least = f"{speaking.percent(wanted)} {'more' if wanted > 0 else 'less'}"
    return {
        speaking.BEYOND: f"All of the range is beyond the smallest effect worth having, {least}.",
        speaking.SHORT: f"It falls short of the smallest effect worth having, {least}.",
        speaking.OPEN: f"Whether it reaches the smallest effect worth having, {least}, is open.",
    }[value.against_wanted]


def _trend_words(trends: Trends) -> str:
    jump, slope, before = (
        _unit(span.mean, False)
        for span in (trends.level_change, trends.slope_change, trends.trend_before)
    )
    return (
        f"Level at the start {jump}, slope {slope} a period against {before} before; errors may "
        f"hang together over {count(trends.lags, 'period')}."
    )


def _gaps(record: Pilot, value: PilotValue, found: Comparison) -> Iterator[Gap]:
    code = record.pilot
    if found.finding is None:
        yield gap(GapKind.TOO_FEW, f"{found.why_not} Hand in what was measured.", code)
    if not record.minimum_effect:
        text = "The smallest effect worth having is not stated, and with it which way is better."
        yield gap(GapKind.BASELINE_UNKNOWN, text, code)
    if record.track is not PilotTrack.TRIAL and record.n_planned is None:
        text = "How many cases were planned is not stated, so nobody sees whether it ended early."
        yield gap(GapKind.TOO_FEW, text, code)
    if not record.stop_rule:
        text = "No stop rule is stated: say beforehand what would end it."
        yield gap(GapKind.CRITERION_UNKNOWN, text, code)
    elif record.stop_reached is None and value.rows:
        rule = record.stop_rule.strip().rstrip(".")
        text = f"Whether the stop rule was reached, nobody has said: ‘{rule}’."
        yield gap(GapKind.CRITERION_UNKNOWN, text, code)
    for name in found.empty:
        yield gap(GapKind.TOO_FEW, f"Nothing was measured for {name}.", code)
