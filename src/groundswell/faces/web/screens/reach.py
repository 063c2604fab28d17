"""Whom to tell first: the people, what the choice promises, and what the promise is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.questions.reach import Reach, ReachValue
from groundswell.core.questions.wording import hour_count, hour_figure, percent
from groundswell.core.terrain.map_records import Unit
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.mending import mended
from groundswell.faces.web.screens.people import People, Who

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody to tell, and the hours it takes where hours count."""

    who: Who
    hours: str


def wanted(at: View, given: QueryDict, hours: float | None, number: float | None) -> Reach:
    """Return the question an address asks; codes that are not on the map are left out."""
    target, without = given.get("target", ""), given.getlist("exclude")
    offered = {code for _, some in targets(at) for code, _ in some}
    return Reach(
        number=max(1, int(number)) if number else Reach().number,
        hours=hours,
        target=(target,) if target in offered else (),
        exclude=tuple(code for code in dict.fromkeys(without) if code in at.snapshot.index),
    )


def targets(at: View) -> list[tuple[str, Sequence[Choice]]]:
    """Return what can be counted alone: places of work, and units, by name."""
    snapshot = at.snapshot
    named = {unit.unit: unit.name or unit.unit for unit in snapshot.seen.of(Unit)}
    units = [(code, named.get(code, code)) for code in snapshot.units]
    nodes = [(node.code, node.title) for node in snapshot.nodes if not node.anonymous]
    found = [("Places of work", nodes), ("Units", sorted(units, key=lambda pair: pair[1]))]
    return [(name, some) for name, some in found if some]


def asking(at: View, question: Reach) -> dict[str, Any]:
    """Return what the form shows."""
    people = People(at)
    choices = [pair for pair in choices_of(at)["people"] if pair[0] in at.snapshot.index]
    return {
        "targets": targets(at),
        "target": question.target[0] if question.target else "",
        "hours": "" if question.hours is None else f"{question.hours:g}",
        "number": question.number,
        "without": people.all(question.exclude),
        "others": [pair for pair in choices if pair[0] not in question.exclude],
    }


def reaching(at: View, answer: Answer[ReachValue]) -> dict[str, Any]:
    """Return what the screen shows beside the answer itself."""
    value, people = answer.value, People(at)
    return {
        "gaps": mended(at, answer.gaps),
        "told_first": [
            Told(people.who(one.person), "" if one.hours is None else hour_count(one.hours))
            for one in value.seeds
        ],
        "within": "" if value.budget_hours is None else hour_count(value.budget_hours),
        "spent": hour_figure(sum(one.hours or 0 for one in value.seeds)),
        "added": f"{value.added:.0f}",
        "least": f"{value.added_at_least:.0f}",
        "most": f"{value.best_possible:.0f}",
        "share": percent(value.guarantee),
        "sure": percent(1 - value.doubt),
        "anyway": f"{value.by_the_coalition:.0f}",
        "counted": f"{value.counted:g}",
        "sets": f"{value.sets:,}",
    }
