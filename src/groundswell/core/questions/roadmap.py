"""Whom do we win month by month, within the hours a month there are?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Estimate, Gap
from groundswell.core.dynamics.candidates import ENOUGH_CHANCE
from groundswell.core.dynamics.paths import best_paths
from groundswell.core.dynamics.set_pool import MOST, Pool, pool_of
from groundswell.core.dynamics.set_turns import greedy_turn, without
from groundswell.core.dynamics.study import Study
from groundswell.core.dynamics.willingness import approaches
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.next_recruits import chances, hours_for
from groundswell.core.questions.question import Question, answer, gap, option
from groundswell.core.questions.recruit_sets import SCREENED_JOINING, may_join, ties_of
from groundswell.core.questions.roadmap_value import Month, RoadmapValue, Step, Way
from groundswell.core.questions.roadmap_ways import (
    Calendar,
    Course,
    all_joined,
    courses,
    tied,
)
from groundswell.core.questions.roadmap_words import BY_CHANCE, BY_OBJECTIVE, headline, reasons
from groundswell.core.questions.wording import chance_word
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, Move

Floats = NDArray[np.float64]
WEEKS = 4.35  # in a month
ASSUMED = 8.0  # hours a month where nobody said


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap(Question):
    """In which order would people best be won over the next months, and through whom?"""

    SLUG: ClassVar[str] = "roadmap"
    ASKS: ClassVar[str] = "Whom do we win month by month?"
    FEATURE: ClassVar[str] = "Q9"

    hours: float | None = option(
        None, "hours a month for winning people; the owner's weekly hours where not given",
        low=0, high=1_000,
    )  # fmt: skip
    months: int = option(6, "how many months to look ahead", low=1, high=24)


def roadmap(study: Study, question: Roadmap) -> Answer[RoadmapValue]:
    """Answer with an order of asking that raises the chance most, and early, within the hours.

    The hours of month m are those of all months up to it. People are asked along ties that exist,
    each after whoever brings them; what each month's end would be is tried in full with answers
    drawn by the convention. Everything is read off the records of today: whoever joins, refuses or
    gives fewer hours changes it.
    """
    snapshot = study.snapshot
    hours, told = _hours(snapshot, question.hours)
    calendar = Calendar(hours, question.months)
    by_chance = float(study.today.chance.mean()) >= ENOUGH_CHANCE
    pool = _pool(study, hours * question.months)
    strength, ties = ties_of(snapshot, pool)
    compared = courses(study, pool, strength, calendar, by_chance)
    found, today = compared.found, compared.today.chance
    months: tuple[Month, ...] = ()
    needed = any(link.required for link in snapshot.links)
    if needed and found:
        months = tuple(_months(_Shown(study, pool, ties, found[0], calendar), today))
    target = snapshot.settings.target
    value = RoadmapValue(
        months=months,
        today=Estimate.of(today) if needed else None,
        hours_a_month=hours,
        hours_from=told,
        target=target,
        target_month=next((m.number for m in months if m.chance.mean >= target), None),
        ways=tuple(_ways(snapshot, pool, found, by_chance)) if months else (),
        spared=tuple(_code(snapshot, pool, place) for place, _ in compared.spared if months),
        ranked_by=BY_CHANCE if by_chance else BY_OBJECTIVE,
        approaches_logged=approaches(snapshot),
        scenarios_compared=study.compared,
        most=MOST,
    )
    gaps = [*_hours_gaps(snapshot, told), *map_gaps(snapshot)]
    return answer(study, question, headline(value, snapshot), value, reasons(value, snapshot), gaps)


def _hours(snapshot: Snapshot, asked: float | None) -> tuple[float, str]:
    weekly = snapshot.seen.initiative.weekly_hours
    if asked is not None:
        return asked, "asked"
    return (ASSUMED, "assumed") if weekly is None else (round(weekly * WEEKS, 1), "weekly_hours")


def _hours_gaps(snapshot: Snapshot, told: str) -> list[Gap]:
    if told != "assumed":
        return []
    text = (
        f"Nobody said how many hours a week there are, so {ASSUMED:g} a month are assumed. Say it "
        "with the change itself, and the plan fits your time."
    )
    return [gap(GapKind.CAPACITY_UNKNOWN, text, *([snapshot.owner] if snapshot.owner else []))]


def _pool(study: Study, hours: float) -> Pool:
    snapshot = study.snapshot
    chance = chances(study, best_paths(snapshot))[Move.JOIN]
    hours_of = np.full(snapshot.size, snapshot.settings.hours_to_recruit)
    hours_of[: len(snapshot.people)] = [hours_for(snapshot, code) for code in snapshot.people]
    worth = study.screening.gain[SCREENED_JOINING]
    return pool_of(snapshot, worth, chance, hours_of, may_join(snapshot), hours, MOST)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the months are made from."""

    study: Study
    pool: Pool
    ties: Sequence[tuple[int, bool]]
    course: Course
    calendar: Calendar

    @property
    def places(self) -> tuple[int, ...]:
        """Whom to ask in turn, as places in the pool."""
        return tuple(place for place, _ in self.course.turn)


