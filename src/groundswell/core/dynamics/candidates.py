"""Who could be asked for what, and what each move would change, tried in full under the same luck.

Screening orders everybody; the best twenty and everybody with authority are tried in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Estimate
from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.study import FULL_SUPPORT, Study
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Level, Move

Floats = NDArray[np.float64]
SCREENED = 20
MOST = 60
ENOUGH_CHANCE = 0.02  # below it the chance itself hardly moves, and the smooth objective ranks
NEUTRAL, SUPPORTING = 0.0, 0.5


@dataclass(frozen=True, slots=True)
class Tried:
    """One move of one person, tried in full.

    Parameters
    ----------
    person, move
        Index and what is asked; move None is full support, whatever the ask.
    change
        Change of the chance of critical mass in each scenario.
    change_log
        Change of the smooth objective in each scenario.
    """

    person: int
    move: Move | None
    change: Floats
    change_log: Floats

    @property
    def gain(self) -> Estimate:
        """Change of the chance with its band."""
        return Estimate.of(self.change)

    @property
    def gain_log(self) -> float:
        """Mean change of the objective."""
        return float(self.change_log.mean())

    @property
    def std_error(self) -> float:
        """Standard error of the mean change of the chance."""
        return float(self.change.std() / np.sqrt(self.change.size))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody outside the coalition, ordered by what their full support would change.

    Parameters
    ----------
    by_chance
        Whether they are ranked by the chance itself (else by the smooth objective).
    full
        Full support of each person tried, best first; `rest` the others in screened order.
    moves
        Every move tried.
    """

    by_chance: bool
    full: tuple[Tried, ...]
    rest: tuple[int, ...]
    moves: tuple[Tried, ...]


def candidates(study: Study) -> Candidates:
    """Screen everybody outside the coalition and try the most promising in full."""
    snapshot = study.snapshot
    outside = [i for i in range(len(snapshot.people)) if not snapshot.member[i]]
    by_chance = float(study.today.chance.mean()) >= ENOUGH_CHANCE
    if not outside:
        return Candidates(by_chance, (), (), ())
    screening = study.screening
    order = sorted(outside, key=lambda i: (-round(float(screening.gain[0, i]), 9), i))
    chosen = select(snapshot, outside, screening.gain[1])
    results = tried_in_full(study, chosen)
    full = [t for t in results if t.move is None]
    full.sort(key=lambda t: (-round(worth(t, by_chance), 9), t.person))
    known = {t.person for t in full}
    rest = tuple(i for i in order if i not in known)
    return Candidates(by_chance, tuple(full), rest, tuple(t for t in results if t.move))


def tried_in_full(study: Study, people: Sequence[int]) -> list[Tried]:
    """Try every move that makes sense for these people."""
    labels: list[tuple[int, Move | None]] = []
    plans = []
    for i in people:
        for move, level in moves_of(
            study.snapshot, i, study.snapshot.settings.commitment_asked
        ).items():
            labels.append((i, move))
            plans.append(Plan(raised=((i, level),)))
    today, *tried = study.tried(plans)
    return [
        Tried(i, move, after.chance - today.chance, after.objective - today.objective)
        for (i, move), after in zip(labels, tried, strict=True)
    ]


def worth(tried: Tried, by_chance: bool) -> float:
    """Return the figure candidates are ranked by."""
    return tried.gain.mean if by_chance else tried.gain_log


def select(snapshot: Snapshot, outside: list[int], screened: Floats) -> list[int]:
    """Return whom to try in full: everybody with authority and the best screened, at most 60."""
    best = sorted(outside, key=lambda i: (-round(float(screened[i]), 9), i))
    if len(outside) <= MOST:
        return sorted(outside)
    authority = with_authority(snapshot)
    first = best[:SCREENED] + [i for i in best[SCREENED:] if i in authority]
    return sorted(first[:MOST])


def former_members(snapshot: Snapshot) -> set[str]:
    """Return who was in the coalition and has left it."""
    return {m.person for m in snapshot.seen.of(Member)} - set(snapshot.members)


def with_authority(snapshot: Snapshot) -> set[int]:
    """Return who decides, vetoes or gives permission."""
    found = {i for i, code in enumerate(snapshot.people) if snapshot.person[code].gives_permission}
    for point in snapshot.decisions:
        if point.open:
            found.update(int(i) for i in point.holders)
    return found


def may_be_asked(snapshot: Snapshot, person: int) -> bool:
    """Return whether anything is asked of somebody: not of the sworn, former members, the owner."""
    code = snapshot.people[person]
    return not (
        snapshot.fixed[person] or code == snapshot.owner or code in former_members(snapshot)
    )


def moves_of(snapshot: Snapshot, person: int, asked: float) -> dict[Move | None, float]:
    """Return the moves that make sense for a person, and the level each would hold them at.

    Somebody clearly in favour is not asked for less than joining; not to block is asked only of
    those who might; whoever may not be asked has full support alone, which is only measured.
    """
    levels: dict[Move | None, float] = {None: FULL_SUPPORT}
    if not may_be_asked(snapshot, person):
        return levels
    mean = snapshot.stances.mean[person]
    levels[Move.JOIN] = asked
    if mean < SUPPORTING:
        levels[Move.SUPPORT] = SUPPORTING
    if mean < 0:
        levels[Move.NOT_BLOCK] = NEUTRAL
    record = snapshot.person[snapshot.people[person]]
    if record.level is Level.EXECUTIVE and (record.gives_permission or mean > 0):
        levels[Move.SPONSOR] = FULL_SUPPORT
    return levels
