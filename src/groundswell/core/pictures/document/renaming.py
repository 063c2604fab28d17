"""The same with other names for people, so that it can be shown outside."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from groundswell.core.terrain.snapshot import Snapshot

Part = TypeVar("Part")
_SHORTEST = 3  # letters from which a part of a name is looked for


def spellings(snapshot: Snapshot, names: Mapping[str, str]) -> Mapping[str, str]:
    """Return every spelling of a person's name to their codename: whole, in parts, and the code.

    Parameters
    ----------
    names
        Person code to codename.
    """
    found: dict[str, str] = {}
    shown = {code: codename.capitalize() for code, codename in names.items()}
    for code, codename in shown.items():
        whole = snapshot.name(code)
        for part in (code, *re.split(r"[\s,.]+", whole)):
            if len(part) >= _SHORTEST:
                found.setdefault(part.casefold(), codename)
    for code, codename in shown.items():
        found[snapshot.name(code).casefold()] = codename
    return found


def initials(snapshot: Snapshot) -> Mapping[str, str]:
    """Return every person's whole name to its initials, as 'R. L.', for a letter others may see."""
    found = {}
    for code in snapshot.people:
        name = snapshot.name(code)
        found[name.casefold()] = " ".join(f"{part[0].upper()}." for part in name.split())
    return found


def renamed(part: Part, spelled: Mapping[str, str]) -> Part:
    """Return a picture, or a part of one, with other names for people wherever theirs stand."""
    if not spelled:
        return part
    longest = sorted(spelled, key=len, reverse=True)
    found = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
    made: Part = _renamed(part, found, spelled)
    return made


def _renamed(thing: Any, found: re.Pattern[str], spelled: Mapping[str, str]) -> Any:
    if type(thing) is str:
        return found.sub(lambda match: spelled[match.group().casefold()], thing)
    if isinstance(thing, tuple):
        return tuple(_renamed(item, found, spelled) for item in thing)
    if not dataclasses.is_dataclass(thing) or isinstance(thing, type):
        return thing
    told = {
        f.name: _renamed(getattr(thing, f.name), found, spelled) for f in dataclasses.fields(thing)
    }
    return dataclasses.replace(thing, **told)
