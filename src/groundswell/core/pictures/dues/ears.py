"""Whose advice people seek, where most of the map does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from groundswell.core.answer import Gap
from groundswell.core.pictures.dues.item import Item
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.terrain.snapshot import Snapshot


def ears_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the ties to be found out, where half of the map has none."""
    for missing in _of_kind(map_gaps(snapshot), "ties_unknown"):
        if 2 * len(missing.ids) >= len(snapshot.people):
            title = "Find out whose advice they seek"
            yield Item("ties", title, missing.text, missing.ids, "ties", 0.5)


def _of_kind(gaps: Iterable[Gap], kind: str) -> Iterator[Gap]:
    return (g for g in gaps if g.kind == kind)
