"""What a pilot's analysis holds, and how it is made from what was compared."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

import numpy as np

from groundswell.core.questions.pilots import speaking
from groundswell.core.questions.pilots.caveats import (
    Caution,
    cannot_show,
    cautions,
    outlier_caution,
)
from groundswell.core.questions.pilots.compare import Comparison, Terms, compare
from groundswell.core.questions.pilots.finding import Span
from groundswell.core.questions.pilots.outliers import far_out, without
from groundswell.core.questions.pilots.sample import Sample
from groundswell.core.terrain.run_records import Pilot
from groundswell.core.terrain.terms import Result

SHOWN = 400  # values of a side that an answer holds; of more, so many quantiles
_RESULTS = {
    speaking.BETTER: Result.WORKED,
    speaking.WORSE: Result.BROKE,
    speaking.NULL: Result.NULL,
    speaking.TOO_FEW: Result.NULL,
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: how many, their mean and spread, and the values themselves."""

    name: str
    n: int
    mean: float
    spread: float | None
    low: float
    median: float
    high: float
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a time series: its figure, and what was fitted and foretold for it."""

    period: str
    after: bool
    figure: float
    fitted: float
    foretold: float


@dataclass(frozen=True, slots=True)
class Trends:
    """What changed in a time series: jump, slope, and what the slope was before."""

    level_change: Span
    slope_change: Span
    trend_before: Span
    hangs_on: float
    lags: int
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class PilotValue:
    """Value of `pilot`.

    Parameters
    ----------
    effect, share
        In the measure's own unit, and as a share of what would have been expected; None where
        nothing could be compared.
    verdict
        better, worse, changed (nobody said which way is better), null, too_few or nothing.
    against_wanted
        Whether the effect is beyond the smallest worth having, short of it, or open.
    result
        What the ledger would say: worked, broke or null.
    """

    pilot: str | None
    question: str
    measure: str
    track: str | None
    design: str | None
    method: str
    base: float | None
    new: float | None
    effect: Span | None
    share: Span | None
    p: float | None
    exact: bool
    cases: tuple[int, int]
    paired: bool
    binary: bool
    level: float
    verdict: str
    against_wanted: str
    result: Result | None
    cautions: tuple[Caution, ...]
    cannot_show: tuple[str, ...]
    sides: tuple[Side, ...]
    trends: Trends | None
    rows: int


def value_of(
    record: Pilot,
    sample: Sample,
    found: Comparison,
    tone: speaking.Tone,
    today: date = date.min,
) -> PilotValue:
    """Return what a comparison says of a pilot, as of a day."""
    finding = found.finding
    said = speaking.verdict(finding, tone)
    return PilotValue(
        pilot=record.pilot or None,
        question=record.question or "",
        measure=tone.measure,
        track=record.track,
        design=record.design,
        method=finding.method if finding else "",
        base=finding.base if finding else None,
        new=finding.new if finding else None,
        effect=finding.effect if finding else None,
        share=finding.share if finding else None,
        p=finding.p if finding else None,
        exact=finding.exact if finding else False,
        cases=finding.cases if finding else (0, 0),
        paired=finding.paired if finding else False,
        binary=tone.binary,
        level=tone.level,
        verdict=said,
        against_wanted=speaking.against_wanted(finding, tone.wanted),
        result=_RESULTS.get(said),
        cautions=tuple(cautions(record, sample, found, tone, today)),
        cannot_show=cannot_show(record, found) if record.pilot else (),
        sides=tuple(_side(name, values) for name, values in found.sides if values),
        trends=_trends(found),
        rows=sample.rows,
    )


def _side(name: str, values: tuple[float, ...]) -> Side:
    seen = np.sort(np.array(values, dtype=float))
    low, median, high = (float(q) for q in np.quantile(seen, [0.25, 0.5, 0.75]))
    spread = float(seen.std(ddof=1)) if seen.size > 1 else None
    if seen.size > SHOWN:
        seen = np.quantile(seen, np.linspace(0, 1, SHOWN))
    kept = tuple(float(value) for value in seen)
    return Side(name, len(values), float(np.mean(values)), spread, low, median, high, kept)


def _trends(found: Comparison) -> Trends | None:
    series = found.series
    if series is None:
        return None
    figures = [(value, name == "after") for name, side in found.sides for value in side]
    periods = tuple(
        Period(label, late, value, float(fit), float(fore))
        for label, (value, late), fit, fore in zip(
            found.periods, figures, series.fitted, series.foretold, strict=True
        )
    )
    return Trends(
        series.level_change,
        series.slope_change,
        series.trend_before,
        series.hangs_on,
        series.lags,
        periods,
    )


def with_outliers(value: PilotValue, sample: Sample, terms: Terms) -> PilotValue:
    """Add what the result is without values that lie far out, if there are any."""
    far = far_out(sample) if not value.binary and value.effect is not None else ()
    if not far:
        return value
    rest = compare(without(sample, far), terms).finding
    said = outlier_caution(len(far), value.share, rest.share if rest else None)
    return dataclasses.replace(value, cautions=(*value.cautions, said))
