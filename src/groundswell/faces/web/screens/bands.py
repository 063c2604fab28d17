"""A figure with its band as the page draws it: places in hundredths of the scale, and the words."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.core.answer import Estimate
from groundswell.core.questions.wording import band, points
from groundswell.reports.parts import Bands, Bar


@dataclass(frozen=True, slots=True)
class Drawn:
    """A band on a scale, in hundredths of its width, with what it says in words.

    Parameters
    ----------
    hue
        plain, for or against.
    known
        False where it stands on somebody nobody knows; drawn hatched.
    """

    low: float
    width: float
    median: float
    target: float | None
    label: str
    hue: str = "plain"
    known: bool = True


def drawn(
    estimate: Estimate,
    label: str,
    *,
    target: float | None = None,
    ends: tuple[float, float] = (0.0, 1.0),
    hue: str = "plain",
    known: bool = True,
) -> Drawn:
    """Return an estimate as a band between the ends of its scale."""

    def place(value: float) -> float:
        share = (value - ends[0]) / (ends[1] - ends[0])
        return round(100 * min(1.0, max(0.0, share)), 2)

    low, high = place(estimate.low), place(estimate.high)
    mark = None if target is None else place(target)
    return Drawn(low, max(high - low, 0.8), place(estimate.mean), mark, label, hue, known)


def chance(estimate: Estimate, *, target: float | None = None, hue: str = "plain") -> Drawn:
    """Return a chance as a band, labelled in words."""
    return drawn(estimate, band(estimate), target=target, hue=hue)


def gain(estimate: Estimate, least: float = 0.1) -> Drawn:
    """Return a change of a chance as a band on a scale around nothing, at least so wide."""
    most = max(abs(estimate.low), abs(estimate.high), abs(estimate.mean), least, 0.1)
    return drawn(estimate, points(estimate), ends=(-most, most))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: what it is about, the band where there is one, the figure in words."""

    label: str
    figure: str
    band: Drawn | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bands on one scale; the same rows are the table."""

    title: str
    lines: tuple[Line, ...]
    ends: tuple[str, str]
    target: bool


def chart(bands: Bands) -> Chart:
    """Return a chart of a report as the page draws it, in the page's own colours."""
    ends = (bands.low, bands.high)
    return Chart(
        title=bands.title,
        lines=tuple(Line(bar.label, bar.figure, _bar(bar, ends)) for bar in bands.bars),
        ends=(_end(bands.low, bands.points), _end(bands.high, bands.points)),
        target=any(bar.target is not None for bar in bands.bars),
    )


def _bar(bar: Bar, ends: tuple[float, float]) -> Drawn | None:
    if bar.estimate is None:
        return None
    said = f"{bar.label}: {bar.figure}"
    return drawn(
        bar.estimate, said, target=bar.target, ends=ends, hue=bar.hue.value, known=bar.known
    )


def _end(value: float, in_points: bool) -> str:
    number = round(100 * value)
    if in_points:
        return f"{number:+d} points" if number else "0"
    return f"{number} %"
