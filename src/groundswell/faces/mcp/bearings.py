"""Where one is: what the map covers, and who is on it under which code."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from groundswell.core.answer import to_plain
from groundswell.core.pictures.document.filling import document as filled
from groundswell.core.terrain.map_records import Decision, Node
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest
from groundswell.faces.parameters import LONGEST, Moment

SEARCHED = ("person", "name", "role", "unit")


class About(Moment):
    """What this map covers: the change, the day, whom figures are about, decisions and places."""


class People(Moment):
    """Who is on this map, with the codes that other tools take; search by name, role or unit."""

    search: str | None = Field(
        None, max_length=LONGEST, description="part of a name, code, role or unit; otherwise all"
    )
    limit: int = Field(50, ge=1, le=500, description="how many people to list")


class Document(Moment):
    """The working document, as one would show it to a newcomer: it names no stance and no doubt."""


def about(snapshot: Snapshot, _: About) -> dict[str, Any]:
    """Return what the map covers."""
    seen, change = snapshot.seen, snapshot.seen.initiative
    decisions = latest(seen.of(Decision), "decision")
    nodes = latest(seen.of(Node), "node")
    plain: dict[str, Any] = to_plain(
        {
            "title": change.title,
            "problem": change.problem,
            "vision": change.vision,
            "context": change.context,
            "phase": snapshot.phase,
            "owner": snapshot.owner,
            "as_of": snapshot.as_of,
            "known_at": snapshot.known_at,
            "population": snapshot.population,
            "coalition": sorted(snapshot.members),
            "decisions": [{"decision": d.decision, "title": d.title} for d in decisions],
            "nodes": [{"node": n.node, "title": n.title} for n in nodes],
            "rows": {sheet: len(rows) for sheet, rows in seen.records.items() if rows},
        }
    )
    return plain


def people(snapshot: Snapshot, given: People) -> dict[str, Any]:
    """Return the people whose name, code, role or unit holds what is searched for."""
    wanted = (given.search or "").casefold()
    every: list[dict[str, Any]] = [
        {
            "person": code,
            "name": snapshot.name(code),
            "role": record.role,
            "unit": record.unit,
            "level": to_plain(record.level),
            "in_coalition": code in snapshot.members,
        }
        for code, record in sorted(snapshot.person.items())
    ]
    found = [row for row in every if any(wanted in (row[k] or "").casefold() for k in SEARCHED)]
    return {
        "people": found[: given.limit],
        "found": len(found),
        "as_of": snapshot.as_of.isoformat(),
        "population": snapshot.population,
    }


def document(snapshot: Snapshot, _: Document) -> dict[str, Any]:
    """Return the working document, section by section."""
    return {**to_plain(filled(snapshot)), "population": snapshot.population}
