"""The pulse of a sign: a year in stretches of four weeks, as bars; where nothing was, a hatch."""

from __future__ import annotations

from groundswell.core.questions.vitality.trace import Period
from groundswell.core.questions.vitality.vital import DECAY, Vital
from groundswell.reports.drawing.canvas import Canvas
from groundswell.reports.words import day

WIDTH, HEIGHT, FOOT = 260.0, 56.0, 16.0
LEAST = 2.0  # a stretch with occasions and no hit still shows a foot


def draw(vital: Vital, title: str, *, standalone: bool = False) -> str:
    """Return the picture as SVG; its table twin has the same figures."""
    name = f"pulse-{vital.sign.replace('_', '-')}"
    canvas = Canvas(name, title, told(vital), WIDTH, standalone)
    if not vital.periods:
        return canvas.svg(HEIGHT)
    step = WIDTH / len(vital.periods)
    most = max((p.count for p in vital.periods), default=0)
    for at, period in enumerate(vital.periods):
        _bar(canvas, vital.kind, period, at * step, step, most)
    canvas.add("path", "d-rule", d=f"M0 {HEIGHT - FOOT}H{WIDTH}")
    canvas.text(0, HEIGHT - 3, f"{vital.periods[0].start:%b %Y}", 11, "d-faint")
    canvas.text(WIDTH, HEIGHT - 3, f"{vital.periods[-1].end:%b %Y}", 11, "d-faint", "end")
    return canvas.svg(HEIGHT)


def told(vital: Vital) -> str:
    """Return the figures in words, for those who do not see the bars."""
    return "; ".join(f"{day(p.start)} to {day(p.end)}: {cell(p)}" for p in vital.periods)


def cell(period: Period) -> str:
    """Return a stretch as the table shows it; nothing recorded is no nought."""
    if period.of is None:
        return str(period.count)
    return f"{period.count} of {period.of}" if period.of else "not recorded"


def _bar(canvas: Canvas, kind: str, period: Period, x: float, step: float, most: int) -> None:
    room = HEIGHT - FOOT - 6
    base, wide = HEIGHT - FOOT, step - 3
    canvas.begin(f"{day(period.start)} to {day(period.end)}: {cell(period)}")
    if period.of == 0:
        canvas.add(
            "rect", "d-mark-unknown", x=x, y=base - 8, width=wide, height=8, fill=canvas.hatch
        )
    else:
        whole = period.of or most
        high = max(LEAST, room * period.count / whole if whole else 0.0)
        bad = kind == DECAY and period.of is not None  # what is counted is tests, which are good
        look = "d-few" if bad else "d-arrow-together"
        canvas.add("rect", look, x=x, y=base - high, width=wide, height=high, rx=1.5)
    canvas.end()
