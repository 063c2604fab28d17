"""What a pilot measured as a drawing: every value of both sides, or the series with its trend."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.core.questions.pilots.intervals import exact_share
from groundswell.core.questions.pilots.speaking import figure
from groundswell.core.questions.pilots.value import Period, PilotValue, Side
from groundswell.reports.drawing.canvas import NARROW, Canvas
from groundswell.reports.drawing.fitting import shortened

_ROW, _TOP, _SIZE = 74.0, 16.0, 13.0
_HEIGHT = 250.0
_WIDTH = 640.0  # of the two thirds of a page beside the plan


def draw(value: PilotValue, *, narrow: bool = False, standalone: bool = False) -> str:
    """Return the drawing as SVG; empty where nothing was measured."""
    if value.trends is not None:
        return _series(value, value.trends.periods, narrow, standalone)
    if not value.sides:
        return ""
    if value.binary:
        return _shares(value, narrow, standalone)
    return _strips(value, narrow, standalone)


def _canvas(value: PilotValue, narrow: bool, standalone: bool, description: str) -> Canvas:
    name, width = ("pilot-n", NARROW) if narrow else ("pilot", _WIDTH)
    return Canvas(name, f"What was measured: {value.measure}", description, width, standalone)


class _Scale:
    """From values to places between two ends of a drawing."""

    def __init__(self, low: float, high: float, first: float, last: float) -> None:
        room = (high - low) * 0.04 or max(abs(high), 1.0) * 0.1
        self.low, self.high = low - room, high + room
        self.first, self.last = first, last

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.first + share * (self.last - self.first)


def _sides_words(value: PilotValue) -> str:
    return "; ".join(
        f"{s.name}: {s.n} values, mean {figure(s.mean, value.binary)}" for s in value.sides
    )


def _strips(value: PilotValue, narrow: bool, standalone: bool) -> str:
    canvas = _canvas(value, narrow, standalone, f"{_sides_words(value)}.")
    seen = [v for side in value.sides for v in side.values]
    left = 12.0 if narrow else 120.0
    scale = _Scale(min(seen), max(seen), left, canvas.width - 14)
    y = _TOP
    for side in value.sides:
        _strip(canvas, side, scale, y, narrow)
        y += _ROW
    _axis(canvas, scale, y, min(seen), max(seen))
    return canvas.svg(y + 26)


def _strip(canvas: Canvas, side: Side, scale: _Scale, y: float, narrow: bool) -> None:
    middle = y + (46 if narrow else 32)
    words = f"{side.name.capitalize()}, {side.n}"
    canvas.text(12, y + 14 if narrow else middle + 4, words, _SIZE, "d-title")
    low, wide = scale(side.low), max(scale(side.high) - scale(side.low), 1)
    canvas.add("rect", "d-field-key", x=low, y=middle - 15, width=wide, height=30, rx=4)
    spots: dict[int, int] = {}
    for one in side.values:
        x = scale(one)
        taken = spots.get(round(x / 4), 0)
        spots[round(x / 4)] = taken + 1
        lift = (-1 if taken % 2 else 1) * ((taken + 1) // 2) * 3.6
        canvas.add(
            "circle", "d-mark-plain", cx=x, cy=middle + max(-26.0, min(26.0, lift)), r=3.2,
            fill_opacity="0.75",
        )  # fmt: skip
    mean = scale(side.mean)
    canvas.begin(f"{side.name}: mean {figure(side.mean)}")
    canvas.add("path", "d-centre", d=f"M{mean:.1f} {middle - 22:.1f}V{middle + 22:.1f}")
    canvas.end()
    anchor = "end" if mean > canvas.width - 90 else "start"
    shift = -6 if anchor == "end" else 6
    canvas.halo(mean + shift, middle - 18, f"mean {figure(side.mean)}", 12, anchor)
    canvas.text(mean + shift, middle - 18, f"mean {figure(side.mean)}", 12, "d-text", anchor)


def _axis(canvas: Canvas, scale: _Scale, y: float, low: float, high: float) -> None:
    canvas.add("path", "d-rule", d=f"M{scale.first:.1f} {y:.1f}H{scale.last:.1f}")
    for value, anchor in ((low, "start"), (high, "end")):
        canvas.text(scale(value), y + 16, figure(value), 12, "d-soft", anchor)


def _shares(value: PilotValue, narrow: bool, standalone: bool) -> str:
    canvas = _canvas(value, narrow, standalone, f"{_sides_words(value)}.")
    left = 12.0 if narrow else 120.0
    scale = _Scale(0.0, 1.0, left, canvas.width - 14)
    scale.low, scale.high = 0.0, 1.0
    y = _TOP
    for side in value.sides:
        middle = y + (42 if narrow else 30)
        yes = round(side.mean * side.n)
        low, high = exact_share(yes, side.n, value.level)
        words = f"{side.name.capitalize()}: {yes} of {side.n}"
        canvas.text(12, y + 14 if narrow else middle + 4, words, _SIZE, "d-title")
        canvas.begin(f"{words}, {figure(side.mean, True)}")
        wide = scale.last - scale.first
        canvas.add("rect", "d-field", x=scale.first, y=middle - 9, width=wide, height=18, rx=4)
        share = max(scale(side.mean) - scale.first, 1)
        canvas.add("rect", "d-field-key", x=scale.first, y=middle - 9, width=share, height=18, rx=4)
        canvas.add("path", "d-centre", d=f"M{scale(low):.1f} {middle:.1f}H{scale(high):.1f}")
        x = scale(side.mean)
        canvas.add("path", "d-centre", d=f"M{x:.1f} {middle - 9:.1f}V{middle + 9:.1f}")
        canvas.end()
        y += _ROW * 0.8
    for share, anchor in ((0.0, "start"), (1.0, "end")):
        canvas.text(scale(share), y + 14, figure(share, True), 12, "d-soft", anchor)
    return canvas.svg(y + 24)


def _series(value: PilotValue, periods: Sequence[Period], narrow: bool, standalone: bool) -> str:
    figures = [p.figure for p in periods]
    start = sum(not p.after for p in periods)
    told = f"{len(periods)} periods, {start} before the start; from {figure(figures[0])} to "
    canvas = _canvas(value, narrow, standalone, f"{told}{figure(figures[-1])}.")
    every = [v for p in periods for v in (p.figure, p.fitted, p.foretold)]
    up = _Scale(min(every), max(every), _HEIGHT - 34, 22)
    across = _Scale(0, len(periods) - 1, 46, canvas.width - 14)
    begin = (across(start - 1) + across(start)) / 2
    canvas.add("path", "d-dotted", d=f"M{begin:.1f} 12V{_HEIGHT - 30:.1f}")
    near_end = begin > canvas.width * 0.75
    canvas.text(
        begin + (-5 if near_end else 5), 20, "start", 12, "d-soft", "end" if near_end else "start"
    )
    before = [(across(i), up(p.fitted)) for i, p in enumerate(periods) if not p.after]
    after = [(across(i), up(p.fitted)) for i, p in enumerate(periods) if p.after]
    fore = [(across(i), up(p.foretold)) for i, p in enumerate(periods) if p.after]
    canvas.add("path", "d-against", d=_line(fore))
    for part in (before, after):
        canvas.add("path", "d-together", d=_line(part))
    for at, period in enumerate(periods):
        canvas.begin(f"{period.period}: {figure(period.figure)}")
        canvas.add("circle", "d-mark-plain", cx=across(at), cy=up(period.figure), r=4)
        canvas.end()
    for end in (min(every), max(every)):
        canvas.text(40, up(end) + 4, figure(end), 12, "d-soft", "end")
    room = canvas.width / 2 - 30
    canvas.text(46, _HEIGHT - 10, shortened(periods[0].period, room, 12), 12, "d-soft")
    last = shortened(periods[-1].period, room, 12)
    canvas.text(canvas.width - 14, _HEIGHT - 10, last, 12, "d-soft", "end")
    return canvas.svg(_HEIGHT)


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
