r"""Reach: which few people to tell first, so that most hear of it, in a large organisation.

Independent cascade: who has just heard passes it on once, over each arc with its own chance, to
those who listen. The expected number reached, sigma(S), has falling returns, so the greedy choice
is at least 1 - 1/e of the best; how near it comes here is measured by reverse-reachable sets:
sigma(S) is the number of people times the share of sets that S meets.

As in OPIM-C, one collection of sets chooses and a second one, which had no part in the choice,
judges; both double until the ratio of the two bounds suffices. The guarantee is about this
cascade, not about people.

References: Kempe, Kleinberg & Tardos 2003; Borgs et al. 2014; Tang et al. 2015, 2018 (IMM, OPIM-C);
Guo et al. 2020 (skipping in long rows).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from groundswell.core.dynamics.cascade import Marks, Places, Rows, walk_back, walk_on
from groundswell.core.dynamics.cover import Cover, cover, met_by
from groundswell.core.dynamics.graph import Floats, Index
from groundswell.core.terrain.noise import stream

FIRST_SETS = 512
ROUNDS = 15
# From here on a second thread is worth starting.
MANY_SETS = 4_096
# Further sets could add at most 2 % to the guarantee: what is missing then is not chance.
SETTLED = 0.98
# Members of both collections together; 4 bytes each, and as much again while choosing.
MOST_MEMBERS = 60_000_000


@dataclass(slots=True)
class Sets:
    """A growing collection of sets: set i holds `members[bounds[i]:bounds[i + 1]]`."""

    key: np.uint64
    bounds: Places
    members: Index
    seen: Marks

    @classmethod
    def empty(cls, key: np.uint64, people: int) -> Sets:
        """Start a collection on the stream `key`."""
        return cls(key, np.zeros(1, np.int64), np.empty(0, np.int32), np.zeros(people, np.uint8))

    @property
    def number(self) -> int:
        """How many sets there are."""
        return int(self.bounds.size) - 1

    @property
    def size(self) -> int:
        """How many members they have together."""
        return int(self.bounds[-1])

    def first(self, number: int) -> Sets:
        """Return the first sets alone, sharing what they hold; it must not grow."""
        return Sets(self.key, self.bounds[: number + 1], self.members, self.seen)

    def grow(self, rows: Rows, number: int, below: Floats | None) -> None:
        """Draw further sets up to `number`; set i is the same however the collection grew."""
        done = self.number
        if number <= done:
            return
        bounds = np.empty(number + 1, dtype=np.int64)
        bounds[: done + 1] = self.bounds
        people = self.seen.size
        steps = np.empty(0) if below is None else below
        # Walks write without asking for room, so there is always room for one whole set more.
        guess = self.size / done if done else 4.0
        room = max(self.members.size, int(1.1 * guess * number) + people)
        while True:
            if room > self.members.size:
                roomier = np.empty(room, dtype=np.int32)
                roomier[: bounds[done]] = self.members[: bounds[done]]
                self.members = roomier
            done = walk_back(
                rows.head, rows.packed, rows.log_miss, self.key, steps, self.seen,
                done, bounds, self.members,
            )  # fmt: skip
            if done == number:
                break
            room *= 2
        self.bounds = bounds


def grow_both(choosing: Sets, judging: Sets, rows: Rows, number: int, below: Floats | None) -> None:
    """Draw further sets of both collections up to `number`, at the same time if they are many."""
    if number < MANY_SETS:
        choosing.grow(rows, number, below)
        judging.grow(rows, number, below)
        return
    with ThreadPoolExecutor(max_workers=2) as pool:
        grown = [pool.submit(sets.grow, rows, number, below) for sets in (choosing, judging)]
    for one in grown:
        one.result()


@dataclass(frozen=True, slots=True)
class Seeds:
    """Whom to tell first, and how good a choice that is under the cascade.

    Parameters
    ----------
    people
        The choice, best first, shape (k,).
    reach
        Expected number reached (or total weight of those reached), themselves included.
    low
        What it is at least, and
    best
        what no choice of k people exceeds; both hold together with chance 1 - doubt.
    guarantee
        `low / best`.
    sets
        Reverse-reachable sets drawn.
    """

    people: Index
    reach: float
    low: float
    best: float
    guarantee: float
    sets: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean number (or weight) reached over simulated cascades, and its standard error."""

    mean: float
    std_error: float


