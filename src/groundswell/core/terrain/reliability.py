"""How far each assessor's reports of ties can be relied on, learned where several reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from groundswell.core.terrain.map_records import Tie


def assessor_reliability(ties: Iterable[Tie]) -> Mapping[str | None, float]:
    """Return a weight for each assessor."""
    return {}
