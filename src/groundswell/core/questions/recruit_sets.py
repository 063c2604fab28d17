"""Whom to win together: sets within the hours, each along ties that exist, compared in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Estimate, Reason
from groundswell.core.dynamics.candidates import former_members
from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.dynamics.paths import Links, carriers
from groundswell.core.dynamics.plan import Hoped, Plan
from groundswell.core.dynamics.set_pool import MOST, Found, Pool, pool_of
from groundswell.core.dynamics.set_search import search
from groundswell.core.dynamics.set_turns import in_order, lazy_set
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.wording import chance_word, hour_count, percent, points
from groundswell.core.terrain.snapshot import Flags, Snapshot

Floats = NDArray[np.float64]
WANTED = 5  # sets tried in full
ANSWERS = 4  # draws of everybody's answers in each scenario
AT_EASE = 5  # people in one set where no hours are named
SMALL_GAP = 5e-4  # of the surrogate: below it a set counts as the best
SAME = 2.0  # standard errors within which two sets are a tie
SCREENED_JOINING = 1  # row of the screening: held at the commitment asked for


@dataclass(frozen=True, slots=True)
class SetMember:
    """Somebody in a set: who brings them (a member, or somebody earlier in the set), and how.

    `listen_first` marks whoever nobody has judged: they are heard before anything is asked.
    """

    person: str
    via: str
    weak_tie: bool
    listen_first: bool
    chance: str
    hours: float


@dataclass(frozen=True, slots=True)
class RecruitSet:
    """People to ask in this order.

    Parameters
    ----------
    gain
        Change of the chance with yes and no drawn by the convention; whoever is brought by somebody
        who refused is not asked.
    gain_if_all_join
        Change of the chance if everybody says yes.
    gain_log, std_error
        Change of the smooth objective with answers drawn; standard error of `gain`'s mean.
    tied_with
        Numbers (from 1) of the sets that differ from it by less than two standard errors.
    """

    people: tuple[SetMember, ...]
    hours: float
    gain: Estimate
    gain_if_all_join: Estimate
    gain_log: float
    std_error: float
    tied_with: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetSearch:
    """How the sets were found; shares concern the first-order surrogate, not the chance.

    Parameters
    ----------
    surrogate_gap
        Share by which a set not found might be better in the surrogate.
    greedy_share
        What the greedy choice reaches of the surrogate's bound; None where nobody can be picked.
    ended
        Whether the search was complete rather than stopped at its limit.
    searched
        Number of people among whom sets were searched.
    most
        People in one set at most.
    """

    surrogate_gap: float
    greedy_share: float | None
    ended: bool
    searched: int
    most: int


@dataclass(frozen=True, slots=True)
class _Tried:
    """A set with its value in each scenario."""

    shown: RecruitSet
    sample: Floats


def recruit_sets(
    study: Study, chance: Floats, hours_of: Floats, hours: float | None, by_chance: bool
) -> tuple[tuple[RecruitSet, ...], SetSearch]:
    """Search sets on screened gains, and order the best by trying each in full.

    Parameters
    ----------
    chance, hours_of
        Chance of a yes to joining, and hours it takes, of everybody; shape (people,).
    hours
        Hours in all; None: at most five people.
    by_chance
        Whether the change of the chance ranks, or that of the smooth objective.
    """
    snapshot = study.snapshot
    screened = study.screening.gain[SCREENED_JOINING]
    limit, most = (np.inf, AT_EASE) if hours is None else (hours, MOST)
    pool = pool_of(snapshot, screened, chance, hours_of, may_join(snapshot), limit, most)
    found = search(pool, WANTED)
    table = _Table(study, pool, chance, by_chance)
    lazy = lazy_set(pool, table.values)
    sets_found = [*found.sets]
    if lazy.places and lazy.places not in {one.places for one in sets_found}:
        sets_found.append(lazy)
    tried = _in_full(table, sets_found)
    tried.sort(key=lambda one: (-round(_rank(one.shown, by_chance), 12), one.shown.hours))
    tried = tried[:WANTED]
    sets = tuple(_with_ties(tried, by_chance))
    share = min(1.0, found.greedy.worth / found.bound) if found.bound > 0 else None
    return sets, SetSearch(found.gap, share, found.ended, pool.size, most)


def may_join(snapshot: Snapshot) -> Flags:
    """Return who may be asked to join: neither sworn, nor a member, nor gone before."""
    able = ~snapshot.fixed & ~snapshot.member
    able[len(snapshot.people) :] = False
    able[[snapshot.index[code] for code in former_members(snapshot) if code in snapshot.index]] = 0
    return able


def _rank(one: RecruitSet, by_chance: bool) -> float:
    return one.gain.mean if by_chance else one.gain_log


class _Table:
    """Where sets are tried: the ties of the pool, and plans that ask its people in turn."""

    def __init__(self, study: Study, pool: Pool, chance: Floats, by_chance: bool) -> None:
        self.study, self.pool, self.chance, self.by_chance = study, pool, chance, by_chance
        self.asked = study.snapshot.settings.commitment_asked
        self.strength, self.ties = ties_of(study.snapshot, pool)

    def turn(self, places: tuple[int, ...]) -> list[tuple[int, int]]:
        """Return whom to ask in turn, each with who brings them, as places in the pool."""
        return in_order(self.pool, places, self.strength)

    def asked_in_turn(self, places: tuple[int, ...], answers: int) -> Plan:
        """Return the plan that asks them, answers drawn."""
        people = self.pool.people
        named = [(int(people[i]), int(people[j]) if j >= 0 else -1) for i, j in self.turn(places)]
        hoped = (Hoped(i, self.asked, float(self.chance[i]), j) for i, j in named)
        return Plan(hoped=tuple(hoped), answers=answers)

    def all_joined(self, places: tuple[int, ...]) -> Plan:
        """Return the plan in which all say yes."""
        return Plan(raised=tuple((int(self.pool.people[i]), self.asked) for i in places))

    def values(self, sets: Sequence[tuple[int, ...]]) -> list[float]:
        """Return what sets change if all say yes, in what ranks them."""
        today, *after = self.study.tried([self.all_joined(places) for places in sets])
        if self.by_chance:
            return [float((one.chance - today.chance).mean()) for one in after]
        return [float((one.objective - today.objective).mean()) for one in after]


def _in_full(table: _Table, sets: Sequence[Found]) -> list[_Tried]:
    """Try every set under the same draws: with answers drawn several times, and all saying yes."""
    plans = []
    for one in sets:
        plans += [table.asked_in_turn(one.places, answers) for answers in range(ANSWERS)]
        plans.append(table.all_joined(one.places))
    today, *after = table.study.tried(plans)
    each = ANSWERS + 1
    return [
        _tried(_people(table, one.places), today, after[k * each : (k + 1) * each])
        for k, one in enumerate(sets)
    ]


def _tried(people: tuple[SetMember, ...], today: Outlook, after: Sequence[Outlook]) -> _Tried:
    *hoped, joined = after
    change = np.mean([one.chance for one in hoped], axis=0) - today.chance
    smooth = np.mean([one.objective for one in hoped], axis=0) - today.objective
    shown = RecruitSet(
        people=people,
        hours=sum(one.hours for one in people),
        gain=Estimate.of(change),
        gain_if_all_join=Estimate.of(joined.chance - today.chance),
        gain_log=float(smooth.mean()),
        std_error=float(change.std() / np.sqrt(change.size)),
        tied_with=(),
    )
    return _Tried(shown, np.stack([change, smooth]))


def _with_ties(tried: Sequence[_Tried], by_chance: bool) -> list[RecruitSet]:
    """Mark the sets whose values differ by less than two standard errors."""
    row = 0 if by_chance else 1
    marked = []
    for one in tried:
        tied = []
        for number, other in enumerate(tried, 1):
            apart = one.sample[row] - other.sample[row]
            error = apart.std() / np.sqrt(apart.size)
            if other is not one and abs(apart.mean()) <= SAME * error:
                tied.append(number)
        marked.append(replace(one.shown, tied_with=tuple(tied)))
    return marked


def ties_of(snapshot: Snapshot, pool: Pool) -> tuple[Floats, list[tuple[int, bool]]]:
    """Return the strength of each tie of the pool, and whom is heard along it and if it is weak.

    A tie to the coalition stands for the strongest to any member.
    """
    links = Links.of(snapshot)
    inside = np.zeros(snapshot.size, dtype=bool)
    inside[carriers(snapshot)] = True
    best: dict[tuple[int, int], tuple[float, int, bool]] = {}
    for i, j, strength, weak in zip(
        links.listener.tolist(), links.heard.tolist(), links.strength.tolist(), links.weak.tolist(),
        strict=True,
    ):  # fmt: skip
        key = (-1 if inside[j] else j, i)
        if key not in best or strength > best[key][0]:
            best[key] = (strength, j, weak)
    ends = zip(pool.heard.tolist(), pool.listener.tolist(), strict=True)
    found = [best[int(pool.people[h]) if h >= 0 else -1, int(pool.people[i])] for h, i in ends]
    return np.array([one[0] for one in found]), [one[1:] for one in found]


def _people(table: _Table, places: tuple[int, ...]) -> tuple[SetMember, ...]:
    snapshot, pool = table.study.snapshot, table.pool
    ends = zip(pool.heard.tolist(), pool.listener.tolist(), strict=True)
    place = {end: tie for tie, end in enumerate(ends)}
    people = []
    for i, via in table.turn(places):
        heard, weak = table.ties[place[via, i]]
        person = int(pool.people[i])
        people.append(
            SetMember(
                person=snapshot.people[person],
                via=snapshot.people[heard],
                weak_tie=weak,
                listen_first=not bool(snapshot.stances.judged[person]),
                chance=chance_word(float(table.chance[person])),
                hours=float(pool.hours[i]),
            )
        )
    return tuple(people)


def set_reasons(
    sets: Sequence[RecruitSet], found: SetSearch, by_chance: bool, snapshot: Snapshot
) -> list[Reason]:
    """Say which set is best together, which are as good, and what the search can promise."""
    if not sets or len(sets[0].people) < 2:
        return []
    best = sets[0]
    turn = ", ".join(snapshot.name(one.person) + _beside(one, snapshot) for one in best.people)
    worth = (
        f"with each answer drawn by the convention they would move the chance by "
        f"{points(best.gain)}, if all say yes by {points(best.gain_if_all_join)}"
    )
    if not by_chance:
        worth = "together they would move the decisions most, though the chance is still too small"
    tied = f" {_numbers(best.tied_with)} as good within error." if best.tied_with else ""
    gap = "the best of all sets is among them"
    if found.surrogate_gap >= SMALL_GAP:
        gap = f"another might be better by {percent(found.surrogate_gap)}"
    ended = "" if found.ended else " The search was stopped at its limit."
    return [
        Reason(
            f"As a set, asked in this order within {hour_count(best.hours)}: {turn}; {worth}."
            f"{tied}",
            tuple(one.person for one in best.people),
        ),
        Reason(
            f"Sets were searched among {found.searched} people by what each would add alone; by "
            f"that measure {gap}. It orders sets; what they change together is tried in full."
            f"{ended}"
        ),
    ]


def _beside(one: SetMember, snapshot: Snapshot) -> str:
    """Return in brackets who brings somebody, unless a member does, and if to listen first."""
    notes = []
    if one.via not in snapshot.members and one.via != snapshot.owner:
        notes.append(f"through {snapshot.name(one.via)}")
    if one.listen_first:
        notes.append("listen before you ask")
    return f" ({'; '.join(notes)})" if notes else ""


def _numbers(tied: Sequence[int]) -> str:
    words = " and ".join(str(number) for number in tied)
    return f"Set {words} is" if len(tied) == 1 else f"Sets {words} are"
