"""Records of the seasons of the work: launch, who knows what, governance, and renewal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from groundswell.core.terrain.record import Record, column
from groundswell.core.terrain.season_terms import (
    Audience,
    GovernanceForm,
    LaunchPart,
    ReplantCause,
    Season,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchItem(Record):
    """A line of the launch sheet: an announcement, a resource, a step or a speaker."""

    SHEET: ClassVar[str] = "launch"
    ABOUT: ClassVar[str] = "The formal launch: announcement, resources, timeline, who speaks."

    item: str = column("short code", key=True)
    part: LaunchPart | None = column("what it settles")
    text: str | None = column("what is announced, given, done or said")
    person: str | None = column("who speaks or sees to it", refers="people")
    audience: str | None = column("to whom")
    due_on: date | None = column("when it is due", plan=True)
    done_on: date | None = column("when it was done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility(Record):
    """What one circle knows of the work and may be shown."""

    SHEET: ClassVar[str] = "visibility"
    ABOUT: ClassVar[str] = "Who knows what, what they may be shown, and what is said if they ask."

    audience: Audience = column("circle, own manager, or everybody outside", key=True)
    knows: str | None = column("what they know by now")
    may_see: str | None = column("what they may be shown")
    if_asked: str | None = column("what is said if they ask today")
    on_expansion: str | None = column("what changes for them at the next expansion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance(Record):
    """The form the coalition has taken."""

    SHEET: ClassVar[str] = "governance"
    ABOUT: ClassVar[str] = "The form of a grown coalition: who backs it and to whom it answers."

    governance: str = column("short code", key=True)
    form: GovernanceForm | None = column("which form")
    text: str | None = column("what it is for")
    backed_by: str | None = column("who named it or supports it, by name")
    accountable_to: str | None = column("to whom it answers, the people concerned first")
    check_in_days: int | None = column("days between check-ins; blank 30", low=1, high=366)
    started_on: date | None = column("since when")
    ended_on: date | None = column("until when")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Record):
    """A role in the coalition, or in the practice once it is business as usual."""

    SHEET: ClassVar[str] = "seats"
    ABOUT: ClassVar[str] = "Roles and who fills them, now and after the hand-over."

    seat: str = column("short code", key=True)
    title: str | None = column("the role in a few words")
    season: Season | None = column("for the coalition, or for business as usual")
    person: str | None = column("who fills it", refers="people")
    text: str | None = column("what it sees to")
    since: date | None = column("since when", plan=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replant(Record):
    """A rest of the work, and what it is planted anew with."""

    SHEET: ClassVar[str] = "replants"
    ABOUT: ClassVar[str] = "Rests of the work: why, until when, and what was learned before."

    replant: str = column("short code", key=True)
    cause: ReplantCause | None = column("why")
    started_on: date | None = column("when the rest began")
    resume_on: date | None = column("when the work is to go on", plan=True)
    learned: str | None = column("what was learned so far, for those who come next")
    rebuilt_on: date | None = column("when the core stood again")
