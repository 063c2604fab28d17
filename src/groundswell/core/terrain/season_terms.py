"""Words for the seasons of the work: its launch, its form, who knows what, and its renewal.

The members' values are the words of the workbook. A test checks that each stands on the glossary.
"""

from __future__ import annotations

from enum import StrEnum


class LaunchPart(StrEnum):
    """What a line of the launch sheet settles."""

    ANNOUNCEMENT = "announcement"
    RESOURCE = "resource"
    STEP = "step"
    SPEAKER = "speaker"


class Audience(StrEnum):
    """Who may hear of the work: the rings from the inside outwards, then those outside."""

    NUCLEUS = "nucleus"
    CORE = "core"
    SECOND = "second"
    WIDER = "wider"
    MANAGER = "manager"
    OUTSIDE = "outside"


class GovernanceForm(StrEnum):
    """The form a coalition takes once it outgrows one table."""

    STEERING_GROUP = "steering_group"
    CROSS_AGENCY_GROUP = "cross_agency_group"
    WORKING_CIRCLE = "working_circle"
    WORKING_GROUP = "working_group"


class Season(StrEnum):
    """Whether a seat serves the coalition, or the practice once it is business as usual."""

    COALITION = "coalition"
    BUSINESS_AS_USUAL = "business_as_usual"


class ReplantCause(StrEnum):
    """Why a coalition rests and is planted anew."""

    MEMBERS_MOVED = "members_moved"
    BUSINESS_AS_USUAL = "business_as_usual"
    GATE = "gate"
    OTHER = "other"
