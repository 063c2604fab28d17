"""Who has whose ear in the coalition, and whom to ask about somebody."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from groundswell.core.questions.wording import listed
from groundswell.core.terrain.snapshot import Flags, Snapshot
from groundswell.core.terrain.terms import TieKind

Matrix = csr_array[np.float64, tuple[int, int]]


class Acquaintance:
    """The coalition (members and the owner) and its ties to everybody else.

    Parameters
    ----------
    inside
        Whether each person is a member or the owner; stand-ins are not. Shape (people,).
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.inside: Flags = snapshot.member.copy()
        if snapshot.owner is not None:
            self.inside[snapshot.index[snapshot.owner]] = True

    @property
    def coalition(self) -> tuple[str, ...]:
        """Codes of the coalition."""
        return tuple(self.snapshot.people[i] for i in np.flatnonzero(self.inside))

    @cached_property
    def listening(self) -> Matrix:
        """Weights of who listens to whom, all layers together."""
        arcs, size = self.snapshot.listening, self.snapshot.size
        weights = arcs.weight.astype(np.float64)
        return csr_array((weights, arcs.heard, arcs.starts), shape=(size, size))

    @cached_property
    def _either_way(self) -> Matrix:
        return (self.listening + self.listening.T).tocsr()

    @cached_property
    def ear(self) -> NDArray[np.float64]:
        """How strongly each person trusts or asks somebody of the coalition, shape (people,).

        Working together and reporting do not count: sitting in the same meeting is not an ear.
        """
        return np.asarray(self.heard @ self.inside.astype(np.float64))

    @cached_property
    def heard(self) -> Matrix:
        """Weights of who trusts or seeks advice from whom."""
        layers = self.snapshot.layers
        heard: Matrix = (layers[TieKind.TRUSTS] + layers[TieKind.ADVICE]).tocsr()
        return heard

    @cached_property
    def sought(self) -> NDArray[np.int64]:
        """How many trust or ask each person, shape (people,)."""
        return np.bincount(self.heard.nonzero()[1], minlength=self.snapshot.size)

    def with_ear_of(self, person: int, most: int = 2) -> tuple[str, ...]:
        """Return who of the coalition a person trusts or asks, the strongest tie first."""
        return self._strongest(_row(self.heard, person), person, most)

    def trusted_by(self, person: int) -> tuple[str, ...]:
        """Return everybody outside whom a person trusts or asks, the strongest tie first."""
        weight = np.where(self.inside, 0.0, _row(self.heard, person))
        order = np.argsort(-weight, kind="stable")
        return tuple(self.snapshot.people[i] for i in order if weight[i] > 0)

    def knowing(self, person: int, most: int = 2) -> tuple[str, ...]:
        """Return who of the coalition has a tie with a person either way, the strongest first."""
        return self._strongest(_row(self._either_way, person), person, most)

    def ask(self, person: int) -> str:
        """Return whom to ask about a person, as the end of a sentence."""
        known = self.knowing(person)
        if known:
            return f"ask {listed([self.snapshot.name(code) for code in known])}"
        return "find somebody who works with them"

    def _strongest(self, weight: NDArray[np.float64], person: int, most: int) -> tuple[str, ...]:
        weight = np.where(self.inside, weight, 0.0)
        weight[person] = 0.0
        order = np.argsort(-weight, kind="stable")[:most]
        return tuple(self.snapshot.people[i] for i in order if weight[i] > 0)


def _row(matrix: Matrix, person: int) -> NDArray[np.float64]:
    """Return one row; scipy's own indexing costs more than the rest of an answer."""
    row = np.zeros(matrix.shape[1])
    part = slice(matrix.indptr[person], matrix.indptr[person + 1])
    row[matrix.indices[part]] = matrix.data[part]
    return row
