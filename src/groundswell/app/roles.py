"""The roles, the acts, and which role may do which act."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """An account's part in an initiative."""

    OWNER = "owner"
    EDITOR = "editor"
    MEMBER = "member"
    OBSERVER = "observer"


class Act(StrEnum):
    """What somebody wants to do with an initiative."""

    READ = "read"
    ASK = "ask about people"
    JUDGE = "record what they saw"
    EDIT = "change the map"
    IMPORT = "import"
    EXPORT = "export"
    MANAGE = "manage the initiative"


MAY: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.OBSERVER: frozenset({Act.READ}),
        Role.MEMBER: frozenset({Act.READ, Act.ASK, Act.JUDGE, Act.EXPORT}),
        Role.EDITOR: frozenset(Act) - {Act.MANAGE},
        Role.OWNER: frozenset(Act),
    }
)
WRITES = frozenset({Act.JUDGE, Act.EDIT, Act.IMPORT, Act.MANAGE})
