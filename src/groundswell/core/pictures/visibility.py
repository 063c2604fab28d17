"""Who knows what: what each circle knows, may be shown, and is told if they ask today."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.core.questions.who_may_see import NAMES, RINGS, USUALLY, managers
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.season_records import Visibility
from groundswell.core.terrain.season_terms import Audience
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Phase, Ring
from groundswell.core.terrain.visible import latest


@dataclass(frozen=True, slots=True)
class Knows:
    """One circle of the plan.

    Parameters
    ----------
    people
        How many belong to it now; None where it is nobody in particular.
    usual
        What usually may be shown, where nothing is written down.
    """

    audience: str
    name: str
    about: str
    people: int | None
    knows: str
    may_see: str
    if_asked: str
    on_expansion: str
    usual: str
    written: bool


@dataclass(frozen=True, slots=True)
class VisibilityPlan:
    """The plan, from the inside outwards."""

    headline: str
    circles: tuple[Knows, ...]


def visibility_plan(snapshot: Snapshot) -> VisibilityPlan:
    """Return who knows what."""
    rows = {row.audience: row for row in latest(snapshot.seen.of(Visibility), "audience")}
    circles = tuple(_knows(snapshot, audience, rows.get(audience)) for audience in Audience)
    return VisibilityPlan(_headline(snapshot, circles), circles)


def _knows(snapshot: Snapshot, audience: Audience, row: Visibility | None) -> Knows:
    about, usual = USUALLY[audience]
    return Knows(
        audience=audience.value,
        name=NAMES[audience],
        about=about,
        people=_size(snapshot, audience),
        knows=(row.knows if row else None) or "",
        may_see=(row.may_see if row else None) or "",
        if_asked=(row.if_asked if row else None) or "",
        on_expansion=(row.on_expansion if row else None) or "",
        usual=usual,
        written=row is not None,
    )


def _size(snapshot: Snapshot, audience: Audience) -> int | None:
    for ring, name in RINGS.items():
        if name is audience:
            members = snapshot.members.values()
            return sum((m.ring or Ring.WIDER) is ring for m in members)
    return len(managers(snapshot)) if audience is Audience.MANAGER else None


def _headline(snapshot: Snapshot, circles: tuple[Knows, ...]) -> str:
    by_name = {circle.audience: circle for circle in circles}
    manager = by_name[Audience.MANAGER.value]
    if not manager.if_asked and snapshot.phase in (Phase.NUCLEUS, Phase.EVIDENCE):
        return "If your manager asked today, what would you say? Write it down before they do."
    lacking = [c for c in circles if not c.may_see and c.people]
    if not any(c.written for c in circles):
        return "Nothing says yet who knows what, and what each circle may be shown."
    if lacking:
        names = listed([c.name for c in lacking], 3)
        return f"Nothing says yet what may be shown to {names}."
    written = sum(bool(c.may_see) for c in circles)
    return f"For {count(written, 'circle')} it is written down what they may be shown."
