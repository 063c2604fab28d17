"""A seeded source of chance for igraph, whose own is one generator for the whole process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np

from groundswell.core.terrain.noise import stream

# igraph keeps one generator for the process: two threads must not swap it under each other.
_ONE_AT_A_TIME = Lock()


class Luck:
    """A seeded source of chance with the four methods igraph asks of Python's `random`."""

    def __init__(self, seed: int, kind: str) -> None:
        self._bits = np.random.SFC64(int(stream(seed, kind)))
        self._draw = np.random.Generator(self._bits)

    def random(self) -> float:
        return float(self._draw.random())

    def randint(self, low: int, high: int) -> int:
        return int(self._draw.integers(low, high, endpoint=True))

    def gauss(self, mean: float, sd: float) -> float:
        return float(self._draw.normal(mean, sd))

    def getrandbits(self, count: int) -> int:
        return int(self._bits.random_raw()) >> (64 - count)


@contextmanager
def lots(seed: int, kind: str) -> Iterator[None]:
    """Let igraph draw its lots from a seeded stream; its own generator is put back after it.

    Parameters
    ----------
    seed, kind
        Address of the stream: the same ones give the same lots.
    """
    import igraph

    with _ONE_AT_A_TIME:
        igraph.set_random_number_generator(Luck(seed, kind))
        try:
            yield
        finally:
            igraph.set_random_number_generator(None)
