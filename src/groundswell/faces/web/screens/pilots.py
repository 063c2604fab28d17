"""A pilot on screen: what it showed, its values, what it takes, and its place in the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse

from groundswell.app.browse.views import Row, View
from groundswell.app.policy import Absent
from groundswell.core.answer import Answer, Estimate
from groundswell.core.questions.pilot import PilotAnalysis
from groundswell.core.questions.pilot_design import PilotPlan, PilotPlanValue
from groundswell.core.questions.pilots.entry import entry_of, same_figures
from groundswell.core.questions.pilots.speaking import figure, percent, rounded
from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.questions.strength import level_of
from groundswell.core.questions.wording import percent as chance
from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.run_records import Evidence, Pilot, PilotDatum
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands
from groundswell.faces.web.screens.answers import Why, asked, told
from groundswell.faces.web.screens.choices import choices_of
from groundswell.reports.drawing import pilot as drawing
from groundswell.reports.words import day

_VERDICTS = {
    "better": ("it helped", "accent"),
    "worse": ("it got worse", "warn"),
    "changed": ("it changed", ""),
    "null": ("no difference told", ""),
    "too_few": ("too few to tell", ""),
    "nothing": ("nothing measured yet", ""),
}
_TRACKS = {"trial": "Trial", "experiment": "Experiment"}


@dataclass(frozen=True, slots=True)
class Card:
    """A pilot in a list."""

    code: str
    title: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Values that came together, and where they are taken back."""

    values: int
    undo_url: str


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of the comparison as a row of the table."""

    name: str
    n: int
    mean: str
    middle: str
    spread: str


def pilot_row(at: View, which: str) -> Row:
    """Return the record of a pilot.

    Raises
    ------
    Absent
        If there is none of this code.
    """
    rows = [r for r in at.rows(Pilot.SHEET) if getattr(r.record, "pilot", "") == which]
    if not rows:
        raise Absent(which)
    return rows[-1]


def cards(at: View) -> list[Card]:
    """Return every pilot, the newest first."""
    measured = Counter(getattr(r.record, "pilot", "") for r in at.rows(PilotDatum.SHEET))
    found: dict[str, Pilot] = {}
    for row in at.rows(Pilot.SHEET):
        if isinstance(row.record, Pilot):
            found[row.record.pilot] = row.record
    pilots = sorted(found.values(), key=lambda p: (str(p.started_on or ""), p.pilot), reverse=True)
    say = vocabulary_of(at.about).label
    return [_card(at, pilot, measured[pilot.pilot], say) for pilot in pilots]


def _card(at: View, pilot: Pilot, values: int, say: Any) -> Card:
    parts = [_TRACKS.get(pilot.track or "", "Pilot")]
    parts += [say(pilot.state)] if pilot.state else []
    parts += [f"until {day(pilot.ends_on)}"] if pilot.ends_on else []
    parts.append(f"{values} values" if values else "no values yet")
    url = f"{home_of(at.code)}evidence/pilots/{quote(pilot.pilot, safe='')}"
    return Card(pilot.pilot, pilot.question or pilot.pilot, " · ".join(parts), url)


def shown(request: HttpRequest, at: View, row: Row) -> dict[str, Any]:
    """Return everything the page of a pilot shows."""
    pilot = row.record
    assert isinstance(pilot, Pilot)
    found = asked(request, at, PilotAnalysis(pilot=pilot.pilot))
    plan = asked(request, at, PilotPlan(pilot=pilot.pilot)).answer
    assert found.answer is not None and plan is not None  # quick whatever the size of the map
    value: PilotValue = found.answer.value
    return {
        **told(at, found),
        "reasons": _reasons(found.answer),
        "pilot": pilot,
        "row": row,
        "value": value,
        "plan": plan,
        "plan_gaps": [g for g in plan.gaps if g.text not in {x.text for x in found.answer.gaps}],
        "plan_steps": steps(plan.value),
        "verdict": _VERDICTS[value.verdict],
        "sides": [_side(s.name, s.n, s, value.binary) for s in value.sides],
        "wide": drawing.draw(value),
        "narrow": drawing.draw(value, narrow=True),
        "band": _band(value, pilot.minimum_effect),
        "facts": facts(at, pilot),
        "batches": batches(at, pilot.pilot),
        "ledger": _ledger(request, at, pilot, found.answer),
        "told_words": [(w, t) for w, t in _told(pilot) if t],
        "untold": [w for w, t in _told(pilot) if t and not _kept(at, pilot, t)],
        "home_pilot": f"{home_of(at.code)}evidence/pilots/{quote(pilot.pilot, safe='')}",
    }


def _reasons(answer: Answer[PilotValue]) -> list[Why]:
    """Return the reasons that do not stand on the page already."""
    value = answer.value
    shown = {caution.text for caution in value.cautions}
    shown |= {f"It cannot show {text[:1].lower()}{text[1:]}" for text in value.cannot_show}
    return [Why(reason.text, []) for reason in answer.reasons if reason.text not in shown]


def _ledger(
    request: HttpRequest, at: View, pilot: Pilot, answer: Answer[PilotValue]
) -> dict[str, Any]:
    if answer.value.verdict == "nothing":
        return {"state": "none"}
    return in_ledger(request, at, pilot, made_entry(at, pilot, answer))


def _told(pilot: Pilot) -> list[tuple[str, str | None]]:
    return [("worked", pilot.worked), ("broke", pilot.broke), ("surprised", pilot.surprised)]


def _kept(at: View, pilot: Pilot, text: str) -> bool:
    """Whether the ledger has an entry of this pilot that says so."""
    return any(e.claim == text.strip() for e in entries(at, pilot.pilot))


def entries(at: View, pilot: str) -> list[Evidence]:
    """Return the entries of the ledger that come from a pilot."""
    rows = (r.record for r in at.rows(Evidence.SHEET))
    return [e for e in rows if isinstance(e, Evidence) and e.pilot == pilot]


def made_entry(at: View, pilot: Pilot, answer: Answer[PilotValue]) -> Evidence:
    """Return the entry that the stored values make today, under the code it has or would have."""
    measured = [e for e in entries(at, pilot.pilot) if e.effect is not None or e.level is not None]
    taken = frozenset(code for code, _ in choices_of(at).get(Evidence.SHEET, ()))
    code = measured[-1].evidence if measured else readable(pilot.pilot, taken, Evidence.SHEET)
    return entry_of(pilot, answer.value, answer.headline, code, at.standing.actor.today)


def in_ledger(request: HttpRequest, at: View, pilot: Pilot, made: Evidence) -> dict[str, Any]:
    """Return how the ledger stands to what the stored values say, at the level it states."""
    own = next((e for e in entries(at, pilot.pilot) if e.evidence == made.evidence), None)
    if own is None:
        return {"state": "missing", "made": made}
    level = level_of(own) if own.low is not None else made.level
    if level is not None and level != made.level:
        again = asked(request, at, PilotAnalysis(pilot=pilot.pilot, level=level)).answer
        assert again is not None
        made = made_entry(at, pilot, again)
    url = f"{home_of(at.code)}evidence#evidence-{quote(made.evidence, safe='')}"
    return {"state": "same" if same_figures(own, made) else "differs", "own": own, "url": url}


def facts(at: View, pilot: Pilot) -> list[tuple[str, str]]:
    """Return what was planned, in words."""
    say = vocabulary_of(at.about).label
    effect = pilot.minimum_effect
    shares = pilot.design == "proportions"
    pairs = (
        ("Track", say(pilot.track) if pilot.track else ""),
        ("Compares", say(pilot.design) if pilot.design else ""),
        ("Where", pilot.context or ""),
        ("Measure", pilot.measure or ""),
        ("Worth having", f"{percent(effect)} {'more' if effect > 0 else 'less'}" if effect else ""),
        ("Today", "" if pilot.baseline is None else figure(pilot.baseline, shares)),
        ("Cases planned", str(pilot.n_planned or "")),
        ("From", day(pilot.started_on) if pilot.started_on else ""),
        ("Until", day(pilot.ends_on) if pilot.ends_on else ""),
        ("State", say(pilot.state) if pilot.state else ""),
        ("Ends early if", pilot.stop_rule or ""),
    )
    return [(name, text) for name, text in pairs if text]


def batches(at: View, pilot: str) -> list[Batch]:
    """Return the values by the change they came with, the newest first."""
    rows = [r for r in at.rows(PilotDatum.SHEET) if getattr(r.record, "pilot", "") == pilot]
    number = Counter(r.change for r in rows)
    return [
        Batch(values, reverse("undo", args=[at.code, change]))
        for change, values in sorted(number.items(), reverse=True)
    ]


def steps(value: PilotPlanValue) -> list[tuple[int, str, str, bool]]:
    """Return rows of cases, chance, smallest effect, and whether it is planned or needed."""
    rows = []
    for step in value.steps:
        seen = "" if step.power is None else chance(step.power)
        least = "" if step.detectable_share is None else percent(step.detectable_share)
        if step.detectable is not None and not least:
            least = figure(abs(step.detectable))
        rows.append((step.cases, seen, least, step.cases in (value.cases, value.needed)))
    return rows


def _side(name: str, n: int, side: Any, binary: bool) -> SideRow:
    middle = "" if binary else f"{figure(side.low)} to {figure(side.high)}"
    spread = "" if binary or side.spread is None else figure(side.spread)
    return SideRow(name, n, figure(side.mean, binary), middle, spread)


def _band(value: PilotValue, wanted: float | None) -> bands.Drawn | None:
    """Return the effect as a band around nothing, the smallest worth having as a mark."""
    span, mark = value.share, wanted
    say: Callable[[float], str] = percent
    if value.binary or span is None or not span.bounded:
        span, say = value.effect, _points if value.binary else figure
        mark = None if wanted is None or value.base is None else wanted * value.base
    if span is None or span.low is None or span.high is None:
        return None
    most = 1.1 * max(abs(span.low), abs(span.high), abs(span.mean), abs(mark or 0.0), 1e-9)
    said = [_way(number, say) for number in (span.mean, span.low, span.high)]
    label = f"{said[0]}, range {said[1]} to {said[2]}"
    estimate = Estimate(span.mean, span.low, span.high)
    return bands.drawn(estimate, label, target=mark, ends=(-most, most))


def _way(number: float, say: Callable[[float], str]) -> str:
    text = say(abs(number))
    return text if number == 0 else f"{text} {'more' if number > 0 else 'less'}"


def _points(share: float) -> str:
    return f"{rounded(100 * share, 0)} points"


def preview_rows(rows: Sequence[PilotDatum]) -> list[tuple[str, str, str, str]]:
    """Return the first rows of a file as the page shows them."""
    return [(r.unit or "", r.period or "", r.arm or "", _number(r.value)) for r in rows[:12]]


def _number(value: float | None) -> str:
    return "missing" if value is None else f"{value:g}"
