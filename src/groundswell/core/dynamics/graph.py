"""A directed weighted graph as compressed rows: the form every network measure takes.

An arc runs from who listens (asks, reports, writes) to whom they listen to, as in the workbook.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

Index = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Graph:
    """Arcs of person i lie at `starts[i]:starts[i + 1]`, sorted by whom they listen to.

    Parameters
    ----------
    starts
        Row bounds, shape (people + 1,).
    heard
        Whom each arc points at, shape (arcs,).
    weight
        Positive weight of each arc, shape (arcs,).
    """

    starts: Index
    heard: Index
    weight: Floats

    @classmethod
    def of(
        cls, people: int, source: ArrayLike, target: ArrayLike, weight: ArrayLike = 1.0
    ) -> Graph:
        """Build from arc lists in any order.

        Parallel arcs are added up. Arcs to oneself and arcs of weight 0 (looked, no tie) are
        left out.

        Raises
        ------
        ValueError
            If an end lies outside the people, or a weight is negative or not a number.
        """
        tail = np.atleast_1d(np.asarray(source, dtype=np.int64))
        head = np.atleast_1d(np.asarray(target, dtype=np.int64))
        heavy = np.broadcast_to(np.asarray(weight, dtype=np.float64), tail.shape)
        ends = np.concatenate([tail, head])
        if ends.size and (ends.min() < 0 or ends.max() >= people):
            raise ValueError("an arc ends outside the people")
        if not np.all(heavy >= 0):
            raise ValueError("weights must be 0 or more")
        keep = (tail != head) & (heavy > 0)
        return cls.from_matrix(
            csr_array((heavy[keep], (tail[keep], head[keep])), shape=(people, people))
        )

    @classmethod
    def from_matrix(cls, matrix: csr_array[np.float64, tuple[int, int]]) -> Graph:
        """Take the rows of a square matrix whose entries are positive and off the diagonal."""
        matrix.sum_duplicates()
        return cls(matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data)

    @property
    def people(self) -> int:
        """Number of people."""
        return int(self.starts.size) - 1

    @property
    def source(self) -> Index:
        """Who listens, for each arc, shape (arcs,)."""
        return np.repeat(np.arange(self.people, dtype=np.int32), np.diff(self.starts))

    @property
    def matrix(self) -> csr_array[np.float64, tuple[int, int]]:
        """The weights as a sparse matrix, row = who listens."""
        return csr_array((self.weight, self.heard, self.starts), shape=(self.people, self.people))

    def reversed(self) -> Graph:
        """Turn every arc round: rows are then the people who listen to somebody."""
        return Graph.from_matrix(self.matrix.T.tocsr())

    def both_ways(self) -> Graph:
        """Forget directions: each pair carries the sum of what runs either way."""
        return Graph.from_matrix((self.matrix + self.matrix.T).tocsr())
