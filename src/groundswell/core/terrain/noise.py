"""Counter-based noise: every random number is a hash of what it is for, never of a sequence.

A draw is addressed by (seed, kind, workbook codes, scenario). Adding, removing or reordering other
records therefore leaves it untouched, and two plans tried on one snapshot meet the same luck
(common random numbers). The mixer is SplitMix64 (Steele, Lea & Flood 2014).
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import ndtri

Hashes = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_UNIT = 1.0 / (1 << 23)


@njit(inline="always")
def mix(value: np.uint64) -> np.uint64:
    """Scramble 64 bits (SplitMix64 finaliser); a bijection."""
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> np.uint64(27))) * _SECOND
    return value ^ (value >> np.uint64(31))


@njit(inline="always")
def at(key: np.uint64, counter: np.uint64) -> np.uint64:
    """Return the random 64 bits at a counter of the stream that `key` names."""
    return mix(key + (counter + np.uint64(1)) * _GOLDEN)


@njit(inline="always")
def unit(bits: np.uint64) -> np.float32:
    """Turn 64 random bits into a number strictly between 0 and 1 (23-bit grid, centred)."""
    return np.float32((np.float64(bits >> np.uint64(41)) + 0.5) * _UNIT)


def code_hash(*codes: str) -> np.uint64:
    """Hash workbook codes (one code, or the codes of a tie in order) to 64 bits, stably."""
    digest = blake2b("\x1f".join(codes).encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


def code_hashes(codes: tuple[str, ...]) -> Hashes:
    """Hash each code by itself."""
    return np.array([code_hash(code) for code in codes], dtype=np.uint64)


def stream(seed: int, kind: str) -> np.uint64:
    """Return the key of the stream of one kind of noise under one seed."""
    return code_hash(str(seed), kind)


@njit(cache=True, nogil=True)
def _fill(key: np.uint64, hashes: Hashes, out: NDArray[np.float32]) -> None:
    for i in range(hashes.size):
        own = mix(key ^ hashes[i])
        for r in range(out.shape[1]):
            out[i, r] = unit(at(own, np.uint64(r)))


def uniforms(seed: int, kind: str, hashes: Hashes, scenarios: int) -> NDArray[np.float32]:
    """Return uniform noise on (0, 1), shape (len(hashes), scenarios)."""
    out = np.empty((hashes.size, scenarios), dtype=np.float32)
    _fill(stream(seed, kind), hashes, out)
    return out


def normals(seed: int, kind: str, hashes: Hashes, scenarios: int) -> NDArray[np.float32]:
    """Return standard normal noise, shape (len(hashes), scenarios)."""
    return ndtri(uniforms(seed, kind, hashes, scenarios)).astype(np.float32, copy=False)
