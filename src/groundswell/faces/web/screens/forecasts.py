"""How right the tool has been: each forecast with what became of it, and what came true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.app.browse.forecasts import Entry, ForecastLog, set_before
from groundswell.app.browse.views import View
from groundswell.core.answer import Estimate
from groundswell.core.questions.forecast_log import (
    FEWEST_CORRECTED,
    FEWEST_GROUPED,
    Group,
    corrected_hurdle,
)
from groundswell.core.questions.foretold import Kind
from groundswell.core.questions.wording import band, count, percent
from groundswell.core.terrain.map_records import Setting
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands
from groundswell.reports.words import day

MOST = 60  # rows of the log shown at once


@dataclass(frozen=True, slots=True)
class Line:
    """One forecast and its outcome in words."""

    day: str
    title: str
    url: str
    band: bands.Drawn
    figure: str
    outcome: str
    happened: bool | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Like:
    """Forecasts of like chance: what was said, and what came true."""

    said: str
    band: bands.Drawn
    came: str
    number: str


def logged(at: View, log: ForecastLog, *, whole: bool = False) -> dict[str, Any]:
    """Return what the page shows."""
    number = len(log.record.outcomes)
    shown = log.entries if whole else log.entries[:MOST]
    return {
        "log": log,
        "lines": [_line(at, entry) for entry in shown],
        "more": len(log.entries) - len(shown),
        "groups": [_like(group) for group in log.record.groups],
        "correction": _correction(at, log),
        "accepted": _accepted(at),
        "grouped_from": FEWEST_GROUPED,
        "corrected_from": FEWEST_CORRECTED,
        "known": count(number, "outcome is", "outcomes are"),
        "number": number,
        "waiting": count(log.waiting, "decision") if log.waiting else "",
    }


def _line(at: View, entry: Entry) -> Line:
    anchors = {Kind.DECISION: f"#decision-{entry.code}", Kind.NODE: f"#node-{entry.code}"}
    page = "critical-mass" if entry.kind in (Kind.WHOLE, Kind.LASTING) else "decisions"
    return Line(
        day=day(entry.day),
        title=entry.title,
        url=home_of(at.code) + page + anchors.get(Kind(entry.kind), ""),
        band=bands.chance(entry.chance),
        figure=band(entry.chance),
        outcome=_outcome(entry),
        happened=entry.happened,
        counts=entry.counts,
    )


def _outcome(entry: Entry) -> str:
    if entry.happened is None or entry.known_on is None:
        return "Not due yet"
    return f"{'It happened' if entry.happened else 'It did not'}, {day(entry.known_on)}"


def _like(group: Group) -> Like:
    share = Estimate(group.share, group.low, group.high)
    drawn = bands.drawn(share, band(share), target=group.forecast)
    return Like(percent(group.forecast), drawn, band(share), count(group.count, "forecast"))


def _accepted(at: View) -> dict[str, str] | None:
    """Return the hurdle as it was set here, when and why."""
    row = set_before(at)
    if row is None or not isinstance(row.record, Setting):
        return None
    on = row.record.recorded_on
    return {
        "value": f"{row.record.value:g}",
        "day": day(on) if on else "",
        "reason": row.record.reason or "No reason was given.",
    }


def _correction(at: View, log: ForecastLog) -> dict[str, str] | None:
    found = log.record.correction
    if found is None:
        return None
    way = "raised" if found.hurdle_change > 0 else "lowered"
    return {
        "before": f"{found.score_before:.2f}",
        "after": f"{found.score_after:.2f}",
        "now": f"{at.snapshot.settings.hurdle:g}",
        "then": f"{corrected_hurdle(at.snapshot.settings, found):g}",
        "hurdle": f"{way} by {abs(found.hurdle_change):.2f}",
    }
