"""Investment: a bar of hours for each member, and a mark each time their name was at risk."""

from __future__ import annotations

from collections.abc import Mapping

from groundswell.core.answer import Answer
from groundswell.core.questions.investment import Invested, InvestmentValue
from groundswell.core.questions.wording import hour_count, hour_figure
from groundswell.reports.drawing.canvas import NARROW, WIDE, Canvas
from groundswell.reports.drawing.fitting import shortened
from groundswell.reports.drawing.speech import USUAL, Speech
from groundswell.reports.words import day

_ROW, _BAR = 30.0, 14.0


def draw(
    answer: Answer[InvestmentValue],
    names: Mapping[str, str],
    *,
    narrow: bool = False,
    standalone: bool = False,
    speech: Speech = USUAL,
) -> str:
    """Return the picture as SVG; members stand by circle and name, as the table does."""
    name, width = ("invested-n", NARROW) if narrow else ("invested", WIDE)
    since = f"since {day(answer.value.since)}, as of {day(answer.provenance.as_of)}"
    title = "Hours put in between meetings"
    canvas = Canvas(name, title, f"{answer.headline} {since}.", width, standalone, speech)
    first = 120.0 if narrow else 240.0
    most = max((m.hours or 0.0 for m in answer.value.members), default=0.0)
    canvas.text(first, 16, f"Hours on record, {since}", 12, "d-soft")
    y = 30.0
    for member in answer.value.members:
        _row(canvas, member, names.get(member.person, member.person), y, first, most)
        y += _ROW
    return canvas.svg(_legend(canvas, y + 16))


def _row(canvas: Canvas, member: Invested, name: str, y: float, first: float, most: float) -> None:
    hours = "hours nobody wrote down" if member.hours is None else hour_count(member.hours)
    canvas.begin(f"{name}: {hours}, {member.kept} promises kept, {member.at_risk} times at a risk")
    canvas.text(4, y + 15, shortened(name, first - 12, 13), 13)
    room = canvas.width - first - (96 if canvas.width < WIDE else 150)
    wide = room * (member.hours or 0.0) / most if most else 0.0
    if member.hours is None:
        canvas.add(
            "rect", "d-mark-unknown", x=first, y=y + 4, width=28, height=_BAR, fill=canvas.hatch
        )
        x = first + 34
    else:
        if wide:
            canvas.add("rect", "d-arrow-together", x=first, y=y + 4, width=wide, height=_BAR, rx=2)
        canvas.text(first + wide + 6, y + 15, hour_figure(member.hours), 12, "d-soft")
        x = first + wide + 36
    for at in range(min(member.at_risk, 4)):
        canvas.add("circle", "d-few", cx=x + 8 + at * 12, cy=y + 11, r=4)
    canvas.end()


def _legend(canvas: Canvas, y: float) -> float:
    canvas.add("circle", "d-few", cx=10, cy=y - 4, r=4)
    canvas.text(22, y, "spoke or acted for it at a risk", 12, "d-soft")
    x, y = (230.0, y) if canvas.width >= WIDE else (6.0, y + 20)
    canvas.add("rect", "d-mark-unknown", x=x, y=y - 11, width=16, height=12, fill=canvas.hatch)
    canvas.text(x + 22, y, "gave time that nobody wrote down", 12, "d-soft")
    return y + 14
