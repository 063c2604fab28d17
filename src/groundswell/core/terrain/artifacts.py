"""What a core team puts on its table: one concrete thing each time, by kind of organisation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from groundswell.core.terrain.terms import Context

_ALWAYS = ("flow diagram", "cost estimate", "user story", "risk register")
_OWN: Mapping[Context, tuple[str, ...]] = MappingProxyType(
    {
        Context.CORPORATE: ("process map", "result sheet"),
        Context.GOVERNMENT: ("policy logic", "list of legal questions"),
        Context.MOVEMENT: ("map of who is affected", "draft of a demand"),
        Context.TECH: ("smallest feature set", "prototype"),
    }
)


def artifact_kinds(context: Context | None) -> tuple[str, ...]:
    """Return the kinds of thing that suit a kind of organisation; where none is said, all."""
    own = _OWN.get(context) if context else None
    return (*_ALWAYS, *(own or tuple(kind for kinds in _OWN.values() for kind in kinds)))
