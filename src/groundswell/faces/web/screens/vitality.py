"""Is the coalition alive: warnings with since when, signs with their records and their pulse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer, Estimate
from groundswell.core.questions.vitality.alarms import STRUCTURAL, WEEK, Alarm
from groundswell.core.questions.vitality.decay import Drift, Strained
from groundswell.core.questions.vitality.trace import FALLING, RISING, Period
from groundswell.core.questions.vitality.vital import LIFE, PRESENT, UNKNOWN, WATCH, Vital
from groundswell.core.questions.vitality.vitality import VitalityValue
from groundswell.core.questions.vitality.words import (
    ALARM_NAMES,
    COUNTED_NAMES,
    DECAY_NAMES,
    LIFE_NAMES,
)
from groundswell.core.questions.wording import band, sentence
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.mending import Link, links
from groundswell.faces.web.screens.people import People, Who
from groundswell.reports.drawing import pulse
from groundswell.reports.words import day

_LIFE_WORDS = {PRESENT: "shows", WATCH: "fading"}
_DECAY_WORDS = {PRESENT: "warns", WATCH: "keep an eye on it"}


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: its name, since when, why, what to do, the records and the lines behind it.

    `fresh` says that it has not stood for so long that Today speaks of it.
    """

    name: str
    since: str
    fresh: bool
    text: str
    advice: str
    links: list[Link]
    constants: list[Link]


@dataclass(frozen=True, slots=True)
class Shown:
    """A sign with its state in a word, its figures in words, its pulse and its records.

    `counted` names what the pulse and the table count.
    """

    name: str
    counted: str
    tone: str
    word: str
    text: str
    figures: str
    svg: str
    cells: list[str]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody of the core: what they missed, or what wore them down."""

    who: Who
    text: str


def alive(at: View, found: Answer[VitalityValue] | None) -> dict[str, Any]:
    """Return what the page says of the coalition's life; nothing while it is worked out."""
    if found is None:
        return {"vital": None}
    value = found.value
    signs = [*value.life, *value.decay]
    longest = max((v.periods for v in signs), key=len, default=())
    return {
        "vital": value,
        "warnings": [_warned(at, alarm) for alarm in value.alarms],
        "life": [_shown(at, v, len(longest)) for v in value.life],
        "decay": [_shown(at, v, len(longest)) for v in value.decay],
        "periods": [f"{p.end.day} {p.end:%b}" for p in longest],
        "change": band(value.change_per_meeting) if value.change_per_meeting else "",
        "drift": _drift(at, value.drift),
        "strain": _strain(at, value.strained),
        "gate": day(value.next_gate) if value.next_gate else "",
        "gate_past": bool(value.next_gate and value.next_gate < at.as_of),
    }


def _warned(at: View, alarm: Alarm) -> Warned:
    since = ""
    if alarm.since is not None:
        when = day(alarm.since)
        since = f"before {when}" if alarm.at_least else when
    return Warned(
        name=sentence(ALARM_NAMES[alarm.alarm]),
        since=since,
        fresh=_fresh(at, alarm),
        text=alarm.text,
        advice=alarm.advice,
        links=links(at, alarm.ids),
        constants=lines(at, alarm.settings),
    )


def _fresh(at: View, alarm: Alarm) -> bool:
    looks = int(at.snapshot.settings.settle_weeks) - 1
    young = alarm.since is not None and alarm.since > at.as_of - looks * WEEK
    return young and alarm.alarm not in STRUCTURAL


def lines(at: View, names: Iterable[str]) -> list[Link]:
    """Return the constants that draw a line, each with its page."""
    home = home_of(at.code)
    return [Link(name.replace("_", " "), f"{home}settings/model/{name}") for name in names]


def _shown(at: View, vital: Vital, columns: int) -> Shown:
    plain = (LIFE_NAMES if vital.kind == LIFE else DECAY_NAMES)[vital.sign]
    name, counted = sentence(plain), sentence(COUNTED_NAMES.get(vital.sign, plain))
    return Shown(
        name=name,
        counted=counted,
        tone=_tone(vital),
        word=_word(vital),
        text=vital.text,
        figures=_figures(vital),
        svg=pulse.draw(vital, counted) if any(p.count or p.of for p in vital.periods) else "",
        cells=[""] * (columns - len(vital.periods)) + [_cell(p) for p in vital.periods],
        links=links(at, vital.ids),
    )


def _word(vital: Vital) -> str:
    """Return the state in a word or two; records that do not carry a verdict say so."""
    if vital.state == UNKNOWN:
        return "not recorded" if vital.now is None else "too few to tell"
    if vital.kind == LIFE:
        return _LIFE_WORDS.get(vital.state, "not of late")
    return _DECAY_WORDS.get(vital.state, "no sign of it")


def _cell(period: Period) -> str:
    """Return a stretch as the table shows it: a dash where nothing was recorded."""
    return "–" if period.of == 0 else pulse.cell(period)


def _tone(vital: Vital) -> str:
    """Return the colour of the word, which says the same."""
    if vital.kind == LIFE and vital.state == PRESENT:
        return "accent"
    return "warn" if vital.state in (PRESENT, WATCH) else ""


def _figures(vital: Vital) -> str:
    """Return now and before with their bands, and the trend in a word."""
    if vital.now is None:
        return ""
    said = f"{_figure(vital, vital.now)} of late"
    if vital.before is not None:
        said += f"; before {_figure(vital, vital.before)}"
    if vital.sign in COUNTED_NAMES:
        said = f"{COUNTED_NAMES[vital.sign]}: {said}"
    trend = f": {vital.trend}" if vital.trend in (RISING, FALLING) else f" ({vital.trend})"
    return sentence(f"{said}{trend}.")


def _figure(vital: Vital, estimate: Estimate) -> str:
    if vital.unit == "share":
        return band(estimate)
    low, high = f"{estimate.low:.1f}", f"{estimate.high:.1f}"
    return f"about {estimate.mean:.1f} in four weeks ({low} to {high})"


def _drift(at: View, rows: tuple[Drift, ...]) -> list[Kept]:
    people = People(at)
    return [
        Kept(people.who(row.person), f"missed {row.missed} of the last {row.of} core meetings")
        for row in rows
        if row.missed
    ]


def _strain(at: View, rows: tuple[Strained, ...]) -> list[Kept]:
    people = People(at)
    return [
        Kept(people.who(row.person), f"{row.strain.replace('_', ' ')}, {day(row.on)}")
        for row in rows
    ]
