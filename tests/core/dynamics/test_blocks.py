"""Scenarios in blocks: all of them once, in order."""

from __future__ import annotations

import pytest

from groundswell.core.dynamics.blocks import over_blocks
from groundswell.core.terrain.draws import BLOCK, Draws
from tests.core.worlds import random_snapshot


@pytest.mark.parametrize(
    ("asked", "widths"),
    [
        (None, [BLOCK, BLOCK, 9]),
        (BLOCK, [BLOCK]),
        (BLOCK + 5, [BLOCK, 5]),
        (7, [7]),
        (9 * BLOCK, [BLOCK, BLOCK, 9]),
    ],
)
def test_blocks_cover_what_was_asked_of_what_was_drawn(
    asked: int | None, widths: list[int]
) -> None:
    draws = Draws.of(random_snapshot(1), 1, 2 * BLOCK + 9)
    blocks = list(over_blocks(draws, lambda block: block, asked))
    assert [block.width for block in blocks] == widths
    assert [block.first for block in blocks] == [k * BLOCK for k in range(len(widths))]
