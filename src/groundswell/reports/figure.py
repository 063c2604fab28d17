"""Charts as SVG, in one look on screen, in PDF and in PNG: paper, ink, one deep green.

A band lies on a thin line from end to end of its scale, the mean is a mark on it, the target is
dotted. What rests on somebody nobody knows is hatched, and no colour says what no word says.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import altair as alt
import vl_convert

from groundswell.reports.parts import Bands, Bar, Hue

INK, FAINT, LINE = "#1c2320", "#6b746f", "#bdb8ab"
GREEN = "#1f5c46"
HUES = {Hue.PLAIN: GREEN, Hue.FOR: "#12655d", Hue.AGAINST: "#9a4a12"}
FONT = "Source Sans 3, Libertinus Serif, Georgia, serif"
HATCH = "url(#unknown)"
_PATTERN = (
    '<defs><pattern id="unknown" width="5" height="5" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="2" height="5" fill="{LINE}"/></pattern></defs>'
)
_ROOT = re.compile(r"<svg[^>]*>")
_WIDE = re.compile(r'(<svg[^>]* width=")[^"]*("[^>]* viewBox="0 0 )[^ ]*( )')
_VERSION = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
_SHARE = "format(100 * datum.value, '.0f') + ' %'"
_POINTS = "datum.value == 0 ? '0' : format(100 * datum.value, '+.0f')"
_ROW = 22  # height of a line
_LABEL, _SCALE, _FIGURE, _AIR, _EDGE = 262, 246, 140, 12, 4
_WIDTH = _LABEL + _SCALE + _FIGURE + 2 * (_AIR + _EDGE)
_LONGEST = 50  # letters of a label


def svg(chart: Bands) -> str:
    """Return a chart as one SVG with a title and a description for those who do not see it."""
    spec = _spec(chart).to_dict()
    drawn = vl_convert.vegalite_to_svg(spec, vl_version=_VERSION)
    return titled(drawn, chart.title, chart.description)


def titled(drawn: str, title: str, description: str) -> str:
    """Return an SVG of our width with title, description and the pattern for what is unknown."""
    words = f"<title>{html.escape(title)}</title><desc>{html.escape(description)}</desc>"
    sized = _WIDE.sub(rf"\g<1>{_WIDTH}\g<2>{_WIDTH}\g<3>", drawn, count=1)
    return _ROOT.sub(lambda root: f"{root.group()}{words}{_PATTERN}", sized, count=1)


def legend(chart: Bands) -> str:
    """Say what the marks mean; a chart that only repeats words needs none."""
    if chart.extra:
        return ""
    said = ["the bar holds eight of ten scenarios", "the dark mark is their mean"]
    if any(bar.target is not None for bar in chart.bars):
        said.append("the thin mark is what you aim for")
    if not all(bar.known for bar in chart.bars):
        said.append("hatched rests on somebody nobody knows")
    return f"{', '.join(said)}.".capitalize()


def _spec(chart: Bands) -> Any:
    rows = [_row(at, bar) for at, bar in enumerate(chart.bars)]
    height = _ROW * len(rows)
    label = _words(rows, "label", _LABEL, height, INK)
    figure = _words(rows, "figure", _FIGURE, height, FAINT)
    joined = alt.hconcat(label, _scale(chart, rows, height), figure, spacing=_AIR, bounds="flush")
    view = alt.ViewConfig(stroke=None)
    shared = joined.resolve_scale(y="shared")
    return shared.configure(font=FONT, background="transparent", padding=_EDGE, view=view)


def _row(at: int, bar: Bar) -> dict[str, Any]:
    row: dict[str, Any] = {"row": at, "label": shortened(bar.label), "figure": bar.figure}
    if bar.estimate is not None:
        row |= {"mean": bar.estimate.mean, "low": bar.estimate.low, "high": bar.estimate.high}
    if bar.target is not None:
        row["aim"] = bar.target
    return row | {"colour": HUES[bar.hue], "fill": HUES[bar.hue] if bar.known else HATCH}


def shortened(label: str) -> str:
    """Return a label that fits its column."""
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}\u2026"


def _words(rows: list[dict[str, Any]], name: str, width: int, height: int, ink: str) -> Any:
    return (
        alt.Chart(alt.InlineData(values=rows), width=width, height=height)
        .mark_text(align="left", baseline="middle", fontSize=12, color=ink)
        .encode(y=_y(), x=alt.value(0), text=alt.Text(field=name, type="nominal"))
    )


def _y() -> alt.Y:
    return alt.Y("row:O", axis=None)


def _scale(chart: Bands, rows: list[dict[str, Any]], height: int) -> Any:
    drawn = [row for row in rows if "mean" in row]
    base = alt.Chart(alt.InlineData(values=drawn), width=_SCALE, height=height)
    ends = [{"row": row["row"], "from": chart.low, "to": chart.high} for row in drawn]
    x = _axis(chart)
    layers = [
        alt.Chart(alt.InlineData(values=ends))
        .mark_rule(color=LINE)
        .encode(y=_y(), x=x("from"), x2="to:Q"),
        base.mark_bar(height=9, cornerRadius=4, opacity=0.38).encode(
            y=_y(), x=x("low"), x2="high:Q", fill=alt.Fill("fill:N", scale=None)
        ),
        base.mark_tick(thickness=3, height=16, cornerRadius=1, opacity=1).encode(
            y=_y(), x=x("mean"), color=alt.Color("colour:N", scale=None)
        ),
    ]
    aims = [row for row in drawn if "aim" in row]
    if aims:
        marks = alt.Chart(alt.InlineData(values=aims))
        dotted = marks.mark_tick(thickness=1.5, height=18, color=INK, opacity=1)
        layers.append(dotted.encode(y=_y(), x=x("aim")))
    return alt.layer(*layers)


def _axis(chart: Bands) -> Callable[[str], alt.X]:
    axis = alt.Axis(
        labelExpr=_POINTS if chart.points else _SHARE,
        values=[chart.low, (chart.low + chart.high) / 2, chart.high],
        title=None,
        grid=False,
        domain=False,
        ticks=False,
        labelColor=FAINT,
        labelFontSize=10,
        orient="bottom",
    )
    domain = alt.Scale(domain=[chart.low, chart.high], clamp=True, nice=False)

    def x(name: str) -> alt.X:
        return alt.X(field=name, type="quantitative", axis=axis, scale=domain)

    return x
