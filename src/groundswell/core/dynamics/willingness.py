"""How likely somebody says yes when asked: a planning convention, never a forecast of a person.

Faces show it as unlikely, possible or likely, with the number of approaches behind it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from groundswell.core.terrain.draws import Draws
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Move, Reply, Result

Floats = NDArray[np.float64]
BAND_EDGES = (-0.75, -0.25, 0.25, 0.75)
EASIER = {Move.SUPPORT: 1, Move.INTRODUCE: 1, Move.NOT_BLOCK: 2}
PRIOR_WEIGHT = 4.0


def stance_bands(draws: Draws) -> Floats:
    """Return how much of each person's posterior lies in each band, opponent first; (people, 5)."""
    band = np.digitize(draws.stance, BAND_EDGES)
    return np.stack([(band == k).mean(axis=1) for k in range(len(BAND_EDGES) + 1)], axis=1)


def willingness(snapshot: Snapshot, bands: Floats, move: Move, closeness: Floats) -> Floats:
    """Return the chance that each person says yes to a move, shape (people,).

    The convention for joining is read off by stance band and averaged over what is known of the
    stance; less is asked by support or an introduction (one band easier) and by not blocking (two).
    Then x (.6 + .4 closeness), x 1.2 with evidence that fits a stake, x .8 if overloaded, within
    [.01, .95], and pulled towards the answers this person has given (Beta with weight 4).

    Parameters
    ----------
    bands
        From `stance_bands`.
    closeness
        Best path product from the coalition to each person, 0 where there is none.
    """
    settings = snapshot.settings
    base = bands @ by_stance(settings, EASIER.get(move, 0))
    if move is Move.SPONSOR:
        base = base * settings.sponsor_factor
    base = base * (settings.join_without_tie + (1 - settings.join_without_tie) * closeness)
    fitting = answered_by_evidence(snapshot)
    for i, code in enumerate(snapshot.people):
        if code in fitting:
            base[i] *= settings.join_with_evidence
        if snapshot.person[code].overloaded:
            base[i] *= settings.join_overloaded
    base = np.clip(base, 0.01, 0.95)
    yes, no = answers(snapshot)
    for i, code in enumerate(snapshot.people):
        told = yes[code] + no[code]
        base[i] = (PRIOR_WEIGHT * base[i] + yes[code]) / (PRIOR_WEIGHT + told)
    return base


def by_stance(settings: Settings, easier: int) -> Floats:
    """Return the convention by stance band, opponent to champion, moved up by `easier` bands."""
    ladder = [
        settings.join_opponent,
        settings.join_skeptic,
        settings.join_neutral,
        settings.join_supporter,
        settings.join_champion,
    ]
    return np.array([ladder[min(k + easier, 4)] for k in range(5)])


def answers(snapshot: Snapshot) -> tuple[Counter[str], Counter[str]]:
    """Count the yes and no answers each person has given; 'later' is neither."""
    told = [e for e in snapshot.seen.of(Encounter) if e.ask is not None]
    yes = Counter(e.person for e in told if e.answer is Reply.YES)
    no = Counter(e.person for e in told if e.answer is Reply.NO)
    return yes, no


def approaches(snapshot: Snapshot) -> int:
    """Count the logged approaches that ended in a yes or a no."""
    yes, no = answers(snapshot)
    return yes.total() + no.total()


def answered_by_evidence(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Return, for each person, the evidence that worked and answers a stake of theirs."""
    by_topic: defaultdict[str, list[str]] = defaultdict(list)
    for entry in snapshot.seen.of(Evidence):
        if entry.result is Result.WORKED:
            for topic in entry.topics or ():
                by_topic[topic.casefold()].append(entry.evidence)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for stake in snapshot.seen.of(Stake):
        if stake.topic:
            found[stake.person].update(by_topic[stake.topic.casefold()])
    return {person: tuple(sorted(codes)) for person, codes in found.items() if codes}
