"""What the rings still need: who asked to join, which parts are usually filled, newer roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.questions.represented import ROLE_NAMES
from groundswell.core.terrain.contexts import NewRolePrompt, RolePrompt, template_of
from groundswell.core.terrain.run_records import Encounter, Evidence, Override
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import EncounterKind, OverrideKind, Ring

OUTER = (Ring.SECOND, Ring.WIDER)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who asked to join, when last, and whether they are in by now."""

    person: str
    name: str
    on: date | None
    inside: bool


@dataclass(frozen=True, slots=True)
class NewerRole:
    """A role of the cognitive era: who in the coalition has it, and who outside could."""

    name: str
    prompt: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RingNeeds:
    """What the rings still need.

    Parameters
    ----------
    wishes
        Who asked to join, the last first.
    inner, outer
        Parts of the inner rings (depth) and of the outer ones (breadth), each with its question.
    voices
        Questions that find those who live with the result.
    early
        Whether nothing was tried yet, so that the outer rings have nothing to look at.
    """

    wishes: tuple[Wish, ...]
    inner: tuple[RolePrompt, ...]
    outer: tuple[RolePrompt, ...]
    newer: tuple[NewerRole, ...]
    voices: tuple[str, ...]
    early: bool

    @property
    def waiting(self) -> int:
        """How many asked to join and are not in."""
        return sum(not wish.inside for wish in self.wishes)


def ring_needs(snapshot: Snapshot) -> RingNeeds:
    """Return what the rings still need."""
    template = template_of(snapshot.seen.initiative.context)
    return RingNeeds(
        wishes=_wishes(snapshot),
        inner=template.core_roles,
        outer=template.outer_roles,
        newer=tuple(_newer(snapshot, prompt) for prompt in template.new_roles),
        voices=template.voices,
        early=not snapshot.seen.of(Evidence),
    )


def too_early(snapshot: Snapshot, person: str, ring: Ring | None) -> bool:
    """Return whether somebody is taken into an outer ring before there is anything to show them.

    Not where they were in one before, nor where somebody said that it is not too early for them.
    """
    if snapshot.seen.of(Evidence) or (ring or Ring.WIDER) not in OUTER:
        return False
    member = snapshot.members.get(person)
    there = member is not None and (member.ring or Ring.WIDER) in OUTER
    kept = any(
        o.kind is OverrideKind.TOO_EARLY and o.person == person for o in snapshot.seen.of(Override)
    )
    return not there and not kept


def _wishes(snapshot: Snapshot) -> tuple[Wish, ...]:
    last: dict[str, date | None] = {}
    for row in snapshot.seen.of(Encounter):
        if row.kind is EncounterKind.JOIN_REQUEST:
            days = [d for d in (last.get(row.person), row.date or row.observed_on) if d]
            last[row.person] = max(days, default=None)
    ordered = sorted(last.items(), key=lambda one: (one[1] or date.min, one[0]), reverse=True)
    return tuple(Wish(c, snapshot.name(c), on, c in snapshot.members) for c, on in ordered)


def _newer(snapshot: Snapshot, prompt: NewRolePrompt) -> NewerRole:
    having = [c for c, p in sorted(snapshot.person.items()) if p.new_role is prompt.role]
    inside = tuple(c for c in having if c in snapshot.members)
    outside = tuple(c for c in having if c not in snapshot.members)
    return NewerRole(ROLE_NAMES[prompt.role], prompt.prompt, inside, outside)
