"""What today costs on screen: the band, line by line, with the figure that is least known."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest

from groundswell.app.browse.views import Row, View
from groundswell.app.policy import Absent
from groundswell.core.answer import Estimate
from groundswell.core.questions.cost_of_today import (
    CostLine,
    CostOfToday,
    CostOfTodayValue,
    band,
    ends,
    worked_out,
)
from groundswell.core.terrain.cost_records import Cost, CostKind
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import EvidenceKind
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands
from groundswell.faces.web.screens.answers import asked, told

_LIMITS = "Ranges as people gave them; hours are not hours that would be saved."
_LEAST_KNOWN = {
    "cases": "the number of cases",
    "share": "the share concerned",
    "hours": "the hours for each",
    "rate": "the rate",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the page shows it."""

    name: str
    kind: str
    sum: str
    hours: str
    money: str
    drawn: bands.Drawn | None
    least_known: str
    source: str
    remove_url: str


def cost_row(at: View, which: str) -> Row:
    """Return the entry of the ledger that lines of cost belong to.

    Raises
    ------
    Absent
        If the ledger has no such entry.
    """
    rows = [r for r in at.rows(Evidence.SHEET) if getattr(r.record, "evidence", "") == which]
    if not rows:
        raise Absent(which)
    return rows[-1]


def shown(request: HttpRequest, at: View, row: Row) -> dict[str, Any]:
    """Return everything the page of a cost shows."""
    entry = row.record
    assert isinstance(entry, Evidence)
    found = asked(request, at, CostOfToday(evidence=entry.evidence))
    assert found.answer is not None  # quick whatever the size of the map
    value: CostOfTodayValue = found.answer.value
    home_cost = f"{home_of(at.code)}evidence/costs/{quote(entry.evidence, safe='')}"
    facts = {r.record.line: r for r in lines_of(at, entry.evidence) if isinstance(r.record, Cost)}
    most = max([line.hours.high for line in value.lines if line.hours] or [1.0])
    say = vocabulary_of(at.about).label
    return {
        **told(at, found),
        "entry": entry,
        "row": row,
        "value": value,
        "lines": [_line(line, facts[line.line], home_cost, most, say) for line in value.lines],
        "claim": claim(entry, value),
        "said": bool(value.lines) and entry.claim == claim(entry, value),
        "home_cost": home_cost,
    }


def _line(line: CostLine, row: Row, home: str, most: float, say: Any) -> Line:
    record = row.record
    assert isinstance(record, Cost)
    drawn = None
    if line.hours is not None:
        label = f"{line.line}: {band(line.hours)} hours a year"
        drawn = bands.drawn(line.hours, label, ends=(0.0, most or 1.0))
    return Line(
        name=line.line,
        kind=say(record.kind or CostKind.WORK),
        sum=_sum(record),
        hours=band(line.hours) if line.hours is not None else "",
        money=band(line.money) if line.money is not None else "",
        drawn=drawn,
        least_known=_LEAST_KNOWN.get(line.widest, ""),
        source=line.source,
        remove_url=f"{home}/lines/{row.id}/remove",
    )


def _sum(record: Cost) -> str:
    """Return the sum behind a line: '180 to 240 cases a month, 90 to 100 % of them, ...'."""
    cases, share = ends(record, "cases"), ends(record, "share")
    hours, rate = ends(record, "hours"), ends(record, "rate")
    parts = [f"{_between(cases)} cases a {record.period or 'year'}" if cases else "cases not known"]
    if share:
        parts.append(f"{_between((100 * share[0], 100 * share[1]))} % of them")
    parts.append(f"{_between(hours)} hours each" if hours else "hours not known")
    if rate:
        parts.append(f"{_between(rate)} an hour")
    return ", ".join(parts)


def _between(pair: tuple[float, float]) -> str:
    return band(Estimate(pair[0], pair[0], pair[1]))


def claim(entry: Evidence, value: CostOfTodayValue) -> str:
    """Return the sentence of the ledger: what it takes in a year, as a band."""
    about = (entry.measure or "Today's way of working").strip().rstrip(".")
    parts = []
    if value.worked is not None:
        parts.append(f"takes {band(value.worked)} hours of work a year")
    if value.money is not None:
        parts.append(f"costs {band(value.money)} in money")
    if value.waited is not None:
        parts.append(f"lets people wait {band(value.waited)} hours")
    text = " and ".join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]} and {parts[2]}"
    return f"{about[:1].upper()}{about[1:]} {text}." if parts else f"{about}: not counted yet."


def said_again(entry: Evidence, lines: Sequence[Cost]) -> Evidence:
    """Return an entry that says what its lines come to."""
    sources = dict.fromkeys(line.source for line in lines if line.source)
    return dataclasses.replace(
        entry,
        kind=EvidenceKind.COST,
        claim=claim(entry, worked_out(lines)),
        n=len(lines),
        limits=entry.limits or _LIMITS,
        source="; ".join(sources) or entry.source,
    )


def lines_of(at: View, which: str) -> list[Row]:
    """Return the lines of an entry that stand."""
    return [r for r in at.rows(Cost.SHEET) if getattr(r.record, "evidence", "") == which]


def along(
    at: View, row: Row, added: Sequence[Cost], gone: Sequence[int]
) -> tuple[list[Record], list[tuple[str, int]]]:
    """Return what to record and what it replaces, so that the entry goes on saying its lines.

    An entry whose sentence somebody wrote themselves is left as it is.
    """
    entry = row.record
    assert isinstance(entry, Evidence)
    kept = [r for r in lines_of(at, entry.evidence) if r.id not in gone]
    now = [r.record for r in lines_of(at, entry.evidence) if isinstance(r.record, Cost)]
    lines = [*(r.record for r in kept if isinstance(r.record, Cost)), *added]
    records: list[Record] = list(added)
    replaces = [(Cost.SHEET, number) for number in gone]
    if not entry.claim or entry.claim == claim(entry, worked_out(now)):
        records.append(said_again(entry, lines))
        replaces.append((Evidence.SHEET, row.id))
    return records, replaces
