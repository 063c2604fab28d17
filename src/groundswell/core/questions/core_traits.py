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
from groundswell.core.questions.system import Chart, system_of, unsettled
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Ring, Stance, TieKind

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Matrix = csr_array[np.float64, tuple[int, int]]

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "decisions": 0.25,
        "functions": 0.15,
        "units": 0.10,
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
        Number of their function and unit, -1 where unknown; the owner's last, if there is one.
    trust
        Strength of the tie between two candidates, the stronger direction; 0 in conflict.
    known
        Mean strength of the tie with the owner and the present core; None where there are none.
    credibility, fit
        In [0, 1].
    listeners
        Which people of the system trust or ask them, packed to bits; (candidates, bytes).
    people
        Number of people of the system.
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
    people: int
    skeptic: NDArray[np.bool_]


def traits(snapshot: Snapshot, codes: Sequence[str], credibility: Mapping[str, float]) -> Traits:
    """Return what the score needs of candidates; `credibility` by code, from 1 to 5."""
    index = np.array([snapshot.index[code] for code in codes], dtype=np.int64)
    words = stance_words(snapshot)
    system = system_of(snapshot, Chart(snapshot))
    heard = Acquaintance(snapshot).heard
    tie = _ties(snapshot)
    with_owner = [*codes, *([snapshot.owner] if snapshot.owner is not None else [])]
    persons = [snapshot.person[code] for code in with_owner]
    inside = np.array([snapshot.index[code] for code in system.people], dtype=np.int64)
    listening = (heard[inside][:, index] > 0).toarray().T
    blank = snapshot.settings.credibility
    return Traits(
        codes=tuple(codes),
        hold=_hold(snapshot, index, heard),
        function=_numbered((p.function or "").strip().casefold() for p in persons),
        unit=_numbered(p.unit or "" for p in persons),
        trust=tie[index][:, index].toarray(),
        known=_known(snapshot, index, tie),
        credibility=np.array([(credibility.get(code, blank) - 1) / 4 for code in codes]),
        fit=np.array([STANCE_FIT[words[i]] for i in index]),
        listeners=np.packbits(listening, axis=1),
        people=len(system.people),
        skeptic=np.array([words[i] == Stance.SKEPTIC for i in index], dtype=bool),
    )


def score(people: Traits, sets: Ints) -> tuple[Floats, dict[str, Floats]]:
    r"""Score sets of candidates, each a row of indices into `people.codes`.

    .. math:: v(S) = \sum_c w_c \, q_c(S)

    with q in [0, 1]: decisions (the best of hold, averaged over decisions), functions and units
    (different ones among them and the owner, as a share of them), trust (half the mean over pairs,
    half the mean with the owner and the present core), credibility and stance (means), reach (share
    of the system's people who trust or ask one of them).

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
        "reach": reach / max(people.people, 1),
    }
    total = np.sum([weight * parts[name] for name, weight in WEIGHTS.items()], axis=0)
    return total, parts


def _different(label: Ints, sets: Ints, count: int) -> Floats:
    """Return the share of known, different labels among each set and the owner."""
    own = label[sets]
    if label.size > count:
        own = np.column_stack([own, np.full(len(sets), label[-1])])
    own = np.sort(own, axis=1)
    new = np.diff(own, axis=1, prepend=-1) > 0
    return np.asarray(new.sum(axis=1) / own.shape[1])


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
    return (strength - strength.multiply(conflict)).tocsr()


def _hold(snapshot: Snapshot, index: Ints, heard: Matrix) -> Floats:
    """Return how well each candidate, or the owner for them, reaches each required decision."""
    points = [point for point in unsettled(snapshot) if point.required]
    hold = np.zeros((snapshot.size, len(points)))
    for d, point in enumerate(points):
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
    total = np.asarray(tie[index][:, companions].sum(axis=1)).ravel()
    others = companions.size - np.isin(index, companions)
    return np.asarray(total / np.maximum(others, 1))


def _numbered(labels: Iterable[str]) -> Ints:
    """Number labels; -1 for an empty one."""
    number: dict[str, int] = {"": -1}
    return np.array([number.setdefault(label, len(number)) for label in labels], dtype=np.int64)
