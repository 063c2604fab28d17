"""The mixer against the numbers its inventors give, and the ends of a unit."""

from __future__ import annotations

import numpy as np

from groundswell.core.terrain.noise import at, mix, unit


def test_the_stream_of_key_zero_is_that_of_splitmix_64() -> None:
    first_five = [
        0xE220A8397B1DCDAF,
        0x6E789E6AA1B965F4,
        0x06C45D188009454F,
        0xF88BB8A8724C81EC,
        0x1B39896A51A8749B,
    ]
    assert [int(at(np.uint64(0), np.uint64(k))) for k in range(5)] == first_five
    assert int(mix(np.uint64(0))) == 0


def test_a_unit_is_the_middle_of_one_of_eight_million_equal_parts() -> None:
    part = 2.0**-23
    low, high = (float(unit(np.uint64(bits))) for bits in (0, 2**64 - 1))
    assert (low, high) == (part / 2, 1 - part / 2)
    assert float(unit(np.uint64(1 << 41))) == 1.5 * part
