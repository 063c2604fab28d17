"""A chart of a report as rows of a page: words, a band on its scale, the figure in words."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.reports.parts import Bands, Bar


@dataclass(frozen=True, slots=True)
class BandRow:
    """One line; places are percentages of the scale, None where there is nothing to draw."""

    label: str
    figure: str
    low: float | None
    width: float | None
    median: float | None
    target: float | None
    known: bool
    hue: str


def rows_of(chart: Bands) -> list[BandRow]:
    """Return the lines of a chart."""
    return [_row(chart, bar) for bar in chart.bars]


def _row(chart: Bands, bar: Bar) -> BandRow:
    def place(value: float) -> float:
        inside = min(max(value, chart.low), chart.high)
        return round(100 * (inside - chart.low) / (chart.high - chart.low), 1)

    target = None if bar.target is None else place(bar.target)
    if bar.estimate is None:
        return BandRow(bar.label, bar.figure, None, None, None, target, bar.known, bar.hue.value)
    low, high = place(bar.estimate.low), place(bar.estimate.high)
    width, median = round(high - low, 1), place(bar.estimate.mean)
    return BandRow(bar.label, bar.figure, low, width, median, target, bar.known, bar.hue.value)


def ends_of(chart: Bands) -> tuple[str, str, str]:
    """Return the words at the two ends and the middle of a chart's scale."""
    middle = (chart.low + chart.high) / 2
    if chart.points:
        low, mid, high = (f"{100 * v:+.0f}" if v else "0" for v in (chart.low, middle, chart.high))
    else:
        low, mid, high = (f"{100 * v:.0f} %" for v in (chart.low, middle, chart.high))
    return low, mid, high
