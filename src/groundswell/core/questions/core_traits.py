"""How strong a set of two to four people would be as a core: what they hold, share and trust.

A set is scored, not each person; the weights are a stated convention.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.standing import stance_words
from groundswell.core.questions.system import system_of, unsettled
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Ring, Stance, TieKind

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Matrix = csr_array[np.float64, tuple[int, int]]

SMALLEST, LARGEST = 2, 4  # besides the owner
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "decisions": 0.25,
        "functions": 0.20,
        "units": 0.05,
        "trust": 0.20,
        "credibility": 0.10,
        "stance": 0.10,
        "reach": 0.10,
    }
)
STANCE_FIT: Mapping[str, float] = MappingProxyType(
    {
        Stance.CHAMPION.value: 1.0,
        Stance.SUPPORTER.value: 1.0,
        Stance.NEUTRAL.value: 0.5,
        Stance.SKEPTIC.value: 0.5,
        Stance.UNKNOWN.value: 0.25,
        Stance.OPPONENT.value: 0.0,
    }
)
TIE_WORTH = {TieKind.TRUSTS: 1.0, TieKind.ADVICE: 0.6, TieKind.WORKS_WITH: 0.3}
EAR_WORTH = 0.5
INNER_RINGS = (Ring.NUCLEUS, Ring.CORE)


@dataclass(frozen=True)
class Traits:
    """What the score needs of candidates, in the order of `codes`.

    Parameters
    ----------
    hold
        1 where the candidate or the owner decides or vetoes a required decision still to be won, .5
        where they have the ear of somebody who does; (candidates, decisions).
    function, unit
        Number of their function and unit, 0 where unknown; the owner's last, if there is one.
    trust
        Strength of the tie between two candidates, the stronger direction; 0 in conflict.
    known
        Mean strength of the tie with the owner and the present core; None where there are none.
    credibility, fit
        In [0, 1].
    listeners
        Which people of the system trust or ask them, packed to bits; (candidates, bytes).
    reached
        Number of people of the system who trust or ask any candidate.
    skeptic
        Whether the candidate is one.
    """

    codes: tuple[str, ...]
    hold: Floats
    function: Ints
    unit: Ints
    trust: Floats
    known: Floats | None
    credibility: Floats
    fit: Floats
    listeners: NDArray[np.uint8]
    reached: int
    skeptic: NDArray[np.bool_]


class Ground:
    """What the traits of all candidates are read from, made once; `credibility` by code, 1 to 5."""

    def __init__(self, circle: Acquaintance, credibility: Mapping[str, float]) -> None:
        self.snapshot = circle.snapshot
        self.circle = circle
        self.credibility = credibility
        self.words = stance_words(self.snapshot)
        system = system_of(self.snapshot)
        inside = [self.snapshot.index[code] for code in system.people]
        self.listening = circle.heard[np.array(inside, dtype=np.int64)]
        self.tie = _ties(self.snapshot)


def traits(ground: Ground, codes: Sequence[str]) -> Traits:
    """Return what the score needs of candidates."""
    snapshot, words, tie = ground.snapshot, ground.words, ground.tie
    index = np.array([snapshot.index[code] for code in codes], dtype=np.int64)
    with_owner = [*codes, *([snapshot.owner] if snapshot.owner is not None else [])]
    persons = [snapshot.person[code] for code in with_owner]
    listening = (ground.listening[:, index] > 0).toarray().T
    blank = snapshot.settings.credibility
    return Traits(
        codes=tuple(codes),
        hold=_hold(snapshot, index, ground.circle.heard),
        function=_numbered((p.function or "").strip().casefold() for p in persons),
        unit=_numbered(p.unit or "" for p in persons),
        trust=tie[index][:, index].toarray(),
        known=_known(snapshot, index, tie),
        credibility=np.array([(ground.credibility.get(code, blank) - 1) / 4 for code in codes]),
        fit=np.array([STANCE_FIT[words[i]] for i in index]),
        listeners=np.packbits(listening, axis=1),
        reached=int(listening.any(axis=0).sum()),
        skeptic=np.array([words[i] == Stance.SKEPTIC for i in index], dtype=bool),
    )


def score(people: Traits, sets: Ints) -> tuple[Floats, dict[str, Floats]]:
    r"""Score sets of candidates, each a row of indices into `people.codes`.

    .. math:: v(S) = \sum_c w_c \, q_c(S)

    with q in [0, 1]: decisions (the best of hold, averaged over decisions), functions and units
    (different ones among them and the owner, out of five), trust (half the mean over pairs, half
    the mean with the owner and the present core), credibility and stance (means), reach (people of
    the system who trust or ask one of them, as a share of those who trust or ask any candidate).
    Trust, credibility and stance are means, so a further person must bring more than they dilute.

    Returns
    -------
    total, parts
        Score of each set, and its unweighted parts by name; shape (sets,).
    """
    count = len(people.codes)
    listeners = np.bitwise_or.reduce(people.listeners[sets], axis=1)
    reach = np.bitwise_count(listeners).sum(axis=1, dtype=np.int64)
    parts = {
        "decisions": people.hold[sets].max(axis=1).mean(axis=1, keepdims=False)
        if people.hold.shape[1]
        else np.zeros(len(sets)),
        "functions": _different(people.function, sets, count),
        "units": _different(people.unit, sets, count),
        "trust": _trust(people, sets),
        "credibility": people.credibility[sets].mean(axis=1),
        "stance": people.fit[sets].mean(axis=1),
        "reach": reach / max(people.reached, 1),
    }
    total = np.sum([weight * parts[name] for name, weight in WEIGHTS.items()], axis=0)
    return total, parts


def _different(label: Ints, sets: Ints, count: int) -> Floats:
    """Return the number of known, different labels among each set and the owner, out of five."""
    owner = np.full((len(sets), 1), label[-1] if label.size > count else 0)
    own = np.sort(np.hstack([label[sets], owner]), axis=1)
    new = (own[:, 1:] > own[:, :-1]).sum(axis=1) + (own[:, 0] > 0)
    return np.asarray(new / (LARGEST + 1))


def _trust(people: Traits, sets: Ints) -> Floats:
    size = sets.shape[1]
    pairs = people.trust[sets[:, :, None], sets[:, None, :]].sum(axis=(1, 2))
    among = pairs / max(size * (size - 1), 1)
    if people.known is None:
        return np.asarray(among)
    return np.asarray((among + people.known[sets].mean(axis=1)) / 2)


def _ties(snapshot: Snapshot) -> Matrix:
    """Return the strength of each tie, the stronger direction; none where there is conflict."""
    strength = csr_array((snapshot.size, snapshot.size))
    for kind, worth in TIE_WORTH.items():
        strength = strength.maximum(snapshot.layers[kind] * worth)
    strength = strength.maximum(strength.T)
    conflict = snapshot.layers[TieKind.CONFLICT] > 0
    kept: Matrix = (strength - strength.multiply(conflict)).tocsr()
    return kept


def _hold(snapshot: Snapshot, index: Ints, heard: Matrix) -> Floats:
    """Return how well each candidate, or the owner for them, reaches each required decision."""
    points = [point for point in unsettled(snapshot) if point.required]
    hold = np.zeros((snapshot.size, len(points)))
    for d, point in enumerate(points):
        if not point.holders.size:  # refused, and nobody knows by whom
            continue
        ear = heard[point.holders].max(axis=0).toarray().ravel() > 0
        hold[ear, d] = EAR_WORTH
        hold[point.holders, d] = 1.0
    if snapshot.owner is not None:
        hold = np.maximum(hold, hold[snapshot.index[snapshot.owner]])
    return np.asarray(hold[index])


def _known(snapshot: Snapshot, index: Ints, tie: Matrix) -> Floats | None:
    """Return each candidate's mean tie with the owner and the present core, themselves left out."""
    near = {c for c, member in snapshot.members.items() if member.ring in INNER_RINGS}
    near |= {snapshot.owner} if snapshot.owner is not None else set()
    if not near:
        return None
    companions = np.array([snapshot.index[code] for code in sorted(near)], dtype=np.int64)
    total: Floats = np.asarray(tie[index][:, companions].sum(axis=1)).ravel()
    others = companions.size - np.isin(index, companions)
    return np.asarray(total / np.maximum(others, 1))


def _numbered(labels: Iterable[str]) -> Ints:
    """Number labels from 1; 0 for an empty one."""
    number: dict[str, int] = {"": 0}
    return np.array([number.setdefault(label, len(number)) for label in labels], dtype=np.int64)
