"""The chance by the end of each month of a plan: its band, its mean, and if all say yes."""

from __future__ import annotations

from groundswell.core.answer import Estimate
from groundswell.core.questions.roadmap_value import Month, RoadmapValue
from groundswell.core.questions.wording import band
from groundswell.reports.drawing.canvas import Canvas

WIDTH, HEIGHT = 360.0, 190.0
LEFT, RIGHT, TOP, FOOT = 38.0, 6.0, 10.0, 24.0
WIDEST = 26.0  # of the bar of one month
LABELS = 8  # months named below the picture


def draw(value: RoadmapValue, title: str, *, standalone: bool = False) -> str:
    """Return the picture as SVG; empty where no month is planned. Its twin is a table."""
    if not value.months or value.today is None:
        return ""
    canvas = Canvas("months", title, told(value), WIDTH, standalone)
    _scale(canvas, value.target)
    step = (WIDTH - LEFT - RIGHT) / (len(value.months) + 1)
    _joined(canvas, value, step)
    _bar(canvas, 0, value.today, step, f"Today: {band(value.today)}")
    for month in value.months:
        _bar(canvas, month.number, month.chance, step, _said(month))
        _if_all(canvas, month, step)
    every = -(-len(value.months) // LABELS)
    canvas.text(_x(0, step), HEIGHT - 6, "today", 11, "d-faint", "middle")
    for month in value.months[every - 1 :: every]:
        canvas.text(_x(month.number, step), HEIGHT - 6, str(month.number), 11, "d-faint", "middle")
    return canvas.svg(HEIGHT)


def told(value: RoadmapValue) -> str:
    """Return the figures in words, for those who do not see the bars."""
    return "; ".join(_said(month) for month in value.months)


def _said(month: Month) -> str:
    joined = band(month.chance_if_all_join)
    return f"Month {month.number}: {band(month.chance)}; if all say yes {joined}"


def _x(number: int, step: float) -> float:
    return LEFT + (number + 0.5) * step


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - FOOT)


def _scale(canvas: Canvas, target: float) -> None:
    for share, words in ((0.0, "0"), (0.5, "50 %"), (1.0, "100 %")):
        canvas.add("path", "d-rule", d=f"M{LEFT} {_y(share):.1f}H{WIDTH - RIGHT}")
        canvas.text(LEFT - 6, _y(share) + 4, words, 11, "d-faint", "end")
    canvas.add("path", "d-dotted", d=f"M{LEFT} {_y(target):.1f}H{WIDTH - RIGHT}")


def _joined(canvas: Canvas, value: RoadmapValue, step: float) -> None:
    """Lead the eye from mean to mean."""
    assert value.today is not None
    means = [value.today.mean, *(month.chance.mean for month in value.months)]
    places = (f"{_x(k, step):.1f} {_y(mean):.1f}" for k, mean in enumerate(means))
    canvas.add("path", "d-together", d=f"M{'L'.join(places)}")


def _bar(canvas: Canvas, number: int, estimate: Estimate, step: float, words: str) -> None:
    wide = min(WIDEST, step * 0.7)
    x, top = _x(number, step), _y(estimate.high)
    high = max(_y(estimate.low) - top, 2.0)
    canvas.begin(words)
    canvas.add("rect", "d-disc", x=x - wide / 2, y=top, width=wide, height=high, rx=3)
    canvas.add("circle", "d-arrow-together", cx=x, cy=_y(estimate.mean), r=3.5)
    canvas.end()


def _if_all(canvas: Canvas, month: Month, step: float) -> None:
    mean = month.chance_if_all_join.mean
    canvas.begin(f"Month {month.number}, if all say yes: {band(month.chance_if_all_join)}")
    canvas.add("circle", "d-member", cx=_x(month.number, step), cy=_y(mean), r=3.5)
    canvas.end()
