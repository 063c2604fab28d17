"""A pilot in a report: what was compared, and what other numbers of cases would show."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.answer import Answer
from groundswell.core.questions.cost_of_today import CostOfTodayValue, band
from groundswell.core.questions.pilot_design import PilotPlanValue
from groundswell.core.questions.pilots.speaking import figure, percent
from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.questions.wording import percent as chance
from groundswell.reports.parts import Entry, Section


def compared(answer: Answer[PilotValue]) -> Section:
    """Return the sides that were compared, in figures."""
    value = answer.value
    entries = []
    for side in value.sides:
        binary = value.binary
        text = f"{side.n} values, mean {figure(side.mean, binary)}"
        if not binary:
            text += f", middle half {figure(side.low)} to {figure(side.high)}"
        entries.append(Entry(side.name.capitalize(), text))
    return Section("What was measured", tuple(entries))


def steps(answer: Answer[PilotPlanValue]) -> Section:
    """Return what several numbers of cases would show."""
    return Section("What so many cases would show", tuple(_steps(answer.value)))


def _steps(value: PilotPlanValue) -> Iterator[Entry]:
    for step in value.steps:
        parts = []
        if step.power is not None and value.effect is not None:
            parts.append(f"{percent(value.effect)} seen with {chance(step.power)} chance")
        if step.detectable_share is not None:
            parts.append(f"smallest change shown {percent(step.detectable_share)}")
        yield Entry(f"{step.cases} cases", "; ".join(parts) or "nothing can be shown")


def lines(answer: Answer[CostOfTodayValue]) -> Section:
    """Return the lines of what today costs."""
    entries = []
    for line in answer.value.lines:
        hours = "no hours yet" if line.hours is None else f"{band(line.hours)} hours a year"
        money = "" if line.money is None else f", {band(line.money)} in money"
        source = f" ({line.source})" if line.source else ""
        entries.append(Entry(line.line, f"{line.kind}, {hours}{money}{source}"))
    return Section("Line by line", tuple(entries))
