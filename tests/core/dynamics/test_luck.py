"""A source of chance in the manner of Python's own: which ends are included."""

from __future__ import annotations

from groundswell.core.dynamics.luck import Luck


def test_whole_numbers_include_both_ends_and_bits_fill_their_range() -> None:
    luck = Luck(1, "test")
    assert {luck.randint(2, 4) for _ in range(100)} == {2, 3, 4}
    bits = [luck.getrandbits(3) for _ in range(200)]
    assert set(bits) == set(range(8))
    assert all(0 <= luck.random() < 1 for _ in range(100))


def test_the_same_address_gives_the_same_lots() -> None:
    def some(seed: int, kind: str) -> list[float]:
        luck = Luck(seed, kind)
        return [luck.random(), luck.gauss(3, 0.5), luck.getrandbits(32)]

    assert some(1, "a") == some(1, "a")
    assert len({tuple(some(*address)) for address in ((1, "a"), (2, "a"), (1, "b"))}) == 3
    luck = Luck(1, "spread")
    drawn = [luck.gauss(3, 0.5) for _ in range(2000)]
    assert abs(sum(drawn) / 2000 - 3) < 0.05
