"""What the team writes into its working document, beside what fills itself from the records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from groundswell.core.terrain.record import Record, column


class DocumentSection(StrEnum):
    """A section of the working document."""

    CHARTER = "charter"
    EVIDENCE = "evidence"
    DECISIONS = "decisions"
    OPEN_ISSUES = "open_issues"
    PROGRESS = "progress"
    GOVERNANCE = "governance"
    LAUNCH = "launch"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText(Record):
    """What the team wrote into one section; a newer text takes the place of those it was made from.

    There is no key: two who write at the same time leave two texts, and both are shown.
    """

    SHEET: ClassVar[str] = "document"
    ABOUT: ClassVar[str] = "What the team wrote into its working document, by section."

    section: DocumentSection = column("which section", required=True)
    text: str | None = column("what stands there beside what the records say")
