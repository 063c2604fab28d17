"""Somebody who lives with the result and is not heard."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.voices import missing_voices
from groundswell.core.terrain.snapshot import Snapshot


def voices_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the voice most missed."""
    for missing in missing_voices(snapshot)[:1]:
        if missing.kind == "affected":
            title = f"Invite somebody who speaks for {missing.voice}"
            yield Item(
                "voice", title, missing.text, missing.people, "people", 1.0,
                Urgency.THIS_MONTH, Value.TO_GO_ON,
            )  # fmt: skip
