"""What belongs on the table of the next core meeting?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.agenda_points import EARLY, SOURCES, Point
from groundswell.core.questions.core_meetings import MINUTES, WEEK, held, planned, unheard
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.wording import count, listed, quoted
from groundswell.core.terrain.artifacts import artifact_kinds
from groundswell.core.terrain.run_records import Meeting
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind

TABLE, CLOSE = 15, 5  # minutes for the thing on the table, and for what changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Question):
    """What belongs on the table of the next core meeting, within 45 minutes?"""

    SLUG: ClassVar[str] = "agenda"
    ASKS: ClassVar[str] = "What belongs on the table of the next core meeting?"
    FEATURE: ClassVar[str] = "R5"


@dataclass(frozen=True, slots=True)
class AgendaValue:
    """Value of `agenda`.

    Parameters
    ----------
    meeting
        Code of the planned meeting it is for, or None.
    on
        Its day; where none is planned, a week after the last one, never before today.
    minutes
        What the points take together; at most 45.
    points
        In the order to take them: what is open, then the thing on the table, then the close.
    later
        What is open and does not fit.
    artifact, artifact_kinds
        What lies on the table, where that is known, and the kinds that would do.
    unheard
        Inner members nobody has heard alone, while the core has never met.
    early
        Whether the vision stays off the table: it is built on concrete things first.
    """

    meeting: str | None
    on: date
    minutes: int
    points: tuple[Point, ...]
    later: tuple[Point, ...]
    artifact: str | None
    artifact_kinds: tuple[str, ...]
    unheard: tuple[str, ...]
    early: bool


def agenda(study: Study, question: Agenda) -> Answer[AgendaValue]:
    """Propose the agenda of the next core meeting from what is open.

    Every point comes from a record. Minutes are conventions; what does not fit into 45 is named.

    Notes
    -----
    Counting only: no draws are used.
    """
    snapshot = study.snapshot
    value = proposed(snapshot)
    reasons = [
        Reason(f"{p.title}. {p.reason}".replace("?.", "?"), p.ids) for p in value.points if p.ids
    ]
    return answer(
        study, question, headline(snapshot, value), value, reasons, _gaps(snapshot, value)
    )


def proposed(snapshot: Snapshot, meeting: Meeting | None = None) -> AgendaValue:
    """Return the agenda of a planned meeting, or of the next one."""
    coming = meeting or next(iter(planned(snapshot)), None)
    on = _when(snapshot, coming)
    table = _table(coming)
    fixed = [table, Point("close", CLOSE, "Who does what by when, and what changes", _CLOSING)]
    open_ = [point for source in SOURCES for point in source(snapshot, on)]
    points, later = _fitting(open_, MINUTES - sum(p.minutes for p in fixed))
    every = (*points, *fixed)
    return AgendaValue(
        meeting=coming.meeting if coming else None,
        on=on,
        minutes=sum(p.minutes for p in every),
        points=every,
        later=tuple(later),
        artifact=coming.artifact if coming else None,
        artifact_kinds=artifact_kinds(snapshot.seen.initiative.context),
        unheard=() if held(snapshot) else unheard(snapshot),
        early=snapshot.phase in EARLY,
    )


_CLOSING = "A meeting that changes nothing is a report. Each promise gets a name and a day."


def _when(snapshot: Snapshot, coming: Meeting | None) -> date:
    if coming is not None and coming.planned_for is not None:
        return coming.planned_for
    last = next((m.date for m in reversed(held(snapshot)) if m.date), None)
    return max(snapshot.as_of, last + WEEK) if last else snapshot.as_of


def _table(coming: Meeting | None) -> Point:
    """Return the point for the thing on the table."""
    what = coming.artifact if coming else None
    if what is None:
        title = "Work on one concrete thing"
        reason = "Nothing is on the table yet. Bring one thing that can be marked up with a pen."
    else:
        kind = f" ({coming.artifact_kind})" if coming and coming.artifact_kind else ""
        title, reason = f"Work on {quoted(what)}{kind}", "One thing each time; mark it up together."
    return Point("artifact", TABLE, title, reason, (coming.meeting,) if coming and what else ())


def _fitting(open_: list[Point], minutes: int) -> tuple[list[Point], list[Point]]:
    """Return what fits, in order of what cannot wait, and the rest."""
    points: list[Point] = []
    later: list[Point] = []
    for point in open_:
        fits = sum(p.minutes for p in points) + point.minutes <= minutes
        (points if fits else later).append(point)
    return points, later


def headline(snapshot: Snapshot, value: AgendaValue) -> str:
    """Say how much is open and what comes first."""
    if not snapshot.members:
        return "There is no coalition yet that could meet."
    if value.unheard:
        who = listed([snapshot.name(code) for code in value.unheard], 3)
        return f"Before the core meets for the first time, hear {who} alone."
    opened = len(value.points) - 2
    if opened == 0 and value.artifact is None:
        return "Nothing is open: bring one concrete thing, and work on that."
    if opened == 0:
        return f"Nothing is open, so the whole meeting belongs to {quoted(value.artifact or '')}."
    first = value.points[0].title.rstrip(".?!")
    noun = count(opened, "point is", "points are").capitalize()
    more = f"; {count(len(value.later), 'more does', 'more do')} not fit" if value.later else ""
    return f"{noun} open for the next {MINUTES} minutes{more}. First: {first}."


def _gaps(snapshot: Snapshot, value: AgendaValue) -> list[Gap]:
    if not snapshot.members:
        text = "Nobody is in the coalition yet, not even you. Add yourself as its nucleus."
        return [gap(GapKind.NO_COALITION, text)]
    found = []
    if value.unheard:
        who = listed([snapshot.name(code) for code in value.unheard])
        text = f"No conversation with {who} alone is on record. Each is heard before a group meets."
        found.append(gap(GapKind.MAP_INCOMPLETE, text, *value.unheard))
    if value.artifact is None:
        *some, last = [f"a {kind}" for kind in value.artifact_kinds[:4]]
        could = f"{', '.join(some)} or {last}"
        text = f"Nothing is on the table for the next meeting. It could be {could}."
        found.append(gap(GapKind.MAP_INCOMPLETE, text))
    if value.early and "vision" in (value.artifact or "").casefold():
        text = "The vision waits in this phase. Put something on the table that can be marked up."
        found.append(gap(GapKind.MAP_INCOMPLETE, text))
    lost = next((p for p in (*value.points, *value.later) if p.kind == "ruling"), None)
    if lost is not None:
        found.append(gap(GapKind.HOLDER_UNKNOWN, lost.reason, *lost.ids))
    return found
