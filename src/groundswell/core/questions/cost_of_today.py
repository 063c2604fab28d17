"""What does today cost, from counts anybody can make?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Estimate, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot import about
from groundswell.core.questions.question import Question, UnfitOptionError, answer, gap, option
from groundswell.core.questions.wording import count, listed, percent
from groundswell.core.terrain.cost_records import Cost, CostKind, CostPeriod
from groundswell.core.terrain.noise import code_hashes, uniforms
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import EvidenceKind, GapKind
from groundswell.core.terrain.visible import latest

A_YEAR = {CostPeriod.WEEK: 52, CostPeriod.MONTH: 12, CostPeriod.QUARTER: 4, CostPeriod.YEAR: 1}
WORKING_YEAR = 1600.0  # hours that one person works in a year, by convention
FIGURES = ("cases", "share", "hours", "rate")
LARGEST = 1e12  # beyond it a figure was mistyped, and counts as not known

Draws = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOfToday(Question):
    """Options of the question."""

    SLUG: ClassVar[str] = "cost-of-today"
    ASKS: ClassVar[str] = "What does today cost, from counts anybody can make?"
    FEATURE: ClassVar[str] = "R19"
    OVERALL: ClassVar[bool] = True

    evidence: str | None = option(None, "which entry of the ledger; otherwise every one of them")


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line with its cost in a year.

    Parameters
    ----------
    hours
        Hours a year, worked or waited; None where cases or hours are not known.
    money
        Money a year; None where no rate is known.
    widest
        Which of its figures is least known: cases, share, hours or rate.
    """

    evidence: str
    line: str
    kind: str
    hours: Estimate | None
    money: Estimate | None
    widest: str
    source: str


@dataclass(frozen=True, slots=True)
class CostOfTodayValue:
    """Value of `cost-of-today`.

    Parameters
    ----------
    worked, waited
        Hours a year; hours waited are never added to hours worked.
    money
        Money a year of the lines that have a rate; None without any.
    least, most
        Worked hours if every figure lay at its one or its other end.
    people
        Worked hours as people who do nothing else, at 1,600 hours a year.
    hangs_on
        The line whose uncertainty makes most of that of the total, and its share of it.
    """

    lines: tuple[CostLine, ...]
    worked: Estimate | None
    waited: Estimate | None
    money: Estimate | None
    least: float | None
    most: float | None
    people: Estimate | None
    hangs_on: str | None
    hangs_share: float | None


@dataclass(frozen=True, slots=True)
class _Line:
    record: Cost
    hours: Draws | None
    money: Draws | None


def cost_of_today(study: Study, question: CostOfToday) -> Answer[CostOfTodayValue]:
    """Work out what today costs in a year.

    Definition: cases a year x share concerned x hours for each x rate, by line. Every figure is
    drawn evenly between its two ends, each by itself (Monte Carlo, counter-based, so that the order
    of lines changes nothing); a figure with one end is taken as exact and said to be. A share that
    is blank is all of them.

    Raises
    ------
    UnfitOptionError
        If the entry asked for has no lines.
    """
    snapshot = study.snapshot
    records = lines_of(snapshot, question.evidence)
    value = worked_out(records, question.seed, question.scenarios)
    head = headline(value, len(records))
    reasons, gaps = list(_reasons(value, records)), list(_gaps(snapshot, records))
    made = answer(study, question, head, value, reasons, gaps)
    return about(made, f"{count(len(records), 'line')} of cost")


def worked_out(records: Sequence[Cost], seed: int = 0, scenarios: int = 500) -> CostOfTodayValue:
    """Return what lines come to in a year."""
    return _value([_drawn(record, seed, scenarios) for record in records])


def lines_of(snapshot: Snapshot, code: str | None) -> list[Cost]:
    """Return the lines of an entry, or of all.

    Raises
    ------
    UnfitOptionError
        If the entry asked for has no lines.
    """
    every = latest(snapshot.seen.of(Cost), "evidence", "line")
    if code is None:
        return every
    found = [record for record in every if record.evidence == code]
    known = {record.evidence for record in latest(snapshot.seen.of(Evidence), "evidence")}
    if not found and code not in known:
        with_lines = sorted({record.evidence for record in every})
        what = f"the ledger has no entry {code!r}"
        raise UnfitOptionError("evidence", what, f"With lines: {listed(with_lines) or 'none'}.")
    return found


