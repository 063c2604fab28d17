"""Voices the coalition lacks: affected groups nobody speaks for, and people who see the risks.

They have their own line and are never traded against gain.
"""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.core.questions.system import system_of
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import MemberRole

DOUBTING = -0.25


@dataclass(frozen=True, slots=True)
class MissingVoice:
    """A voice that is missing, and who on the map could bring it."""

    voice: str
    kind: str
    people: tuple[str, ...]
    text: str


def voices(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return affected groups and the people on the map who belong to them."""
    return dict(system_of(snapshot).voices)


def missing_voices(snapshot: Snapshot) -> tuple[MissingVoice, ...]:
    """Return affected groups without a member, and the missing skeptic."""
    missing = []
    for affected, people in voices(snapshot).items():
        if not any(code in snapshot.members for code in people):
            who = listed([snapshot.name(code) for code in people], 3)
            text = f"Nobody in the coalition speaks for {affected}; {who} could."
            missing.append(MissingVoice(affected, "affected", people, text))
    doubting = skeptics(snapshot)
    if snapshot.members and not any(code in snapshot.members for code in doubting):
        near = tuple(code for code in doubting if not _sworn(snapshot, code))
        text = "Nobody in the coalition sees the risks first"
        if near:
            who = f"one of {count(len(near), 'skeptic')}" if len(near) > 1 else "the one skeptic"
            text += f"; ask {who} on the map to be a critical friend"
        missing.append(MissingVoice("skeptic", "skeptic", near, f"{text}."))
    return tuple(missing)


def skeptics(snapshot: Snapshot) -> tuple[str, ...]:
    """Return critical friends, and everybody judged to be doubtful or against."""
    friends = {code for code, m in snapshot.members.items() if m.role is MemberRole.CRITICAL_FRIEND}
    stances = snapshot.stances
    return tuple(
        code
        for i, code in enumerate(snapshot.people)
        if code in friends or (stances.judged[i] and stances.mean[i] < DOUBTING)
    )


def _sworn(snapshot: Snapshot, code: str) -> bool:
    return bool(snapshot.fixed[snapshot.index[code]])
