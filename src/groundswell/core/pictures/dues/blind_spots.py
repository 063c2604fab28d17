"""Your own manager, the unplaced many and the empty side of resistance."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import ENOUGH, Item
from groundswell.core.questions.blind_spots import warnings
from groundswell.core.questions.map_gaps import holders
from groundswell.core.questions.represented import View
from groundswell.core.terrain.snapshot import Snapshot


def blind_spots_due(snapshot: Snapshot, mine: bool) -> Iterator[Item]:
    """Yield your own manager and the empty side of resistance, where the map says nothing."""
    if len(snapshot.people) < ENOUGH:
        return
    titles = {
        "own_manager": ("manager", "Say what your own manager knows", "people"),
        "nobody_known": ("place", "Say where ten people stand", "stances"),
        "no_resistance": ("resistance", "Ask who would rather it did not happen", "resistance"),
    }
    said = {"own_manager"} if not mine else set()
    if any(not snapshot.stances.judged[i] for i in holders(snapshot)):
        said.add("nobody_known")  # deciders nobody has judged are an item of their own
    for warning in warnings(View(snapshot)):
        if warning.kind in titles and warning.kind not in said:
            kind, title, sheet = titles[warning.kind]
            yield Item(kind, title, warning.text, warning.ids, sheet, 0.25)