def _drawn(record: Cost, seed: int, scenarios: int) -> _Line:
    parts = {name: _part(record, name, seed, scenarios) for name in FIGURES}
    cases, hours = parts["cases"], parts["hours"]
    if cases is None or hours is None:
        return _Line(record, None, None)
    share = parts["share"]
    total = A_YEAR[record.period or CostPeriod.YEAR] * cases * hours
    total = total if share is None else total * share
    rate = parts["rate"]
    return _Line(record, total, None if rate is None else total * rate)


def ends(record: Cost, name: str) -> tuple[float, float] | None:
    """Return the ends of one figure of a line; one end alone stands for both."""
    given = (getattr(record, f"{name}_low"), getattr(record, f"{name}_high"))
    known = [float(end) for end in given if end is not None and end <= LARGEST]
    return (known[0], known[-1]) if known else None


def _part(record: Cost, name: str, seed: int, scenarios: int) -> Draws | None:
    between = ends(record, name)
    if between is None:
        return None
    address = code_hashes((f"{record.evidence}\x1f{record.line}\x1f{name}",))
    drawn = uniforms(seed, "cost", address, scenarios)[0]
    # One draw in each of so many equal parts, in a drawn order (Latin hypercube).
    noise = (drawn.argsort(kind="stable").argsort(kind="stable") + 0.5) / scenarios
    found: Draws = between[0] + (between[1] - between[0]) * noise
    return found


def _value(drawn: Sequence[_Line]) -> CostOfTodayValue:
    worked = [line for line in drawn if line.hours is not None and not _waits(line.record)]
    waited = [line for line in drawn if line.hours is not None and _waits(line.record)]
    paid = [line.money for line in drawn if line.money is not None]
    hours = _sum([line.hours for line in worked if line.hours is not None])
    waits = _sum([line.hours for line in waited if line.hours is not None])
    money = _sum(paid)
    outer = [_outer(line.record) for line in worked]
    hangs = _hangs_on(worked)
    return CostOfTodayValue(
        lines=tuple(_line(line) for line in drawn),
        worked=None if hours is None else Estimate.of(hours),
        waited=None if waits is None else Estimate.of(waits),
        money=None if money is None else Estimate.of(money),
        least=sum(low for low, _ in outer) if outer else None,
        most=sum(high for _, high in outer) if outer else None,
        people=None if hours is None else Estimate.of(hours / WORKING_YEAR),
        hangs_on=hangs[0] if hangs else None,
        hangs_share=hangs[1] if hangs else None,
    )


def _waits(record: Cost) -> bool:
    return record.kind is CostKind.WAITING


def _sum(parts: Sequence[Draws]) -> Draws | None:
    return np.sum(parts, axis=0) if parts else None


def _outer(record: Cost) -> tuple[float, float]:
    """Return the hours of a line if every figure lay at one end (interval arithmetic)."""
    low = high = float(A_YEAR[record.period or CostPeriod.YEAR])
    for name in ("cases", "share", "hours"):
        first, last = ends(record, name) or (1.0, 1.0)
        low, high = low * first, high * last
    return low, high


def _hangs_on(lines: Sequence[_Line]) -> tuple[str, float] | None:
    known = [(float(np.var(x.hours)), x.record.line) for x in lines if x.hours is not None]
    total = sum(spread for spread, _ in known)
    if len(known) < 2 or total <= 0:
        return None
    most, name = max(known)
    return name, most / total


def _line(line: _Line) -> CostLine:
    record = line.record
    widths = {name: _width(record, name) for name in FIGURES}
    widest = max(FIGURES, key=lambda name: widths[name])
    return CostLine(
        evidence=record.evidence,
        line=record.line,
        kind=(record.kind or CostKind.WORK).value,
        hours=None if line.hours is None else Estimate.of(line.hours),
        money=None if line.money is None else Estimate.of(line.money),
        widest=widest if widths[widest] > 0 else "",
        source=record.source or "",
    )


