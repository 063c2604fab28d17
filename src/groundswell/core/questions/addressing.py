"""Whom the sentences of an answer call you: the owner of the change, whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from groundswell.core.answer import to_plain
from groundswell.core.terrain.snapshot import Snapshot

_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)


def addressed(snapshot: Snapshot) -> str:
    """Say who is meant by you, for a reader who is somebody else."""
    if snapshot.owner is None:
        return "“You” here is whoever leads this change; the map does not say who that is."
    return f"“You” here is {snapshot.name(snapshot.owner)}, who leads this change."


def speaks_of_you(thing: Any) -> bool:
    """Whether any text in a thing made of dataclasses and lists says you."""
    return _says_you(to_plain(thing))


def _says_you(plain: Any) -> bool:
    if isinstance(plain, str):
        return _YOU.search(plain) is not None
    if isinstance(plain, Mapping):
        return any(map(_says_you, plain.values()))
    return isinstance(plain, list) and any(map(_says_you, plain))
