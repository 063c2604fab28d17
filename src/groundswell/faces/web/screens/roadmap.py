"""The next months: whom to win in which, through whom, and what a refusal would mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.app.browse.views import View
from groundswell.app.policy import Act
from groundswell.core.answer import Answer
from groundswell.core.questions.roadmap_value import Month, RoadmapValue, Step
from groundswell.core.questions.roadmap_words import BY_CHANCE, steps_of
from groundswell.core.questions.wording import (
    band,
    count,
    hour_count,
    hour_figure,
    percent,
    points,
    sentence,
)
from groundswell.core.terrain.terms import GapKind
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.mending import Shown, mended
from groundswell.faces.web.screens.people import People, Who
from groundswell.faces.web.screens.planning import Plan, address
from groundswell.reports.drawing import months as drawing
from groundswell.reports.words import day

HOURS = GapKind.CAPACITY_UNKNOWN
FROM = {
    "asked": "as you asked",
    "weekly_hours": "from the hours a week you can give",
    "assumed": "assumed, as nobody said how many there are",
}


@dataclass(frozen=True, slots=True)
class Win:
    """Somebody to win, as a row shows them.

    Parameters
    ----------
    via
        Who brings them; None where the reader does.
    falls
        Who is not asked after their refusal.
    instead, anyway
        To whom the plan turns then, and whether that person is in it anyway.
    """

    who: Who
    via: Who | None
    weak: bool
    listen: bool
    chance: str
    hours: str
    begun: int
    falls: list[Who]
    instead: Who | None
    anyway: bool
    prepare_url: str
    log_url: str
    if_url: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months as a card shows them: one with people to win, or several without."""

    title: str
    since: str
    wins: list[Win]
    spent: str
    chance: str
    gain: str
    if_all: str


def months_of(at: View, answer: Answer[RoadmapValue]) -> dict[str, Any]:
    """Return what the screen shows beside the answer itself."""
    value, people = answer.value, People(at)
    steps = steps_of(value)
    told = value.ranked_by == BY_CHANCE
    return {
        "gaps": [*_hours(at, answer), *mended(at, (g for g in answer.gaps if g.kind != HOURS))],
        "stretches": [_stretch(at, month, value, people) for month in value.months if month.steps],
        "rest": _rest(value),
        "rows": [_row(month) for month in value.months],
        "picture": drawing.draw(value, "The chance by the end of each month"),
        "told": told,
        "target": percent(value.target),
        "reached": value.target_month,
        "hours_a_month": hour_count(value.hours_a_month),
        "hours_usual": hour_figure(value.hours_a_month),
        "hours_from": FROM[value.hours_from],
        "spared": people.all(value.spared),
        "logged": count(value.approaches_logged, "logged answer"),
        "whole_url": address(at, _supposing(at, [step.person for step in steps])),
        "today_chance": band(value.today) if value.today else "",
    }


def _hours(at: View, answer: Answer[RoadmapValue]) -> list[Shown]:
    """Return what is not known of the hours, which are said with the change itself."""
    found = [gap.text for gap in answer.gaps if gap.kind == HOURS]
    if not at.standing.may(Act.EDIT):
        return [Shown(text, "", "") for text in found]
    url = f"{home_of(at.code)}change/edit"
    return [Shown(text, url, "Say how many hours a week") for text in found]


def _supposing(at: View, people: list[str]) -> Plan:
    return Plan(tuple(("recruit", code) for code in people))


def _stretch(at: View, month: Month, value: RoadmapValue, people: People) -> Stretch:
    steps = steps_of(value)
    return Stretch(
        title=f"Month {month.number}",
        since=day(month.starts_on),
        wins=[_win(at, step, month, steps, people) for step in month.steps],
        spent=f"{hour_figure(month.hours)} of {hour_count(value.hours_a_month * month.number)}",
        chance=band(month.chance),
        gain=points(month.gain),
        if_all=band(month.chance_if_all_join),
    )


def _win(at: View, step: Step, month: Month, steps: list[Step], people: People) -> Win:
    home, own = home_of(at.code), step.via == at.standing.assessor
    before = [one.person for one in steps]
    before = before[: before.index(step.person) + 1]
    return Win(
        who=people.who(step.person),
        via=None if own else people.who(step.via),
        weak=step.weak_tie,
        listen=step.listen_first,
        chance=step.chance,
        hours=hour_count(step.hours),
        begun=step.begins if step.begins < month.number else 0,
        falls=people.all(step.falls_with),
        instead=people.who(step.instead) if step.instead else None,
        anyway=step.instead_planned,
        prepare_url=f"{home}who-next/{step.person}",
        log_url=f"{home}log?person={step.person}",
        if_url=address(at, _supposing(at, before)),
    )


def _rest(value: RoadmapValue) -> str:
    """Say which months at the end have nobody to win."""
    planned = [month.number for month in value.months if month.steps]
    idle = len(value.months) - planned[-1] if planned else 0
    if not idle:
        return ""
    left = "the last month has" if idle == 1 else f"the last {count(idle, 'month')} have"
    return sentence(f"{left} nobody to win: nobody else would add what can be told from chance.")


def _row(month: Month) -> tuple[int, str, str, str, str]:
    return (
        month.number, day(month.starts_on), band(month.chance), points(month.gain),
        band(month.chance_if_all_join),
    )  # fmt: skip