def _width(record: Cost, name: str) -> float:
    between = ends(record, name)
    if between is None or between[1] == 0:
        return 0.0
    return 1 - between[0] / between[1]


def headline(value: CostOfTodayValue, lines: int) -> str:
    """Say what today costs, as a band; no rate, no money."""
    if not lines:
        return "Nobody has written down what today costs, which needs nobody's permission."
    if value.worked is None and value.waited is None:
        return "The lines lack cases or hours, so nothing can be worked out yet."
    parts = []
    if value.worked is not None:
        parts.append(f"takes {band(value.worked)} hours of work a year")
    if value.money is not None:
        parts.append(f"costs {band(value.money)} in money")
    if value.waited is not None:
        parts.append(f"lets people wait {band(value.waited)} hours")
    return f"Today {listed(parts, 3)}."


def band(estimate: Estimate) -> str:
    """Return a band, to two digits of its upper end: '9,000 to 13,000'; one figure where exact."""
    places = _places(max(abs(estimate.low), abs(estimate.high)))
    low, high = (_rounded(end, places) for end in (estimate.low, estimate.high))
    return low if low == high else f"{low} to {high}"


def _places(size: float) -> int:
    return 0 if size < 1 else 1 - int(np.floor(np.log10(size)))


def _rounded(value: float, places: int) -> str:
    if value != 0 and abs(value) < 1:
        return f"{value:.2g}"
    return f"{round(value, places):,.{max(places, 0)}f}"


def _reasons(value: CostOfTodayValue, records: Sequence[Cost]) -> Iterator[Reason]:
    ids = tuple(sorted({record.evidence for record in records}))
    for line in value.lines:
        if line.hours is not None:
            word = "waited" if line.kind == CostKind.WAITING else "worked"
            text = f"{line.line}: {band(line.hours)} hours {word} a year"
            text += f", {band(line.money)} in money" if line.money is not None else ""
            yield Reason(f"{text}.", (line.evidence,))
    if value.people is not None:
        text = f"That is all the work of {band(value.people)} people, at 1,600 hours each."
        yield Reason(text, ids)
    if value.least is not None and value.most is not None and value.least < value.most:
        ends_ = Estimate(value.least, value.least, value.most)
        text = f"If every figure lay at its one or other end, it would be {band(ends_)} hours."
        yield Reason(text, ids)
    if value.hangs_on is not None and value.hangs_share is not None:
        text = f"The range hangs mostly on ‘{value.hangs_on}’, {percent(value.hangs_share)} of it"
        yield Reason(f"{text}: count that one again first.", ids)


def _gaps(snapshot: Snapshot, records: Sequence[Cost]) -> Iterator[Gap]:
    if not records:
        known = [
            e.evidence
            for e in latest(snapshot.seen.of(Evidence), "evidence")
            if e.kind is EvidenceKind.COST
        ]
        text = "Count the cases of one week and the hours of each: that is all it takes."
        yield gap(GapKind.NO_EVIDENCE, text, *known)
    by: defaultdict[str, list[str]] = defaultdict(list)
    for record in records:
        if ends(record, "cases") is None or ends(record, "hours") is None:
            by["lacking"].append(record.line)
        elif _one_figure(record):
            by["exact"].append(record.line)
        if ends(record, "rate") is None:
            by["unpaid"].append(record.line)
        if not record.source:
            by["unsourced"].append(record.line)
    ids = tuple(sorted({record.evidence for record in records}))
    texts = {
        "lacking": "has no cases or no hours and counts nowhere",
        "exact": "has figures without a range, as if they were exact",
        "unpaid": "has no rate, so it counts in hours alone",
        "unsourced": "has no source, and will be doubted first",
    }
    for kind, text in texts.items():
        if by[kind]:
            names = listed([f"‘{line}’" for line in by[kind]], 3)
            lead = f"{names} {text}." if len(by[kind]) == 1 else f"{_many(names, text)}."
            yield gap(GapKind.BASELINE_UNKNOWN, lead, *ids)


def _many(names: str, text: str) -> str:
    return f"{names}: each {text}"


def _one_figure(record: Cost) -> bool:
    given = [ends(record, name) for name in ("cases", "hours")]
    return any(between is not None and between[0] == between[1] for between in given)
