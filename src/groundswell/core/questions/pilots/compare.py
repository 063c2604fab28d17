"""From the values of a pilot to what they say: the comparison its design and its data allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from groundswell.core.questions.pilots import means, shares
from groundswell.core.questions.pilots.difference import (
    Cells,
    Trend,
    apart_before,
    difference,
    trend,
)
from groundswell.core.questions.pilots.finding import Finding, Values
from groundswell.core.questions.pilots.labels import AFTER, BEFORE, CONTROL, TRIAL
from groundswell.core.questions.pilots.sample import (
    Datum,
    Sample,
    paired,
    unrepeated,
    values,
)
from groundswell.core.questions.pilots.series import LEAST, MOST, Series, interrupted
from groundswell.core.terrain.terms import PilotDesign


@dataclass(frozen=True, slots=True)
class Terms:
    """How to compare: design, level of the intervals, seed, and a stated figure of today."""

    design: PilotDesign | None
    level: float
    seed: int
    baseline: float | None = None


@dataclass(slots=True)
class Comparison:
    """What was compared.

    Parameters
    ----------
    finding
        None where nothing can be compared; `why_not` then says why.
    instead
        What was done instead of the stated design, where the data did not fit it.
    trend
        How the base moved before the start, or how the two groups moved apart before it.
    left_out
        Values of units seen only once where others were seen twice.
    repeated
        Rows that were averaged because a unit has several.
    """

    finding: Finding | None = None
    why_not: str = ""
    instead: str = ""
    series: Series | None = None
    periods: tuple[str, ...] = ()
    trend: Trend | None = None
    parallel: Trend | None = None
    left_out: int = 0
    repeated: int = 0
    sides: tuple[tuple[str, tuple[float, ...]], ...] = ()
    empty: tuple[str, ...] = field(default=())


def compare(sample: Sample, terms: Terms) -> Comparison:
    """Return what the data say under a design, or why they say nothing."""
    if not sample.data:
        return Comparison(why_not="There are no values yet.")
    if terms.design is PilotDesign.TIME_SERIES:
        return _series(sample, terms)
    if terms.design is PilotDesign.CONTROL and sample.groups == {CONTROL, TRIAL}:
        return _control(sample, terms)
    return _two(sample, terms)


def _control(sample: Sample, terms: Terms) -> Comparison:
    cells = {(g, t): sample.of(g, t) for g in (CONTROL, TRIAL) for t in (BEFORE, AFTER)}
    if not all(cells.values()):
        late = {g: cells[g, AFTER] or _undated(sample, g) for g in (CONTROL, TRIAL)}
        if not all(late.values()):
            lacking = tuple(g for g in (CONTROL, TRIAL) if not late[g])
            why = f"There are no values from after the start for {' and '.join(lacking)}."
            return Comparison(why_not=why, empty=lacking)
        found = _apart(late[CONTROL], late[TRIAL], (CONTROL, TRIAL), terms)
        found.instead = (
            "no values from before the start in both groups, so only the two are compared"
        )
        return found
    pair = paired(cells[TRIAL, BEFORE], cells[TRIAL, AFTER])
    other = paired(cells[CONTROL, BEFORE], cells[CONTROL, AFTER])
    same = pair is not None and other is not None
    found = Comparison()
    if pair is not None and other is not None:
        found.left_out = pair[2] + other[2]
        made = Cells(other[0], other[1], pair[0], pair[1], same)
    else:
        control = [_once(cells[CONTROL, t], found) for t in (BEFORE, AFTER)]
        trial = [_once(cells[TRIAL, t], found) for t in (BEFORE, AFTER)]
        made = Cells(control[0], control[1], trial[0], trial[1], same)
    found.finding = difference(made, terms.level, terms.seed)
    names = ("control before", "control after", "trial before", "trial after")
    parts = (made.control_before, made.control_after, made.trial_before, made.trial_after)
    found.sides = tuple((n, _plain(part)) for n, part in zip(names, parts, strict=True))
    early = (_placed(cells[g, BEFORE]) for g in (CONTROL, TRIAL))
    found.parallel = apart_before(next(early), next(early), terms.level)
    return found


def _undated(sample: Sample, group: str) -> tuple[Datum, ...]:
    return tuple(datum for datum in sample.of(group) if datum.time is None)


def _two(sample: Sample, terms: Terms) -> Comparison:
    """Compare two sides: before and after, or two groups, whichever the data have."""
    by_group = _sides(sample, "group"), (CONTROL, TRIAL)
    by_time = _sides(sample, "time"), (BEFORE, AFTER)
    ways = [by_group, by_time]
    if terms.design is PilotDesign.BEFORE_AFTER:
        ways.reverse()
    for (base, new), names in ways:
        if base and new:
            found = _apart(base, new, names, terms)
            if names != ways[0][1]:
                found.instead = f"the data have {names[0]} and {names[1]}, so these are compared"
            return found
    return _one(sample, terms, ways[0])


def _sides(sample: Sample, by: str) -> tuple[tuple[Datum, ...], tuple[Datum, ...]]:
    if by == "group":
        return sample.of(CONTROL), sample.of(TRIAL)
    return sample.of(time=BEFORE), sample.of(time=AFTER)


def _one(
    sample: Sample,
    terms: Terms,
    way: tuple[tuple[tuple[Datum, ...], tuple[Datum, ...]], tuple[str, str]],
) -> Comparison:
    """Compare one side with a stated figure, or say that there is nothing to compare it with."""
    (base, new), names = way
    only = new or (() if base else sample.data)
    found = Comparison(empty=tuple(n for n, side in zip(names, way[0], strict=True) if not side))
    if not only:
        found.why_not = f"There are values for {names[0]} and none for {names[1]}."
        found.sides = ((names[0], _plain(values(base))),)
        return found
    seen = _once(only, found)
    found.sides = ((names[1], _plain(seen)),)
    if terms.baseline is None:
        found.why_not = "There is nothing to compare these values with."
        return found
    if shares.yes_or_no(seen) and 0 <= terms.baseline <= 1:
        found.finding = shares.alone(seen, terms.baseline, terms.level)
    else:
        found.finding = means.alone(seen, terms.baseline, terms.level, terms.seed)
    return found


def _apart(
    base: tuple[Datum, ...], new: tuple[Datum, ...], names: tuple[str, str], terms: Terms
) -> Comparison:
    found = Comparison()
    # Cases of two groups may be numbered alike; only over time does a name mean the same unit.
    pair = paired(base, new) if names[0] == BEFORE else None
    if pair is not None:
        before, after, found.left_out = pair
        binary = shares.yes_or_no(np.concatenate([before, after]))
        found.finding = (
            shares.pairs(before, after, terms.level)
            if binary
            else means.pairs(before, after, terms.level, terms.seed)
        )
    else:
        before, after = _once(base, found), _once(new, found)
        binary = shares.yes_or_no(np.concatenate([before, after]))
        found.finding = (
            shares.apart(before, after, terms.level)
            if binary
            else means.apart(before, after, terms.level, terms.seed)
        )
    found.sides = tuple((n, _plain(s)) for n, s in zip(names, (before, after), strict=True))
    if names[0] == BEFORE:
        found.trend = trend(*_placed(base), terms.level)
    return found


def _once(data: tuple[Datum, ...], found: Comparison) -> Values:
    """Return one value for each unit, counting how many rows were averaged away."""
    once = unrepeated(data)
    found.repeated += len(data) - once.size
    return once


def _placed(data: tuple[Datum, ...]) -> tuple[Values, Values]:
    return np.array([d.place for d in data], dtype=float), values(data)


def _plain(seen: Values) -> tuple[float, ...]:
    return tuple(float(value) for value in seen)


def _series(sample: Sample, terms: Terms) -> Comparison:
    """Fit the trend before and after to the mean of each period."""
    data = [d for d in sample.data if d.group != CONTROL]
    periods = list(_periods(data))
    found = Comparison(periods=tuple(label for label, _, _ in periods))
    if len(periods) > MOST:
        found.why_not = f"There are more than {MOST:,} periods: hand in weeks or months instead."
        return found
    figures = np.array([mean for _, mean, _ in periods], dtype=float)
    late = np.array([time == AFTER for _, _, time in periods], dtype=bool)
    if any(time is None for _, _, time in periods) or bool((np.diff(late.astype(int)) < 0).any()):
        found.why_not = (
            "It cannot be told which periods lie before the start: name them before and after, or "
            "give the day it started."
        )
        return found
    found.sides = ((BEFORE, _plain(figures[~late])), (AFTER, _plain(figures[late])))
    found.series = interrupted(figures, late, terms.level)
    if found.series is None:
        found.why_not = f"A trend needs {LEAST} periods on each side of the start, seven in all."
        return found
    found.finding = found.series.finding
    return found


def _periods(data: list[Datum]) -> Iterator[tuple[str, float, str | None]]:
    """Yield each period in order with its mean and its time, None where that is not one."""
    for place in sorted({d.place for d in data}):
        within = [d for d in data if d.place == place]
        times = {d.time for d in within}
        time = times.pop() if len(times) == 1 else None
        yield within[0].period, float(values(within).mean()), time