def _months(shown: _Shown, today: Floats) -> Iterator[Month]:
    """Yield the months; `today` is the chance in each scenario."""
    study, pool, course = shown.study, shown.pool, shown.course
    ends = shown.calendar.done(pool, course.turn)
    joined = dict.fromkeys(ends)
    _, *outlooks = study.tried([all_joined(study, pool, shown.places[:k]) for k in joined])
    all_in = {k: Estimate.of(one.chance) for k, one in zip(joined, outlooks, strict=True)}
    steps, before = _steps(shown), 0
    for number, (k, chance) in enumerate(zip(ends, course.chance, strict=True), 1):
        yield Month(
            number=number,
            starts_on=_later(study.snapshot.as_of, number - 1),
            steps=tuple(steps[before:k]),
            hours=sum(step.hours for step in steps[:k]),
            chance=Estimate.of(chance.ravel()),
            gain=Estimate.of((chance - today).ravel()),
            chance_if_all_join=all_in[k],
        )
        before = k


def _later(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _steps(shown: _Shown) -> list[Step]:
    snapshot, pool = shown.study.snapshot, shown.pool
    ends = zip(pool.heard.tolist(), pool.listener.tolist(), strict=True)
    tie_of = {end: tie for tie, end in enumerate(ends)}

    steps, spent = [], 0.0
    for k, (place, bringer) in enumerate(shown.course.turn):
        heard, weak = shown.ties[tie_of[bringer, place]]
        following = greedy_turn(without(pool, place), shown.places[:k])
        steps.append(
            Step(
                person=_code(snapshot, pool, place),
                via=snapshot.people[heard],
                weak_tie=weak,
                listen_first=not bool(snapshot.stances.judged[pool.people[place]]),
                chance=chance_word(float(pool.chance[place])),
                hours=float(pool.hours[place]),
                begins=int(spent / shown.calendar.hours + 1e-9) + 1,
                falls_with=tuple(_code(snapshot, pool, p) for p in _behind(shown, place)),
                instead=_code(snapshot, pool, following[0]) if following else None,
                instead_planned=bool(following) and following[0] in shown.places,
            )
        )
        spent += float(pool.hours[place])
    return steps


def _code(snapshot: Snapshot, pool: Pool, place: int) -> str:
    return snapshot.people[int(pool.people[place])]


def _behind(shown: _Shown, refusing: int) -> list[int]:
    """Return who of the plan nobody else in it, and no member, would bring, in turn."""
    left = set(shown.places) - {refusing}
    ends = [*zip(shown.pool.heard.tolist(), shown.pool.listener.tolist(), strict=True)]
    reached = {-1}
    while more := {i for heard, i in ends if heard in reached and i in left} - reached:
        reached |= more
    return [place for place in shown.places if place in left - reached]


def _ways(
    snapshot: Snapshot, pool: Pool, found: Sequence[Course], by_chance: bool
) -> Iterator[Way]:
    for one in found:
        yield Way(
            made=one.made,
            people=tuple(_code(snapshot, pool, place) for place, _ in one.turn),
            mean_chance=float(one.chance.mean()),
            tied=one is not found[0] and tied(found[0], one, by_chance),
        )
