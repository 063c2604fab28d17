"""Where people stand, as several assessors saw it: each with their own bias, noise and dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from groundswell.core.terrain.map_records import Influence, Judgement, Person
from groundswell.core.terrain.terms import STANCE_VALUE, Basis, Stance, Sureness
from groundswell.examples.luck import Luck
from groundswell.examples.population import blocks_of
from groundswell.examples.script import Script, typed

_NOISE = 0.15
_CANNOT_SAY = 0.3
_SECOND_VIEW = 0.4
_WEEKS_BETWEEN = datetime.timedelta(days=12)
_SURENESS = (Sureness.LOW, Sureness.MEDIUM, Sureness.MEDIUM, Sureness.HIGH)
_BASES = {
    Sureness.HIGH: (Basis.ACTED, Basis.SAID_PRIVATELY, Basis.SAID_PUBLICLY),
    Sureness.MEDIUM: (Basis.SAID_PRIVATELY, Basis.SAID_PUBLICLY, Basis.SAID_PRIVATELY),
    Sureness.LOW: (Basis.HEARSAY, Basis.GUESS, Basis.HEARSAY),
}


def judgements(script: Script, people: Sequence[Person], luck: Luck) -> tuple[Judgement, ...]:
    """Return all judgements of a story by date, the hand-written ones among them."""
    rounds = script.get("rounds", {})
    every = list(typed(Judgement, script.get("stances", ())))
    for look, when in rounds.items():
        every += _of_named(script, look, when, luck)
    if rounds:
        every += _of_staff(script, people, max(rounds.values()), luck)
    return tuple(sorted(every, key=lambda j: (j.observed_on, j.person, j.assessor or "")))


def _of_named(script: Script, look: str, when: datetime.date, luck: Luck) -> Iterator[Judgement]:
    """Yield the judgements of one round about people the story names: [lean, assessor, ...]."""
    for person, (lean, *assessors) in script["leans"].get(look, {}).items():
        for assessor in assessors:
            yield _seen(script, person, float(lean), assessor, when, luck)


def _of_staff(
    script: Script, people: Sequence[Person], when: datetime.date, luck: Luck
) -> Iterator[Judgement]:
    """Yield what was seen of the staff: some by one, some by two, some honestly unknown."""
    for person, block in blocks_of(script, people).items():
        first, *others = luck.shuffled(block["by"], "assessor", person)
        if luck.happens(block["judged"], "judged", person):
            lean = luck.normal(block["lean"], block["spread"], "lean", person)
            yield _seen(script, person, lean, first, when, luck)
            if others and luck.happens(_SECOND_VIEW, "second", person):
                yield _seen(script, person, lean, others[0], when, luck)
        elif luck.happens(_CANNOT_SAY, "cannot", person):
            on = _day(first, person, when, luck)
            yield Judgement(person=person, stance=Stance.UNKNOWN, assessor=first, observed_on=on)


def _day(assessor: str, person: str, when: datetime.date, luck: Luck) -> datetime.date:
    return luck.workday(when - _WEEKS_BETWEEN, when, "day", assessor, person, when)


def _seen(
    script: Script,
    person: str,
    lean: float,
    assessor: str,
    when: datetime.date,
    luck: Luck,
) -> Judgement:
    """Return one blind look: the truth, the assessor's bias, noise, put into a word."""
    bias = float(script["assessors"][assessor])
    noisy = luck.normal(lean + bias, _NOISE, "look", person, assessor, when)
    word = min(STANCE_VALUE, key=lambda stance: abs(STANCE_VALUE[stance] - noisy))
    how = luck.pick(_SURENESS, "sure", person, assessor)
    return Judgement(
        person=person,
        stance=word,
        sure=how,
        basis=luck.pick(_BASES[how], "basis", person, assessor, when),
        assessor=assessor,
        observed_on=_day(assessor, person, when, luck),
    )


def influence(script: Script, luck: Luck) -> tuple[Influence, ...]:
    """Return Kotter's four for the people they are asked of: the first look and a second one."""
    return tuple(
        _four(person, [float(mark) for mark in marks], assessor, script, luck)
        for person, marks in script.get("influence", {}).items()
        for assessor in script["influence_by"]
        if assessor == script["influence_by"][0] or luck.happens(_SECOND_VIEW, "four", person)
    )


def _four(person: str, marks: list[float], assessor: str, script: Script, luck: Luck) -> Influence:
    """Return one assessor's marks; the second assessor may be one mark off."""
    if assessor != script["influence_by"][0]:
        off = [luck.pick((-1, 0, 0, 1), "mark", person, place) for place in range(len(marks))]
        marks = [min(5.0, max(1.0, mark + step)) for mark, step in zip(marks, off, strict=True)]
    power, expertise, credibility, leadership = marks
    return Influence(
        person=person,
        position_power=power,
        expertise=expertise,
        credibility=credibility,
        leadership=leadership,
        assessor=assessor,
        observed_on=luck.workday(*script["influence_between"], "four", person, assessor),
    )
