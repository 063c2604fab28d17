"""The coalition's own records up to a day, so that any sign can be read as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from groundswell.core.questions.wording import listed
from groundswell.core.terrain import run_records as runs
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Attendance, Meeting, Member
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import MeetingKind, Phase, Ring
from groundswell.core.terrain.visible import latest, visible

READ = (
    runs.Member,
    runs.Evidence,
    runs.Encounter,
    runs.Meeting,
    runs.Attendance,
    runs.Commitment,
    runs.Ruling,
    runs.Win,
    runs.Adaptation,
    runs.Pilot,
)
RESTING = (Phase.PAUSED, Phase.STOPPED, Phase.HANDED_OVER)


@dataclass(frozen=True)
class Course:
    """What the people-work left in writing up to a day.

    Parameters
    ----------
    snapshot
        The map of the day that is asked about; names and settings are taken from it.
    seen
        The records read here that were true by `as_of`.
    as_of
        The day, never after that of the snapshot.
    """

    snapshot: Snapshot
    seen: Observations
    as_of: date

    @classmethod
    def of(cls, snapshot: Snapshot) -> Course:
        """Return the course of a snapshot, as of its own day."""
        kept = {kind.SHEET: tuple(snapshot.seen.of(kind)) for kind in READ}
        return cls(snapshot, Observations(snapshot.seen.initiative, kept), snapshot.as_of)

    def on(self, day: date) -> Course:
        """Return the same course as of an earlier day, with what is known now."""
        return Course(self.snapshot, visible(self.seen, day, self.snapshot.known_at), day)

    @property
    def settings(self) -> Settings:
        """The constants of the initiative."""
        return self.snapshot.settings

    @property
    def resting(self) -> bool:
        """Whether the work was put down on purpose, so that silence says nothing."""
        return self.snapshot.phase in RESTING

    @cached_property
    def inner(self) -> tuple[str, ...]:
        """Codes of the nucleus and core as of the day."""
        rows = latest(self.seen.of(Member), "person")
        return tuple(
            m.person
            for m in rows
            if m.ring in (Ring.NUCLEUS, Ring.CORE)
            and m.person in self.snapshot.index
            and not (m.left_on is not None and m.left_on <= self.as_of)
        )

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Dated core meetings, the newest version of each."""
        rows = latest(self.seen.of(Meeting), "meeting")
        return tuple(m for m in rows if m.date and m.kind is not MeetingKind.CHECK_IN)

    @cached_property
    def held(self) -> dict[str, date]:
        """Day of each core meeting."""
        return {m.meeting: m.date for m in self.meetings if m.date is not None}

    @cached_property
    def attendance(self) -> tuple[Attendance, ...]:
        """Who of the inner circle came to which core meeting, by the day of the meeting."""
        rows = latest(self.seen.of(Attendance), "meeting", "person")
        told = [a for a in rows if a.presence and a.meeting in self.held and a.person in self.inner]
        return tuple(sorted(told, key=lambda a: (self.held[a.meeting], a.meeting, a.person)))

    def ago(self, days: float) -> date:
        """Return the day so many days before."""
        return self.as_of - timedelta(days=days)

    def named(self, codes: Iterable[str]) -> str:
        """Return names for a sentence; the owner is spoken to."""
        owner = self.snapshot.owner
        return listed(["you" if c == owner else self.snapshot.name(c) for c in codes])