def reach_seeds(
    starts: Index,
    heard: Index,
    chance: Floats,
    k: int,
    *,
    seed: int = 0,
    guarantee: float = 0.8,
    doubt: float = 0.01,
    worth: Floats | None = None,
) -> Seeds:
    r"""Choose k people from whom most are reached.

    Bounds, with theta sets each, coverage C1 of the choosing and C2 of the judging collection, the
    upper bound C* of any choice's coverage on the first, and a = log(2 rounds / doubt):

    .. math:: low = \Big(\big(\sqrt{C_2 + 2a/9} - \sqrt{a/2}\big)^2 - a/18\Big) n / \theta, \qquad
              best = \big(\sqrt{C^* + a/2} + \sqrt{a/2}\big)^2 n / \theta

    Parameters
    ----------
    starts, heard
        Compressed rows of who listens to whom, shapes (people + 1,) and (arcs,).
    chance
        Chance that word passes along each arc, from whom is heard to the listener, in [0, 1].
        Weighted cascade: one over the number of people the listener listens to.
    k
        How many people to choose, at least 1.
    guarantee
        Stop when the choice is shown to reach this share of the best possible, or when further
        sets could show next to nothing more, or when memory runs short. `Seeds.guarantee` has the
        share that was shown.
    doubt
        Chance that the bounds are wrong.
    worth
        What reaching each person is worth, 0 or more, shape (people,); default 1 each.

    Raises
    ------
    ValueError
        If k is below 1, a chance lies outside [0, 1], or nobody is worth anything.

    References
    ----------
    Tang, Tang, Xiao & Yuan 2018.
    """
    people = starts.size - 1
    if k < 1 or people < 1:
        raise ValueError("reach needs at least one person to choose and one to reach")
    rows = Rows.of(starts, heard, chance)
    below, total = roots_by_worth(worth, people)
    choosing = Sets.empty(stream(seed, "reach choosing"), people)
    judging = Sets.empty(stream(seed, "reach judging"), people)
    doubtful = log(2 * ROUNDS / doubt)
    for turn in range(ROUNDS):
        number = FIRST_SETS << turn
        grow_both(choosing, judging, rows, number, below)
        chosen = cover(choosing.bounds, choosing.members[: choosing.size], people, k)
        met = _met(chosen, judging)
        found = judged(chosen, met, choosing, judging, total / number, doubtful)
        in_reach = min(guarantee, SETTLED * chosen.met / chosen.most)
        if found.guarantee >= in_reach or 2 * (choosing.size + judging.size) > MOST_MEMBERS:
            break
    return found


def roots_by_worth(worth: Floats | None, people: int) -> tuple[Floats | None, float]:
    """Return cumulative shares to draw roots by (None: all alike), and what everybody is worth."""
    if worth is None:
        return None, float(people)
    total = float(np.sum(worth))
    if not (np.all(worth >= 0) and total > 0):
        raise ValueError("worth must be 0 or more, and more than 0 for somebody")
    return np.cumsum(worth) / total, total


def _met(chosen: Cover, judging: Sets) -> int:
    flags = np.zeros(judging.seen.size, dtype=np.uint8)
    flags[chosen.people] = 1
    return int(met_by(judging.bounds, judging.members, flags))


def judged(chosen: Cover, met: int, choosing: Sets, judging: Sets, scale: float, a: float) -> Seeds:
    """Return the choice with its bounds; `met` counts sets of the judging collection it meets."""
    root = sqrt(met + 2 * a / 9) - sqrt(a / 2)
    low = max(root**2 - a / 18, 0.0) if root > 0 else 0.0
    best = (sqrt(chosen.most + a / 2) + sqrt(a / 2)) ** 2
    sets = choosing.number + judging.number
    return Seeds(chosen.people, met * scale, low * scale, best * scale, low / best, sets)


def spread(
    starts: Index,
    heard: Index,
    chance: Floats,
    seeds: Index,
    *,
    runs: int = 10_000,
    seed: int = 0,
    worth: Floats | None = None,
) -> Spread:
    """Simulate the cascade forwards from `seeds`; arguments as in `reach_seeds`.

    Nothing is shared with the choice of seeds but the network, so that this judges it.
    """
    people = starts.size - 1
    source = np.repeat(np.arange(people, dtype=np.int32), np.diff(starts))
    order = np.argsort(heard, kind="stable")
    onward = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(np.bincount(heard, minlength=people), out=onward[1:])
    rows = Rows.of(onward.astype(np.int32), source[order], chance[order])
    each = np.ones(people) if worth is None else worth
    first = np.unique(np.asarray(seeds, dtype=np.int32))
    reached = walk_on(
        rows.head, rows.packed, rows.log_miss, stream(seed, "cascade"), first, each, runs
    )
    error = float(np.std(reached, ddof=1) / sqrt(runs)) if runs > 1 else float("nan")
    return Spread(float(np.mean(reached)), error)
