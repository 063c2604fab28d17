"""Whom to tell first in a large organisation, so that most hear of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.graph import Index
from groundswell.core.dynamics.paths import carriers
from groundswell.core.dynamics.reach_within import Collections, Terms, Within, reach_within
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.question import Question, UnfitOptionError, answer, gap, option
from groundswell.core.questions.recruit_sets import may_join
from groundswell.core.questions.wording import count, hour_count, listed, percent
from groundswell.core.terrain.remembered import Remembered
from groundswell.core.terrain.snapshot import Snapshot, once
from groundswell.core.terrain.terms import GapKind

Floats = NDArray[np.float64]
DOUBT = 0.01  # chance that the bounds are wrong
WANTED = 0.7  # share of the best possible at which the search may stop
MOST_KEPT = 20_000_000  # members of sets kept for asking again, 4 bytes each
LIMITS = "It holds for the model of word passing along ties, not for what people will do."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Question):
    """Whom to tell first, so that word travels furthest along the ties there are?"""

    SLUG: ClassVar[str] = "reach"
    ASKS: ClassVar[str] = "Whom do we tell first, so that most hear of it?"
    FEATURE: ClassVar[str] = "Q5"

    number: int = option(10, "how many people to tell, where no hours are given", low=1, high=1000)
    hours: float | None = option(
        None, "hours to spend in all, at what it takes to win each", low=0, high=10_000
    )
    target: tuple[str, ...] = option(
        (),
        "count only these: the code of a unit, a place of work or a person, or CODE:weight; may be "
        "given more than once",
    )
    exclude: tuple[str, ...] = option(
        (), "somebody who is not to be told first: CODE; may be given more than once"
    )


@dataclass(frozen=True, slots=True)
class Seed:
    """Somebody to tell first, and the hours it takes (None where hours do not count)."""

    person: str
    hours: float | None


@dataclass(frozen=True, slots=True)
class ReachValue:
    """Value of `reach`; numbers are people, or weights where targets carry them.

    Parameters
    ----------
    seeds
        Whom to tell, best first.
    added, added_at_least
        Who hears of it beyond those the coalition reaches by itself: expected under the cascade,
        and what it is at least; the latter and `best_possible` hold together with chance
        1 - `doubt`.
    best_possible
        What no choice within the same limits can exceed.
    guarantee
        `added_at_least / best_possible`.
    by_the_coalition
        Who hears of it from the coalition without anybody else being told.
    counted
        All who count.
    sets
        Reverse-reachable sets drawn.
    budget_hours
        Hours given, if any.
    basis
        `declared` or `none`: nobody is named by message traffic.
    """

    seeds: tuple[Seed, ...]
    added: float
    added_at_least: float
    best_possible: float
    guarantee: float
    by_the_coalition: float
    counted: float
    sets: int
    doubt: float
    budget_hours: float | None
    basis: str


def reach(study: Study, question: Reach) -> Answer[ReachValue]:
    """Choose whom to tell, with a bound on any other choice under the same model.

    Word passes once along each declared tie from whom is heard to the listener, with the share of
    the listener's attention that the tie has as its chance (independent cascade). Members and the
    owner know already; nobody sworn against it, nobody who left, and nobody excluded is chosen.

    Raises
    ------
    UnfitOptionError
        If a code is not on the map or a weight cannot be read.
    """
    snapshot = study.snapshot
    worth = _worth(snapshot, question.target)
    able = _able(snapshot, question.exclude)
    _, heard, _ = declared(snapshot)
    real = len(snapshot.people)
    found: Within | None = None
    if heard.size and worth.any() and able.any():
        informed = np.zeros(real, dtype=bool)
        informed[carriers(snapshot)] = True
        hours = _hours(snapshot) if question.hours is not None else np.ones(real)
        budget = float(question.number) if question.hours is None else question.hours
        terms = Terms(able, informed, hours, budget)
        sets = _collections(snapshot, study.seed, question.target)
        found = reach_within(sets, terms, guarantee=WANTED, doubt=DOUBT)
        sets.slim(MOST_KEPT)
    value = _value(snapshot, question, found, float(worth.sum()), bool(heard.size))
    words = headline(value, snapshot)
    return answer(study, question, words, value, reasons(value, snapshot), gaps(value, snapshot))


def _collections(snapshot: Snapshot, seed: int, target: tuple[str, ...]) -> Collections:
    """Return the sets drawn for a map, a seed and a target; asked again, they are there already."""
    return _COLLECTIONS(_as_row(snapshot), seed, target)


@once
def _as_row(snapshot: Snapshot) -> tuple[Snapshot]:
    """Return the snapshot as the row by whose identity its sets are remembered."""
    return (snapshot,)


def _drawn(row: tuple[Snapshot], seed: int, target: tuple[str, ...]) -> Collections:
    (snapshot,) = row
    return Collections(*declared(snapshot), seed=seed, worth=_worth(snapshot, target))


_COLLECTIONS = Remembered(_drawn, size=2)


def declared(snapshot: Snapshot) -> tuple[Index, Index, Floats]:
    """Return declared and surveyed ties, and the share of attention of each.

    They run among real people: a stand-in for an unknown holder is known to nobody.
    """
    arcs, real = snapshot.listening, len(snapshot.people)
    source = np.repeat(np.arange(snapshot.size), np.diff(arcs.starts))
    total = np.bincount(source, arcs.weight, minlength=snapshot.size)
    kept = arcs.firm
    share = arcs.weight[kept] / total[source[kept]]
    starts = np.zeros(real + 1, dtype=np.int32)
    np.cumsum(np.bincount(source[kept], minlength=real), out=starts[1:])
    return starts, arcs.heard[kept], share


def _able(snapshot: Snapshot, exclude: tuple[str, ...]) -> NDArray[np.bool_]:
    able = may_join(snapshot)[: len(snapshot.people)].copy()
    for code in exclude:
        if code not in snapshot.index:
            raise UnfitOptionError(
                "exclude", f"there is nobody with the code {code!r}", "Use a code of the map."
            )
        able[snapshot.index[code]] = False
    return able


def _hours(snapshot: Snapshot) -> Floats:
    usual = snapshot.settings.hours_to_recruit
    stated = (snapshot.person[code].hours_to_recruit for code in snapshot.people)
    return np.array([usual if each is None else each for each in stated])


def _worth(snapshot: Snapshot, targets: tuple[str, ...]) -> Floats:
    """Return what reaching each person counts for: 1, or the sum of the targets they belong to."""
    real = len(snapshot.people)
    if not targets:
        return np.ones(real)
    worth = np.zeros(real)
    for target in targets:
        code, _, told = target.partition(":")
        weight = _weight(target, told)
        worth[_people_of(snapshot, code)] += weight
    return worth


def _weight(target: str, told: str) -> float:
    try:
        weight = float(told) if told else 1.0
    except ValueError:
        weight = np.nan
    if not 0 < weight < np.inf:
        raise UnfitOptionError(
            "target", f"{target!r} has no weight above 0", "Write CODE or CODE:2."
        )
    return weight


def _people_of(snapshot: Snapshot, code: str) -> Index:
    real = len(snapshot.people)
    if code in snapshot.index:
        return np.array([snapshot.index[code]], dtype=np.int32)
    for node in snapshot.nodes:
        if node.code == code:
            return node.operators[node.operators < real]
    if code in snapshot.units:
        mine = snapshot.unit[:real] == snapshot.units.index(code)
        return np.flatnonzero(mine).astype(np.int32)
    raise UnfitOptionError(
        "target",
        f"there is no unit, place of work or person with the code {code!r}",
        "Use a code of the map.",
    )


def _value(
    snapshot: Snapshot, question: Reach, found: Within | None, counted: float, known: bool
) -> ReachValue:
    if found is None:
        return ReachValue(
            (), 0.0, 0.0, 0.0, 0.0, 0.0, counted, 0, DOUBT, question.hours,
            "declared" if known else "none",
        )  # fmt: skip
    seeds, hours = found.seeds, _hours(snapshot)
    return ReachValue(
        seeds=tuple(
            Seed(snapshot.people[i], None if question.hours is None else float(hours[i]))
            for i in seeds.people
        ),
        added=seeds.reach,
        added_at_least=seeds.low,
        best_possible=seeds.best,
        guarantee=seeds.guarantee,
        by_the_coalition=found.before,
        counted=counted,
        sets=seeds.sets,
        doubt=DOUBT,
        budget_hours=question.hours,
        basis="declared",
    )


def headline(value: ReachValue, snapshot: Snapshot) -> str:
    """Say whom to tell, and how many hear of it beyond those who would anyway."""
    if value.basis == "none":
        return "No declared ties are on the map yet, so how word would travel cannot be seen."
    if not value.seeds:
        return "Nobody who may be asked would carry word further within these limits."
    names = listed([snapshot.name(seed.person) for seed in value.seeds], 6)
    return (
        f"Tell {names} first: as word passes in the model, about {value.added:.0f} of "
        f"{value.counted:g} hear of it beyond the {value.by_the_coalition:.0f} whom the coalition "
        "reaches by itself."
    )


def reasons(value: ReachValue, snapshot: Snapshot) -> list[Reason]:
    """Return what is promised of the choice, and what the promise is about."""
    if not value.seeds:
        return []
    limit = "as many people"
    if value.budget_hours is not None:
        limit = hour_count(value.budget_hours)
    return [
        Reason(
            f"With {percent(1 - value.doubt)} certainty at least {value.added_at_least:.0f} are "
            f"added, and no choice of {limit} adds more than {value.best_possible:.0f}: this one "
            f"is at least {percent(value.guarantee)} of the best. {LIMITS}",
            tuple(seed.person for seed in value.seeds),
        ),
        Reason(
            "Word passes once along each tie, with the share of attention the tie has. It says who "
            "hears of it, not who agrees; whether it helps is the question of next recruits."
        ),
    ]


def gaps(value: ReachValue, snapshot: Snapshot) -> list[Gap]:
    """Return the people no declared tie leads to: no choice reaches them but by telling them."""
    if not snapshot.people:
        return [gap(GapKind.MAP_INCOMPLETE, "Nobody is on the map yet. Start with ten names.")]
    starts, _, _ = declared(snapshot)
    deaf = [snapshot.people[i] for i in np.flatnonzero(np.diff(starts) == 0)]
    if not deaf:
        return []
    who = count(len(deaf), "person", "people")
    return [
        gap(
            GapKind.TIES_UNKNOWN,
            f"Of {who} it is not known to whom they listen, so word "
            "never reaches them in the model. Ask whom they turn to.",
            *deaf,
        )
    ]
