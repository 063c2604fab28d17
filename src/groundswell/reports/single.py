"""One answer on its own, in the same parts as a brief: the answer, why, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from groundswell.core.answer import Answer
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.reports.brief import dateline, provenance
from groundswell.reports.parts import Block, Brief, Prose, Section, tidied
from groundswell.reports.words import sentence


def leaf(answer: Answer[Any], snapshot: Snapshot, asks: str) -> Brief:
    """Return one answer as a page of its own."""
    parts = (
        ("Why", [reason.text for reason in answer.reasons]),
        ("What nobody knows yet", [gap.text for gap in answer.gaps]),
    )
    return tidied(
        Brief(
            title=asks,
            dateline=dateline(snapshot),
            headline=sentence(answer.headline),
            sections=tuple(Section(title, _blocks(texts)) for title, texts in parts if texts),
            next_step="",
            provenance=provenance(answer),
        )
    )


def _blocks(texts: Iterable[str]) -> tuple[Block, ...]:
    return tuple(Prose(sentence(text)) for text in texts)
