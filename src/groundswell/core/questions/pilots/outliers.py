"""Values far from all others: named, kept in, and what the comparison says without them."""

from __future__ import annotations

import dataclasses

import numpy as np

from groundswell.core.questions.pilots.sample import Datum, Sample

LEAST = 8  # values of a group below which nothing is called far
REACH = 3.0  # widths of the middle half beyond it (Tukey's "far out")


def far_out(sample: Sample) -> tuple[Datum, ...]:
    """Return the values more than three widths of the middle half beyond it, within their group."""
    cells: dict[tuple[str | None, str | None], list[Datum]] = {}
    for datum in sample.data:
        cells.setdefault((datum.group, datum.time), []).append(datum)
    found = []
    for within in cells.values():
        if len(within) < LEAST:
            continue
        low, high = np.quantile([d.value for d in within], [0.25, 0.75])
        reach = REACH * (high - low)
        if reach > 0:
            found += [d for d in within if not low - reach <= d.value <= high + reach]
    return tuple(found)


def without(sample: Sample, far: tuple[Datum, ...]) -> Sample:
    """Return the sample without some of its values."""
    gone = set(map(id, far))
    return dataclasses.replace(sample, data=tuple(d for d in sample.data if id(d) not in gone))
